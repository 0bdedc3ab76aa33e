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
import { type CountInAll, countsInAll, limitPassed } from "../../shared/domain/award/limits-together.ts";
import { canBeApproved, limitBelow } from "../../shared/domain/award/second-person.ts";
import { helpWords, messageFor, nextWords, signpostsIn } from "../../shared/domain/case/message.ts";
import { type Sending, type Taker, takeStep } from "../../shared/domain/case/take-step.ts";
import { type Day, londonDay } from "../../shared/domain/dates.ts";
import { directoryAt } from "../../shared/domain/directory/directory-book.ts";
import { onwardHelpProblems } from "../../shared/domain/directory/onward-help.ts";
import { claimAgainst, earliestNextDates, type HouseholdClaims, spentIn } from "../../shared/domain/household/household.ts";
import { awardIdFor } from "../../shared/domain/ids.ts";
import { addPence } from "../../shared/domain/money.ts";
import type { Need } from "../../shared/domain/needs.ts";
import { actorOf } from "../../shared/domain/principal.ts";
import { type Referral, referralsFor, secondReferralProblems } from "../../shared/domain/referral/referral.ts";
import type { Assessment } from "../../shared/domain/rules/eligibility.ts";
import { assessApplication, reasonsAgainst } from "../../shared/domain/rules/eligibility.ts";
import { compositionOf, type DecisionFacts, factsOf } from "../../shared/domain/rules/facts.ts";
import { lookFirst, toLookAt } from "../../shared/domain/rules/look-first.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import { type SchemeBook, schemeAt, schemeOn } from "../../shared/domain/scheme/scheme-book.ts";
import type { AwardToRecord } from "../../shared/store/awards.ts";
import { hashOf } from "../../shared/store/case-writes.ts";
import type { CaseToDecide } from "../../shared/store/cases.ts";
import type { AwardDecision, AwardOutcome } from "./award-outcome.ts";

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
};

/** Everything between the read and the write. Pure. */
export const workOutAward = (decision: AwardDecision, seen: CaseToDecide, book: SchemeBook): ToRecord | AwardOutcome => {
  const { request, by, now } = decision;
  const today = londonDay(now);
  const scheme = schemeOn(book, today);
  if (!scheme) return { kind: "noScheme" };

  const read = linesFrom(request.lines, scheme);
  if ("problems" in read) return { kind: "notAllowed", problems: read.problems };
  const { lines } = read;
  const referrals = referralsOf(decision, seen);
  if (!referrals) return { kind: "noConsentToRefer" };

  const facts = factsToDecide(decision, lines, seen, book, scheme);
  const problems = [...problemsWith(lines, facts, seen, scheme), ...onwardHelpProblemsOf(decision, seen)];
  if (problems.length > 0) return { kind: "notAllowed", problems };

  const assessment = assessApplication(seen.application, facts, scheme);
  const { results } = assessment;
  const against = reasonsAgainst(results).filter((rule) => rule !== "notAlreadyHelped");
  if (against.length > 0) return { kind: "notEligible", scheme, reasons: against, results };
  const earlier = firstClaimAgainst(scheme, facts.needs, seen.claims, today);
  if (earlier) return earlier;
  const { possibleHouseholds, concerns, conversation } = seen.case;
  const holds = lookFirst(results, { looked: request.looked, conversation: conversation?.outcome, possibleHouseholds, concerns });
  if (holds.length > 0) return { kind: "held", scheme, holds, results };
  const total = addPence(lines.map(({ amount }) => amount));
  const limit = limitBelow(total, scheme, by);
  const toCommit = { scheme, by, today, total, isOfRun: decision.run !== undefined };
  const passed = limitPassed(toCommit, { household: seen.claims, inAll: seen.decidedInAll });
  const own = limit ?? passed?.limit.upTo;
  if (own !== undefined && !canBeApproved(total, scheme)) return { kind: "aboveLimit", scheme, limit: own, total };

  const counts = own === undefined ? countsInAll(toCommit) : [];
  return toRecord(decision, lines, referrals, assessment, seen, scheme, { awaitsApproval: own !== undefined, counts });
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
  { case: { submittedAt, conversation }, claims: { claims, spent } }: CaseToDecide,
  book: SchemeBook,
  scheme: Scheme,
): DecisionFacts => {
  const appliedUnder = schemeAt(book, new Date(submittedAt))?.code;
  return {
    today: londonDay(now),
    needs: needsOf(lines, scheme),
    claims: { claims, spent },
    amount: addPence(lines.map(({ amount }) => amount)),
    evidence,
    checks,
    ...(appliedUnder && { appliedUnder }),
    ...(conversation && { conversation: conversation.outcome }),
  };
};

const problemsWith = (
  lines: readonly AwardLine[],
  facts: DecisionFacts,
  { application, claims }: CaseToDecide,
  scheme: Scheme,
): readonly RequestProblem[] => {
  const household = compositionOf(factsOf(application, facts), scheme.about.childUnder);
  return [
    ...amountProblems(lines, scheme, { ...household, spentSoFar: spentIn(claims, scheme.code) }),
    ...evidenceProblems(facts.evidence, scheme),
  ];
};

const toRecord = (
  decision: AwardDecision,
  lines: readonly AwardLine[],
  referrals: readonly Referral[],
  assessment: Assessment,
  seen: CaseToDecide,
  scheme: Scheme,
  { awaitsApproval, counts }: { readonly awaitsApproval: boolean; readonly counts: readonly CountInAll[] },
): ToRecord | AwardOutcome => {
  const { request, decisionId, now, run } = decision;
  const { caseId, householdId, version, enteredBy } = seen.case;
  const { reason, signposts, evidence, checks } = request;
  const { facts, results } = assessment;
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
  const nextDates = earliestNextDates(scheme, consequences.claims, facts.needs, facts.today);
  const told = signpostsIn(signposts, decision.directories && directoryAt(decision.directories, now));
  const says = { help: helpWords(lines, seen.application.payTo), next: nextWords(nextDates, told) };
  // A second person may still turn it down, so the resident is not told yet.
  const message = awaitsApproval ? undefined : messageFor("awarded", seen.case, seen, now, says);
  return { kind: "toRecord", scheme, assessment, award: { award, taken, consequences, referrals, counts, ...(message && { message }) } };
};

const firstClaimAgainst = (scheme: Scheme, needs: readonly Need[], claims: HouseholdClaims, today: Day): AwardOutcome | undefined => {
  for (const need of needs) {
    const against = claimAgainst(scheme, need, claims, today);
    if (against) return { kind: "householdAlreadyAwarded", need, earlierAwardId: against.claim.awardId, nextDay: against.nextDay };
  }
  return undefined;
};
