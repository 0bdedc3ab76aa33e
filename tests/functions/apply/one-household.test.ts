import * as fc from "fast-check";
import { expect, test } from "vitest";
import { submitApplication } from "../../../functions/apply/submit-application.ts";
import type { ApplicationInput } from "../../../shared/domain/application.ts";
import type { Case } from "../../../shared/domain/case/case.ts";
import { resident } from "../../../shared/domain/principal.ts";
import { shippedSchemes } from "../../../shared/domain/scheme/shipped.ts";
import { dynamoApplications } from "../../../shared/store/applications.ts";
import { dynamoCases } from "../../../shared/store/cases.ts";
import type { HouseholdIdentities } from "../../../shared/store/household-identities.ts";
import type { Table } from "../../../shared/store/items.ts";
import { dynamoMatches } from "../../../shared/store/matches.ts";
import { aDayInCrf, applicationLike } from "../../examples.ts";
import { birthOf, nameOf } from "../../people.ts";
import { identitiesOn } from "../../setup/identities.ts";
import { everythingIn, freshTable } from "../../setup/table.ts";

type Person = ApplicationInput["people"][number];
const asSelf = (number: number): Person => ({ name: nameOf(number), dateOfBirth: birthOf(number), relationship: "self" });
const asAdult = (number: number): Person => ({ ...asSelf(number), relationship: "otherAdult", shares: "money" });

let cases = 0;
const apply = async (table: Table, changes: Partial<ApplicationInput>, identities: HouseholdIdentities = identitiesOn(table)) => {
  cases += 1;
  const caseId = `7KM3-AAAA-${String(cases).padStart(4, "0")}`;
  const ports = {
    applications: dynamoApplications(table),
    identities,
    schemes: { book: async () => shippedSchemes },
    matchingKey: async () => "a key",
  };
  const outcome = await submitApplication({ caseId, application: applicationLike(changes), by: resident, now: aDayInCrf }, ports);
  expect(outcome).toEqual({ kind: "received", caseId });
  const found = await dynamoCases(table).find(caseId);
  if (!found) throw new Error("The application was received.");
  return found;
};

/** Waits before its first write for as long as the test says, so that others come between. */
const slowed = (table: Table, milliseconds: number): HouseholdIdentities => {
  const identities = identitiesOn(table);
  let isFirst = true;
  return {
    ...identities,
    async change(...asked) {
      if (isFirst) await new Promise((done) => setTimeout(done, milliseconds));
      isFirst = false;
      return identities.change(...asked);
    },
  };
};

const families = fc.record({
  members: fc.integer({ min: 2, max: 4 }),
  first: fc.integer({ min: 1, max: 9_000 }),
  pauses: fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 4, maxLength: 4 }),
});

test("members of one family who apply at once are one household with an application each, whoever comes first", async () => {
  const table = await freshTable();
  await fc.assert(
    fc.asyncProperty(families, async ({ members, first, pauses }) => {
      const numbers = Array.from({ length: members }, (_, index) => first + index * 31 + cases * 7);
      const home = { address: { kind: "settled", line1: `${cases + 1} Family Road`, postcode: "CV1 2AB" } } as const;
      const received = await Promise.all(
        numbers.map((own, index) => {
          const people = [asSelf(own), ...numbers.filter((other) => other !== own).map(asAdult)];
          const contact = { ways: ["letter" as const] };
          return apply(table, { ...home, people, contact }, slowed(table, pauses[index] ?? 0));
        }),
      );
      const households = new Set(received.map(({ householdId }) => householdId));
      expect(households.size).toBe(1);
      expect(received.every(({ possibleHouseholds }) => possibleHouseholds.length === 0)).toBe(true);
      const [householdId = ""] = households;
      const linked = await dynamoCases(table).ofHousehold(householdId);
      expect(linked.map(({ caseId }) => caseId).toSorted()).toEqual(received.map(({ caseId }) => caseId).toSorted());
      const identity = await identitiesOn(table).find(householdId);
      expect(identity?.people.map(({ name }) => name).toSorted()).toEqual(numbers.map(nameOf).toSorted());
    }),
    { numRuns: 12 },
  );
}, 120_000);

const isLookedAt = ({ concerns = [] }: Case) => concerns.includes("manyHouseholds");

test("where a name and date of birth is full, and where a household has more identifiers than one transaction takes, a person looks", async () => {
  const table = await freshTable();
  const sameName = (number: number) =>
    apply(table, {
      people: [{ name: "Vic Timson", dateOfBirth: "1984-03-09", relationship: "self" }],
      address: { kind: "settled", line1: `${number} Invented Road`, postcode: "CV1 2AB" },
      contact: { ways: ["letter"] },
    });
  const first = await sameName(1);
  expect(isLookedAt(first)).toBe(false);
  for (let number = 2; number <= 50; number++) await sameName(number);
  const beyond = await sameName(51);
  expect(isLookedAt(beyond)).toBe(true);
  // Somebody who is known stays known, however many use their name.
  expect((await sameName(1)).householdId).toBe(first.householdId);

  const many = Array.from({ length: 20 }, (_, index) => (index === 0 ? asSelf(500) : asAdult(500 + index * 31)));
  const large = await apply(table, { people: many, address: { kind: "settled", line1: "1 Full House", postcode: "CV1 2AB" } });
  expect(isLookedAt(large)).toBe(true);
  const again = await apply(table, { people: many, address: { kind: "settled", line1: "1 Full House", postcode: "CV1 2AB" } });
  expect(again.householdId).toBe(large.householdId);
}, 120_000);

test("more possible households than a person can compare are cut, and the case says that there are more", async () => {
  const table = await freshTable();
  for (let number = 1; number <= 22; number++)
    await apply(table, {
      people: [{ name: "Vic Timson", dateOfBirth: "1984-03-09", relationship: "self" }],
      address: { kind: "settled", line1: `${number} Invented Road`, postcode: "CV1 2AB" },
      contact: { ways: ["letter"] },
    });
  const last = await apply(table, {
    people: [{ name: "Vic Timson", dateOfBirth: "1984-03-09", relationship: "self" }],
    address: { kind: "settled", line1: "99 Invented Road", postcode: "CV1 2AB" },
    contact: { ways: ["letter"] },
  });
  expect(last.possibleHouseholds).toHaveLength(20);
  expect(isLookedAt(last)).toBe(true);
  expect(await dynamoMatches(table).ofCase(last.caseId)).toHaveLength(20);
}, 60_000);

test("a National Insurance number finds its household again, and stands in the table only as a keyed hash and sealed", async () => {
  const table = await freshTable();
  const nino = "AB123456C";
  const first = await apply(table, { people: [{ ...asSelf(1), nino }], contact: { ways: ["letter"] } });
  const moved = await apply(table, {
    people: [{ ...asSelf(1), name: `${nameOf(1).split(" ")[0]} Married-Name`, nino }],
    address: { kind: "settled", line1: "7 New Road", postcode: "CV2 1AB" },
    contact: { ways: ["letter"] },
  });
  expect([moved.householdId, ...moved.possibleHouseholds]).toContain(first.householdId);
  expect(JSON.stringify(await everythingIn(table))).not.toContain(nino);
});
