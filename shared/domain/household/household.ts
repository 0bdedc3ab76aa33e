import { addDays, addMonths, type Day, monthsBetween } from "../dates.ts";
import { addPence, type Pence, zeroPence } from "../money.ts";
import type { Need } from "../needs.ts";
import type { Actor } from "../principal.ts";
import type { Category, Scheme, SchemeCode, WindowRule } from "../scheme/scheme.ts";
import type { Interest } from "./interest.ts";
import { nothingSaid, type StandingContact } from "./standing-contact.ts";

/** One award's claim on one need: it counts towards the scheme's limit from `from` until `until`. */
export type Claim = {
  readonly need: Need;
  readonly scheme: SchemeCode;
  readonly awardId: string;
  /** The day of the award, and its kind of window. Absent from claims made before these were kept. */
  readonly on?: Day;
  readonly window?: WindowRule["window"];
  /** Made when awards of earlier schemes counted by this scheme's window. Earlier claims were allowed without. */
  readonly countsEarlierSchemes?: true;
  readonly from: Day;
  readonly until: Day;
};

export type Reached = { readonly awards: number; readonly categories: { readonly [category: Category]: number } };

/**
 * Everything a household has been awarded, under one version. An award commits only against the version that its rules
 * read, so two awards for one household can never both miss each other.
 */
export type HouseholdClaims = {
  readonly householdId: string;
  readonly version: number;
  readonly claims: readonly Claim[];
  readonly reached: { readonly [scheme: SchemeCode]: Reached };
  readonly spent: { readonly [scheme: SchemeCode]: Pence };
  /** The household's contact preferences. Absent from older households, whose applications hold them. */
  readonly contact?: StandingContact;
  /** The sums that each person has committed for it. Absent from older households. */
  readonly decided?: readonly DecidedFor[];
  /** Declared interests in the household, lifted ones too. */
  readonly interests?: readonly Interest[];
  /** Each household of those that were joined, the surviving one first. Everything above is then theirs together. */
  readonly parts?: readonly HouseholdPart[];
  /** The household that this one is joined to, which has everything that this one had. The store follows it. */
  readonly joinedTo?: string;
};

/** The join of one household to another: its person, time and reason. */
export type JoinedBy = { readonly to: string; readonly at: string; readonly by: Actor; readonly reason: string };

/**
 * One household's own claims. Joined households keep theirs apart, so that a split takes out again what the join
 * put in. Only the household that the others were joined to has no `joined`.
 */
export type HouseholdPart = Omit<HouseholdClaims, "version" | "parts" | "joinedTo"> & { readonly joined?: JoinedBy };

/** The sum that one person has committed for a household in a scheme in one span. Money that comes back does not lower it. */
export type DecidedFor = { readonly scheme: SchemeCode; readonly by: string; readonly span: string; readonly sum: Pence };

const notReached: Reached = { awards: 0, categories: {} };
export const reachedIn = ({ reached }: Pick<HouseholdClaims, "reached">, scheme: SchemeCode): Reached => reached[scheme] ?? notReached;

export const noClaims = (householdId: string): HouseholdClaims => ({
  householdId,
  version: 0,
  claims: [],
  reached: {},
  spent: {},
  contact: nothingSaid,
});

export const windowFor = ({ windows }: Scheme, need: Need): WindowRule => {
  const row = windows.find((window) => window.need === need) ?? windows.find((window) => window.need === "usual");
  if (!row) throw new RangeError("A scheme says how often a household may be helped with any need.");
  return row;
};

const coverFrom = (scheme: Scheme, need: Need, day: Day): { from: Day; until: Day } => {
  const { start, end } = scheme.about;
  const { window, months = 1 } = windowFor(scheme, need);
  switch (window) {
    case "scheme":
      return { from: start, until: end };
    case "rolling":
      return { from: day, until: addDays(addMonths(day, months), -1) };
    case "fixed": {
      const passed = Math.floor(monthsBetween(start, day) / months);
      // Count each end from the scheme's first day: counted from a short month, it would fall short of the next start.
      return { from: addMonths(start, passed * months), until: addDays(addMonths(start, (passed + 1) * months), -1) };
    }
  }
};

export const claimFor = (scheme: Scheme, need: Need, awardId: string, day: Day): Claim => ({
  need,
  scheme: scheme.code,
  awardId,
  on: day,
  window: windowFor(scheme, need).window,
  countsEarlierSchemes: true,
  ...coverFrom(scheme, need, day),
});

type CoverOf = (claim: Claim, scheme: Scheme, day: Day) => { readonly from: Day; readonly until: Day } | undefined;

/**
 * The days that a claim covers by the window of the version that decides, whichever version or scheme made the claim. The
 * whole scheme and months from its first day begin anew with a scheme, so only months from the award reach into another.
 */
const coverOf: CoverOf = (claim, scheme, day) => {
  const { need, on, window = "rolling", from, until } = claim;
  if (claim.scheme === scheme.code) return on === undefined ? { from, until } : coverFrom(scheme, need, on);
  // Workers' clocks differ: a later scheme's claim whose window looks back would have counted this award.
  if ((on ?? from) > day) return window === "rolling" ? { from, until } : undefined;
  return windowFor(scheme, need).window === "rolling" ? coverFrom(scheme, need, on ?? from) : undefined;
};

