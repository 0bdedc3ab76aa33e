import type { Day } from "../dates.ts";
import type { CountedLine, Move } from "./counted-line.ts";
import type { ReturnLayout } from "./layout.ts";
import type { LineBook, Window } from "./line-book.ts";

type Counts = Pick<ReturnLayout, "counts">;

const amountOf = ({ counts }: Counts, { paid, committed }: Move): number => (counts === "committed" ? paid + committed : paid);

type Piece = { readonly day: Day; left: number };

/** Takes an amount off what was spent last, piece by piece. What is left over was never there. */
const takeNewest = (pieces: Piece[], amount: number): readonly { readonly day: Day; readonly taken: number }[] => {
  const found: { day: Day; taken: number }[] = [];
  let rest = amount;
  for (let piece = pieces.at(-1); piece && rest > 0; piece = pieces.at(-1)) {
    const taken = Math.min(piece.left, rest);
    found.push({ day: piece.day, taken });
    piece.left -= taken;
    rest -= taken;
    if (piece.left === 0) pieces.pop();
  }
  return found;
};

/** Puts money that came back after the days onto the days on which it was spent. What came back is of the newest payment first. */
const lineAsCorrected = (line: CountedLine, layout: Counts, { to, asOf }: Window): CountedLine => {
  const pieces: Piece[] = [];
  const moves = line.moves
    .filter(({ at }) => at <= asOf)
    .flatMap((move): readonly Move[] => {
      const amount = amountOf(layout, move);
      if (amount > 0) pieces.push({ day: move.day, left: amount });
      const taken = amount < 0 ? takeNewest(pieces, -amount) : [];
      const earlier = move.day > to ? taken.filter(({ day }) => day <= to) : [];
      if (earlier.length === 0) return [move];
      const sum = earlier.reduce((all, one) => all + one.taken, 0);
      const back = earlier.map((one) => ({ ...move, day: one.day, paid: -one.taken, committed: 0 }));
      return [...back, { ...move, paid: move.paid + sum }];
    });
  return { ...line, moves };
};

/**
 * The book in which money of a return's days that came back after them is taken off those days. The return itself counts
 * each movement on its own day; this one says what still stands of what was filed.
 */
export const asCorrected = (book: LineBook, layout: Counts, window: Window): LineBook => ({
  ...book,
  lines: {
    *[Symbol.iterator]() {
      for (const line of book.lines) yield lineAsCorrected(line, layout, window);
    },
  },
});
