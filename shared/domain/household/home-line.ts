type Lines = { readonly line1: string; readonly line2?: string };

/** "Flat 2", "Unit 3b" or "12": a part of an address that names no street. */
const unitAlone =
  /^(?:(?:flat|apartment|apt|unit|room|studio|suite|bedsit|annexe?|floor|block|no)\.?(?: ?[\p{L}\d]{1,4})?|\d{1,4}[a-z]?),?$/iu;
/** "12 Sample Street" and "12a-14 Sample Street", and not "2nd floor". */
const numberedStreet = /^\d{1,4}[a-z]?(?: ?[-/&] ?\d{1,4}[a-z]?)?,? +\p{L}/iu;

/**
 * The lines of an address that say which home it is: a flat or a house's name belongs to the street on the next line, and a
 * flat on the second line before the street on the first.
 */
export const homeLine = ({ line1, line2 }: Lines): string => {
  if (!line2) return line1;
  if (unitAlone.test(line2)) return `${line2} ${line1}`;
  return unitAlone.test(line1) || (numberedStreet.test(line2) && !numberedStreet.test(line1)) ? `${line1} ${line2}` : line1;
};
