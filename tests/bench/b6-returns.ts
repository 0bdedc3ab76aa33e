import { BatchWriteItemCommand, DynamoDBClient, type WriteRequest } from "@aws-sdk/client-dynamodb";
import { readSchemeMoney } from "../../functions/report/read-scheme-money.ts";
import { createTable, localSettings, startDynamoDbLocal } from "../../infra/local/dynamodb-local.ts";
import { compositionCodes } from "../../shared/domain/cuts.ts";
import { wholePeriod } from "../../shared/domain/ledger/envelope.ts";
import { type EntryKind, type LedgerEntry, placesOf } from "../../shared/domain/ledger/ledger.ts";
import { pence } from "../../shared/domain/money.ts";
import { computeReturn } from "../../shared/domain/return/compute-return.ts";
import { layoutOf } from "../../shared/domain/return/layout.ts";
import { type Delivery, deliveries } from "../../shared/domain/scheme/scheme.ts";
import { newestVersion } from "../../shared/domain/scheme/scheme-book.ts";
import { shippedSchemes } from "../../shared/domain/scheme/shipped.ts";
import { dynamoBudgetChanges } from "../../shared/store/budget-changes.ts";
import { dynamoCounts } from "../../shared/store/counts.ts";
import { dynamoGauges } from "../../shared/store/gauges.ts";
import { type Table, writeItem } from "../../shared/store/items.ts";
import { ledgerKey } from "../../shared/store/keys.ts";
import { dynamoLineBooks } from "../../shared/store/line-book.ts";
import { dynamoMoney } from "../../shared/store/money.ts";
import { dynamoNights } from "../../shared/store/nights.ts";
import { dynamoWaitingLists } from "../../shared/store/waiting-list.ts";
import { withoutSdkLog } from "../../shared/without-sdk-log.ts";
import { callsOf } from "../calls.ts";
import { allocateExample } from "../examples.ts";
import { type Figure, inTurn } from "./measure.ts";

/** A million take some ten minutes to write on a laptop. */
const entriesOfLarge = Number(process.env.B6_ENTRIES ?? 20_000);
const entriesOfSmall = 1_000;
const newEntries = 20;
const rounds = 5;
/** The large one may take 1.2 times as long. */
const aim = 1 / 1.2;

const hsf7 = newestVersion(shippedSchemes, "HSF7");
const layout = hsf7 && layoutOf(hsf7, "FINAL_RETURN");
if (!hsf7 || !layout) throw new Error("The service ships HSF7 with its final return.");
const scheme = hsf7;
const window = { from: layout.from, to: layout.to, asOf: "2099-01-01T00:00:00.000Z" };
const categories = scheme.categories.filter(({ pays }) => pays === "awards").map(({ code }) => code);
const waysToDeliver = Object.keys(deliveries) as Delivery[];
const by = { id: "assessor-1", name: "Asha Patel" };
const start = Date.parse(`${scheme.about.start}T08:00:00.000Z`);

/** Each award is committed and paid. A third of the households are helped more than once. */
const entryOf = (number: number): LedgerEntry => {
  const [award, kind] = [Math.floor(number / 2), (number % 2 === 0 ? "award" : "payment") satisfies EntryKind] as const;
  const caseId = `AAAA-${String(Math.floor(award / 10_000)).padStart(4, "0")}-${String(award % 10_000).padStart(4, "0")}`;
  const awardId = `${caseId}-A1`;
  const delivery = waysToDeliver[award % waysToDeliver.length];
  return {
    ...{ scheme: scheme.code, category: categories[award % categories.length] ?? "", period: wholePeriod, pot: "ordinary", shard: 0 },
    ...{ entryId: `${awardId}.1${kind === "award" ? "" : "-2"}`, kind, amount: pence(20_00 + (award % 300)), ...placesOf(kind) },
    ...{ at: new Date(start + number * 20_000).toISOString(), by, why: "Item" },
    award: {
      ...{ awardId, caseId, householdId: `H-${award % Math.ceil(entriesOfLarge / 3)}`, line: 0, item: "item" },
      ...(kind === "award" && {
        delivery,
        cuts: { composition: [compositionCodes[award % 3] ?? "CHILDREN"], route: "APPLICATION", familyType: "single", ageGroup: "25-34" },
      }),
      countsAward: { inCategory: false, inScheme: false },
      countsHousehold: { inCategory: false, inScheme: false },
    },
  };
};

