import { DynamoDBClient, type TransactWriteItem, TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import { awardGrant } from "../../functions/decide/award-grant.ts";
import type { AwardOutcome } from "../../functions/decide/award-outcome.ts";
import { createTable, localSettings, startDynamoDbLocal } from "../../infra/local/dynamodb-local.ts";
import type { Case } from "../../shared/domain/case/case.ts";
import type { Envelope } from "../../shared/domain/ledger/envelope.ts";
import { pence } from "../../shared/domain/money.ts";
import type { Principal } from "../../shared/domain/principal.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import { newestVersion } from "../../shared/domain/scheme/scheme-book.ts";
import { shippedSchemes } from "../../shared/domain/scheme/shipped.ts";
import { dynamoAwards } from "../../shared/store/awards.ts";
import { dynamoCases } from "../../shared/store/cases.ts";
import { dynamoEnvelopes } from "../../shared/store/envelopes.ts";
import type { Table } from "../../shared/store/items.ts";
import { aDayInCrf, allocateExample, assessor, awardRequestFor, submitExample } from "../examples.ts";
import { contended } from "../setup/contended.ts";
import { inFront } from "../setup/in-front.ts";
import { costOf, priceOfThousand } from "./cost/cost-of.ts";
import { type Figure, median } from "./measure.ts";
import { virtualTime } from "./virtual-time.ts";

const deciders = 64;
/** Awards in which instances learn which shards are free; timed apart. */
const firstAwardsEach = 6;
const awardsEach = 16;
const rounds = 2;
/** As many as one transaction takes. */
const mostWrites = 100;
const amount = 100_00;
/** Not enough for one award more. */
const remainder = 60_00;
const scheme = "CRF";

const categories = Array.from({ length: deciders }, (_, index) => `CATEGORY_${index}`);
const itemOf = (category: string) => `itemOf${category}`;
/** The fund as it ships, with a category and an item for each decider beside its own. */
const book: readonly Scheme[] = shippedSchemes.map((shipped) => {
  const [category] = shipped.categories;
  const item = shipped.items.find(({ code }) => code === "fuelTopUp");
  if (shipped !== newestVersion(shippedSchemes, scheme) || !category || !item) return shipped;
  return {
    ...shipped,
    categories: [...shipped.categories, ...categories.map((code) => ({ ...category, code, label: code }))],
    items: [...shipped.items, ...categories.map((code) => ({ ...item, code: itemOf(code), category: code }))],
  };
});

/** One Lambda instance: it learns about shards by itself. It decides for its own person, since a scheme limits what one commits in a day. */
const startDecider = (table: Table, index: number) => {
  const by: Principal = { ...assessor, id: `assessor-${index + 1}` };
  const ports = { cases: dynamoCases(table), awards: dynamoAwards(table, dynamoEnvelopes(table)), schemes: { book: async () => book } };
  return (waiting: Case, category: string): Promise<AwardOutcome> => {
    const lines = [{ item: itemOf(category), amount: pence(amount), delivery: "CASH" as const }];
    const request = awardRequestFor(waiting, { lines });
    return awardGrant({ caseId: waiting.caseId, decisionId: waiting.caseId, by, now: aDayInCrf, request }, ports);
  };
};

/** 64 instances decide through a service that refuses as DynamoDB does, each on its own category. */
const openService = (table: Table, seed: number, categoryFor: (decider: number) => string) => {
  const time = virtualTime();
  const service = contended(time.timeless(table), { seed, pause: time.pause });
  const calls = new Map<string, number>();
  const counted = inFront(service, (command, onward) => {
    const name = command.constructor.name.replace("Command", "");
    calls.set(name, (calls.get(name) ?? 0) + 1);
    return onward(command);
  });
  const running = Array.from({ length: deciders }, (_, index) => startDecider(counted, index));
  return {
    calls,
    conflicts: () => [...service.conflicts.values()].reduce((total, count) => total + count, 0),
    /** All decide the next waiting case until none is left. Returns the outcomes, and how long it took. */
    async decideAll(cases: readonly Case[]): Promise<{ outcomes: AwardOutcome[]; milliseconds: number }> {
      const start = time.now();
      const waiting = [...cases];
      const outcomes: AwardOutcome[] = [];
      const decideOneAfterAnother = async (decide: ReturnType<typeof startDecider>, index: number) => {
        for (let next = waiting.pop(); next; next = waiting.pop()) outcomes.push(await decide(next, categoryFor(index)));
      };
      await time.pass(() => Promise.all(running.map(decideOneAfterAnother)));
      return { outcomes, milliseconds: time.now() - start };
    },
  };
};

/** Puts waiting cases, many in one request: each submission's writes are kept back and sent together. */
const waitingCases = async (table: Table, count: number): Promise<Case[]> => {
  const cases: Case[] = [];
  let kept: TransactWriteItem[] = [];
  const send = async () => {
    if (kept.length > 0) await table.client.send(new TransactWriteItemsCommand({ TransactItems: kept }));
    kept = [];
  };
  while (cases.length < count) {
    let own: TransactWriteItem[] = [];
    const keepingBack = inFront(table, async (command) => {
      own = (command as TransactWriteItemsCommand).input.TransactItems ?? [];
      return {};
    });
    cases.push(await submitExample(keepingBack));
    if (kept.length + own.length > mostWrites) await send();
    kept.push(...own);
  }
  await send();
  return cases;
};

const expectAllAwarded = (outcomes: readonly AwardOutcome[]) => {
  const other = outcomes.find(({ kind }) => kind !== "awarded");
  if (other) throw new Error(`Everybody has money enough, and yet one decision came to: ${other.kind}.`);
};

/** The same work on one envelope or on one for each: awards a second at first, and once every instance has found a shard. */
const timeOf = async (table: Table, seed: number, categoryFor: (decider: number) => string) => {
  const wanted = deciders * (firstAwardsEach + awardsEach) * amount * 4;
  const used = [...new Set(categories.map((_, index) => categoryFor(index)))];
  for (const category of used) await allocateExample(table, scheme, category, wanted / used.length);
  const service = openService(table, seed, categoryFor);
  const first = await service.decideAll(await waitingCases(table, deciders * firstAwardsEach));
  const [conflictsFirst, callsFirst] = [service.conflicts(), new Map(service.calls)];
  const settled = await service.decideAll(await waitingCases(table, deciders * awardsEach));
  expectAllAwarded([...first.outcomes, ...settled.outcomes]);
  const perAward = (name: string) => ((service.calls.get(name) ?? 0) - (callsFirst.get(name) ?? 0)) / settled.outcomes.length;
  return {
    first: first.milliseconds,
    settled: settled.milliseconds,
    conflictsFirst: conflictsFirst / first.outcomes.length,
    conflicts: (service.conflicts() - conflictsFirst) / settled.outcomes.length,
    reads: perAward("BatchGetItem") + perAward("GetItem") + perAward("TransactGetItems"),
    transactions: perAward("TransactWriteItems"),
    shards: (await shardsOf(table)).filter(({ category }) => category === categoryFor(0)).length,
  };
};

const shardsOf = (table: Table) => dynamoEnvelopes(table).shardsOfScheme(scheme);

/** All decide until the money is gone. Returns who was refused, and what was left then. */
const exhaust = async (table: Table, seed: number): Promise<string> => {
  const [category = ""] = categories;
  const reaches = deciders * 2;
  await allocateExample(table, scheme, category, reaches * amount + remainder);
  const { outcomes } = await openService(table, seed, () => category).decideAll(await waitingCases(table, deciders * 3));
  const awarded = outcomes.filter(({ kind }) => kind === "awarded").length;
  const left = (await dynamoEnvelopes(table).ofScheme(scheme)).find((envelope: Envelope) => envelope.category === category)?.available;
  if (awarded !== reaches || left !== remainder) throw new Error(`${awarded} of ${reaches} awards were made, and ${left} pence is left.`);
  return `of ${outcomes.length} on money for ${awarded} and £${remainder / 100} more, ${awarded} were made and £${remainder / 100} is left`;
};

/**
 * 64 instances that decide on one envelope, against the same on 64 envelopes. DynamoDB Local takes transactions one after
 * another, so it is behind a client that refuses as the service does, in a time of its own (virtual-time.ts).
 */
export const benchHotEnvelope = async (): Promise<Figure[]> => {
  const engine = await startDynamoDbLocal();
  try {
    let tables = 0;
    const freshTable = async (): Promise<Table> => {
      tables += 1;
      const name = `hot-${tables}`;
      const client = new DynamoDBClient(localSettings(engine.endpoint, name));
      await createTable(client, name);
      return { client, name };
    };
    const hot: Awaited<ReturnType<typeof timeOf>>[] = [];
    const ratios: number[] = [];
    const firstRatios: number[] = [];
    for (let seed = 1; seed <= rounds; seed += 1) {
      const one = await timeOf(await freshTable(), seed, () => categories[0] ?? "");
      const many = await timeOf(await freshTable(), seed, (index) => categories[index] ?? "");
      hot.push(one);
      ratios.push(many.settled / one.settled);
      firstRatios.push(many.first / one.first);
    }
    const left = await exhaust(await freshTable(), rounds + 1);
    const cost = await costOfOneAward(await freshTable());
    const of = (which: (one: (typeof hot)[number]) => number) => median(hot.map(which)).toFixed(2);
    const note = [
      `${of(({ reads }) => reads)} reads and ${of(({ transactions }) => transactions)} transactions an award, ${of(({ conflicts }) => conflicts)} conflicts`,
      `${of(({ shards }) => shards)} shards`,
      `the first ${firstAwardsEach} awards of each ${median(firstRatios).toFixed(2)}, ${of(({ conflictsFirst }) => conflictsFirst)} conflicts`,
      left,
      cost,
    ];
    return [{ name: "B3", aim: 0.8, ratios, note: note.join("; ") }];
  } finally {
    await engine.stop();
  }
};

const costOfOneAward = async (table: Table): Promise<string> => {
  const [category = ""] = categories;
  await allocateExample(table, scheme, category, amount);
  const waiting = await submitExample(table);
  const cost = await costOf(table, (through) => startDecider(through, 0)(waiting, category));
  const items = cost.written.map(({ kind, bytes }) => `${kind} ${bytes} B`).join(", ");
  return `an award writes ${items}: ${cost.writeUnits} write and ${cost.readUnits} read units, ${priceOfThousand(cost)}`;
};
