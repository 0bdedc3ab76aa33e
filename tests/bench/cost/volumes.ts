/** Published volumes of the service, entered by hand on the day that is named. */
export const volumesOn = "2026-11-22";

/**
 * Coventry counted each household once in every kind of help that it had: 18,778 since April 2023. Taken here as the
 * applications of one year, which is more than there were.
 */
const coventry = 18_778;
/** England's fourth Household Support Fund was £842m, of which Coventry had £6.4m: applications are taken to follow the money. */
const coventriesInEngland = 842 / 6.4;
export const authorities = 153;

/** Dorset's fund closed after 32 minutes with 1,300 applications: as many a second as anybody has published. */
export const busiestASecond = 1_300 / (32 * 60);

export type Volume = {
  readonly name: string;
  readonly applications: number;
  /** Applications a second in the worst minutes, each with everything that follows from it. */
  readonly peak: number;
};

export const volumes: readonly Volume[] = [
  { name: "1,000 applications, all on a busy opening day", applications: 1_000, peak: busiestASecond },
  { name: "Coventry’s year", applications: coventry, peak: busiestASecond },
  {
    name: `England’s year: ${authorities} authorities, all opening in the same minute on one table and one account`,
    applications: Math.round(coventry * coventriesInEngland),
    peak: authorities * busiestASecond,
  },
];
