import { type Award, type AwardRequest, consequencesOf, type LineProblem, linesFrom, needsOf } from "../../shared/domain/award.ts";
import type { Case, Decision } from "../../shared/domain/case.ts";
import { type Day, londonDay } from "../../shared/domain/dates.ts";
import { assess, type RuleName, type RuleResult, reasonsAgainst } from "../../shared/domain/eligibility.ts";
import { claimAgainst, type HouseholdClaims } from "../../shared/domain/household.ts";
import { awardIdFor, isCaseId } from "../../shared/domain/ids.ts";
import { messageFor } from "../../shared/domain/message.ts";
import { addPence, type Pence } from "../../shared/domain/money.ts";
import type { Need } from "../../shared/domain/needs.ts";
import type { Actor } from "../../shared/domain/principal.ts";
import { referralsFor } from "../../shared/domain/referral.ts";
import type { Category, Scheme } from "../../shared/domain/scheme.ts";
import { schemeOn } from "../../shared/domain/schemes.ts";
import { Fault } from "../../shared/fault.ts";
import type { AwardRecorded, Awards, AwardToRecord } from "../../shared/store/awards.ts";
import { eventAfter, hashOf } from "../../shared/store/case-writes.ts";
import type { Cases, CaseToDecide } from "../../shared/store/cases.ts";

/** One assessor's decision to award. The decision's id is the sender's: the same decision sent again is the same award. */
export type AwardDecision = {
  readonly caseId: string;
  readonly decisionId: string;
  readonly by: Actor;
  readonly now: Date;
  readonly request: AwardRequest;
};

/** In order of precedence. Everything but a fault of ours is one of these. */
export type AwardOutcome =
  | { readonly kind: "awarded"; readonly award: Award }
  | { readonly kind: "notFound" }
  /** Someone else decided or changed the case; `now` says who and what. */
  | { readonly kind: "stale"; readonly now: Case }
  /** The same decision's id, but not the award that it made. */
  | { readonly kind: "otherDecisionUnderThisId"; readonly awardId: string }
  | { readonly kind: "noScheme" }
  | { readonly kind: "invalidLines"; readonly problems: readonly LineProblem[] }
  | { readonly kind: "noConsentToRefer" }
  | { readonly kind: "notEligible"; readonly reasons: readonly RuleName[]; readonly results: readonly RuleResult[] }
  | { readonly kind: "householdAlreadyAwarded"; readonly need: Need; readonly earlierAwardId: string; readonly nextDay: Day }
  | { readonly kind: "noMoneyLeft"; readonly category: Category; readonly left: Pence };

export type AwardGrantPorts = { readonly cases: Pick<Cases, "toDecide">; readonly awards: Awards };

/** Two awards for one household meet rarely; more than this many in a row is a fault, not bad luck. */
const householdAttempts = 5;

/**
 * Decides one application with an award. One read, pure rules, one conditional write; the scheme is the one in
 * which the money is committed. Safe to send again after a lost answer.
 */
export const awardGrant = async (decision: AwardDecision, { cases, awards }: AwardGrantPorts): Promise<AwardOutcome> => {
  if (!isCaseId(decision.caseId)) return { kind: "notFound" };
  for (let attempt = 0; attempt < householdAttempts; attempt += 1) {
    const seen = await cases.toDecide(decision.caseId, decision.request.seen.householdId);
    if (!seen) return { kind: "notFound" };
    const moved = await answerIfMoved(decision, seen.case, awards);
    if (moved) return moved;

    const worked = workOut(decision, seen);
    // The case was read as it was before its own award committed, and the household as after: look again at both.
    if (worked.kind === "householdAlreadyAwarded" && worked.earlierAwardId === awardIdFor(decision.caseId, seen.case.version)) continue;
    if (worked.kind !== "toRecord") return worked;

    const recorded = await awards.record(worked.award);
    const outcome = await outcomeOf(decision, worked.award.award, recorded, awards);
    // Another award for this household came between: look again, and this time its claim is seen.
    if (outcome !== "lookAgain") return outcome;
  }
  throw new Fault("tooBusy");
};

