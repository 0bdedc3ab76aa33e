import { DynamoDBClient, type TransactWriteItem, TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import { approveRun } from "../../functions/bulk/approve-run.ts";
import { prepareRun } from "../../functions/bulk/prepare-run.ts";
import { takePart } from "../../functions/bulk/run-awards.ts";
import { createTable, localSettings, startDynamoDbLocal } from "../../infra/local/dynamodb-local.ts";
import { wholePeriod } from "../../shared/domain/ledger/envelope.ts";
import { pence } from "../../shared/domain/money.ts";
import { inParts } from "../../shared/domain/run/in-parts.ts";
import type { Run, RunPart } from "../../shared/domain/run/run.ts";
import { dynamoCases } from "../../shared/store/cases.ts";
import { moveMoney } from "../../shared/store/envelope-writes.ts";
import { readItem, type Table } from "../../shared/store/items.ts";
import { dynamoMoney } from "../../shared/store/money.ts";
import { dynamoRuns, putResult } from "../../shared/store/runs.ts";
import { dynamoSchemes } from "../../shared/store/schemes.ts";
import { dynamoWaitingLists } from "../../shared/store/waiting-list.ts";
import { withoutSdkLog } from "../../shared/without-sdk-log.ts";
import { aDayInCrf, allocateExample, approver, assessor, evidenceExample } from "../examples.ts";
import { csvOf, partPortsOn, rowsFor } from "../functions/bulk/desk.ts";
import { inFront } from "../setup/in-front.ts";
import { type Figure, timesAtOnce } from "./measure.ts";

const households = 10_513;
const amount = pence(49_00);
const category = "CRISIS_PAYMENT";
const concurrencies = [4, 8, 16, 32] as const;
/** Parts in which both warm up and the floor finds its best concurrency. */
const firstParts = concurrencies.length * 2;
/** For a household that is new here: household, person, award and ledger entry. */
const writesOfARow = 4;

/**
 * A run of 10,513 households, as its consumer makes it, against one bare transaction for each award: the run's writes for
 * one row (result, household, person, award, entry, charge), without reads or rules. Part by part, in turn, on one table.
 */
export const benchBulk = async (): Promise<Figure[]> => {
  const engine = await startDynamoDbLocal();
  try {
    const name = "bench-bulk";
    const table = { client: withoutSdkLog(new DynamoDBClient(localSettings(engine.endpoint, name))), name };
    await createTable(table.client, table.name);
    await allocateExample(table, "CRF", category, households * amount * 3);
    const ours = await approvedRun(table, rowsFor(households));
    const bare = await approvedRun(table, rowsFor(households, households + 1));
    return [await race(table, ours, bare)];
  } finally {
    await engine.stop();
  }
};

const approvedRun = async (table: Table, rows: readonly string[]): Promise<Run> => {
  const ports = {
    runs: dynamoRuns(table),
    cases: dynamoCases(table),
    money: dynamoMoney(table),
    waitingLists: dynamoWaitingLists(table),
    schemes: dynamoSchemes(table),
    matchingKey: async () => "matching-key",
  };
  const terms = { title: "Bench", item: "fuelTopUp", delivery: "CASH" as const, amount, evidence: evidenceExample, reason: "Bench." };
  const list = new TextEncoder().encode(csvOf(rows));
  const prepared = await prepareRun({ terms, list, by: assessor, now: aDayInCrf, sendingId: "bench" }, ports);
  if (prepared.kind !== "prepared") throw new Error(`The run was not prepared: ${prepared.kind}.`);
  const { runId, parts } = prepared.run;
  const partPorts = partPortsOn(table);
  for (let part = 1; part <= parts; part += 1) await make(partPorts, { runId, pass: 0, part });
  const checked = await ports.runs.find(runId);
  const approved = await approveRun({ runId, seen: checked?.version ?? 0, by: approver, now: aDayInCrf }, ports);
  if (approved.kind !== "approved") throw new Error(`The run was not approved: ${approved.kind}.`);
  return approved.run;
};

type PartPorts = ReturnType<typeof partPortsOn>;

const make = (ports: PartPorts, asked: Pick<RunPart, "runId" | "pass" | "part">): Promise<string> =>
  takePart({ ...asked, attempt: 0, askedAt: aDayInCrf.toISOString() }, () => aDayInCrf, ports);

/** The run's own writes for each household of a part, with a charge of its own. The run itself is kept from sending them. */
const bareAwards = async (table: Table, { runId }: Run, part: number): Promise<readonly TransactWriteItem[][]> => {
  const sent: TransactWriteItem[][] = [];
  const keepingBack = inFront(table, async (command, onward) => {
    if (!(command instanceof TransactWriteItemsCommand)) return onward(command);
    sent.push(command.input.TransactItems ?? []);
    return {};
  });
  await make(partPortsOn(keepingBack), { runId, pass: 1, part });
  const drawnOn = { scheme: "CRF", category, period: wholePeriod, pot: "ordinary", shard: 0 } as const;
  const once = { inCategory: 1, inScheme: 1 };
  const tally = { payments: 1, awards: once, households: once };
  const charge = moveMoney(table, { drawnOn, from: "available", to: "committed", amount, tally });
  const awards = sent.filter((writes) => writes.length > writesOfARow);
  const outcomes = awards.flatMap(([kept]) => readItem("runResult", kept?.Put?.Item ?? {}).outcomes);
  return awards
    .flatMap((writes) => inParts(writes.slice(1, -1), writesOfARow, Number.POSITIVE_INFINITY))
    .map((writes, row) => {
      const result = { runId, part, pass: 1, number: row, outcomes: outcomes.slice(row, row + 1) };
      return [putResult(table, result), ...writes, charge];
    });
};

const race = async (table: Table, ours: Run, bare: Run): Promise<Figure> => {
  const counts = { reads: 0, writes: 0, charges: 0, awards: 0 };
  const partPorts = partPortsOn(counting(table, counts));
  const ratios: number[] = [];
  const floorTimes = new Map<number, number>();
  for (let part = 1; part <= Math.min(ours.parts, bare.parts); part += 1) {
    const alone = await bareAwards(table, bare, part);
    const best = [...floorTimes].sort(([, a], [, b]) => a - b)[0]?.[0] ?? concurrencies[0];
    const atOnce = part <= firstParts ? (concurrencies[part % concurrencies.length] ?? best) : best;
    const floor = () =>
      timesAtOnce(
        alone,
        atOnce,
        async (writes) => void (await table.client.send(new TransactWriteItemsCommand({ TransactItems: writes }))),
      );
    const run = async () => {
      const start = performance.now();
      await make(partPorts, { runId: ours.runId, pass: 1, part });
      return performance.now() - start;
    };
    const isOursFirst = part % 2 === 0;
    const first = await (isOursFirst ? run : floor)();
    const second = await (isOursFirst ? floor : run)();
    const [ourTime, floorTime] = isOursFirst ? [first, second] : [second, first];
    counts.awards += alone.length;
    if (part > firstParts) ratios.push(floorTime / ourTime);
    else if (part > concurrencies.length) floorTimes.set(atOnce, floorTime);
  }
  const each = (count: number) => (count / counts.awards).toFixed(2);
  const best = [...floorTimes].sort(([, a], [, b]) => a - b)[0]?.[0];
  return {
    name: "B2",
    aim: 1.5,
    ratios,
    note: `${counts.awards} awards; the floor at its best with ${best} at once; for each award ${each(counts.reads)} reads, ${each(counts.writes)} items written, ${each(counts.charges)} of them the envelope`,
  };
};

const counting = (table: Table, counts: { reads: number; writes: number; charges: number }): Table =>
  inFront(table, (command, onward) => {
    if (command instanceof TransactWriteItemsCommand) {
      const writes = command.input.TransactItems ?? [];
      counts.writes += writes.length;
      counts.charges += writes.filter(({ Update }) => Update?.Key?.pk?.S?.startsWith("ENVELOPE#")).length;
    } else counts.reads += 1;
    return onward(command);
  });
