import { DeleteItemCommand, type DynamoDBClient, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import fc from "fast-check";
import { expect, test } from "vitest";
import { withClock } from "../../../shared/clock.ts";
import type { Award } from "../../../shared/domain/award/award.ts";
import type { Cuts } from "../../../shared/domain/cuts.ts";
import { type EnvelopeId, wholePeriod } from "../../../shared/domain/ledger/envelope.ts";
import { type EntryKind, type LedgerEntry, placesOf } from "../../../shared/domain/ledger/ledger.ts";
import { pence, zeroPence } from "../../../shared/domain/money.ts";
import { computeReturn } from "../../../shared/domain/return/compute-return.ts";
import { layoutOf } from "../../../shared/domain/return/layout.ts";
import type { LineBook } from "../../../shared/domain/return/line-book.ts";
import { bytesOf } from "../../../shared/domain/return/return-bytes.ts";
import { newestVersion } from "../../../shared/domain/scheme/scheme-book.ts";
import { shippedSchemes } from "../../../shared/domain/scheme/shipped.ts";
import { commit } from "../../../shared/store/commit.ts";
import { putNew, type Table, values, writeItem } from "../../../shared/store/items.ts";
import { awardKey, ledgerKey } from "../../../shared/store/keys.ts";
import { dynamoLineBooks } from "../../../shared/store/line-book.ts";
import { allocateExample } from "../../examples.ts";
import { awardExample } from "../../functions/fulfil/room.ts";
import { everythingIn, freshTable } from "../../setup/table.ts";

const hsf7 = newestVersion(shippedSchemes, "HSF7");
const layout = hsf7 && layoutOf(hsf7, "FINAL_RETURN");
if (!hsf7 || !layout) throw new Error("The service ships HSF7 with its final return.");
const scheme = hsf7;

const by = { id: "assessor-1", name: "Asha Patel" };
const categories = ["FOOD_EX_FSM", "WIDER_ESSENTIALS"] as const;
const cuts: Cuts = { composition: ["CHILDREN"], route: "APPLICATION", familyType: "single", ageGroup: "25-34" };
const start = Date.parse("2025-06-01T10:00:00.000Z");
const atMinute = (minute: number): string => new Date(start + minute * 60_000).toISOString();

const envelopeOf = (category: string): EnvelopeId => ({ scheme: scheme.code, category, period: wholePeriod, pot: "ordinary" });

const awarded = (number: number, kind: EntryKind, minute: number, more: Partial<NonNullable<LedgerEntry["award"]>> = {}): LedgerEntry => {
  const awardId = `AAAA-AAAA-${String(number).padStart(4, "0")}-A1`;
  return {
    ...envelopeOf(categories[number % 2] ?? categories[0]),
    entryId: kind === "award" ? `${awardId}.1` : `${awardId}.1-${kind}`,
    kind,
    shard: 0,
    amount: pence(1_00 + number),
    ...placesOf(kind),
    at: atMinute(minute),
    by,
    why: "Item",
    award: {
      ...{ awardId, caseId: awardId.slice(0, 14), householdId: `H-${number % 5}`, line: 0, item: "item" },
      ...(kind === "award" && { cuts, delivery: "CASH" as const }),
      countsAward: { inCategory: false, inScheme: false },
      countsHousehold: { inCategory: false, inScheme: false },
      ...more,
    },
  };
};

const joined = (kind: "join" | "split", minute: number): LedgerEntry => ({
  ...envelopeOf(categories[0]),
  ...{ entryId: `H-1-${minute}.1`, kind, shard: 0, amount: zeroPence, ...placesOf(kind), at: atMinute(minute), by, why: "One household" },
  households: {
    ...{ kept: "H-1", part: "H-2", counts: { inCategory: false, inScheme: true } },
    groups: { kept: ["H-1"], part: ["H-2"] },
  },
});

const ledgerWith = async (): Promise<Table> => {
  const table = await freshTable();
  for (const category of categories) await allocateExample(table, scheme.code, category, 100_000_00);
  return table;
};
const write = async (table: Table, entries: readonly LedgerEntry[]): Promise<void> => {
  for (const entry of entries) await commit(table, { entry: putNew(table, writeItem("ledgerEntry", ledgerKey(entry), entry)) });
};

/** A few minutes after the newest entry, as a clock on the wall has it. */
const later = <T>(work: () => Promise<T>, minute = 100_000): Promise<T> => withClock(() => new Date(start + minute * 60_000), work);
const upTo = (table: Table, minute?: number) => later(() => dynamoLineBooks(table).upTo(scheme), minute);

const contentOf = ({ lines, money, joins }: LineBook) => ({ lines: [...lines], money, joins });
const computed = (book: LineBook): string =>
  bytesOf(computeReturn(layout, scheme, book, { from: layout.from, to: layout.to, asOf: "2099" }));

/** The same ledger in a table that never had a book. */
const rebuilt = async (table: Table): Promise<LineBook> => {
  const other = await freshTable();
  for (const category of categories) await allocateExample(other, scheme.code, category, 100_000_00);
  const items = await everythingIn(table);
  const entries = items.filter(({ itemKind }) => itemKind === "ledgerEntry") as unknown as LedgerEntry[];
  const own = entries.filter(({ award, households }) => award ?? households);
  await write(other, own);
  return upTo(other);
};

test("a book has every line once, with all that moved it, however often it is read", async () => {
  const table = await ledgerWith();
  await write(table, [awarded(1, "award", 1), awarded(1, "payment", 30), awarded(2, "award", 2)]);
  expect(await dynamoLineBooks(table).kept(scheme.code)).toBeUndefined();
  const first = contentOf(await upTo(table));
  expect(first.lines.map(({ awardId, moves }) => [awardId, moves.map(({ kind }) => kind)]).toSorted()).toEqual([
    ["AAAA-AAAA-0001-A1", ["award", "payment"]],
    ["AAAA-AAAA-0002-A1", ["award"]],
  ]);
  expect(first.lines[0]).toMatchObject({ cuts, delivery: "CASH" });
  expect(first.money.map(({ kind }) => kind).toSorted()).toEqual(["allocation", "allocation", "grantIncrease", "grantIncrease"]);
  expect(contentOf(await upTo(table))).toEqual(first);
});

test("an entry that was written late, by a clock that runs behind, is read the next time", async () => {
  const table = await ledgerWith();
  await write(table, [awarded(1, "award", 120)]);
  await upTo(table);
  await write(table, [awarded(3, "award", 70)]);
  expect(contentOf(await upTo(table)).lines).toHaveLength(2);
});

/** A table whose client fails at its calls from a number on, as if the function had been killed there. */
const failingFrom = ({ client, name }: Table, call: number): Table => {
  let calls = 0;
  const failing = Object.create(client) as DynamoDBClient;
  failing.send = ((command: Parameters<DynamoDBClient["send"]>[0]) => {
    calls += 1;
    return calls >= call ? Promise.reject(new Error("Killed.")) : client.send(command);
  }) as DynamoDBClient["send"];
  return { client: failing, name };
};

const someEntries: readonly LedgerEntry[] = [
  ...Array.from({ length: 8 }, (_, number) => awarded(number, "award", number)),
  ...Array.from({ length: 5 }, (_, number) => awarded(number, "payment", 20 + number)),
  joined("join", 30),
  awarded(1, "repayment", 40),
  joined("split", 50),
];

test("killed at any call, a step is taken again and the book is the same", { timeout: 180_000 }, async () => {
  const table = await ledgerWith();
  await write(table, someEntries);
  for (let call = 1; call <= 40; call += 1) {
    await later(() => dynamoLineBooks(failingFrom(table, call)).step(scheme, 4)).catch(() => undefined);
  }
  expect(contentOf(await upTo(table))).toEqual(contentOf(await rebuilt(table)));
});

test("several who build one book at once leave one book", { timeout: 120_000 }, async () => {
  const table = await ledgerWith();
  await write(table, someEntries);
  const own = Array.from({ length: 3 }, () => dynamoLineBooks(table));
  const books = await later(() => Promise.all(own.map((books) => books.upTo(scheme))));
  const whole = contentOf(await rebuilt(table));
  for (const book of books) expect(contentOf(book)).toEqual(whole);
});

test("a book shows how far it has come, step by step", async () => {
  const table = await ledgerWith();
  await write(table, someEntries);
  const books = dynamoLineBooks(table);
  const first = await later(() => books.step(scheme, 4));
  expect(first.isComplete).toBe(false);
  expect(first.standing.progress.done).toBeLessThan(first.standing.progress.parts);
  let last = first;
  for (let steps = 0; !last.isComplete && steps < 60; steps += 1) last = await later(() => books.step(scheme, 4));
  expect(last.standing).toMatchObject({ readTo: first.standing.round?.startedAt });
  expect(last.standing.progress.done).toBe(last.standing.progress.parts);
});

type Deed = { readonly does: "award" | "payment" | "repayment" | "join" | "split" | "step"; readonly number: number };

test("a book that was built in steps while the ledger grew is the book that is built from nothing", { timeout: 240_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record<Deed>({
          does: fc.constantFrom("award", "award", "payment", "repayment", "join", "split", "step", "step"),
          number: fc.nat({ max: 9 }),
        }),
        { minLength: 8, maxLength: 25 },
      ),
      async (deeds) => {
        const table = await ledgerWith();
        const books = dynamoLineBooks(table);
        for (const [minute, { does, number }] of deeds.entries()) {
          if (does === "step") await later(() => books.step(scheme, number + 1), minute * 7);
          else await write(table, [does === "join" || does === "split" ? joined(does, minute * 7) : awarded(number, does, minute * 7)]);
        }
        const [inSteps, fromNothing] = [await upTo(table), await rebuilt(table)];
        expect(contentOf(inSteps)).toEqual(contentOf(fromNothing));
        expect(computed(inSteps)).toBe(computed(fromNothing));
      },
    ),
    { numRuns: 8 },
  );
});

