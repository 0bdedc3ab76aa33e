import { londonDay } from "../../../shared/domain/dates.ts";
import { newestVersion, schemesAsOf } from "../../../shared/domain/scheme/scheme-book.ts";
import type { LineBooks } from "../../../shared/store/line-book.ts";
import type { Money } from "../../../shared/store/money.ts";
import type { Schemes } from "../../../shared/store/schemes.ts";

export type CountLinesPorts = {
  readonly schemes: Pick<Schemes, "book">;
  readonly money: Pick<Money, "envelopes">;
  readonly books: Pick<LineBooks, "catchUp">;
};

/** Reads what every ledger has since yesterday, so that nobody who prepares a return waits for more than a day of it. */
export const countLines = async (now: Date, { schemes, money, books }: CountLinesPorts) => {
  const counts = { schemes: 0, entries: 0 };
  const book = await schemes.book(now);
  for (const { code } of schemesAsOf(book, londonDay(now))) {
    const scheme = newestVersion(book, code);
    if (!scheme || (await money.envelopes(code)).length === 0) continue;
    const { progress } = await books.catchUp(scheme);
    counts.schemes += 1;
    counts.entries += progress.entries;
  }
  return counts;
};
