import { type Day, londonDay } from "../domain/dates.ts";
import { inBookOrder, type SchemeBook } from "../domain/scheme/scheme-book.ts";
import { shippedSchemes } from "../domain/scheme/shipped.ts";
import { readKeptScheme } from "../domain/scheme-draft/read-scheme.ts";
import { Fault } from "../fault.ts";
import { readItem, type Table } from "./items.ts";
import { publishedPartition } from "./keys.ts";
import { queryAll } from "./slices.ts";

export type Schemes = {
  /**
   * Every version published up to `now`. One read serves a whole day in London: nothing can be published on a day
   * that starts on that same day, so whatever was published since cannot decide anything yet.
   */
  book(now: Date): Promise<SchemeBook>;
  /** The same, read at this very moment: for those who publish. */
  freshBook(): Promise<SchemeBook>;
};

/** What the product ships with, and what the council has published beside it. */
export const dynamoSchemes = (table: Table): Schemes => {
  let kept: { readonly day: Day; readonly book: Promise<SchemeBook> } | undefined;

  const freshBook = async () => {
    const items = await queryAll(table, publishedPartition);
    const published = items.map((item) => {
      const read = readKeptScheme(JSON.parse(readItem("publishedScheme", item).document));
      if (read.kind === "problems") throw new Fault("itemUnreadable");
      return read.scheme;
    });
    return inBookOrder([...shippedSchemes, ...published]);
  };

  return {
    freshBook,
    book(now) {
      const day = londonDay(now);
      if (kept?.day !== day) {
        const book = freshBook();
        kept = { day, book };
        // A read that failed is not kept, or it would fail for the rest of the day.
        book.catch(() => {
          kept = undefined;
        });
      }
      return kept.book;
    },
  };
};
