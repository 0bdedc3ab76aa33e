import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, type Day } from "../../../../shared/domain/dates.ts";
import { afterApplying } from "../../../../shared/domain/identity/after-applying.ts";
import type { ChangeToPeople, HouseholdIdentity, Member } from "../../../../shared/domain/identity/identity.ts";
import { peopleKnownAt, peopleNow, peopleOn, turnedAdult } from "../../../../shared/domain/identity/people-on.ts";

const first: Day = "2026-04-10";

const member = (personId: string, name: string, dateOfBirth?: Day, more: Partial<Member> = {}): Member => ({
  personId,
  name,
  ...(dateOfBirth && { dateOfBirth }),
  relationship: "otherAdult",
  from: first,
  ...more,
});

const zoe = member("P1", "Zoe Control", "1988-02-03", { relationship: "self" });
const tom = member("P2", "Tom Control", "1985-07-09", { relationship: "partner", byOthersWord: true });
const ali = member("P3", "Ali Control", "2010-05-05", { relationship: "child" });

const household = (people: readonly Member[], more: Partial<HouseholdIdentity> = {}): HouseholdIdentity => ({
  householdId: "H",
  version: 1,
  people,
  homes: [{ address: { kind: "settled", line1: "1 Sample Street", postcode: "CV1 2AB" }, from: first }],
  phones: ["07700900001"],
  emails: [],
  accounts: [],
  ...more,
});

const listing = (people: readonly Member[], more: Partial<HouseholdIdentity> = {}) => household(people, { householdId: "A", ...more });

test("somebody new joins on the day of the application, and nobody who is not listed any more leaves", () => {
  const baby = member("P1", "Noor Control", "2026-08-01", { relationship: "child" });
  const after = afterApplying(household([zoe, tom]), listing([{ ...zoe, personId: "P9" }, baby]), "2026-09-01");
  expect(after.people).toEqual([zoe, { ...tom, notListedSince: "2026-09-01" }, { ...baby, personId: "P3", from: "2026-09-01" }]);
});

test("somebody whom an application lists again is marked no longer, and the first day on which they were not listed stays until then", () => {
  const once = afterApplying(household([zoe, tom]), listing([zoe]), "2026-06-01");
  const twice = afterApplying(once, listing([zoe]), "2026-07-01");
  expect(twice.people[1]?.notListedSince).toBe("2026-06-01");
  expect(afterApplying(twice, listing([zoe, tom]), "2026-08-01").people).toEqual([zoe, tom]);
});

test.each<[string, Partial<Member>, Partial<Member>]>([
  ["with the names in another order", { name: "Control Zoe" }, { otherNames: ["Control Zoe"] }],
  ["with a married name", { name: "Zoe Smith" }, { otherNames: ["Zoe Smith"] }],
  ["with a middle name", { name: "Zoe Ann Control" }, { otherNames: ["Zoe Ann Control"] }],
  ["with capitals and marks", { name: "ZOË  control" }, {}],
  ["with a National Insurance number", { nino: "QQ123456C" }, { nino: "QQ123456C" }],
])("a person who is listed %s is the same person", (_, listed, kept) => {
  expect(afterApplying(household([zoe]), listing([{ ...zoe, ...listed }]), "2026-09-01").people).toEqual([{ ...zoe, ...kept }]);
});

test.each<[string, Member, Member]>([
  ["twins with one initial", ali, { ...ali, name: "Amir Control" }],
  ["a father and a son of one name", member("P3", "Ali Control", "1980-05-05"), ali],
])("%s are two people", (_, one, other) => {
  expect(afterApplying(household([zoe, one]), listing([zoe, other]), "2026-09-01").people).toHaveLength(3);
});

test("twins who are listed in the other order stay themselves", () => {
  const twins = [
    { ...ali, personId: "P2" },
    { ...ali, personId: "P3", name: "Amir Control" },
  ];
  expect(afterApplying(household([zoe, ...twins]), listing([zoe, ...twins.toReversed()]), "2026-09-01").people).toEqual([zoe, ...twins]);
});

test("a person’s own word goes before another’s, and what is known is not lost", () => {
  const told: Member = { ...tom, name: "Thomas Control", otherNames: ["Tom Control"], relationship: "self", nino: "QQ123456C" };
  const { byOthersWord: _, ...own } = told;
  const [after] = afterApplying(household([tom]), listing([own]), "2026-09-01").people;
  expect(after).toEqual({ ...own, relationship: "partner" });
});

test("somebody who left and is listed again has a new time in the household, and the first one stays as it was", () => {
  const left: Member = { ...tom, until: "2026-05-03", left: "moved" };
  const { people } = afterApplying(household([zoe, left]), listing([zoe, tom]), "2026-09-01");
  expect(people).toEqual([zoe, left, { ...tom, personId: "P3", from: "2026-09-01" }]);
});

