import type { Day } from "../dates.ts";
import { decidedIn, type HouseholdClaims, spanOf } from "../household/household.ts";
import { addPence, formatPounds, type Pence, pence, zeroPence } from "../money.ts";
import type { Actor, Principal } from "../principal.ts";
import { limitsCount, limitsOver, type Scheme, type SchemeCode } from "../scheme/scheme.ts";
import { awardLimits } from "./award.ts";

export type LimitTogether = Pick<Scheme["limitsTogether"][number], "counts" | "over" | "upTo">;

/** The sum that one person has committed in a scheme in one span, for all households together. */
export type DecidedInAll = { readonly by: string; readonly span: string; readonly sum: Pence };

type Decider = Pick<Actor, "id"> & Pick<Principal, "roles">;

/**
 * The sums that a person may commit. A role without a row has no such limit, and of several roles the most generous counts,
 * as it does for one award.
 */
export const limitsTogetherOf = ({ limitsTogether, ...scheme }: Scheme, { roles }: Pick<Decider, "roles">): readonly LimitTogether[] => {
  const limited = awardLimits(scheme).map(({ role }) => role);
  const own = (["assessor", "approver"] as const).filter(
    (role) => roles.includes(role) && (limited.length === 0 || limited.includes(role)),
  );
  return [...Map.groupBy(limitsTogether, ({ counts, over }) => `${counts} ${over}`).values()].flatMap((rows) => {
    const ownRows = rows.filter(({ role }) => own.includes(role));
    const [first] = ownRows;
    if (!first || ownRows.length < own.length) return [];
    return [{ counts: first.counts, over: first.over, upTo: pence(Math.max(...ownRows.map(({ upTo }) => upTo))) }];
  });
};

/** The spans whose sums for all households a decision of this person has to look at. */
export const spansInAll = (scheme: Scheme, by: Decider, today: Day): readonly string[] =>
  limitsTogetherOf(scheme, by).flatMap(({ counts, over }) => (counts === "all" ? [spanOf(over, today)] : []));

export type Passed = { readonly limit: LimitTogether; readonly comesTo: Pence };

export type ToCommit = {
  readonly scheme: Scheme;
  readonly by: Decider;
  readonly today: Day;
  readonly total: Pence;
  /** A run was counted for all households when it was approved, so its awards count for their households alone. */
  readonly isOfRun: boolean;
};

export type SumsSoFar = { readonly household: Pick<HouseholdClaims, "decided">; readonly inAll: readonly DecidedInAll[] };

/** The limit that the person would pass with this award. */
export const limitPassed = ({ scheme, by, today, total, isOfRun }: ToCommit, { household, inAll }: SumsSoFar): Passed | undefined => {
  const sofar = ({ counts, over }: LimitTogether): Pence => {
    const span = spanOf(over, today);
    if (counts === "household") return decidedIn(household, scheme.code, by.id, span);
    return inAll.find((sum) => sum.by === by.id && sum.span === span)?.sum ?? zeroPence;
  };
  return limitsTogetherOf(scheme, by)
    .filter(({ counts }) => counts === "household" || !isOfRun)
    .map((limit) => ({ limit, comesTo: addPence([sofar(limit), total]) }))
    .find(({ limit, comesTo }) => comesTo > limit.upTo);
};

/** An amount that the award's write adds to a person's sum for all households. The write holds two awards at once to the limit. */
export type CountInAll = {
  readonly scheme: SchemeCode;
  readonly by: string;
  readonly span: string;
  readonly amount: Pence;
  readonly limit: Pence;
};

export const countsInAll = ({ scheme, by, today, total, isOfRun }: ToCommit): readonly CountInAll[] =>
  isOfRun
    ? []
    : limitsTogetherOf(scheme, by).flatMap(({ counts, over, upTo }) =>
        counts === "all" ? [{ scheme: scheme.code, by: by.id, span: spanOf(over, today), amount: total, limit: upTo }] : [],
      );

const until = { day: "tomorrow", month: "next month", scheme: undefined } as const;

/** "up to £2,000 for one household in one day" */
export const limitTogetherInWords = ({ counts, over, upTo }: LimitTogether): string =>
  `up to ${formatPounds(upTo)} ${limitsCount[counts].toLowerCase()} ${limitsOver[over].toLowerCase()}`;

/** The words for a person whose limit would be passed, with the person who may commit it instead. */
export const passedWords = ({ limit, comesTo }: Passed): string => {
  const again = until[limit.over];
  return `With this you would have committed ${formatPounds(comesTo)}, and you may commit ${limitTogetherInWords(limit)}. Another approver can approve it${again ? `, or you can ${again}` : ""}.`;
};
