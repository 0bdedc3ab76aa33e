import { takeStep } from "../../shared/domain/case/take-step.ts";
import { formatDay } from "../../shared/domain/dates.ts";
import type { EntryKind, LedgerEntry } from "../../shared/domain/ledger/ledger.ts";
import { placesOf } from "../../shared/domain/ledger/ledger.ts";
import { isMoneyBackState } from "../../shared/domain/line/taking-back.ts";
import { actorOf, system } from "../../shared/domain/principal.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import { schemeVersion } from "../../shared/domain/scheme/scheme-book.ts";
import { acts, entryKindOf, type PlanItem, type PlanOutcome, type YearEndPlan } from "../../shared/domain/year-end/year-end-plan.ts";
import { Fault } from "../../shared/fault.ts";
import { again, retry } from "../../shared/retry.ts";
import type { Approvals } from "../../shared/store/approvals.ts";
import type { Cases } from "../../shared/store/cases.ts";
import { firstShard } from "../../shared/store/envelopes.ts";
import type { Lines } from "../../shared/store/lines.ts";
import { grantLedger } from "../../shared/store/money.ts";
import type { Runs } from "../../shared/store/runs.ts";
import type { Schemes } from "../../shared/store/schemes.ts";
import type { YearEnds } from "../../shared/store/year-ends.ts";
import { declineLines } from "../decide/decline-lines.ts";
import { findLine } from "../line/find-line.ts";
import { takeSteps } from "../line/move-line.ts";
import type { Provider } from "../line/provider.ts";
import { askByNight, takeBackCode } from "../line/take-back-code.ts";

export type DoItemPorts = {
  readonly yearEnds: Pick<YearEnds, "moveMoney">;
  readonly cases: Pick<Cases, "find" | "whole" | "change">;
  readonly lines: Pick<Lines, "find" | "standing" | "household" | "move">;
  readonly approvals: Pick<Approvals, "settle">;
  readonly runs: Pick<Runs, "find" | "move">;
  readonly provider: Pick<Provider, "cancel">;
  readonly schemes: Pick<Schemes, "book">;
};

/** A signed plan at work. */
export type AtWork = {
  readonly plan: YearEndPlan & Required<Pick<YearEndPlan, "signedBy">>;
  readonly scheme: Scheme;
  readonly now: Date;
  readonly isProviderDown: boolean;
};

/**
 * Does what the plan says of one item, or says that the item has changed since. Safe to do again after a crash: every step
 * carries the plan's id, by which it is found again.
 */
export const doItem = async (item: PlanItem, work: AtWork, ports: DoItemPorts): Promise<PlanOutcome> => {
  const { deed } = item;
  if (!acts(deed)) return "asListed";
  const kind = entryKindOf(deed);
  if (kind) return moveMoney(kind, item, work, ports);
  switch (deed) {
    case "releaseApproval":
      return releaseApproval(item, work, ports);
    case "leaveWaitingList":
      return leaveWaitingList(item, work, ports);
    case "lapseCode":
      return lapseCode(item, work, ports);
    case "cancelRun":
      return cancelRun(item, work, ports);
    default:
      throw new Fault("itemUnreadable");
  }
};

const stepKey = ({ plan }: AtWork): string => `year-end:${plan.planId}`;

/** Says why in a case's history. The plan's id tells this plan's own step from anybody else's. */
const because = ({ plan, scheme }: AtWork): string =>
  `${scheme.about.name} ended on ${formatDay(scheme.about.end)}. Year-end plan ${plan.planId}.`;

const takerAt = ({ now }: AtWork) => ({ by: system, at: now.toISOString() });

const releaseApproval = (item: PlanItem, work: AtWork, { cases, lines, approvals, schemes }: DoItemPorts): Promise<PlanOutcome> =>
  retry<PlanOutcome>(async () => {
    const whole = await cases.whole(item.caseId ?? "");
    if (!whole) throw new Fault("itemUnreadable");
    const { case: head, events, awards } = whole;
    if (head.status !== "toApprove" || head.decision.awardId !== item.of) {
      const declined = events.find(({ detail }) => detail.kind === "declined" && detail.awardId === item.of);
      if (!declined) return "changed";
      return declined.detail.kind === "declined" && declined.detail.reason === because(work) ? "done" : "alreadySo";
    }
    const award = awards.find(({ awardId }) => awardId === item.of);
    const scheme = award && schemeVersion(await schemes.book(work.now), award.scheme, award.schemeVersion);
    if (!award || !scheme) throw new Fault("itemUnreadable");
    const seen = { version: head.version, householdId: head.householdId };
    const taken = takeStep(head, { kind: "decline", award, reason: because(work) }, { ...takerAt(work), seen });
    if (taken.kind !== "taken") return "changed";
    const moves = declineLines(await lines.standing(award), scheme, { ...takerAt(work), key: stepKey(work) });
    const settled = await approvals.settle({ taken, moves });
    return settled.kind === "settled" ? "done" : again;
  });

