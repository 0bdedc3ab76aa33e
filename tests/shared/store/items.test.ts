import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import fc from "fast-check";
import { expect, test } from "vitest";
import * as z from "zod/mini";
import { withCorrelation } from "../../../shared/correlation.ts";
import { Fault } from "../../../shared/fault.ts";
import { errorForLog } from "../../../shared/http/log.ts";
import { type Item, readItem, readItems, readPart, values, writeItem } from "../../../shared/store/items.ts";
import { type KindName, kindNames, rowOf } from "../../../shared/store/kinds.ts";
import { formatOf } from "../../../shared/store/schemas.ts";
import { earlierItems } from "./earlier-items.ts";
import { examples } from "./example-items.ts";

const write = <K extends KindName>(kind: K): Item => {
  const { key, record } = examples[kind];
  return withCorrelation("request-1", () => writeItem<K>(kind, key, record));
};

const faultOf = (read: () => unknown): Fault => {
  try {
    read();
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
  throw new Error("It could be read.");
};

test.for(kindNames)("%s reads as it was written, and keeps its request's id where functions are told of it", (kind) => {
  const item = write(kind);
  expect(readItem(kind, item)).toEqual(examples[kind].record);
  expect(item.correlationId !== undefined).toBe(rowOf(kind).tells !== undefined);
  expect(item.itemFormat).toEqual(formatOf(kind) > 1 ? { N: String(formatOf(kind)) } : undefined);
});

/** A value with an undeclared field in every object. Sums by scheme are a map: its keys are data. */
const withMore = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withMore);
  if (typeof value !== "object" || value === null || value instanceof Set) return value;
  return {
    ...Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, name === "spent" ? inner : withMore(inner)])),
    secret: "undeclared",
  };
};

test.for(kindNames)("a field of %s that nobody declared is never read", (kind) => {
  const { key, record } = examples[kind];
  const item = marshall({ ...record, ...key, itemKind: kind, itemFormat: formatOf(kind), secret: "undeclared" });
  expect(readItem(kind, item)).toEqual(record);
});

test("an undeclared field deep in an item is never read either", () => {
  for (const kind of ["case", "application", "referral", "line", "award"] as const) {
    const item = marshall({
      ...(withMore(examples[kind].record) as object),
      ...examples[kind].key,
      itemKind: kind,
      itemFormat: formatOf(kind),
    });
    // The keys of rules' inputs, and of what each scheme has spent, are data.
    const read = JSON.stringify(readItem(kind, item)).replaceAll(/"(inputs|spent)":\{[^}]*\}/g, "");
    expect(read, kind).not.toContain("undeclared");
  }
});

/** The record with a value of another type in each of its places, one at a time. */
const spoiled = (value: unknown): readonly unknown[] => {
  const other = typeof value === "object" ? "Robin Secret" : { secret: "Robin Secret" };
  if (value instanceof Set || typeof value !== "object" || value === null) return [other];
  const inner = Object.entries(value).flatMap(([name, one]) =>
    spoiled(one).map((spoilt) => (Array.isArray(value) ? value.with(Number(name), spoilt) : { ...value, [name]: spoilt })),
  );
  return Array.isArray(value) && value.length === 0 ? [other] : inner;
};

test.for(kindNames)("a value of another type anywhere in %s is a fault that names the kind and no content", (kind) => {
  const { key, record } = examples[kind];
  for (const one of spoiled(record)) {
    const item = marshall({ ...(one as object), ...key, itemKind: kind, itemFormat: formatOf(kind) });
    const fault = faultOf(() => readItem(kind, item));
    expect(fault.code).toBe("itemUnreadable");
    expect(fault.place).toMatch(new RegExp(`^${kind} \\([A-Z#, ]+\\) at [a-zA-Z0-9*.[\\]]+( whole item)?$`));
    expect(`${fault.message} ${JSON.stringify(errorForLog(fault))}`).not.toMatch(/Secret|ABCD|H-1/);
  }
});

