import { spansInAll } from "../../shared/domain/award/limits-together.ts";
import { awardIdOf, type Case } from "../../shared/domain/case/case.ts";
import { meetAward } from "../../shared/domain/case/take-step.ts";
import { mustJoin, type WaitsFor, waitsFor, waitsForSame } from "../../shared/domain/case/waiting-list.ts";
import { londonDay } from "../../shared/domain/dates.ts";
import { awardIdFor, isCaseId } from "../../shared/domain/ids.ts";
import { isPurposePot } from "../../shared/domain/ledger/envelope.ts";
import { itemOf, purposeOfItem } from "../../shared/domain/scheme/scheme.ts";
import { type SchemeBook, schemeOn } from "../../shared/domain/scheme/scheme-book.ts";
import { Fault } from "../../shared/fault.ts";
import { again, retry } from "../../shared/retry.ts";
import type { AwardRecorded, Awards, AwardToRecord } from "../../shared/store/awards.ts";
import type { Cases, CaseToDecide, PaidFrom } from "../../shared/store/cases.ts";
import type { Schemes } from "../../shared/store/schemes.ts";
import type { AwardDecision, AwardOutcome } from "./award-outcome.ts";
import { joiningOf } from "./wait-for-money.ts";
import { deciderOf, sendingOf, type ToRecord, workOutAward } from "./work-out-award.ts";

export type AwardGrantPorts = {
  readonly cases: Pick<Cases, "toDecide">;
  readonly awards: Awards;
  readonly schemes: Pick<Schemes, "book">;
};

/**
 * Decides one application with an award: one read, pure rules, one conditional write. The decision joins the waiting list
 * if there is too little money or others already wait for it. Safe to send again after a lost answer.
 */
export const awardGrant = async (decision: AwardDecision, { cases, awards, schemes }: AwardGrantPorts): Promise<AwardOutcome> => {
  if (!isCaseId(decision.caseId)) return { kind: "notFound" };
  const book = await schemes.book(decision.now);
  const paidFrom = paidFromOf(decision, book);
  return retry<AwardOutcome>(async () => {
    const seen = await cases.toDecide(decision.caseId, decision.request.seen.householdId, paidFrom, decision.request.referrals.length > 0);
    if (!seen) return { kind: "notFound" };
    const met = await meet(decision, seen.case, awards);
    if (met) return met;

    const worked = workOutAward(decision, seen, book);
    // A batch read is no snapshot: the case was read before its own award committed, and the household after.
    if (worked.kind === "householdAlreadyAwarded" && worked.earlierAwardId === awardIdFor(decision.caseId, seen.case.version)) return again;
    if (worked.kind !== "toRecord") return worked;
    if (mustStayBehind(decision, worked)) return { kind: "waitsForMoney", case: seen.case };
    const behind = waitingListToJoin(decision, worked, seen);
    const outcome = behind
      ? await waitForMoney(decision, worked, seen, behind, awards)
      : await outcomeOf(decision, worked, seen, await awards.record(inTurn(decision, worked.award, seen)), awards);
    // Another award for this household came between. The next read sees its claim.
    return outcome === "lookAgain" ? again : outcome;
  });
};

export const paidFromOf = ({ request, by, now, run }: AwardDecision, book: SchemeBook): PaidFrom | undefined => {
  const scheme = schemeOn(book, londonDay(now));
  if (!scheme) return undefined;
  const categories = request.lines.flatMap(({ item }) => itemOf(scheme, item)?.category ?? []);
  const purposes = request.lines.flatMap(({ item }) => purposeOfItem(scheme, item) ?? []);
  const lists: readonly WaitsFor[] = [
    ...[...new Set(categories)].map((category) => ({ category })),
    ...[...new Set(purposes)].map(({ category, code }) => ({ category, purpose: code })),
  ];
  const spans = run ? [] : spansInAll(scheme, by, londonDay(now));
  return { scheme: scheme.code, lists, sums: { by: by.id, spans } };
};

