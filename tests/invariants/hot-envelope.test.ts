import { expect, test } from "vitest";
import { awardGrant } from "../../functions/decide/award-grant.ts";
import type { Case } from "../../shared/domain/case/case.ts";
import type { Principal } from "../../shared/domain/principal.ts";
import { Fault } from "../../shared/fault.ts";
import { dynamoAwards } from "../../shared/store/awards.ts";
import { dynamoCases } from "../../shared/store/cases.ts";
import { dynamoEnvelopes } from "../../shared/store/envelopes.ts";
import type { Table } from "../../shared/store/items.ts";
import { dynamoSchemes } from "../../shared/store/schemes.ts";
import { aDayInCrf, allocateExample, assessor, awardRequestFor, submitExample } from "../examples.ts";
import { contended } from "../setup/contended.ts";
import { freshTable } from "../setup/table.ts";
import { expectConsistent } from "./audit.ts";

const functionsAtOnce = 12;
const awardsEach = 5;
const enoughFor = 40;

/** One decider for each instance. A person's sum of the day is one item, and nobody decides twelve cases in one moment. */
const deciders = Array.from({ length: functionsAtOnce }, (_, index) => ({ ...assessor, id: `assessor-${index}` }));

/** A Lambda instance, which learns by itself which shard of the envelope is free. */
const startFunction = (table: Table, by: Principal) => {
  const ports = { cases: dynamoCases(table), awards: dynamoAwards(table, dynamoEnvelopes(table)), schemes: dynamoSchemes(table) };
  return async (waiting: Case) => {
    const decision = { caseId: waiting.caseId, decisionId: waiting.caseId, by, now: aDayInCrf, request: awardRequestFor(waiting) };
    for (;;) {
      try {
        return await awardGrant(decision, ports);
      } catch (error) {
        // On a slow machine the time is up while others have the money. A decider sends the same again.
        if (!(error instanceof Fault && error.code === "tooBusy")) throw error;
      }
    }
  };
};

test("many instances at once on one envelope, with every conflict that DynamoDB has, award all of its money and not a penny more", async () => {
  const table = await freshTable();
  await allocateExample(table, "CRF", "CRISIS_PAYMENT", enoughFor * 100_00 + 60_00);
  const waiting = await Promise.all(Array.from({ length: functionsAtOnce * awardsEach }, () => submitExample(table)));
  const service = contended(table, { seed: 4 });

  const kinds: string[] = [];
  const decideOneAfterAnother = async (decide: ReturnType<typeof startFunction>) => {
    for (let next = waiting.pop(); next; next = waiting.pop()) kinds.push((await decide(next)).kind);
  };
  await Promise.all(deciders.map((by) => decideOneAfterAnother(startFunction(service, by))));

  const [envelope] = await dynamoEnvelopes(table).ofScheme("CRF");
  expect(envelope).toMatchObject({ available: 60_00, committed: enoughFor * 100_00 });
  expect(kinds.filter((kind) => kind === "awarded")).toHaveLength(enoughFor);
  expect(kinds.filter((kind) => kind === "waitsForMoney")).toHaveLength(functionsAtOnce * awardsEach - enoughFor);
  // Without conflicts the test would show nothing.
  expect(service.conflicts.size).toBeGreaterThan(0);
  await expectConsistent(table);
});
