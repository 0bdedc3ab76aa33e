import { expect, test } from "vitest";
import { adjustmentsOf } from "../../../../shared/domain/return/adjustment.ts";
import { asCorrected } from "../../../../shared/domain/return/as-corrected.ts";
import { computeReturn } from "../../../../shared/domain/return/compute-return.ts";
import type { CountedLine, Move } from "../../../../shared/domain/return/counted-line.ts";
import { bytesOf } from "../../../../shared/domain/return/return-bytes.ts";
import { bookOf, layout, lineOf, moveOf, returnScheme, window } from "../../../functions/return/desk.ts";

const later = { ...window, asOf: "2026-12-31T00:00:00.000Z" };
const paid = (day: string, amount = 49_00): Move => moveOf("payment", `${day}T09:00:00.000Z`, { paid: amount, committed: -amount });
const back = (day: string, amount = 49_00): Move => moveOf("repayment", `${day}T09:00:00.000Z`, { paid: -amount });
const opened = moveOf("award", "2026-05-10T09:00:00.000Z", { committed: 49_00 });

const spendOf = (line: CountedLine): number => {
  const book = asCorrected(bookOf([line]), layout, later);
  return computeReturn(layout, returnScheme, book, later).totals.spend;
};

test.for<readonly [string, readonly Move[], number]>([
  ["money that came back afterwards is off the days on which it was spent", [opened, paid("2026-05-12"), back("2026-11-21")], 0],
  ["a part that came back leaves the rest", [opened, paid("2026-05-12"), back("2026-11-21", 9_00)], 40_00],
  ["money that came back within the days counts as before", [opened, paid("2026-05-12"), back("2026-06-21")], 0],
  ["money paid and taken back afterwards has no part in the days", [opened, paid("2026-11-12"), back("2026-11-21")], 0],
  ["of two payments the newest comes back first", [opened, paid("2026-05-12"), paid("2026-11-12"), back("2026-11-21")], 49_00],
  ["nothing recorded after the instant counts", [opened, paid("2026-05-12"), back("2027-01-21")], 49_00],
])("%s", ([, moves, spend]) => {
  expect(spendOf(lineOf(1, { moves }))).toBe(spend);
});

test("a return rebuilt after 500 later corrections has the same bytes, and each correction stands beside it", () => {
  const lines = Array.from({ length: 1_000 }, (_, number) => lineOf(number + 1));
  const filed = computeReturn(layout, returnScheme, bookOf(lines), window);
  const corrected = lines.map((line, index) =>
    index % 2 ? line : { ...line, moves: [...line.moves, back(`2026-11-2${index % 9}`, index % 4 ? 49_00 : 9_00)] },
  );
  const again = computeReturn(layout, returnScheme, bookOf(corrected), window);
  expect(bytesOf(again)).toBe(bytesOf(filed));

  const now = computeReturn(layout, returnScheme, asCorrected(bookOf(corrected), layout, later), later);
  const came = 250 * 49_00 + 250 * 9_00;
  const cell = "CATEGORY.CRISIS_PAYMENT.spend.spend";
  expect(adjustmentsOf("r", filed, now)).toContainEqual({ returnId: "r", cell, filed: 49_000_00, now: 49_000_00 - came });
});
