import { type Case, isOpenStatus } from "../../shared/domain/case/case.ts";
import { isBarred } from "../../shared/domain/case/conflict-of-interest.ts";
import { mustJoin } from "../../shared/domain/case/money-queue.ts";
import { londonDay } from "../../shared/domain/dates.ts";
import { awardIdFor, isCaseId } from "../../shared/domain/ids.ts";
import { type Category, itemOf } from "../../shared/domain/scheme/scheme.ts";
import { type SchemeBook, schemeOn } from "../../shared/domain/scheme/scheme-book.ts";
import { Fault } from "../../shared/fault.ts";
import { again, retry } from "../../shared/retry.ts";
import type { AwardRecorded, Awards } from "../../shared/store/awards.ts";
import type { Cases, CaseToDecide, PaidFrom } from "../../shared/store/cases.ts";
import type { Schemes } from "../../shared/store/schemes.ts";
import type { AwardDecision, AwardOutcome } from "./award-outcome.ts";
import { joiningOf } from "./wait-for-money.ts";
import { contentHashOf, type ToRecord, workOutAward } from "./work-out-award.ts";

export type AwardGrantPorts = {
  readonly cases: Pick<Cases, "toDecide">;
  readonly awards: Awards;
  readonly schemes: Pick<Schemes, "book">;
};

/**
 * Decides one application with an award. One read, pure rules, one conditional write; the scheme is the one in
 * which the money is committed. Where there is too little money, or others already wait for it, the decision waits in
 * its turn. Safe to send again after a lost answer.
 */
export const awardGrant = async (decision: AwardDecision, { cases, awards, schemes }: AwardGrantPorts): Promise<AwardOutcome> => {
  if (!isCaseId(decision.caseId)) return { kind: "notFound" };
  const book = await schemes.book(decision.now);
  const paidFrom = paidFromOf(decision, book);
  return retry<AwardOutcome>(async () => {
    const seen = await cases.toDecide(decision.caseId, decision.request.seen.householdId, paidFrom);
    if (!seen) return { kind: "notFound" };
    const moved = await answerIfMoved(decision, seen.case, awards);
    if (moved) return moved;

    const worked = workOutAward(decision, seen, book);
    // The case was read as it was before its own award committed, and the household as after: look again at both.
    if (worked.kind === "householdAlreadyAwarded" && worked.earlierAwardId === awardIdFor(decision.caseId, seen.case.version)) return again;
    if (worked.kind !== "toRecord") return worked;
    const behind = queueToJoin(decision, worked, seen);
    if (behind) return waitForMoney(decision, worked, seen, behind, awards);

    const recorded = await awards.record(worked.award);
    const outcome = await outcomeOf(decision, worked, seen, recorded, awards);
    // Another award for this household came between: look again, and this time its claim is seen.
    return outcome === "lookAgain" ? again : outcome;
  });
};

/** The categories that would pay, as far as the catalogue knows what was asked for. */
const paidFromOf = ({ request, now }: AwardDecision, book: SchemeBook): PaidFrom | undefined => {
  const scheme = schemeOn(book, londonDay(now));
  if (!scheme) return undefined;
  const categories = request.lines.flatMap(({ item }) => itemOf(scheme, item)?.category ?? []);
  return { scheme: scheme.code, categories: [...new Set(categories)] };
};

/** If the case is no longer as the assessor saw it: our own decision met again, or somebody else's. */
const answerIfMoved = async (
  { caseId, decisionId, by, request, waited, run }: AwardDecision,
  now: Case,
  awards: Awards,
): Promise<AwardOutcome | undefined> => {
  const { decision, waits } = now;
  if (isBarred(now, by.id) || (run && isBarred(now, run.preparedBy.id))) return { kind: "barred" };
  const isSame = (earlier: { contentHash: string }) => earlier.contentHash === (waited?.contentHash ?? contentHashOf(request));
  if (decision?.decisionId === decisionId && decision.awardId) {
    const award = await awards.find(caseId, decision.awardId);
    if (!award) throw new Fault("itemUnreadable");
    return isSame(decision) ? { kind: "awarded", award } : { kind: "otherDecisionUnderThisId", awardId: award.awardId };
  }
  if (waits?.decisionId === decisionId) {
    if (waited) return undefined;
    return isSame(waits) ? { kind: "waitsForMoney", case: now } : { kind: "otherDecisionUnderThisId" };
  }
  const isAsSeen = now.version === request.seen.version && now.householdId === request.seen.householdId;
  return isAsSeen && isOpenStatus(now.status) && !waited ? undefined : { kind: "stale", now };
};

/** The first category that would pay and that others wait for. Whoever's turn has come stands behind nobody in their own queue. */
const queueToJoin = ({ waited }: AwardDecision, { award }: ToRecord, { case: head, queues }: CaseToDecide): Category | undefined =>
  award.consequences.charges
    .map(({ category }) => category)
    .filter((category) => category !== waited?.category)
    .find((category) => queues.some((queue) => queue.category === category && mustJoin(queue, head.urgent)));

const waitForMoney = async (
  decision: AwardDecision,
  worked: ToRecord,
  seen: CaseToDecide,
  category: Category,
  awards: Awards,
): Promise<AwardOutcome> => {
  const { joining, after } = joiningOf(decision, worked, seen, category);
  const joined = await awards.wait(joining);
  switch (joined.kind) {
    case "joined":
      return { kind: "waitsForMoney", case: after };
    case "caseMoved":
      return (await answerIfMoved(decision, joined.now, awards)) ?? { kind: "stale", now: joined.now };
  }
};

const outcomeOf = async (
  decision: AwardDecision,
  worked: ToRecord,
  seen: CaseToDecide,
  recorded: AwardRecorded,
  awards: Awards,
): Promise<AwardOutcome | "lookAgain"> => {
  switch (recorded.kind) {
    case "recorded":
      return { kind: "awarded", award: recorded.award };
    case "caseMoved":
      // Somebody added to the case while it waited: its turn is still its turn.
      if (decision.waited && recorded.now.waits?.decisionId === decision.decisionId) return "lookAgain";
      return (await answerIfMoved(decision, recorded.now, awards)) ?? { kind: "stale", now: recorded.now };
    case "householdMoved":
      return "lookAgain";
    case "noMoneyLeft":
      // Whoever waits for this very money goes on waiting for it.
      return recorded.category === decision.waited?.category
        ? { kind: "waitsForMoney", case: seen.case }
        : waitForMoney(decision, worked, seen, recorded.category, awards);
  }
};