/** If the case is no longer as the assessor saw it: our own decision met again, or somebody else's. */
const answerIfMoved = async (
  { caseId, decisionId, request }: AwardDecision,
  now: Case,
  awards: Awards,
): Promise<AwardOutcome | undefined> => {
  const { decision } = now;
  if (decision?.decisionId === decisionId && decision.awardId) {
    const award = await awards.find(caseId, decision.awardId);
    if (!award) throw new Fault("itemUnreadable");
    const isSame = decision.contentHash === contentHashOf(request);
    return isSame ? { kind: "awarded", award } : { kind: "otherDecisionUnderThisId", awardId: award.awardId };
  }
  const isAsSeen = now.version === request.seen.version && now.householdId === request.seen.householdId;
  return isAsSeen && !decision ? undefined : { kind: "stale", now };
};

/** Whoever corrects an amount or adds a referral and sends it under the same id must not believe that this was done. */
const contentHashOf = ({ seen: _, ...decided }: AwardRequest): string => hashOf(decided);

type ToRecord = { readonly kind: "toRecord"; readonly award: AwardToRecord };

/** Everything between the read and the write: pure, but for what it is given. */
const workOut = ({ request, decisionId, by, now }: AwardDecision, seen: CaseToDecide): ToRecord | AwardOutcome => {
  const today = londonDay(now);
  const scheme = schemeOn(today);
  if (!scheme) return { kind: "noScheme" };

  const read = linesFrom(request.lines, scheme);
  if ("problems" in read) return { kind: "invalidLines", problems: read.problems };
  const { lines } = read;

  const referrals = referralsFor(request.referrals, seen.case, seen.application, by, now);
  if (!referrals) return { kind: "noConsentToRefer" };

  const needs = needsOf(lines, scheme);
  const results = assess({ application: seen.application, claims: seen.claims, needs, today }, scheme);
  const against = reasonsAgainst(results).filter((rule) => rule !== "notAlreadyHelped");
  if (against.length > 0) return { kind: "notEligible", reasons: against, results };
  const earlier = firstClaimAgainst(scheme, needs, seen.claims, today);
  if (earlier) return earlier;

  const at = now.toISOString();
  const { caseId, householdId, version } = seen.case;
  const total = addPence(lines.map(({ amount }) => amount));
  const awardId = awardIdFor(caseId, version);
  const award: Award = {
    awardId,
    caseId,
    householdId,
    scheme: scheme.code,
    schemeVersion: scheme.version,
    lines,
    total,
    committedAt: at,
    by,
    reason: request.reason,
    decisionId,
    results,
  };
  const assessment = { scheme: scheme.code, schemeVersion: scheme.version, on: today, results };
  const contentHash = contentHashOf(request);
  const decided: Decision = { decisionId, contentHash, kind: "awarded", at, by, scheme: scheme.code, awardId, total };
  const message = messageFor("awarded", seen.case, seen.application, now);
  return {
    kind: "toRecord",
    award: {
      award,
      before: seen.case,
      after: { status: "awarded", decision: decided },
      event: eventAfter(seen.case, at, by, { kind: "awarded", awardId, reason: request.reason, signposts: request.signposts, assessment }),
      consequences: consequencesOf(award, scheme, seen.claims, today),
      referrals,
      ...(message && { message }),
    },
  };
};

const firstClaimAgainst = (scheme: Scheme, needs: readonly Need[], claims: HouseholdClaims, today: Day): AwardOutcome | undefined => {
  for (const need of needs) {
    const against = claimAgainst(scheme, need, claims, today);
    if (against) return { kind: "householdAlreadyAwarded", need, earlierAwardId: against.claim.awardId, nextDay: against.nextDay };
  }
  return undefined;
};

const outcomeOf = async (
  decision: AwardDecision,
  award: Award,
  recorded: AwardRecorded,
  awards: Awards,
): Promise<AwardOutcome | "lookAgain"> => {
  switch (recorded.kind) {
    case "recorded":
      return { kind: "awarded", award };
    case "caseMoved":
      return (await answerIfMoved(decision, recorded.now, awards)) ?? { kind: "stale", now: recorded.now };
    case "householdMoved":
      return "lookAgain";
    case "noMoneyLeft":
      return { kind: "noMoneyLeft", category: recorded.category, left: recorded.left };
  }
};
