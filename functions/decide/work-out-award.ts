import {
  type AwardLine,
  type AwardRequest,
  type AwardToDraw,
  consequencesOf,
  linesFrom,
  needsOf,
  type RequestProblem,
} from "../../shared/domain/award/award.ts";
import { amountProblems, evidenceProblems } from "../../shared/domain/award/award-limits.ts";
import { type CountInAll, countsInAll, limitPassed, type Passed, type ToCommit } from "../../shared/domain/award/limits-together.ts";
import { canBeApproved, limitBelow } from "../../shared/domain/award/second-person.ts";
import { helpWords, messageFor, nextWords, signpostsIn } from "../../shared/domain/case/message.ts";
import { type Sending, type Taker, takeStep } from "../../shared/domain/case/take-step.ts";
import { cutsOfApplication } from "../../shared/domain/cuts.ts";
import { type Day, londonDay } from "../../shared/domain/dates.ts";
import { directoryAt } from "../../shared/domain/directory/directory-book.ts";
import { onwardHelpProblems } from "../../shared/domain/directory/onward-help.ts";
import { claimAgainst, spentIn } from "../../shared/domain/household/household.ts";
import { awardIdFor } from "../../shared/domain/ids.ts";
import { addPence, type Pence } from "../../shared/domain/money.ts";
import type { Need } from "../../shared/domain/needs.ts";
import { actorOf } from "../../shared/domain/principal.ts";
import { type Referral, referralsFor, secondReferralProblems } from "../../shared/domain/referral/referral.ts";
import type { Assessment } from "../../shared/domain/rules/eligibility.ts";
import { assessApplication, reasonsAgainst } from "../../shared/domain/rules/eligibility.ts";
import { compositionOf, type DecisionFacts, factsOf } from "../../shared/domain/rules/facts.ts";
import { lookFirst, toLookAt } from "../../shared/domain/rules/look-first.ts";
import { nextDates } from "../../shared/domain/rules/next-dates.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import { type SchemeBook, schemeAt, schemeOn } from "../../shared/domain/scheme/scheme-book.ts";
import type { AwardToRecord } from "../../shared/store/awards.ts";
import { hashOf } from "../../shared/store/case-writes.ts";
import type { CaseToDecide } from "../../shared/store/cases.ts";
import type { AwardDecision, AwardFault, AwardOutcome } from "./award-outcome.ts";

export const deciderOf = ({ by, now, request, run, waited }: AwardDecision): Taker => ({
  by,
  at: now.toISOString(),
  seen: waited ? { turnOf: waited.decisionId } : request.seen,
  ...(run && { behind: [run.preparedBy] }),
});

/** The hash tells a repeated decision from a corrected one, whose sender must not believe that the correction was made. */
const contentHashOf = ({ seen: _, ...decided }: AwardRequest): string => hashOf(decided);

export const sendingOf = ({ decisionId, request, waited }: AwardDecision): Sending => ({
  decisionId,
  // The kept request has no referrals, since they went out at once: the hash of what was sent is kept with it.
  contentHash: waited?.contentHash ?? contentHashOf(request),
});

export type ToRecord = {
  readonly kind: "toRecord";
  readonly scheme: Scheme;
  readonly award: AwardToRecord;
  readonly assessment: Assessment;
  readonly second?: SecondNeeded;
};

