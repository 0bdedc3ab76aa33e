import { expect, test } from "vitest";
import { addDays } from "../../../../shared/domain/dates.ts";
import { needs } from "../../../../shared/domain/needs.ts";
import { ruleFor } from "../../../../shared/domain/rules/rules.ts";
import { categoryOf, itemOf, needsMetBy, type Scheme } from "../../../../shared/domain/scheme/scheme.ts";
import { schemeOn } from "../../../../shared/domain/scheme/scheme-book.ts";
import { shippedSchemes } from "../../../../shared/domain/scheme/shipped.ts";
import { readScheme } from "../../../../shared/domain/scheme-draft/read-scheme.ts";

const each = shippedSchemes.map((scheme): [string, Scheme] => [scheme.code, scheme]);

test("five schemes ship, from the fourth round of the support fund to the fund that followed it", () => {
  expect(shippedSchemes.map(({ code, version }) => `${code} ${version}`)).toEqual(["HSF4 1", "HSF5 1", "HSF6 1", "HSF7 1", "CRF 1"]);
});

test("each scheme starts on the day after the one before it ended", () => {
  for (const [index, { about }] of shippedSchemes.entries()) {
    const before = shippedSchemes[index - 1];
    if (before) expect(about.start).toBe(addDays(before.about.end, 1));
    expect(about.startsOn).toBe(about.start);
  }
});

test.each(each)("the document of %s reads, and reading changes nothing in it", (_, scheme) => {
  expect(readScheme(structuredClone(scheme))).toEqual({ kind: "scheme", scheme });
});

test.each(each)("every category of %s has a row of the return", (_, { categories }) => {
  for (const { reportsAs } of categories) expect(reportsAs).toMatch(/^[A-Z]/);
});

test.each([
  ["HSF4", 8],
  ["HSF5", 8],
  ["HSF6", 8],
  ["HSF7", 8],
  ["CRF", 5],
])("%s has the categories or strands that its fund reports on", (code, count) => {
  const { about, categories } = shippedSchemes.find((scheme) => scheme.code === code) as Scheme;
  const fund = {
    HSF: [
      "ENERGY_WATER",
      "FOOD_EX_FSM",
      "FOOD_FSM_HOLIDAY",
      "ESSENTIALS_ENERGY_WATER",
      "WIDER_ESSENTIALS",
      "ADVICE",
      "HOUSING_COSTS",
      "ADMIN",
    ],
    CRF: ["CRISIS_PAYMENT", "HOUSING_PAYMENT", "RESILIENCE_SERVICE", "COMMUNITY_COORDINATION", "ADMIN"],
  };
  expect(categories.map((category) => category.code)).toEqual(fund[about.fund]);
  expect(categories).toHaveLength(count);
});

test.each(each)("every item of %s has a tariff or says why it has none", (_, { items, tariffs }) => {
  for (const { tariff, noTariff } of items) {
    if (tariff === undefined) expect(noTariff).toMatch(/^[A-Z].*\.$/);
    else expect(tariffs.map((band) => band.tariff)).toContain(tariff);
  }
});

test.each(each)("%s can meet every need that a resident can ask for", (_, scheme) => {
  expect([...needsMetBy(scheme)].toSorted()).toEqual(Object.keys(needs).toSorted());
});

/** Every object in a document that says where something comes from. */
const sourcesIn = (value: unknown): string[] => {
  if (typeof value !== "object" || value === null) return [];
  const own = "source" in value && typeof value.source === "string" ? [value.source] : [];
  return [...own, ...Object.values(value).flatMap(sourcesIn)];
};

test.each(each)("every source of %s is one or more sentences, and none is left out", (_, scheme) => {
  const sources = sourcesIn(scheme);
  expect(sources.length).toBeGreaterThan(40);
  for (const source of sources) expect(source).toMatch(/^[A-Z].*\.$/);
});

test.each(each)("every reason that a letter of %s can give has words for a resident", (_, { rules, ownRules }) => {
  for (const setting of rules) expect(ruleFor(setting)?.toResident).toMatch(/^[A-Z].*\.$/);
  for (const { toResident } of ownRules) expect(toResident).toMatch(/^[A-Z].*\.$/);
});

test("only what was read in a named source counts as verified: one due date, no tariff, no window, no limit", () => {
  for (const { tariffs, windows, caps, delegation, deadlines, clock, review } of shippedSchemes)
    for (const { verified } of [...tariffs, ...windows, ...caps, ...delegation, ...deadlines, clock, review]) expect(verified).toBe(false);
  const due = shippedSchemes.flatMap(({ returns }) => returns.filter((each) => each.due !== undefined));
  expect(due.map(({ name, due, verified }) => ({ name, due, verified }))).toEqual([
    { name: "Delivery plan", due: "2026-07-01", verified: true },
  ]);
});

test("an amount that stands in for one that is not published says so", () => {
  for (const { grant } of shippedSchemes) if (!grant.verified) expect(grant.source).toMatch(/^A demonstration figure/);
  expect(shippedSchemes.filter(({ grant }) => grant.verified).map(({ code, grant }) => [code, grant.amount])).toEqual([
    ["HSF4", 640_000_000],
  ]);
});

test("the crisis fund's years are one after the other, and are its whole period", () => {
  const crf = shippedSchemes.find(({ code }) => code === "CRF") as Scheme;
  expect(crf.subYears.map(({ code }) => code)).toEqual(["2026-27", "2027-28", "2028-29"]);
  expect(crf.subYears.at(0)?.start).toBe(crf.about.start);
  expect(crf.subYears.at(-1)?.end).toBe(crf.about.end);
  for (const [index, { start }] of crf.subYears.entries()) {
    const before = crf.subYears[index - 1];
    if (before) expect(start).toBe(addDays(before.end, 1));
  }
});

const paidFor = (day: string, item: string) => {
  const scheme = schemeOn(shippedSchemes, day) as Scheme;
  const known = itemOf(scheme, item);
  return {
    scheme: scheme.code,
    category: known?.category,
    ambiguous: known?.ambiguous ?? false,
    isKept: !!categoryOf(scheme, known?.category ?? ""),
  };
};

test.each([
  ["a carpet for the man who falls at night", "2024-01-21", "carpet", "HSF4", "WIDER_ESSENTIALS", false],
  ["a cot for the baby", "2024-05-31", "cot", "HSF5", "WIDER_ESSENTIALS", false],
  ["beds for the two children", "2024-05-31", "bed", "HSF5", "WIDER_ESSENTIALS", false],
  ["a washing machine", "2024-05-31", "washingMachine", "HSF5", "ESSENTIALS_ENERGY_WATER", false],
  ["a shopping voucher, with a reason", "2024-05-31", "clothingVoucher", "HSF5", "WIDER_ESSENTIALS", true],
])("the published cases: %s", (_, day, item, scheme, category, ambiguous) => {
  expect(paidFor(day, item)).toEqual({ scheme, category, ambiguous, isKept: true });
});
