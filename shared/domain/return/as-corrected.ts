import type { CountedLine, Move } from "./counted-line.ts";
import type { ReturnLayout } from "./layout.ts";
import type { LineBook, Window } from "./line-book.ts";

type Counts = Pick<ReturnLayout, "counts">;

const amountOf = ({ counts }: Counts, { paid, committed }: Move): number => (counts === "committed" ? paid + committed : paid);

/** Puts money that came back later onto the last day, as far as it takes from what stood on that day. */
const lineAsCorrected = (line: CountedLine, layout: Counts, { to, asOf }: Window): CountedLine => {
  const known = line.moves.filter(({ at }) => at <= asOf);
  let stands = 0;
  let later = 0;
  const moves = known.flatMap((move): readonly Move[] => {
    const amount = amountOf(layout, move);
    if (move.day <= to) {
      stands += amount;
      return [move];
    }
    if (amount >= 0) {
      later += amount;
      return [move];
    }
    // What came back is of the newest payment first.
    const ofLater = Math.min(later, -amount);
    const ofEarlier = Math.min(Math.max(stands, 0), -amount - ofLater);
    later -= ofLater;
    stands -= ofEarlier;
    return ofEarlier === 0
      ? [move]
      : [
          { ...move, day: to, paid: -ofEarlier, committed: 0 },
          { ...move, paid: move.paid + ofEarlier },
        ];
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
