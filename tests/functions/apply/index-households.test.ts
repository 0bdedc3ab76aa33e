import { expect, test } from "vitest";
import { indexHouseholds } from "../../../functions/apply/index-households.ts";
import { submitApplication } from "../../../functions/apply/submit-application.ts";
import { resident } from "../../../shared/domain/principal.ts";
import { dynamoApplications } from "../../../shared/store/applications.ts";
import { dynamoCases } from "../../../shared/store/cases.ts";
import { dynamoHouseholdIdentities } from "../../../shared/store/household-identities.ts";
import type { Table } from "../../../shared/store/items.ts";
import { dynamoSchemes } from "../../../shared/store/schemes.ts";
import { aDayInCrf, applicationLike } from "../../examples.ts";
import { personOf } from "../../people.ts";
import { freshTable } from "../../setup/table.ts";

const householdOfCase = async (table: Table, caseId: string) => (await dynamoCases(table).find(caseId))?.householdId;
const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
const caseIdOf = (number: number) => `7KM3-BBBB-${String(number).padStart(4, "0")}`;

test("keys are rotated while applications come in and the command is stopped half-way: no match is lost", async () => {
  const table = await freshTable();
  const applyAs = (key: string, number: number, caseNumber = number) =>
    submitApplication(
      {
        caseId: caseIdOf(caseNumber),
        application: applicationLike({
          people: [{ ...personOf(number), relationship: "self" }],
          address: { kind: "settled", line1: `${number} Sample Street`, postcode: "CV1 2AB" },
          contact: { ways: ["letter"] },
        }),
        by: resident,
        now: aDayInCrf,
      },
      {
        applications: dynamoApplications(table),
        identities: dynamoHouseholdIdentities(table, async () => key),
        schemes: dynamoSchemes(table),
        matchingKey: async () => "accounts",
      },
    );
  const both = "new-key old-key accounts:old-key";
  const indexAll = async function* (most: number, stopAfter = Number.POSITIVE_INFINITY) {
    for (const number of numbers(1, most)) {
      if (number > stopAfter) throw new Error("Stopped.");
      yield [{ householdId: `H-${caseIdOf(number)}` }];
    }
  };
  const ports = { cases: dynamoCases(table), identities: dynamoHouseholdIdentities(table, async () => both) };

  for (const number of numbers(1, 12)) await applyAs("old-key", number);
  // Half of the instances have both keys already.
  for (const number of numbers(13, 16)) await applyAs(number % 2 === 0 ? both : "old-key", number);
  for (const number of numbers(1, 4)) await applyAs(number % 2 === 0 ? both : "old-key", number, 100 + number);
  await expect(indexHouseholds(indexAll(16, 6), ports)).rejects.toThrow("Stopped.");
  await Promise.all([applyAs(both, 5, 105), applyAs(both, 9, 109), applyAs(both, 17)]);
  expect(await indexHouseholds(indexAll(17), ports)).toMatchObject({ households: 17, added: 0 });
  expect(await indexHouseholds(indexAll(17), ports)).toEqual({ households: 17, indexed: 0, added: 0 });

  // The old key is gone from here.
  for (const number of numbers(1, 17)) await applyAs("new-key accounts:old-key", number, 200 + number);
  for (const number of [...numbers(101, 105), 109, ...numbers(201, 217)])
    expect(await householdOfCase(table, caseIdOf(number)), `case ${number}`).toBe(`H-${caseIdOf(number % 100)}`);
}, 60_000);
