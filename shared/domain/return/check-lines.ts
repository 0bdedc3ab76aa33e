import { formatPounds, pence } from "../money.ts";
import { itemOf, payingCategories, type Scheme } from "../scheme/scheme.ts";
import { type CheckFailure, type Place, placeName } from "./check-failure.ts";
import type { CountedLine, Move } from "./counted-line.ts";
import type { ReturnLayout } from "./layout.ts";
import type { LineBook, Window } from "./line-book.ts";
import { cellOfCategory } from "./return-place.ts";

type Counted = {
  readonly line: CountedLine;
  /** The moves up to the last day of the return, in the order of time. */
  readonly moves: readonly Move[];
  readonly scheme: Scheme;
  readonly layout: ReturnLayout;
  readonly window: Window;
};
type LineCheck = { readonly says: string; readonly fails: (counted: Counted) => boolean };

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
const isBack = ({ paid, committed }: Move) => paid + committed < 0;

/** Each says what is wrong with the lines that it finds, and what mends them. */
const lineChecks = {
  categoryNotCounted: {
    says: "are in a category that the scheme does not count as help for households. Take the money back, or correct the scheme’s categories.",
    fails: ({ line, scheme }) => !payingCategories(scheme).some(({ code }) => code === line.category),
  },
  itemNotCounted: {
    says: "are for an item that is not in the scheme. Take the money back, or add the item to the scheme.",
    fails: ({ line, scheme }) => itemOf(scheme, line.item) === undefined,
  },
  deliveryNotCounted: {
    says: "are delivered in a way that the scheme does not allow for the item. Correct the item’s ways of delivery in the scheme.",
    fails: ({ line, scheme }) =>
      line.delivery !== undefined && itemOf(scheme, line.item)?.deliveries.every((delivery) => delivery !== line.delivery) === true,
  },
  awardedOutsideScheme: {
    says: "were awarded before the scheme’s first day or after its last. They belong to another scheme: take them back there.",
    fails: ({ moves, scheme: { about } }) => {
      const opened = moves[0]?.day;
      return opened !== undefined && (opened < about.start || opened > about.end);
    },
  },
  paidAfterScheme: {
    says: "were delivered after the scheme’s last day. They may not count: end the return on that day.",
    fails: ({ moves, scheme, window }) => moves.some(({ paid, day }) => paid > 0 && day > scheme.about.end && day >= window.from),
  },
  lateVoucher: {
    says: "are vouchers that had not reached their households by the scheme’s last day, so they may not count as committed. Cancel them, or give them out under the next scheme.",
    fails: ({ line, moves, layout, scheme, window }) =>
      layout.counts === "committed" &&
      line.delivery === "VOUCHER" &&
      window.to >= scheme.about.end &&
      sum(moves.map(({ committed }) => committed)) > 0,
  },
  recycledCode: {
    says: "were used after their money had come back, so the money counts twice. Find out on the line’s page, and take it back there.",
    fails: ({ moves }) => {
      const back = moves.findIndex(isBack);
      return back >= 0 && moves.slice(back + 1).some(({ paid, committed }) => paid + committed > 0);
    },
  },
  moreThanAwarded: {
    says: "paid more than was awarded, or took back more than was paid. Tell the people who run the service: the ledger must be mended first.",
    fails: ({ moves }) => {
      const net = sum(moves.map(({ paid, committed }) => paid + committed));
      const opened = Math.max(0, ...moves.map(({ paid, committed }) => paid + committed));
      return net < 0 || net > opened;
    },
  },
} as const satisfies Record<string, LineCheck>;

type Found = {
  readonly check: string;
  readonly at: Place;
  readonly says: string;
  lines: number;
  sum: number;
  readonly awards: Set<string>;
};

const awardsNamed = 5;

const inWords = ({ says, lines, sum: total, awards }: Found): string => {
  const named = [...awards].slice(0, awardsNamed).join(", ");
  const more = awards.size > awardsNamed ? ` and ${awards.size - awardsNamed} more` : "";
  const amount = formatPounds(pence(total));
  const one = says.replace(/^are /, "is ").replace(/^were /, "was ");
  return lines === 1
    ? `One line of ${amount} ${one} Award ${named}.`
    : `${lines} lines of ${amount} together ${says} Awards ${named}${more}.`;
};

/** Whether any money of the line moved in the days of the return. */
const countsIn = (moves: readonly Move[], { from }: Window) => moves.some(({ day, paid, committed }) => day >= from && (paid || committed));

/** Faults of single lines, together for each cell. They are looked for while the return is counted, since only that reads every line. */
export const checkLines = (
  layout: ReturnLayout,
  scheme: Scheme,
  { lines }: Pick<LineBook, "lines">,
  window: Window,
): readonly CheckFailure[] => {
  const found = new Map<string, Found>();
  const seen = new Set<string>();
  const note = (check: string, says: string, { line, moves }: Counted) => {
    const at = cellOfCategory(layout, line.category);
    const key = `${check} ${placeName(at)}`;
    const earlier = found.get(key) ?? { check, at, says, lines: 0, sum: 0, awards: new Set<string>() };
    earlier.lines += 1;
    earlier.sum += sum(moves.map(({ paid, committed }) => paid + committed));
    earlier.awards.add(line.awardId);
    found.set(key, earlier);
  };
  for (const line of lines) {
    const moves = line.moves.filter(({ at, day }) => at <= window.asOf && day <= window.to);
    if (!countsIn(moves, window)) continue;
    const counted = { line, moves, scheme, layout, window };
    for (const [check, { says, fails }] of Object.entries<LineCheck>(lineChecks)) if (fails(counted)) note(check, says, counted);
    const name = `${line.awardId}#${line.line}`;
    if (seen.has(name)) note("countedTwice", "are counted twice. Tell the people who run the service.", counted);
    seen.add(name);
  }
  return [...found.values()].map((one) => ({ check: one.check, at: one.at, says: inWords(one) }));
};
