import {
  BatchGetItemCommand,
  DynamoDBClient,
  GetItemCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { mockClient } from "aws-sdk-client-mock";
import { expect, test } from "vitest";
import { awardGrant } from "../../../functions/decide/award-grant.ts";
import { withTimeLeft } from "../../../shared/deadline.ts";
import type { AwardRequest } from "../../../shared/domain/award/award.ts";
import { pence } from "../../../shared/domain/money.ts";
import { dynamoAwards } from "../../../shared/store/awards.ts";
import { dynamoCases } from "../../../shared/store/cases.ts";
import { dynamoMoney } from "../../../shared/store/money.ts";
import { dynamoSchemes } from "../../../shared/store/schemes.ts";
import { aDayInCrf, allocateExample, assessor, awardRequestFor, submitExample } from "../../examples.ts";
import { freshTable } from "../../setup/table.ts";

const cancelledFor = (...codes: string[]) =>
  new TransactionCanceledException({ message: "Cancelled.", $metadata: {}, CancellationReasons: codes.map((Code) => ({ Code })) });

/** Decides against the real table, with a transaction whose answer the test chooses. */
const decideWith = async (answers: (Error | "commits")[], timeLeftMs = 10_000) => {
  const table = await freshTable();
  await allocateExample(table, "CRF", "CRISIS_PAYMENT", 500_00);
  const waiting = await submitExample(table);
  const client = new DynamoDBClient({ region: "eu-west-2" });
  const mock = mockClient(client);
  const sent = mock.on(TransactWriteItemsCommand);
  // After a conflict, the instance reads how far the envelope is spread and who keeps to its shards.
  mock.on(GetItemCommand).resolves({});
  mock.on(BatchGetItemCommand).resolves({ Responses: {} });
  for (const answer of answers) {
    if (answer === "commits") sent.resolvesOnce({});
    else sent.rejectsOnce(answer);
  }
  const decide = withTimeLeft(timeLeftMs, () =>
    awardGrant(
      { caseId: waiting.caseId, decisionId: "one", by: assessor, now: aDayInCrf, request: awardRequestFor(waiting) },
      { cases: dynamoCases(table), awards: dynamoAwards({ client, name: table.name }), schemes: dynamoSchemes(table) },
    ),
  );
  return { outcome: await decide.catch((error: unknown) => error), calls: mock.commandCalls(TransactWriteItemsCommand).length };
};

test("a transaction that met another is sent again, since that says nothing about the conditions", async () => {
  const { outcome, calls } = await decideWith([
    cancelledFor("None", "None", "TransactionConflict"),
    cancelledFor("TransactionConflict"),
    "commits",
  ]);
  expect(outcome).toMatchObject({ kind: "awarded" });
  expect(calls).toBe(3);
});

test("endless conflicts end with the time that is left, as a fault that is safe to retry", async () => {
  const { outcome, calls } = await decideWith(
    Array.from({ length: 500 }, () => cancelledFor("TransactionConflict")),
    300,
  );
  expect(outcome).toMatchObject({ name: "Fault", code: "tooBusy" });
  expect(calls).toBeGreaterThan(1);
  expect(calls).toBeLessThan(500);
});

test("an unknown refusal is a fault, never an outcome", async () => {
  const { outcome } = await decideWith([cancelledFor("None", "None", "None", "None", "None", "ConditionalCheckFailed")]);
  expect(outcome).toMatchObject({ name: "Fault", code: "awardNotRecorded" });
});

test("an award with one line is one read and one transaction of nine items, once the day's schemes are read", async () => {
  const table = await freshTable();
  await allocateExample(table, "CRF", "CRISIS_PAYMENT", 500_00);
  const waiting = await submitExample(table);
  const schemes = dynamoSchemes(table);
  await schemes.book(aDayInCrf);
  const sent: { name: string; items: number }[] = [];
  table.client.middlewareStack.add(
    (next, context) => (args) => {
      const { TransactItems } = args.input as { TransactItems?: unknown[] };
      sent.push({ name: String(context.commandName), items: TransactItems?.length ?? 0 });
      return next(args);
    },
    { step: "initialize" },
  );

  await awardGrant(
    { caseId: waiting.caseId, decisionId: "one", by: assessor, now: aDayInCrf, request: awardRequestFor(waiting) },
    { cases: dynamoCases(table), awards: dynamoAwards(table), schemes },
  );

  // Case, household claim, the decider’s sums of the day and of the month, envelope, award, ledger entry, event and message.
  expect(sent).toEqual([
    { name: "BatchGetItemCommand", items: 0 },
    { name: "TransactWriteItemsCommand", items: 9 },
  ]);
});

test("an empty envelope, and a category without one, let the decision wait with its case and charge nothing", async () => {
  const table = await freshTable();
  await allocateExample(table, "CRF", "CRISIS_PAYMENT", 99_99);
  const [waiting, forHousing] = [await submitExample(table), await submitExample(table)];
  const ports = { cases: dynamoCases(table), awards: dynamoAwards(table), schemes: dynamoSchemes(table) };
  const rent: Partial<AwardRequest> = {
    lines: [{ item: "rentShortfall", amount: pence(50_00), delivery: "CASH" }],
    checks: ["housingElementSeen"],
  };

  const outcomes = [
    await awardGrant({ caseId: waiting.caseId, decisionId: "one", by: assessor, now: aDayInCrf, request: awardRequestFor(waiting) }, ports),
    await awardGrant(
      { caseId: forHousing.caseId, decisionId: "two", by: assessor, now: aDayInCrf, request: awardRequestFor(forHousing, rent) },
      ports,
    ),
  ];

  expect(outcomes).toMatchObject([
    { kind: "waitsForMoney", case: { status: "forMoney", waits: { category: "CRISIS_PAYMENT", total: 100_00 } } },
    { kind: "waitsForMoney", case: { status: "forMoney", waits: { category: "HOUSING_PAYMENT", total: 50_00 } } },
  ]);
  expect(await ports.cases.find(waiting.caseId)).toMatchObject({ status: "forMoney", waits: { by: { id: assessor.id } } });
  expect(await ports.cases.claims(waiting.householdId)).toMatchObject({ claims: [], version: 0 });
  expect(await dynamoMoney(table).envelopes("CRF")).toMatchObject([{ available: 99_99, committed: 0, payments: 0 }]);
});

test("a household's claims keep what it was awarded in a scheme, award by award", async () => {
  const table = await freshTable();
  await allocateExample(table, "CRF", "CRISIS_PAYMENT", 500_00);
  const first = await submitExample(table);
  const again = await submitExample(table, { householdId: first.householdId });
  const ports = { cases: dynamoCases(table), awards: dynamoAwards(table), schemes: dynamoSchemes(table) };
  const food = awardRequestFor(again, { lines: [{ item: "foodParcel", amount: pence(45_50), delivery: "CASH" }] });

  for (const [{ caseId }, request] of [
    [first, awardRequestFor(first)],
    [again, food],
  ] as const)
    await awardGrant({ caseId, decisionId: caseId, by: assessor, now: aDayInCrf, request }, ports);

  expect((await ports.cases.claims(first.householdId)).spent).toEqual({ CRF: 145_50 });
});