const leaveWaitingList = (item: PlanItem, work: AtWork, { cases }: DoItemPorts): Promise<PlanOutcome> =>
  retry<PlanOutcome>(async () => {
    const whole = await cases.whole(item.of);
    if (!whole) throw new Fault("itemUnreadable");
    const { case: head, events } = whole;
    if (head.status !== "forMoney" || head.waits.decisionId !== item.seen) {
      const stopped = events.flatMap(({ detail }) => (detail.kind === "stoppedWaiting" ? [detail.because] : []));
      if (stopped.includes(because(work))) return "done";
      return head.status === "waiting" && stopped.length > 0 ? "alreadySo" : "changed";
    }
    const taken = takeStep(head, { kind: "stopWaiting", because: because(work) }, { ...takerAt(work), seen: { turnOf: item.seen } });
    if (taken.kind !== "taken") return "changed";
    return (await cases.change({ taken })).kind === "changed" ? "done" : again;
  });

/** The provider makes the code useless first, so that no code is used whose money has come back. */
const lapseCode = async (item: PlanItem, work: AtWork, ports: DoItemPorts): Promise<PlanOutcome> => {
  const found = await findLine(item.of, ports.lines);
  if (!found) throw new Fault("itemUnreadable");
  const { line } = found;
  const key = stepKey(work);
  const taken = { ...takerAt(work), key, why: because(work) };
  const isOwn = (steps: typeof line.steps) => steps.some((step) => step.key === key);
  if (isMoneyBackState(line.state)) return isOwn(line.steps) ? "done" : "alreadySo";
  if (line.state !== item.seen) return "changed";
  if (line.state === "approved") {
    const book = await ports.schemes.book(work.now);
    const moved = await takeSteps(found, ["cancel"], taken, { change: { trouble: undefined }, book }, ports);
    return moved.kind === "moved" ? "done" : "changed";
  }
  const asked = { how: "expire", ...taken } as const;
  const done = work.isProviderDown ? await askByNight(found, asked, ports) : await takeBackCode(found, asked, work.now, ports);
  switch (done.kind) {
    case "back":
      return "done";
    case "waits":
      return "waits";
    case "used":
    case "lineMoved":
      return "changed";
  }
};

const cancelRun = (item: PlanItem, _work: AtWork, { runs }: DoItemPorts): Promise<PlanOutcome> =>
  retry<PlanOutcome>(async () => {
    const run = await runs.find(item.of);
    if (!run) throw new Fault("itemUnreadable");
    if (run.state === "cancelled") return run.cancelledBy?.id === system.id ? "done" : "alreadySo";
    if (run.state !== "checking" && run.state !== "ready") return "changed";
    const moved = await runs.move(run, { state: "cancelled", cancelledBy: system });
    return moved.kind === "moved" ? "done" : again;
  });

/** Takes exactly the listed amount. What came in since stays, for another plan. */
const moveMoney = async (kind: EntryKind, item: PlanItem, work: AtWork, { yearEnds }: DoItemPorts): Promise<PlanOutcome> => {
  const { plan, scheme, now } = work;
  const { amount, shard = { ...grantLedger(scheme.code), shard: firstShard } } = item;
  if (amount === undefined) throw new Fault("itemUnreadable");
  const entry: LedgerEntry = {
    ...shard,
    entryId: `${plan.planId}-${kind}-${item.of.replaceAll("#", "-")}`,
    kind,
    amount,
    ...placesOf(kind),
    at: now.toISOString(),
    by: actorOf(plan.signedBy),
    why: plan.reference ? `Returned to the department. Its reference: ${plan.reference}` : because(work),
    change: plan.planId,
  };
  const moved = await yearEnds.moveMoney(plan.planId, entry);
  return moved.kind === "tooLittle" ? "changed" : "done";
};