test.for([
  ["case", { decision: { at: 5 } }, "case (CASE# CASE) at decision.at"],
  [
    "award",
    { results: [{ rule: "x", version: 1, verdict: "maybe", because: "x", inputs: {} }] },
    "award (CASE# AWARD#) at results[].verdict",
  ],
  ["household", { spent: { "Robin Secret": "much" } }, "household (HOUSEHOLD# HOUSEHOLD) at spent.*"],
  ["draft", { answers: { contact: { "Robin Secret": 5 } } }, "draft (DRAFT# DRAFT) at answers.*.*"],
  ["payee", { payee: { way: "bank", name: 5 } }, "payee (CASE# PAYEE) at payee.name"],
] as const)("%s with a faulty field says which", ([kind, faulty, place]) => {
  const { key, record } = examples[kind];
  const decision = "decision" in faulty && "decision" in record ? { decision: { ...record.decision, ...faulty.decision } } : faulty;
  const item = marshall({ ...record, ...decision, ...key, itemKind: kind, itemFormat: formatOf(kind) });
  expect(faultOf(() => readItem(kind, item)).place).toBe(place);
});

test("an item of another kind is a fault, and is left out where several kinds are read together", () => {
  const items = [write("case"), write("event"), write("line")];
  expect(faultOf(() => items.map((item) => readItem("case", item))).place).toBe("case (CASE# CASE) at itemKind");
  expect(readItems("event", items)).toEqual([examples.event.record]);
});

test.for(earlierItems)("$kind without $lacks still reads", ({ kind, item, reads }) => {
  expect(readItem(kind, item)).toMatchObject(reads);
});

test("an item that later code wrote reads too, without the fields that it added", () => {
  const later = { ...write("award"), itemFormat: { N: "9" }, later: { S: "field" } };
  expect(readItem("award", later)).toEqual(examples.award.record);
});

/** Everything that a record may hold, however deep. */
const plainData = fc.dictionary(
  fc.string(),
  fc.anything({
    values: [
      fc.string(),
      fc.boolean(),
      fc.constantFrom(null, undefined),
      fc.maxSafeInteger(),
      fc.double({ min: -1e15, max: 1e15, noNaN: true }),
      fc.uniqueArray(fc.string(), { minLength: 1 }).map((texts) => new Set(texts)),
    ],
  }),
);

test("plain data becomes the very values that the SDK makes of it, and reads back as the SDK reads it", () => {
  fc.assert(
    fc.property(plainData, (record) => {
      const item = marshall(record, { removeUndefinedValues: true });
      expect(values(record)).toStrictEqual(item);

      const ofKind = { ...item, itemKind: { S: "case" } };
      expect(readPart("case", z.looseObject({}), ofKind)).toStrictEqual(unmarshall(ofKind));
    }),
  );
});

test.for([
  ["no number", Number.NaN],
  ["an endless number", Number.POSITIVE_INFINITY],
  ["a number that is no longer exact", 2 ** 53],
  ["a bigint", 1n],
  ["a date", new Date(0)],
  ["a map", new Map([["a", 1]])],
  ["an empty set", new Set()],
  ["a set of numbers", new Set([1])],
  ["bytes", new Uint8Array([1])],
  ["a function", () => 1],
])("%s is never written, at whatever depth", ([, value]) => {
  for (const record of [{ value }, { deep: [{ value }] }]) expect(() => values(record)).toThrow(RangeError);
});

test("bytes are dropped where nobody declared them, and a fault where something else is declared", () => {
  const bytes = { B: new Uint8Array([1]) };
  expect(readItem("case", { ...write("case"), later: bytes })).toEqual(examples.case.record);
  expect(faultOf(() => readItem("case", { ...write("case"), applicantName: bytes })).place).toBe("case (CASE# CASE) at applicantName");
});
