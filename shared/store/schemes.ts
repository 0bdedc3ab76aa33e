import { inBookOrder, type SchemeBook } from "../domain/scheme/scheme-book.ts";
import { shippedSchemes } from "../domain/scheme/shipped.ts";
import { readKeptScheme } from "../domain/scheme-draft/read-scheme.ts";
import { Fault } from "../fault.ts";
import type { Table } from "./items.ts";
import { type PublishedBook, publishedDocuments, readOnceADay } from "./published-documents.ts";
import { schemePlaces } from "./scheme-drafts.ts";

export type Schemes = PublishedBook<SchemeBook>;

/** The schemes that the product ships with, and those that the council has published. */
export const dynamoSchemes = (table: Table): Schemes =>
  readOnceADay(async () => {
    const published = (await publishedDocuments(table, schemePlaces)).map((document) => {
      const read = readKeptScheme(document);
      if (read.kind === "problems") throw new Fault("itemUnreadable");
      return read.scheme;
    });
    return inBookOrder([...shippedSchemes, ...published]);
  });