/** Covers as earlier decisions were made, so that they can be made again: another scheme's award counts by its own window. */
export const byOwnWindow: CoverOf = (claim, scheme, day) => {
  if (claim.scheme === scheme.code) return coverOf(claim, scheme, day);
  return (claim.window ?? "rolling") === "rolling" ? { from: claim.from, until: claim.until } : undefined;
};

/** The rule of coverOf, for whoever reads or changes a scheme. */
export const earlierAwardsWords =
  "The version that decides counts every earlier award by its own window, whichever version or scheme made that award. Months counted from the award go on into the next scheme. Months counted from a scheme’s first day, the whole scheme, and the most awards in the whole scheme begin anew with each scheme.";

type Against = { readonly claim: Claim; readonly nextDay: Day };

type Covered = { readonly claim: Claim; readonly from: Day; readonly until: Day };

/** The claim that keeps the window full on this day, until it has passed. */
const blockingOn = (day: Day, covered: readonly Covered[], awards: number): Against | undefined => {
  const covering = covered.filter(({ from, until }) => from <= day && day <= until).sort((a, b) => (a.until < b.until ? -1 : 1));
  const blocking = covering[covering.length - awards];
  return blocking && { claim: blocking.claim, nextDay: addDays(blocking.until, 1) };
};

/**
 * The claim that stops a new award for this need on this day, and the first day on which an award is possible again. A claim
 * that exists stops an award that is dated before it too: workers' clocks differ, and no order of days may help twice.
 * Rules, pages, messages and partners all take the next date from here.
 */
export const claimAgainst = (
  scheme: Scheme,
  need: Need,
  { claims }: Pick<HouseholdClaims, "claims">,
  day: Day,
  covers: CoverOf = coverOf,
): Against | undefined => {
  const { awards, inScheme } = windowFor(scheme, need);
  const ofNeed = claims.filter((claim) => claim.need === need);
  const ofScheme = ofNeed.filter((claim) => claim.scheme === scheme.code);
  const covered = ofNeed.flatMap((claim): Covered[] => {
    const cover = covers(claim, scheme, day);
    return cover ? [{ claim, ...cover }] : [];
  });
  const later = covered.map(({ claim: { on, from } }) => on ?? from).filter((on) => on > day);
  const blocking = [day, ...later]
    .flatMap((each) => blockingOn(each, covered, awards) ?? [])
    .sort((a, b) => (a.nextDay < b.nextDay ? -1 : 1))
    .at(-1);

  const last = ofScheme.at(-1);
  if (last && inScheme !== undefined && ofScheme.length >= inScheme) {
    // The limit for the whole scheme is used up, so no day inside it is left.
    const afterScheme = addDays(scheme.about.end, 1);
    return { claim: last, nextDay: blocking && blocking.nextDay > afterScheme ? blocking.nextDay : afterScheme };
  }
  return blocking;
};

export const spentIn = ({ spent }: Pick<HouseholdClaims, "spent">, scheme: SchemeCode): Pence => spent[scheme] ?? zeroPence;

export const spendMore = ({ spent }: Pick<HouseholdClaims, "spent">, scheme: SchemeCode, amount: Pence): HouseholdClaims["spent"] => ({
  ...spent,
  [scheme]: addPence([spent[scheme] ?? zeroPence, amount]),
});

export const reachFurther = (household: Pick<HouseholdClaims, "reached">, scheme: SchemeCode, categories: readonly Category[]): Reached => {
  const before = reachedIn(household, scheme);
  const added = Object.fromEntries(categories.map((category) => [category, (before.categories[category] ?? 0) + 1]));
  return { awards: before.awards + 1, categories: { ...before.categories, ...added } };
};

type Over = Scheme["limitsTogether"][number]["over"];
export const overs: readonly Over[] = ["day", "month", "scheme"];

/** The name of the day, of the month, or of the whole scheme. */
export const spanOf = (over: Over, day: Day): string => ({ day, month: day.slice(0, 7), scheme: "scheme" })[over];

export const decidedIn = ({ decided = [] }: Pick<HouseholdClaims, "decided">, scheme: SchemeCode, by: string, span: string): Pence =>
  decided.find((one) => one.scheme === scheme && one.by === by && one.span === span)?.sum ?? zeroPence;

/** Adds to the sums that a person has committed for the household. Drops sums of other days and months. */
export const decideMore = (
  household: Pick<HouseholdClaims, "decided">,
  { scheme, by, day, amount }: { readonly scheme: SchemeCode; readonly by: string; readonly day: Day; readonly amount: Pence },
): readonly DecidedFor[] => {
  const spans = overs.map((over) => spanOf(over, day));
  const isOwn = (one: DecidedFor) => one.scheme === scheme && one.by === by;
  const others = (household.decided ?? []).filter((one) => spans.includes(one.span) && !isOwn(one));
  const own = spans.map((span): DecidedFor => ({ scheme, by, span, sum: addPence([decidedIn(household, scheme, by, span), amount]) }));
  return [...others, ...own];
};
