import { council } from "../council.ts";
import { cleanCode } from "./clean-text.ts";

export type Residence = "inside" | "partly" | "outside" | "unknown";

/** The post office uses neither O nor I after an area's letters. */
const exactShape = /^([A-Z]{1,2})(\d[A-HJ-NP-Z\d]?)(\d)([A-Z]{2})$/;
const mixedShape = /^([A-Z01]{1,2})([\dOI][A-Z\d]?)([\dOI])([A-Z]{2})$/;

const digits = (text: string) => text.replaceAll("O", "0").replaceAll("I", "1");
const letters = (text: string) => text.replaceAll("0", "O").replaceAll("1", "I");

/**
 * "cv12ab" and "(CV1-2AB)." become "CV1 2AB", and so does "CVI 2AB": people write O for 0 and I for 1. Undefined when it is
 * not shaped like a postcode.
 */
export const tidyPostcode = (typed: string): string | undefined => {
  const written = cleanCode(typed)
    .toUpperCase()
    .replace(/[^A-Z\d]/g, "");
  const [, area, district, sector, unit] = exactShape.exec(written) ?? mixedShape.exec(written) ?? [];
  return area && district && sector && unit ? `${letters(area)}${digits(district)} ${digits(sector)}${unit}` : undefined;
};

/** A district that crosses the boundary proves nothing (CV3 spans Coventry, Rugby and Warwick), so a person looks at the address. */
export const residenceOf = (postcode: string | undefined): Residence => {
  if (!postcode) return "unknown";
  const district = postcode.split(" ")[0] ?? "";
  if (council.area.inside.includes(district)) return "inside";
  if (council.area.partly.includes(district)) return "partly";
  return "outside";
};
