import { randomUUID } from "node:crypto";
import { QueryCommand } from "@aws-sdk/client-dynamodb";
import type { SQSRecord } from "aws-lambda";
import { createBulk } from "../../../functions/bulk/bulk.ts";
import { createRunAwards } from "../../../functions/bulk/run-awards.ts";
import type { Principal } from "../../../shared/domain/principal.ts";
import type { RowOutcome, RowOutcomeKind } from "../../../shared/domain/run/row-outcome.ts";
import { dynamoAwards } from "../../../shared/store/awards.ts";
import { dynamoCases } from "../../../shared/store/cases.ts";
import { dynamoDestinations } from "../../../shared/store/destinations.ts";
import { dynamoInterests } from "../../../shared/store/interests.ts";
import { type Table, values } from "../../../shared/store/items.ts";
import { runPartition } from "../../../shared/store/keys.ts";
import { dynamoKnownPeople } from "../../../shared/store/known-people.ts";
import { dynamoMoney } from "../../../shared/store/money.ts";
import { dynamoRunAwards } from "../../../shared/store/run-awards.ts";
import { dynamoRuns } from "../../../shared/store/runs.ts";
import { dynamoSchemes, type Schemes } from "../../../shared/store/schemes.ts";
import { dynamoSessions } from "../../../shared/store/sessions.ts";
import { dynamoWaitingLists } from "../../../shared/store/waiting-list.ts";
import { functions } from "../../../shared/system.ts";
import { aDayInCrf, approver, assessor, evidenceExample } from "../../examples.ts";
import { type Answer, origin, send, signIn, tokensOf } from "../../http.ts";
import { birthOf, nameOf } from "../../people.ts";
import { identitiesOn } from "../../setup/identities.ts";
import { freshTable } from "../../setup/table.ts";
import { deliverTo, insertOf, queueOn } from "../../stream.ts";

export const finance: Principal = { id: "finance", name: "Dev Shah", roles: ["finance"] };
export const auditor: Principal = { id: "auditor", name: "Gareth Lloyd", roles: ["auditor"] };

export const bulkOn = (table: Table, schemes: Pick<Schemes, "book"> = dynamoSchemes(table)) =>
  createBulk({
    origin,
    sessions: dynamoSessions(table),
    tokens: tokensOf(assessor, approver, finance, auditor),
    runs: dynamoRuns(table),
    cases: dynamoCases(table),
    interests: dynamoInterests(table),
    money: dynamoMoney(table),
    waitingLists: dynamoWaitingLists(table),
    schemes,
    matchingKey: async () => "matching-key",
  });

/** The ports of a part of a run, all on this table. */
export const partPortsOn = (table: Table, schemes: Pick<Schemes, "book"> = dynamoSchemes(table)) => ({
  runs: dynamoRuns(table),
  runAwards: dynamoRunAwards(table, identitiesOn(table)),
  knownPeople: dynamoKnownPeople(identitiesOn(table)),
  cases: dynamoCases(table),
  awards: dynamoAwards(table),
  schemes,
  destinations: dynamoDestinations(table),
  matchingKey: async () => "matching-key",
});

/** The consumer of the parts of runs. */
export const workerOn = (table: Table, schemes?: Pick<Schemes, "book">) =>
  createRunAwards({ ...partPortsOn(table, schemes), queue: queueOn(table) });

/** Everybody signs in at the desk at this moment. */
export const openDesk = async (table?: Table, now = aDayInCrf) => {
  const own = table ?? (await freshTable());
  return {
    table: own,
    bulk: bulkOn(own),
    asha: await signIn(own, assessor, now),
    cleo: await signIn(own, approver, now),
    dev: await signIn(own, finance, now),
    gareth: await signIn(own, auditor, now),
  };
};
export type Desk = Awaited<ReturnType<typeof openDesk>>;

export const terms = {
  title: "Winter list",
  item: "fuelTopUp",
  delivery: "CASH",
  amount: 49_00,
  evidence: evidenceExample,
  reason: "On the list of households below the line.",
};

const heading = "reference,name,date_of_birth,address_line_1,postcode";
export const csvOf = (rows: readonly string[], columns = heading): string => [columns, ...rows].join("\r\n");

