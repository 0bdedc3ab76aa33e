import type { Application } from "../application.ts";
import { tidyPostcode } from "../area.ts";
import { cleanLines } from "../clean-text.ts";

const postcodeInText = /\b([a-z]{1,2}\d[a-z\d]?) ?(\d[a-z]{2})\b/gi;

/** The postcode in a sentence such as "I live at CV1 2AB near the church". Undefined for none, and for more than one. */
export const postcodeIn = (text: string): string | undefined => {
  const whole = tidyPostcode(text);
  if (whole) return whole;
  const found = new Set([...text.matchAll(postcodeInText)].flatMap(([written]) => tidyPostcode(written) ?? []));
  const [only] = found;
  return found.size === 1 ? only : undefined;
};

const noAddress =
  /^(?:n\/?a|nfa|none|no (?:fixed )?(?:abode|address)|of no fixed abode|homeless|street homeless|rough sleep(?:er|ing))\.?$/i;

/** An address that a file has in one cell, with its postcode apart or within it. Undefined where there is no address. */
export const readAddressText = (text: string, postcode = ""): Application["address"] | undefined => {
  const [line1 = "", ...others] = cleanLines(text)
    .split(/[\n,;|]+/)
    .map((part) => part.replace(/ +/g, " ").trim())
    .filter((part) => part !== "");
  if (noAddress.test(line1)) return { kind: "none", staying: line1 };
  const found = tidyPostcode(postcode) ?? postcodeIn(text);
  if (!line1 || !found) return undefined;
  return { kind: "settled", line1, ...(others.length > 0 && { line2: others.join(", ") }), postcode: found };
};
