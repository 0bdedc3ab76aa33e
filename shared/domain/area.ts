import { council } from "../council.ts";

export type Residence = "inside" | "partly" | "outside" | "unknown";

const postcodePattern = /^([A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{2})$/;

/** "cv12ab" becomes "CV1 2AB"; undefined when it is not shaped like a postcode. */
export const tidyPostcode = (typed: string): string | undefined => {
  const match = postcodePattern.exec(typed.toUpperCase().replace(/[\s.-]/g, ""));
  return match ? `${match[1]} ${match[2]}` : undefined;
};

/** A district that crosses the boundary proves nothing (CV3 spans Coventry, Rugby and Warwick), so a person looks at the address. */
export const residenceOf = (postcode: string | undefined): Residence => {
  if (!postcode) return "unknown";
  const district = postcode.split(" ")[0] ?? "";
  if (council.area.inside.includes(district)) return "inside";
  if (council.area.partly.includes(district)) return "partly";
  return "outside";
};
