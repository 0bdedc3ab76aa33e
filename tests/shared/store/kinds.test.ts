import { expect, test } from "vitest";
import { type KindName, kindNames, kinds, rowOf, sortKeysOf } from "../../../shared/store/kinds.ts";
import { contentOf } from "../../../shared/store/schemas.ts";
import { queues, queuesFor, toldPrefixes, wantedSortKeyPrefixes } from "../../../shared/stream/queues.ts";
import { type Family, functions, table } from "../../../shared/system.ts";
import { examples } from "./example-items.ts";

const places = kindNames.flatMap((kind) => {
  const { family, within = "" } = rowOf(kind);
  return sortKeysOf(kind).map((start) => ({ kind, partition: `${table.families[family]}${within}`, start }));
});

/** A sort key without a number or an id after it: it may begin as another's does. */
const isWhole = (start: string) => start !== "" && !start.endsWith("#");

test("no two kinds can stand under one key: in a partition no sort key of one starts as another's", () => {
  const clashes = places.flatMap((one) =>
    places
      .filter((other) => other !== one && other.partition === one.partition)
      .filter(({ start }) => (isWhole(one.start) ? start === one.start : start.startsWith(one.start)))
      .map(({ kind }) => `${one.kind} and ${kind}`),
  );
  expect(clashes).toEqual([]);
});

test("no function is told of a kind whose row does not say so", () => {
  for (const start of wantedSortKeyPrefixes) {
    const own = places.filter((place) => place.start.startsWith(start) || (place.start.endsWith("#") && start.startsWith(place.start)));
    expect(
      own.map(({ kind }) => rowOf(kind).tells),
      start,
    ).toEqual([queuesFor(`${start}1`)]);
  }
});

test("every function with a queue is told of some kind, and may read the family of each", () => {
  expect([...toldPrefixes.values()].every((starts) => starts.length > 0)).toBe(true);
  for (const name of queues.keys()) {
    const told = kindNames.filter((kind) => rowOf(kind).tells?.includes(name));
    const reads: readonly Family[] = functions[name].table.reads;
    expect(
      told.map((kind) => rowOf(kind).family).filter((family) => !reads.includes(family)),
      name,
    ).toEqual([]);
  }
});

test("every family of the declaration holds some kind or lists one", () => {
  const used = kindNames.flatMap((kind) => [rowOf(kind).family, rowOf(kind).list ?? []].flat(2));
  expect([...new Set(used)].toSorted()).toEqual(Object.keys(table.families).toSorted());
  expect(kindNames.flatMap((kind) => [rowOf(kind).list ?? []].flat()).toSorted()).toEqual([...table.index.families].toSorted());
});

const shapeOf = (kind: KindName): readonly string[] => {
  const { def } = contentOf(kind).schema()._zod as unknown as { def: { shape?: object; options?: { _zod: { def: { shape: object } } }[] } };
  return [def.shape ?? [], ...(def.options ?? []).map(({ _zod }) => _zod.def.shape)].flatMap(Object.keys);
};

test.for(kindNames)("the personal fields of %s are fields of it, and its keeping has a reason", (kind) => {
  expect(rowOf(kind).personal.filter((field) => !shapeOf(kind).includes(field))).toEqual([]);
  expect(rowOf(kind).kept.because).toMatch(/^[A-Z].*\.$/);
});

test("every field that names, reaches or pays a resident is personal", () => {
  const naming = ["applicantName", "application", "contact", "to", "recipient", "payee", "newPayee", "answers", "detail", "person"];
  const unsaid = kindNames.flatMap((kind) =>
    naming.filter((field) => shapeOf(kind).includes(field) && !rowOf(kind).personal.includes(field)).map((field) => `${kind}.${field}`),
  );
  // Here `to` is where money goes, where somebody was going, or a last day.
  expect(unsaid).toEqual(["budgetChange.to", "ledgerEntry.to", "publicStatement.to"]);
});

test.for(kindNames)("the key of %s is as its row says", (kind) => {
  const { pk = "", sk = "" } = examples[kind].key;
  const { family, within } = kinds[kind] as { family: Family; within?: string };
  expect(pk.startsWith(table.families[family])).toBe(true);
  expect(within === undefined || pk.split("#").includes(within)).toBe(true);
  expect(sortKeysOf(kind).some((start) => sk.startsWith(start))).toBe(true);
});
