import { expect, test } from "vitest";
import { withBack, withLeft } from "../../../../shared/domain/identity/found-apart.ts";
import type { HouseholdIdentity } from "../../../../shared/domain/identity/identity.ts";
import { peopleKnownAt } from "../../../../shared/domain/identity/people-on.ts";

const couple: HouseholdIdentity = {
  householdId: "H-1",
  version: 1,
  people: [
    { personId: "P1", name: "Zoe Control", relationship: "self", from: "2026-04-01" },
    { personId: "P2", name: "Sam Control", relationship: "partner", from: "2026-04-01" },
  ],
  homes: [],
  phones: [],
  emails: [],
  accounts: [],
};
const left = withLeft(couple, { who: ["P2"], until: "2026-11-01", changeId: "left", at: "2026-11-20T10:00:00.000Z" });
const back = withBack(left, { who: ["P2"], until: "2026-11-01", changeId: "back", at: "2026-11-22T10:00:00.000Z" });

test.for([
  ["before anybody found that he had left", "2026-11-10", ["Zoe Control", "Sam Control"]],
  ["once it was found", "2026-11-21", ["Zoe Control"]],
  ["once it was taken back", "2026-11-23", ["Zoe Control", "Sam Control"]],
] as const)("the people known %s are the ones known then", ([, day, names]) => {
  expect(peopleKnownAt(back, { at: `${day}T12:00:00.000Z`, day }).map(({ name }) => name)).toEqual(names);
});

test("whoever has left on another day since stays away, and nothing is recorded", () => {
  expect(withBack(left, { who: ["P2"], until: "2026-10-01", changeId: "back", at: "2026-11-22T10:00:00.000Z" })).toEqual(left);
});