test("an application from a new address ends the home before it, and one from the same address changes nothing", () => {
  const homes = [{ address: { kind: "settled", line1: "2 Split Road", postcode: "CV2 3CD" } as const, from: "2026-09-01" }];
  const after = afterApplying(household([zoe]), listing([zoe], { homes }), "2026-09-01");
  expect(after.homes).toEqual([{ ...household([]).homes[0], until: "2026-08-31" }, homes[0]]);
  expect(afterApplying(after, listing([zoe], { homes }), "2026-10-01").homes).toEqual(after.homes);
});

test("a child who turns 18 after one application is an adult at the next", () => {
  const born = "2008-11-30";
  expect(turnedAdult({ dateOfBirth: born }, "2026-11-29", "2026-11-30")).toBe(true);
  expect(turnedAdult({ dateOfBirth: born }, "2026-11-29", "2026-11-29")).toBe(false);
  expect(turnedAdult({ dateOfBirth: born }, "2026-11-30", "2026-12-01")).toBe(false);
  expect(turnedAdult({}, "2026-11-29", "2026-11-30")).toBe(false);
});

/** Things that happen to a household, each on the day after the one before. */
type Happening =
  | { readonly kind: "joins"; readonly number: number }
  | { readonly kind: "leaves" | "isCorrected" | "wasNeverThere"; readonly which: number }
  | { readonly kind: "left"; readonly which: number; readonly daysAgo: number }
  | { readonly kind: "applies"; readonly without: number };

const happenings = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant("joins" as const), number: fc.nat(1000) }),
    fc.record({ kind: fc.constantFrom("leaves" as const, "isCorrected" as const, "wasNeverThere" as const), which: fc.nat(50) }),
    fc.record({ kind: fc.constant("left" as const), which: fc.nat(50), daysAgo: fc.integer({ min: 1, max: 20 }) }),
    fc.record({ kind: fc.constant("applies" as const), without: fc.nat(50) }),
  ),
  { maxLength: 25 },
);

const noted = (identity: HouseholdIdentity, people: readonly Member[], day: Day, change: ChangeToPeople): HouseholdIdentity => {
  const changes = identity.changes ?? [];
  return { ...identity, people, changes: [...changes, { changeId: String(changes.length), at: `${day}T10:00:00.000Z`, change }] };
};

const happen = (identity: HouseholdIdentity, what: Happening, day: Day): HouseholdIdentity => {
  const now = peopleNow(identity);
  if (what.kind === "applies") {
    const listed = now.filter((_, index) => index !== what.without % now.length);
    return afterApplying(identity, listing(listed), day);
  }
  if (what.kind === "joins") {
    const becomes = member(`P${identity.people.length + 1}`, `Person ${what.number}`, undefined, { from: day });
    return noted(identity, [...identity.people, becomes], day, { kind: "memberAdded", how: "joined", becomes });
  }
  const was = now[what.which % now.length];
  if (!was) return identity;
  const left = what.kind === "left" ? addDays(day, -what.daysAgo) : day;
  const becomes: Member =
    what.kind === "isCorrected"
      ? { ...was, name: `${was.name} again` }
      : { ...was, until: left < was.from ? was.from : left, left: what.kind === "wasNeverThere" ? "mistake" : "moved" };
  const people = identity.people.map((one) => (one === was ? becomes : one));
  return noted(identity, people, day, { kind: what.kind === "isCorrected" ? "memberCorrected" : "memberLeft", was, becomes });
};

const namesOf = (people: readonly Member[]) => people.map(({ personId, name }) => `${personId} ${name}`).toSorted();

test("the people known to be there on the day of an award stay the same after any later record", () => {
  fc.assert(
    fc.property(happenings, (all) => {
      let story = household([zoe, tom]);
      const awards: { day: Day; at: string; there: readonly string[] }[] = [];
      all.forEach((what, index) => {
        const day = addDays(first, 30 + index);
        story = happen(story, what, day);
        awards.push({ day, at: `${day}T12:00:00.000Z`, there: namesOf(peopleOn(story, day)) });
        for (const award of awards) expect(namesOf(peopleKnownAt(story, award))).toEqual(award.there);
      });
    }),
  );
});

test("a later event that corrects no record changes nothing about the people there on a day", () => {
  const inOrder = happenings.map((all) => all.filter(({ kind }) => kind === "joins" || kind === "leaves" || kind === "applies"));
  fc.assert(
    fc.property(inOrder, (all) => {
      let story = household([zoe, tom]);
      const seen: { day: Day; there: readonly string[] }[] = [];
      all.forEach((what, index) => {
        const day = addDays(first, 30 + index);
        story = happen(story, what, day);
        for (const { day: earlier, there } of seen) expect(namesOf(peopleOn(story, earlier))).toEqual(there);
        seen.push({ day, there: namesOf(peopleOn(story, day)) });
      });
    }),
  );
});
