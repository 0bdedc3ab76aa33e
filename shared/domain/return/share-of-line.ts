import type { SpendCounts } from "../axes.ts";
import type { Day } from "../dates.ts";
import type { CountedLine, Move } from "./counted-line.ts";

/** What a line adds between two days: its money, and one volume where it newly stands or minus one where it no longer does. */
export type Share = { readonly spend: number; readonly volume: number };

type Days = { readonly from: Day; readonly to: Day };

const countedBy = (counts: SpendCounts, { paid, committed }: Move): number => (counts === "committed" ? paid + committed : paid);

/** Each movement counts on its own day, both days inside. Nothing recorded after `asOf` counts. */
export const shareOfLine = ({ moves }: CountedLine, counts: SpendCounts, { from, to }: Days, asOf: string): Share => {
  let before = 0;
  let net = 0;
  for (const move of moves) {
    if (move.at > asOf || move.day > to) continue;
    const amount = countedBy(counts, move);
    net += amount;
    if (move.day < from) before += amount;
  }
  return { spend: net - before, volume: Number(net > 0) - Number(before > 0) };
};