/** Everything between the read and the write. Pure. */
export const workOutAward = (decision: AwardDecision, seen: CaseToDecide, book: SchemeBook): ToRecord | AwardOutcome => {
  const { request, by, now } = decision;
  const today = londonDay(now);
  const scheme = schemeOn(book, today);
  if (!scheme) return { kind: "noScheme" };

  const { lines, places, problems } = linesFrom(request.lines, scheme);
  const referrals = referralsOf(decision, seen);
  const facts = factsToDecide(decision, lines, seen, book, scheme);
  const assessment = assessApplication(seen.application, facts, scheme);
  const { results } = assessment;
  const total = addPence(lines.map(({ amount }) => amount));
  const toCommit = { scheme, by, today, total, isOfRun: decision.run !== undefined };
  const second = secondNeeded(toCommit, seen);

  const allProblems = [...problems, ...problemsWith(lines, places, facts, seen, scheme), ...onwardHelpProblemsOf(decision, seen)];
  // The cap that a line passes, and the earlier award that stands in the way, are each told once.
  const isAmountTold = allProblems.some(({ path }) => path.at(-1) === "amount");
  const against = reasonsAgainst(results).filter((rule) => rule !== "notAlreadyHelped" && !(rule === "withinCaps" && isAmountTold));
  const earlier = firstClaimAgainst(scheme, facts.needs, seen, book, today);
  const { possibleHouseholds, concerns, conversation } = seen.case;
  const looked = { looked: request.looked, conversation: conversation?.outcome, possibleHouseholds, concerns };
  const holds = lookFirst(results, looked).filter(({ rule }) => !(rule === "notAlreadyHelped" && earlier));
  const found: readonly (AwardFault | undefined)[] = [
    allProblems.length > 0 ? { kind: "notAllowed", problems: allProblems } : undefined,
    referrals ? undefined : { kind: "noConsentToRefer" },
    against.length > 0 ? { kind: "notEligible", scheme, reasons: against, results } : undefined,
    earlier,
    holds.length > 0 ? { kind: "held", scheme, holds, results } : undefined,
    second && !canBeApproved(total, scheme) ? { kind: "aboveLimit", scheme, limit: second.limit, total } : undefined,
  ];
  const [first, ...besides] = found.filter((fault) => fault !== undefined);
  if (first) return { ...first, besides };
  return toRecord(decision, lines, referrals ?? [], assessment, seen, book, scheme, {
    second,
    counts: second ? [] : countsInAll(toCommit),
  });
};

/** Why a second person has to approve the award: its total passes the decider's own limit, or what they may commit in several awards. */
export type SecondNeeded = { readonly limit: Pence; readonly together?: Passed };

const secondNeeded = (toCommit: ToCommit, { claims, decidedInAll }: CaseToDecide): SecondNeeded | undefined => {
  const limit = limitBelow(toCommit.total, toCommit.scheme, toCommit.by);
  if (limit !== undefined) return { limit };
  const together = limitPassed(toCommit, { household: claims, inAll: decidedInAll });
  return together && { limit: together.limit.upTo, together };
};

/** Undefined where the person has not agreed to be referred. */
const referralsOf = ({ request, by, now, directories }: AwardDecision, seen: CaseToDecide): readonly Referral[] | undefined => {
  if (request.referrals.length === 0) return [];
  if (!directories) throw new RangeError("A decision that refers needs the directory of services.");
  return referralsFor(request.referrals, seen, actorOf(by), now, directories);
};

const onwardHelpProblemsOf = ({ request, now, directories }: AwardDecision, { referrals = [] }: CaseToDecide): readonly RequestProblem[] =>
  directories
    ? [...onwardHelpProblems(request, directoryAt(directories, now)), ...secondReferralProblems(request.referrals, referrals)]
    : [];

const factsToDecide = (
  { request: { evidence, checks }, now }: AwardDecision,
  lines: readonly AwardLine[],
  { case: { submittedAt, conversation, needs }, claims: { claims, spent } }: CaseToDecide,
  book: SchemeBook,
  scheme: Scheme,
): DecisionFacts => {
  const appliedUnder = schemeAt(book, new Date(submittedAt))?.code;
  return {
    today: londonDay(now),
    needs: lines.length > 0 ? needsOf(lines, scheme) : needs,
    claims: { claims, spent },
    countsEarlierSchemes: true,
    amount: addPence(lines.map(({ amount }) => amount)),
    evidence,
    checks,
    ...(appliedUnder && { appliedUnder }),
    ...(conversation && { conversation: conversation.outcome }),
  };
};