const putAll = async (table: Table, from: number, to: number): Promise<void> => {
  const starts = Array.from({ length: Math.ceil((to - from) / 25) }, (_, index) => from + index * 25);
  const putSome = async () => {
    for (let first = starts.pop(); first !== undefined; first = starts.pop()) {
      let left: WriteRequest[] = Array.from({ length: Math.min(25, to - first) }, (_, index) => {
        const entry = entryOf((first ?? 0) + index);
        return { PutRequest: { Item: writeItem("ledgerEntry", ledgerKey(entry), entry) } };
      });
      while (left.length > 0) {
        const { UnprocessedItems } = await table.client.send(new BatchWriteItemCommand({ RequestItems: { [table.name]: left } }));
        left = UnprocessedItems?.[table.name] ?? [];
      }
    }
  };
  await Promise.all(Array.from({ length: 8 }, putSome));
};

type Side = { readonly table: Table; readonly calls: () => number; entries: number };

const sideOf = async (endpoint: string, name: string, entries: number): Promise<Side> => {
  const client = withoutSdkLog(new DynamoDBClient(localSettings(endpoint, name)));
  await createTable(client, name);
  const table = { client, name };
  const sent = callsOf(table);
  for (const category of categories) await allocateExample(table, scheme.code, category, 100_000_00, category);
  await putAll(table, 0, entries);
  return { table, calls: () => sent.length, entries };
};

const timed = async ({ calls }: Side, work: () => Promise<unknown>): Promise<{ readonly ms: number; readonly calls: number }> => {
  const [begun, before] = [performance.now(), calls()];
  await work();
  return { ms: performance.now() - begun, calls: calls() - before };
};

const moneyPage = ({ table }: Side) =>
  readSchemeMoney(scheme, new Date(start + 86_400_000 * 300), {
    money: dynamoMoney(table),
    counts: dynamoCounts(table),
    waitingLists: dynamoWaitingLists(table),
    nights: dynamoNights(table),
    changes: dynamoBudgetChanges(table),
    gauges: dynamoGauges(table),
  });

const raceOf = async (name: string, least: number, [small, large]: readonly [Side, Side], work: (side: Side) => Promise<unknown>) => {
  const counted = { small: 0, large: 0 };
  const figure = await inTurn({
    ...{ name, aim: least, note: "", rounds },
    prepare: async () => undefined,
    ours: async () => {
      const { ms, calls } = await timed(large, () => work(large));
      counted.large = calls;
      return ms;
    },
    floor: async () => {
      const { ms, calls } = await timed(small, () => work(small));
      counted.small = calls;
      return ms;
    },
  });
  return { ...figure, note: `${counted.large} calls at ${large.entries} entries, ${counted.small} at ${small.entries}` };
};

/**
 * What finance sees, at many ledger entries against a thousand. A return counts every line, so it is computed from a line
 * book, which only reads what is new; the last figure has no aim, and says what the counting itself takes.
 */
export const benchReturns = async (): Promise<Figure[]> => {
  const engine = await startDynamoDbLocal();
  try {
    const small = await sideOf(engine.endpoint, "bench-returns-small", entriesOfSmall);
    const large = await sideOf(engine.endpoint, "bench-returns-large", entriesOfLarge);
    const build = await timed(large, () => dynamoLineBooks(large.table).upTo(scheme));
    await dynamoLineBooks(small.table).upTo(scheme);
    const sides = [small, large] as const;

    const money = await raceOf("B6 money page", aim, sides, moneyPage);
    const steps = await raceOf("B6 what is new in the ledger", aim, sides, async (side) => {
      await putAll(side.table, side.entries, side.entries + newEntries);
      side.entries += newEntries;
      const books = dynamoLineBooks(side.table);
      for (;;) if ((await books.step(scheme, newEntries * 1_000)).isComplete) break;
    });
    const count = await raceOf("B6 a return counted anew", 0, sides, async ({ table }) => {
      const book = await dynamoLineBooks(table).kept(scheme.code);
      if (!book) throw new Error("The book was built before.");
      computeReturn(layout, scheme, book, window);
    });
    const built = `; the book was built from nothing in ${(build.ms / 1000).toFixed(1)} s and ${build.calls} calls`;
    return [money, steps, { ...count, note: `${count.note}${built}` }];
  } finally {
    await engine.stop();
  }
};
