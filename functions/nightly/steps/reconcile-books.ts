import { londonDay } from "../../../shared/domain/dates.ts";
import { schemesAsOf } from "../../../shared/domain/scheme/scheme-book.ts";
import type { Nights } from "../../../shared/store/nights.ts";
import type { Schemes } from "../../../shared/store/schemes.ts";
import { type ReconcilePorts, reconcileScheme } from "../reconcile-scheme.ts";

export type ReconcileBooksPorts = ReconcilePorts & {
  readonly schemes: Pick<Schemes, "book">;
  readonly nights: Pick<Nights, "keepChecked">;
};

export const reconcileBooks = async (now: Date, { schemes, nights, books }: ReconcileBooksPorts) => {
  const counts = { entries: 0, differences: 0 };
  const book = await schemes.book(now);
  for (const { code } of schemesAsOf(book, londonDay(now))) {
    const checked = await reconcileScheme(code, book, now, { books });
    await nights.keepChecked(checked);
    counts.entries += checked.entries;
    counts.differences += checked.differing;
  }
  return counts;
};
