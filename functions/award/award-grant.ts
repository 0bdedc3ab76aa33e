import type { Case } from "../../shared/domain/case.ts";
import { awardIdFor, isCaseId } from "../../shared/domain/ids.ts";
import { Fault } from "../../shared/fault.ts";
import type { AwardRecorded, Awards } from "../../shared/store/awards.ts";
import type { Cases } from "../../shared/store/cases.ts";
import type { Schemes } from "../../shared/store/schemes.ts";
import type { AwardDecision, AwardOutcome } from "./award-outcome.ts";
import { contentHashOf, type ToRecord, workOutAward } from "./work-out-award.ts";

export type AwardGrantPorts = {
  readonly cases: Pick<Cases, "toDecide">;
  readonly awards: Awards;
  readonly schemes: Pick<Schemes, "book">;
};

/** Two awards for one household meet rarely; more than this many in a row is a fault, not bad luck. */
const householdAttempts = 5;

/**
 * Decides one application with an award. One read, pure rules, one conditional write; the scheme is the one in
 * which the money is committed. Safe to send again after a lost answer.
 */
export const awardGrant = async (decision: AwardDecision, { cases, awards, schemes }: AwardGrantPorts): Promise<AwardOutcome> => {
  if (!isCaseId(decision.caseId)) return { kind: "notFound" };
  const book = await schemes.book(decision.now);
  for (let attempt = 0; attempt < householdAttempts; attempt += 1) {
    const seen = await cases.toDecide(decision.caseId, decision.request.seen.householdId);
    if (!seen) return { kind: "notFound" };
    const moved = await answerIfMoved(decision, seen.case, awards);
    if (moved) return moved;

    const worked = workOutAward(decision, seen, book);
    // The case was read as it was before its own award committed, and the household as after: look again at both.
    if (worked.kind === "householdAlreadyAwarded" && worked.earlierAwardId === awardIdFor(decision.caseId, seen.case.version)) continue;
    if (worked.kind !== "toRecord") return worked;

    const recorded = await awards.record(worked.award);
    const outcome = await outcomeOf(decision, worked, recorded, awards);
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

const outcomeOf = async (
  decision: AwardDecision,
  { scheme }: ToRecord,
  recorded: AwardRecorded,
  awards: Awards,
): Promise<AwardOutcome | "lookAgain"> => {
  switch (recorded.kind) {
    case "recorded":
      return { kind: "awarded", award: recorded.award };
    case "caseMoved":
      return (await answerIfMoved(decision, recorded.now, awards)) ?? { kind: "stale", now: recorded.now };
    case "householdMoved":
      return "lookAgain";
    case "noMoneyLeft":
      return { kind: "noMoneyLeft", scheme, category: recorded.category, left: recorded.left };
  }
};
