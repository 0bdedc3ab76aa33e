import type { Day } from "../dates.ts";

/** The agreement of two dates of birth. "apart" is a difference that no slip explains. */
export type BirthAgreement = "same" | "swapped" | "slip" | "unknown" | "apart";

/** A father is older than his son by more. */
const mostYearsOfASlip = 10;

const digitsApart = (one: string, other: string): number => [...one].filter((digit, place) => digit !== other[place]).length;
const areTurned = (one: string, other: string): boolean => one[0] === other[1] && one[1] === other[0];

/** Dates of birth that offices enter where nobody knows the day tell less. */
export const isFirstOfJanuary = (birth: Day): boolean => birth.endsWith("-01-01");

export const compareBirths = (own: Day | undefined, other: Day | undefined): BirthAgreement => {
  if (own === undefined || other === undefined) return "unknown";
  if (own === other) return "same";
  const [ownYear = "", ownMonth = "", ownDay = ""] = own.split("-");
  const [otherYear = "", otherMonth = "", otherDay = ""] = other.split("-");
  const isYearSame = ownYear === otherYear;
  if (isYearSame && ownMonth === otherDay && ownDay === otherMonth) return "swapped";
  const differing = [!isYearSame, ownMonth !== otherMonth, ownDay !== otherDay].filter(Boolean).length;
  if (differing > 1) return "apart";
  if (!isYearSame) {
    const years = Math.abs(Number(ownYear) - Number(otherYear));
    const isTurned = ownYear.slice(0, 2) === otherYear.slice(0, 2) && areTurned(ownYear.slice(2), otherYear.slice(2));
    return years <= mostYearsOfASlip && (isTurned || digitsApart(ownYear, otherYear) === 1) ? "slip" : "apart";
  }
  const [one, another] = ownMonth === otherMonth ? [ownDay, otherDay] : [ownMonth, otherMonth];
  return digitsApart(one, another) === 1 || areTurned(one, another) ? "slip" : "apart";
};
