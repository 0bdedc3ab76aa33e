import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import { type SchemeBook, schemeVersion } from "../../shared/domain/scheme/scheme-book.ts";

/** The published version that an address or a form names. */
export const findVersion = ({ scheme = "", version = "" }: Readonly<Record<string, string>>, book: SchemeBook): Scheme | undefined =>
  /^[1-9]\d{0,5}$/.test(version) ? schemeVersion(book, scheme, Number(version)) : undefined;
