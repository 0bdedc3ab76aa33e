import fc from "fast-check";
import { expect, test } from "vitest";
import type { CohortRow } from "../../../../shared/domain/run/cohort-row.ts";
import { type MarkedRow, sortRows } from "../../../../shared/domain/run/same-household.ts";

type Told = { readonly person: number; readonly address: number; readonly children: number; readonly isRead?: boolean };

const rowFrom = ({ person, address, children, isRead = true }: Told, index: number): MarkedRow => {
  const read: CohortRow = {
    reference: "R",
    name: `Person ${person}`,
    dateOfBirth: "1980-01-01",
    address: { line1: `${address} Sample Street`, postcode: "CV1 2AB" },
    children,
  };
  return {
    row: index + 2,
    reference: "R",
    problems: isRead ? [] : ["amount: “many”"],
    mark: { personHash: `person ${person}`, addressHash: `address ${address}` },
    ...(isRead && { read }),
  };
};
const kindsOf = (told: readonly Told[]) => {
  const rows = told.map(rowFrom);
  const { toDecide, outcomes } = sortRows(rows);
  const kinds = new Map([
    ...toDecide.map(({ row }) => [row, "toDecide"] as const),
    ...outcomes.map(({ row, kind }) => [row, kind] as const),
  ]);
  return rows.map(({ row }) => kinds.get(row));
};

const one = { person: 1, address: 1, children: 0 };

test.each<[string, Told[], string[]]>([
  ["rows alike in everything are one award", [one, one, one], ["toDecide", "repeated", "repeated"]],
  ["rows that disagree are all for a person", [one, { ...one, children: 2 }], ["setAside", "setAside"]],
  ["one person at two addresses is for a person", [one, { ...one, address: 2 }], ["setAside", "setAside"]],
  ["two people at one address are for a person", [one, { ...one, person: 2 }], ["setAside", "setAside"]],
  ["a row that cannot be read puts its household in doubt", [one, { ...one, isRead: false }], ["setAside", "unreadable"]],
  ["others go on as they are", [one, { person: 2, address: 2, children: 1 }], ["toDecide", "toDecide"]],
])("%s", (_, told, kinds) => {
  expect(kindsOf(told)).toEqual(kinds);
});

test("a household's result does not depend on the order of its rows", () => {
  const told = fc.record({ person: fc.nat(6), address: fc.nat(6), children: fc.nat(1), isRead: fc.boolean() });
  fc.assert(
    fc.property(fc.array(told, { maxLength: 12 }), fc.infiniteStream(fc.nat()), (rows, luck) => {
      const order = rows.map((row) => ({ row, at: luck.next().value as number })).sort((a, b) => a.at - b.at);
      const tally = (list: readonly Told[]) => list.map((row, index) => `${JSON.stringify(row)} ${kindsOf(list)[index]}`).sort();
      expect(tally(order.map(({ row }) => row))).toEqual(tally(rows));
    }),
  );
});
