import { type Day, londonDay } from "./dates.ts";
import type { Scheme, SchemeCode } from "./scheme.ts";
import { crf } from "./schemes/crf.ts";
import { hsf4 } from "./schemes/hsf4.ts";
import { hsf5 } from "./schemes/hsf5.ts";

/** Every scheme the service knows, oldest first. */
export const schemes: readonly Scheme[] = [hsf4, hsf5, crf];

export const findScheme = (code: string): Scheme | undefined => schemes.find((scheme) => scheme.code === code);

export const schemeOf = (code: SchemeCode): Scheme => {
  const scheme = findScheme(code);
  if (!scheme) throw new RangeError(`No scheme has the code ${code}.`);
  return scheme;
};

/**
 * The scheme that money committed on a day belongs to. It follows the commitment, not the application
 * (DWP's guidance counts "payments made, or committed to" in the period). Undefined between schemes.
 */
export const schemeOn = (day: Day): Scheme | undefined => schemes.find(({ period }) => period.start <= day && day <= period.end);

export const schemeAt = (instant: Date): Scheme | undefined => schemeOn(londonDay(instant));