/** The outcome that needs no rules: the decision was made before, or may not be made. Undefined where it may be. */
export const meet = async (decision: AwardDecision, now: Case, awards: Awards): Promise<AwardOutcome | undefined> => {
  const met = meetAward(now, sendingOf(decision), deciderOf(decision));
  if (met?.kind !== "decidedBefore" && met?.kind !== "otherDecisionUnderThisId") return met;
  const awardId = awardIdOf(now);
  if (met.kind === "otherDecisionUnderThisId") return { kind: met.kind, ...(awardId && { awardId }) };
  if (!awardId) return { kind: "waitsForMoney", case: now };
  const award = await awards.find(decision.caseId, awardId);
  if (!award) throw new Fault("itemUnreadable");
  return { kind: "awarded", award };
};

/** Others wait before it for the category's own money, which a line of it needs. */
const mustStayBehind = ({ waited }: AwardDecision, { award }: ToRecord): boolean =>
  waited?.isBehindOthers === true && award.consequences.charges.some((charge) => waitsForSame(charge, { category: waited.category }));

/** While others wait before it for the category's own money, an award for a purpose draws on its purpose alone. */
const inTurn = ({ waited }: AwardDecision, award: AwardToRecord, { case: head, waitingLists }: CaseToDecide): AwardToRecord => {
  const othersWait = (category: string) =>
    waited?.category === category
      ? waited.isBehindOthers === true
      : waitingLists.some((list) => waitsForSame(list, { category }) && mustJoin(list, head.urgent));
  const charges = award.consequences.charges.map((charge) =>
    charge.purpose !== undefined && othersWait(charge.category)
      ? { ...charge, envelopes: charge.envelopes.filter(({ pot }) => isPurposePot(pot)) }
      : charge,
  );
  return { ...award, consequences: { ...award.consequences, charges } };
};

/** The first money of the award for which others wait. A decision whose turn has come joins no list of its category again. */
export const waitingListToJoin = (
  { waited }: AwardDecision,
  { award }: ToRecord,
  { case: head, waitingLists }: CaseToDecide,
): WaitsFor | undefined =>
  award.consequences.charges
    .map(waitsFor)
    .filter(({ category }) => category !== waited?.category)
    .find((wanted) => waitingLists.some((list) => waitsForSame(list, wanted) && mustJoin(list, head.urgent)));

const waitForMoney = async (
  decision: AwardDecision,
  worked: ToRecord,
  seen: CaseToDecide,
  list: WaitsFor,
  awards: Awards,
): Promise<AwardOutcome | "lookAgain"> => {
  const joining = joiningOf(decision, worked, seen, list);
  if (joining.kind !== "toJoin") return joining;
  const joined = await awards.wait(joining);
  switch (joined.kind) {
    case "joined":
      return { kind: "waitsForMoney", case: joined.case };
    case "caseMoved":
      return (await meet(decision, joined.now, awards)) ?? "lookAgain";
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
      // A step that was added while the case waited does not cost the case its turn.
      return (await meet(decision, recorded.now, awards)) ?? "lookAgain";
    case "householdMoved":
    case "sumsMoved":
      return "lookAgain";
    case "noMoneyLeft":
      return staysInList(decision, worked, recorded)
        ? { kind: "waitsForMoney", case: seen.case }
        : waitForMoney(decision, worked, seen, waitsFor(recorded), awards);
  }
};

/** A decision on turn keeps its place, unless its category could pay and only a purpose that pays alone could not. */
const staysInList = ({ waited }: AwardDecision, { award }: ToRecord, short: WaitsFor): boolean => {
  if (waited?.category !== short.category) return false;
  const charge = award.consequences.charges.find((each) => waitsForSame(each, short));
  const paysAlone = charge?.envelopes.every(({ pot }) => isPurposePot(pot)) === true;
  return waited.purpose !== undefined || !paysAlone;
};
