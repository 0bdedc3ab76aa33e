import crf from "./documents/crf.json" with { type: "json" };
import hsf4 from "./documents/hsf4.json" with { type: "json" };
import hsf5 from "./documents/hsf5.json" with { type: "json" };
import hsf6 from "./documents/hsf6.json" with { type: "json" };
import hsf7 from "./documents/hsf7.json" with { type: "json" };
import type { SchemeBook } from "./scheme-book.ts";

/** Oldest first. The tests hold each document to the format, so a cold start need not. */
export const shippedSchemes = [hsf4, hsf5, hsf6, hsf7, crf] as unknown as SchemeBook;
