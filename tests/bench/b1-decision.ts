import { Agent, request } from "node:http";
import {
  BatchGetItemCommand,
  type BatchGetItemCommandInput,
  TransactWriteItemsCommand,
  type TransactWriteItemsCommandInput,
} from "@aws-sdk/client-dynamodb";
import { awardGrant } from "../../functions/decide/award-grant.ts";
import { type Host, startHost } from "../../infra/local/host.ts";
import { type LoadHandler, loadHandler } from "../../infra/local/invoke.ts";
import { tokenFor } from "../../infra/local/token.ts";
import type { Case } from "../../shared/domain/case/case.ts";
import { pence } from "../../shared/domain/money.ts";
import type { Principal } from "../../shared/domain/principal.ts";
import { dynamoAwards } from "../../shared/store/awards.ts";
import { dynamoCases } from "../../shared/store/cases.ts";
import type { Table } from "../../shared/store/items.ts";
import { dynamoSchemes } from "../../shared/store/schemes.ts";
import { type FunctionSpec, functions } from "../../shared/system.ts";
import { allocateExample, assessor, awardRequestFor, secondAssessor, submitExample } from "../examples.ts";
import { type Figure, inTurn, timesAtOnce } from "./measure.ts";

const decisionsARound = 48;
const rounds = 7;
const concurrencies = [1, 8, 32] as const;
const submissionsAtOnce = 16;
/** Small, and shared between people: a scheme limits what one person commits in a day for all households. */
const amount = pence(10_00);
const deciders = [assessor, secondAssessor] as const;

const turnOf = <T>(each: readonly T[], index: number): T => {
  const one = each[index % each.length];
  if (one === undefined) throw new Error("Nobody decides.");
  return one;
};

const requestFor = (waiting: Case) => awardRequestFor(waiting, { lines: [{ item: "fuelTopUp", amount, delivery: "CASH" }] });

/**
 * One decision through the API, end to end, against the same read and the same transaction sent bare: no HTTP, no
 * token, no parsing, no rules, no rendering. Both decide cases of their own in the same table, turn by turn.
 */
export const benchDecision = async (): Promise<Figure[]> => {
  const host = await startHost({ limitOf: () => ({ perSecond: 1e9, burst: 1e9 }), load: loadAllButConsumers });
  try {
    const table = { client: host.client, name: host.tableName };
    await allocateExample(table, "CRF", "CRISIS_PAYMENT", 10_000_000_00);
    const tokens = await Promise.all((["assessor-1", "assessor-2"] as const).map((account) => tokenFor(host.origin, account)));
    const figures: Figure[] = [];
    for (const concurrency of concurrencies) {
      figures.push(
        await inTurn({
          name: `B1 at ${concurrency}`,
          aim: 0.9,
          rounds,
          prepare: async () => ({
            ours: await waitingCases(table),
            bare: await Promise.all(
              (await waitingCases(table)).map((waiting, index) => bareDecision(table, waiting, turnOf(deciders, index))),
            ),
          }),
          ours: ({ ours }) =>
            timesAtOnce(ours, concurrency, (waiting) => decideThroughApi(host, turnOf(tokens, ours.indexOf(waiting)), waiting)),
          floor: ({ bare }) => timesAtOnce(bare, concurrency, (decision) => sendBare(table, decision)),
          note: `${decisionsARound} decisions a round; 1 read and 1 transaction of 7 items each`,
        }),
      );
    }
    return figures;
  } finally {
    await host.stop();
  }
};

/** Consumers of the stream run on other machines. Here they would take the same cores from both sides. */
const loadAllButConsumers: LoadHandler = async (name) => {
  const spec: FunctionSpec = functions[name];
  return spec.consumes ? async () => ({ batchItemFailures: [] }) : loadHandler(name);
};

const waitingCases = async (table: Table): Promise<Case[]> => {
  const cases: Case[] = [];
  const at = new Date();
  while (cases.length < decisionsARound)
    cases.push(...(await Promise.all(Array.from({ length: submissionsAtOnce }, () => submitExample(table, { at })))));
  return cases;
};

type Bare = { readonly read: BatchGetItemCommandInput; readonly write: TransactWriteItemsCommandInput };

/** The calls of our own code for this case. The read is sent to learn the write; the write is kept back. */
const bareDecision = async (table: Table, waiting: Case, by: Principal): Promise<Bare> => {
  let read: BatchGetItemCommandInput | undefined;
  let write: TransactWriteItemsCommandInput | undefined;
  const client = new Proxy(table.client, {
    get: (target, property) =>
      property !== "send"
        ? Reflect.get(target, property)
        : (command: BatchGetItemCommand | TransactWriteItemsCommand) => {
            if (command instanceof TransactWriteItemsCommand) {
              write = command.input;
              return Promise.resolve({});
            }
            read = command.input;
            return target.send(command);
          },
  });
  const watched = { client, name: table.name };
  await awardGrant(
    { caseId: waiting.caseId, decisionId: waiting.caseId, by, now: new Date(), request: requestFor(waiting) },
    { cases: dynamoCases(watched), awards: dynamoAwards(watched), schemes: dynamoSchemes(watched) },
  );
  if (!read || !write) throw new Error("The decision did not read and write as it should.");
  return { read, write };
};

const sendBare = async ({ client }: Table, { read, write }: Bare): Promise<void> => {
  await client.send(new BatchGetItemCommand(read));
  await client.send(new TransactWriteItemsCommand(write));
};

const agent = new Agent({ keepAlive: true });

const decideThroughApi = ({ origin }: Host, token: string, waiting: Case): Promise<void> =>
  new Promise((done, failed) => {
    const sent = request(
      `${origin}/api/cases/${waiting.caseId}/awards`,
      {
        agent,
        method: "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json", "idempotency-key": waiting.caseId },
      },
      (response) => {
        response.resume();
        response.once("end", () => (response.statusCode === 201 ? done() : failed(new Error(`The API answered ${response.statusCode}.`))));
      },
    );
    sent.once("error", failed);
    sent.end(JSON.stringify(requestFor(waiting)));
  });
