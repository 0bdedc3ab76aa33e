import { expect, test } from "vitest";
import { cutsOfApplication, cutsOfListRow, pensionDay } from "../../../shared/domain/cuts.ts";
import { applicationLike } from "../../examples.ts";

const by = { today: "2026-06-01", end: "2027-03-31", childUnder: 19 };
const self = { name: "Ann Example", relationship: "self", dateOfBirth: "1990-02-03" } as const;
const partner = { name: "Bob Example", relationship: "partner", dateOfBirth: "1989-02-03" } as const;
const child = { name: "Cay Example", relationship: "child", dateOfBirth: "2015-02-03" } as const;
const sister = { name: "Dee Example", relationship: "otherAdult", dateOfBirth: "1992-02-03" } as const;

const applicationOf = (
  people: Parameters<typeof cutsOfApplication>[0]["people"],
  benefits: Parameters<typeof cutsOfApplication>[0]["money"]["benefits"] = [],
) => {
  const application = applicationLike();
  return { ...application, people, money: { ...application.money, benefits } };
};

test.for([
  [[self], "single", []],
  [[self, partner], "couple", []],
  [[self, child], "singleWithChildren", ["CHILDREN"]],
  [[self, partner, child], "coupleWithChildren", ["CHILDREN"]],
  [[self, sister], "otherAdults", []],
  [[self, partner, sister, child], "otherAdults", ["CHILDREN"]],
  [[self, { ...sister, shares: "addressOnly" as const }], "single", []],
] as const)("a household is told by who shares its money: %#", ([people, familyType, composition]) => {
  expect(cutsOfApplication(applicationOf([...people]), by)).toEqual({ composition, route: "APPLICATION", familyType, ageGroup: "35-44" });
});

test("a child is told by the scheme's last day, so one who turns 19 before it is none", () => {
  const turning = { ...child, dateOfBirth: "2008-03-31" };
  expect(cutsOfApplication(applicationOf([self, turning]), by).composition).toEqual([]);
  expect(cutsOfApplication(applicationOf([self, { ...turning, dateOfBirth: "2008-04-01" }]), by).composition).toEqual(["CHILDREN"]);
});

test("benefits tell children, pensioners and disabled people whom dates of birth do not", () => {
  expect(cutsOfApplication(applicationOf([self], ["childBenefit", "pensionCredit", "pip"]), by).composition).toEqual([
    "CHILDREN",
    "PENSIONER",
    "DISABLED",
  ]);
});

test("an estimated age counts as it is", () => {
  const { dateOfBirth: _, ...unborn } = sister;
  expect(cutsOfApplication(applicationOf([self, { ...unborn, estimatedAge: 66 }]), by).composition).toEqual([]);
  expect(cutsOfApplication(applicationOf([self, { ...unborn, estimatedAge: 67 }]), by).composition).toEqual(["PENSIONER"]);
});

test.for([
  ["1950-07-01", "2016-07-01"],
  ["1960-04-05", "2026-04-05"],
  ["1960-04-06", "2026-05-06"],
  ["1960-05-05", "2026-06-05"],
  ["1960-05-06", "2026-07-06"],
  ["1961-02-06", "2028-01-06"],
  ["1961-03-05", "2028-02-05"],
  ["1961-03-06", "2028-03-06"],
  ["1977-04-05", "2044-04-05"],
  ["1977-04-06", "2045-04-06"],
] as const)("somebody born on %s can have a State Pension from %s", ([born, from]) => {
  expect(pensionDay(born)).toBe(from);
});

test("a list's row says how many children there are, and nobody knows who else lives there", () => {
  expect(cutsOfListRow({ dateOfBirth: "1950-01-01", children: 2 }, by)).toEqual({
    composition: ["CHILDREN", "PENSIONER"],
    route: "PROACTIVE",
    familyType: "unknown",
    ageGroup: "75+",
  });
  expect(cutsOfListRow({ dateOfBirth: "2009-01-01" }, by).composition).toEqual(["CHILDREN"]);
});