/** As entries and awards were kept before they had cuts. */
const withoutCuts = async (table: Table, { caseId, awardId }: Award): Promise<void> => {
  const entry = (await everythingIn(table)).find(({ entryId }) => entryId === `${awardId}.1`);
  const keys = [{ pk: String(entry?.pk), sk: String(entry?.sk) }, awardKey(caseId, awardId)];
  for (const [index, key] of keys.entries()) {
    const UpdateExpression = index === 0 ? "REMOVE award.cuts, award.delivery" : "REMOVE cuts";
    await table.client.send(new UpdateItemCommand({ TableName: table.name, Key: values(key), UpdateExpression }));
  }
};

test("an award from before entries had cuts is looked up once, and a book built anew says the same when its case is gone", async () => {
  const table = await freshTable();
  await allocateExample(table, "CRF", "CRISIS_PAYMENT", 1_000_00);
  const award = await awardExample(table, { lines: [{ item: "foodParcel", amount: pence(20_00), delivery: "VOUCHER" }] });
  await withoutCuts(table, award);
  const crf = newestVersion(shippedSchemes, "CRF");
  if (!crf) throw new Error("The service ships the fund.");
  const linesNow = async () => [...(await later(() => dynamoLineBooks(table).upTo(crf))).lines];
  const found = await linesNow();
  expect(found).toMatchObject([{ delivery: "VOUCHER", cuts: { route: "APPLICATION" } }]);

  const items = await everythingIn(table);
  const ofBook = items.filter(({ itemKind }) => itemKind === "lineBook" || itemKind === "bookPart");
  const forgotten = items.filter(({ itemKind }) => itemKind === "application" || itemKind === "award");
  for (const { pk, sk } of [...ofBook, ...forgotten])
    await table.client.send(new DeleteItemCommand({ TableName: table.name, Key: values({ pk, sk }) }));
  expect(await linesNow()).toEqual(found);
});

test("an award whose case cannot be read any more is counted, and its cuts are not recorded", async () => {
  const table = await ledgerWith();
  await write(table, [awarded(1, "award", 1, { cuts: undefined, delivery: undefined })]);
  const [line] = contentOf(await upTo(table)).lines;
  expect(line).toMatchObject({ awardId: "AAAA-AAAA-0001-A1" });
  expect(line?.cuts).toBeUndefined();
});
