/** Ends of an address that tell nothing about which home it is. */
const elsewhereWords = ["coventry", "west midlands", "warwickshire", "england", "united kingdom", "uk", "great britain"];

/** A segment of an address without the town, county or country that it ends with. Empty where it is nothing else. */
export const withoutTown = (segment: string, town: string): string => {
  const ends = [...(town ? [town] : []), ...elsewhereWords];
  const end = ends.find((word) => segment === word || segment.endsWith(` ${word}`));
  return end === undefined ? segment : withoutTown(segment.slice(0, -end.length).trim(), town);
};