const problemsWith = (
  lines: readonly AwardLine[],
  places: readonly number[],
  facts: DecisionFacts,
  { application, claims }: CaseToDecide,
  scheme: Scheme,
): readonly RequestProblem[] => {
  const household = compositionOf(factsOf(application, facts), scheme.about.childUnder);
  return [
    ...amountProblems(lines, scheme, { ...household, spentSoFar: spentIn(claims, scheme.code) }).map(
      ({ path: [list, index, ...rest], ...problem }) => ({
        ...problem,
        path: [list ?? "lines", places[Number(index)] ?? 0, ...rest],
      }),
    ),
    ...evidenceProblems(facts.evidence, scheme),
  ];
};

const toRecord = (
  decision: AwardDecision,
  lines: readonly AwardLine[],
  referrals: readonly Referral[],
  assessment: Assessment,
  seen: CaseToDecide,
  book: SchemeBook,
  scheme: Scheme,
  { second, counts }: { readonly second: SecondNeeded | undefined; readonly counts: readonly CountInAll[] },
): ToRecord | AwardOutcome => {
  const { request, decisionId, now, run } = decision;
  const { caseId, householdId, version, enteredBy } = seen.case;
  const { reason, signposts, evidence, checks } = request;
  const { facts, results } = assessment;
  const awaitsApproval = second !== undefined;
  const total = addPence(lines.map(({ amount }) => amount));
  const looked = toLookAt(results, seen.case).filter(({ rule }) => request.looked?.includes(rule));
  const awardId = awardIdFor(caseId, version);
  const award: AwardToDraw = {
    awardId,
    caseId,
    householdId,
    scheme: scheme.code,
    schemeVersion: scheme.version,
    lines,
    total,
    committedAt: now.toISOString(),
    by: actorOf(decision.by),
    reason,
    decisionId,
    results,
    evidence,
    checks,
    ...(signposts.length > 0 && { signposts }),
    ...(looked.length > 0 && { looked: looked.map(({ rule }) => rule) }),
    ...(run && { run }),
    ...(enteredBy !== undefined && { enteredBy }),
    cuts: cutsOfApplication(seen.application, { today: facts.today, ...scheme.about }),
    ...(awaitsApproval && { awaitsApproval }),
  };
  const step = {
    kind: "award",
    decision: { ...sendingOf(decision), scheme: scheme.code, awardId, total },
    reason,
    signposts,
    assessment,
    ...(awaitsApproval && { awaitsApproval }),
  } as const;
  const taken = takeStep(seen.case, step, deciderOf(decision));
  if (taken.kind !== "taken") return taken;
  const consequences = consequencesOf(award, scheme, seen.claims, { day: facts.today, isUrgent: seen.case.urgent });
  const dates = nextDates(facts.needs, { application: seen.application, claims: consequences.claims, book, today: facts.today });
  const told = signpostsIn(signposts, decision.directories && directoryAt(decision.directories, now));
  const says = { help: helpWords(lines, seen.application.payTo, scheme), next: nextWords(dates, told) };
  // A second person may still turn it down, so the resident is not told yet.
  const message = awaitsApproval ? undefined : messageFor("awarded", seen.case, seen, now, says);
  return {
    kind: "toRecord",
    scheme,
    assessment,
    ...(second && { second }),
    award: { award, taken, consequences, referrals, counts, ...(message && { message }) },
  };
};

const firstClaimAgainst = (
  scheme: Scheme,
  wanted: readonly Need[],
  { application, claims }: CaseToDecide,
  book: SchemeBook,
  today: Day,
): AwardFault | undefined => {
  for (const need of wanted) {
    const against = claimAgainst(scheme, need, claims, today);
    const [next] = against ? nextDates([need], { application, claims, book, today }) : [];
    if (against && next) {
      const { from, lastDay } = next;
      const when = { ...(from && { nextDay: from }), ...(lastDay && { lastDay }) };
      return { kind: "householdAlreadyAwarded", need, earlierAwardId: against.claim.awardId, ...when };
    }
  }
  return undefined;
};
