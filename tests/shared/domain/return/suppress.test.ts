import fc from "fast-check";
import { expect, test } from "vitest";
import { hiddenIn, leastShown, type Sum } from "../../../../shared/domain/return/suppress.ts";

type Table = { readonly figures: ReadonlyMap<string, number>; readonly sums: readonly Sum[] };

/** A table with its totals, as a page shows it. */
const tableOf = (cells: readonly (readonly number[])[]): Table => {
  const figures = new Map<string, number>();
  const columns = cells[0]?.map((_, column) => column) ?? [];
  const rows = cells.map((_, row) => row);
  for (const row of rows) for (const column of columns) figures.set(`${row} ${column}`, cells[row]?.[column] ?? 0);
  const sums: Sum[] = [
    ...rows.map((row) => ({ whole: `${row} all`, parts: columns.map((column) => `${row} ${column}`) })),
    ...columns.map((column) => ({ whole: `all ${column}`, parts: rows.map((row) => `${row} ${column}`) })),
    { whole: "all all", parts: rows.map((row) => `${row} all`) },
  ];
  for (const { whole, parts } of sums)
    figures.set(
      whole,
      parts.reduce((total, part) => total + (figures.get(part) ?? 0), 0),
    );
  return { figures, sums };
};

const hiddenOf = ({ figures, sums }: Table) => hiddenIn([{ figures, isCount: true }], sums);

/**
 * The hidden figures that a reader can compute who knows all shown figures, all sums, and that a hidden figure is not none. It
 * looks for a whole table with another figure in that place, and shares nothing with the code that it tests.
 */
const computable = (table: Table, hidden: ReadonlySet<string>, most: number): readonly string[] =>
  [...hidden].filter((key) => {
    const actual = table.figures.get(key) ?? 0;
    const others = Array.from({ length: actual + most }, (_, index) => index + 1).filter((value) => value !== actual);
    return !others
      .toSorted((a, b) => Math.abs(a - actual) - Math.abs(b - actual))
      .some((value) => hasTable(table, hidden, most, [key, value]));
  });

const hasTable = ({ figures, sums }: Table, hidden: ReadonlySet<string>, most: number, [pinned, value]: [string, number]): boolean => {
  const known = new Map([...figures].filter(([key]) => !hidden.has(key))).set(pinned, value);
  const isInside = (key: string) => !key.includes("all");
  const unknown = [...figures.keys()].filter((key) => isInside(key) && !known.has(key));
  // Each total over the numbers inside, so that the totals of totals need no search.
  const over = sums.map(({ whole, parts }) => ({
    total: known.get(whole),
    parts: parts.flatMap((part) => (isInside(part) ? [part] : (sums.find((sum) => sum.whole === part)?.parts ?? []))),
  }));
  const columns = { total: known.get("all all"), parts: [...figures.keys()].filter(isInside) };
  const set = new Map([...known].filter(([key]) => isInside(key)));
  const agrees = () =>
    [...over, columns].every(({ total, parts }) => {
      if (total === undefined) return true;
      const missing = parts.reduce((left, part) => left - (set.get(part) ?? 0), total);
      const open = parts.filter((part) => !set.has(part)).length;
      return open === 0 ? missing === 0 : missing >= open && missing <= open * (most + 20);
    });
  const fill = (at: number): boolean => {
    const key = unknown[at];
    if (key === undefined) return true;
    const actual = figures.get(key) ?? 0;
    const tried = Array.from({ length: actual + most }, (_, index) => index + 1);
    const found = tried
      .toSorted((a, b) => Math.abs(a - actual) - Math.abs(b - actual))
      .some((each) => {
        set.set(key, each);
        return agrees() && fill(at + 1);
      });
    if (!found) set.delete(key);
    return found;
  };
  return agrees() && fill(0);
};

test("a small number is hidden, and so is what would give it away", () => {
  const table = tableOf([
    [3, 40, 50],
    [20, 30, 60],
  ]);
  const hidden = hiddenOf(table);
  expect(hidden.has("0 0")).toBe(true);
  expect([...hidden].filter((key) => key.startsWith("0 ") && key !== "0 0")).not.toEqual([]);
  expect([...hidden].filter((key) => key.endsWith(" 0") && key !== "0 0")).not.toEqual([]);
});

test("nothing is hidden where nothing is small, and none is shown as none", () => {
  expect([
    ...hiddenOf(
      tableOf([
        [5, 0],
        [0, 99],
      ]),
    ),
  ]).toEqual([]);
});

test("two hidden numbers of one each are not enough, because their sum of two says what they are", () => {
  const figures = new Map([
    ["a", 1],
    ["b", 1],
    ["c", 30],
    ["all", 32],
  ]);
  const hidden = hiddenIn([{ figures, isCount: true }], [{ whole: "all", parts: ["a", "b", "c"] }]);
  expect(hidden).toEqual(new Set(["a", "b", "c"]));
});

test("a number that joins two hidden groups is not given away, although each sum hides two", () => {
  const table = tableOf([
    [2, 3, 20, 20],
    [4, 1, 2, 20],
    [20, 20, 3, 4],
    [20, 20, 1, 2],
  ]);
  const hidden = hiddenOf(table);
  expect(computable(table, hidden, 9)).toEqual([]);
});

test("the reader of these tests computes what a single hidden number in a sum is", () => {
  const table = tableOf([
    [3, 40],
    [20, 30],
  ]);
  expect(computable(table, new Set(["0 0"]), 9)).toEqual(["0 0"]);
  expect(computable(table, new Set(["0 0", "0 1", "1 0"]), 9)).toEqual(["0 0", "0 1", "1 0"]);
});

test("money is hidden with its cell, and the money of one cell cannot be computed", () => {
  const households = tableOf([
    [2, 30],
    [40, 50],
  ]);
  const money = tableOf([
    [9_999, 100_00],
    [200_00, 0],
  ]);
  const hidden = hiddenIn(
    [
      { ...households, isCount: true },
      { ...money, isCount: false },
    ],
    households.sums,
  );
  expect(hidden.has("0 0")).toBe(true);
  for (const { whole, parts } of households.sums) {
    const unknown = [whole, ...parts].filter((key) => hidden.has(key));
    expect(unknown).not.toHaveLength(1);
  }
});

test("every small number is hidden, and no hidden number can be computed from what is shown", () => {
  const cell = fc.oneof(
    { weight: 3, arbitrary: fc.integer({ min: 0, max: 6 }) },
    { weight: 2, arbitrary: fc.integer({ min: 5, max: 14 }) },
  );
  const cells = fc
    .tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 2, max: 3 }))
    .chain(([rows, columns]) => fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows }));
  fc.assert(
    fc.property(cells, (typed) => {
      const table = tableOf(typed);
      const hidden = hiddenOf(table);
      for (const [key, figure] of table.figures) if (figure > 0 && figure < leastShown) expect(hidden.has(key)).toBe(true);
      expect(computable(table, hidden, 9)).toEqual([]);
    }),
    { numRuns: 200 },
  );
});