/** Each number is a household of its own. */
export const rowFor = (number: number): string => `R${number},${nameOf(number)},${birthOf(number)},${number} Sample Street,CV1 2AB`;
export const rowsFor = (count: number, from = 1): readonly string[] => Array.from({ length: count }, (_, index) => rowFor(from + index));

export type Progress = {
  readonly runId: string;
  readonly state: string;
  readonly version: number;
  readonly counts: { readonly [K in RowOutcomeKind]?: number };
  readonly awarded: number;
};

export const newKey = (): string => randomUUID();

/** Prepares a run through the API. */
export const prepared = async (
  { bulk, asha }: Desk,
  list: string | undefined,
  changes: object = {},
  key = newKey(),
  now = aDayInCrf,
): Promise<string> => {
  const answer = await send(bulk, "POST /api/runs", {
    as: asha,
    now,
    json: { ...terms, list, ...changes },
    headers: { "idempotency-key": key },
  });
  if (answer.status !== 202) throw new Error(`The run was not prepared: ${answer.body}`);
  return answer.json<{ runId: string }>().runId;
};

export const progressOf = async ({ bulk, asha }: Desk, runId: string, now = aDayInCrf): Promise<Progress> =>
  (await send(bulk, "GET /api/runs/{runId}", { as: asha, path: { runId }, now })).json<Progress>();

export const approve = async (desk: Desk, runId: string, now = aDayInCrf) => {
  const { version } = await progressOf(desk, runId, now);
  return send(desk.bulk, "POST /api/runs/{runId}/approvals", {
    as: desk.cleo,
    path: { runId },
    json: { version },
    headers: { "idempotency-key": newKey() },
    now,
  });
};

/** Every part of a run that was asked for so far, as its queue delivers it. */
export const partsOf = async (table: Table, runId: string) => {
  const { Items: items = [] } = await table.client.send(
    new QueryCommand({
      TableName: table.name,
      KeyConditionExpression: "pk = :pk AND begins_with(sk, :start)",
      ExpressionAttributeValues: values({ ":pk": runPartition(runId), ":start": "RUNPART#" }),
      ConsistentRead: true,
    }),
  );
  return items.map((item, index) => insertOf(item, String(index + 1)));
};

/** Delivers a part as its queue does: one that found the table too busy comes again. */
const delivered = async (worker: ReturnType<typeof workerOn>, part: SQSRecord, now: Date): Promise<void> => {
  for (let attempt = 0; attempt < functions.runAwards.consumes.attempts; attempt += 1) {
    if ((await deliverTo(worker, [part], undefined, now)).length === 0) return;
  }
  throw new Error("A part of the run failed at every attempt.");
};

/** Delivers parts until the run asks for no more. Returns how many it delivered. */
export const work = async ({ table }: Pick<Desk, "table">, runId: string, worker = workerOn(table), now = aDayInCrf): Promise<number> => {
  for (let taken = 0; ; taken += 1) {
    const part = (await partsOf(table, runId))[taken];
    if (!part) return taken;
    await delivered(worker, part, now);
  }
};

/** Prepares a run, checks it, approves it and works it to its end. */
export const ran = async (desk: Desk, list: string, changes: object = {}): Promise<string> => {
  const runId = await prepared(desk, list, changes);
  await work(desk, runId);
  const answer = await approve(desk, runId);
  if (answer.status !== 202) throw new Error(`The run was not approved: ${answer.body}`);
  await work(desk, runId);
  return runId;
};

type RowsPage = { readonly items: readonly RowOutcome[]; readonly next?: string };

export const outcomesOf = async ({ bulk, asha }: Desk, runId: string): Promise<readonly RowOutcome[]> => {
  const all: RowOutcome[] = [];
  let page: string | undefined = "1";
  while (page) {
    const answer: Answer = await send(bulk, "GET /api/runs/{runId}/rows", { as: asha, path: { runId }, query: { cursor: page } });
    const { items, next } = answer.json<RowsPage>();
    all.push(...items);
    page = next;
  }
  return all;
};
