import type { Case } from "../case/case.ts";
import { londonDay } from "../dates.ts";
import { type EnvelopeShard, envelopeName } from "../ledger/envelope.ts";
import { wayOf } from "../line/fulfiller.ts";
import { isSettled, type Line } from "../line/line.ts";
import { bucketOf } from "../line/line-move.ts";
import type { PaymentBatch } from "../payments/payment-batch.ts";
import type { Run } from "../run/run.ts";
import type { Scheme } from "../scheme/scheme.ts";
import type { PlanItem } from "./year-end-plan.ts";

/** The case as an item of the scheme's plan. Cases of the next scheme, and decided cases, are none. */
export const itemOfCase = (head: Case, { code, about }: Scheme): PlanItem | undefined => {
  const { caseId } = head;
  switch (head.status) {
    case "waiting":
    case "asked":
      // An open case has no scheme until money is committed. Those that came after the last day have nothing to do with this one.
      return londonDay(new Date(head.submittedAt)) <= about.end ? { deed: "carryCase", of: caseId, seen: head.status, caseId } : undefined;
    case "toApprove": {
      const { scheme, awardId, total } = head.decision;
      return scheme === code ? { deed: "releaseApproval", of: awardId, seen: head.status, amount: total, caseId } : undefined;
    }
    case "forMoney":
      return head.waits.scheme === code
        ? { deed: "leaveWaitingList", of: caseId, seen: head.waits.decisionId, amount: head.waits.total, caseId }
        : undefined;
    case "awarded":
    case "refused":
      return undefined;
  }
};

/** A line that still has something to do or to come. Only codes can be taken back by the service: nobody has used one yet that nobody was given. */
export const itemOfLine = (line: Line, { code }: Pick<Scheme, "code">): PlanItem | undefined => {
  if (line.drawnOn.scheme !== code || isSettled(line.state) || line.state === "reserved") return undefined;
  const { lineId, caseId, state, amount, label, provided } = line;
  const item = { of: lineId, seen: state, amount, what: label, caseId };
  if (line.fulfiller && wayOf(line.fulfiller) === "provider") {
    if (state === "approved" || state === "issued") return { deed: "lapseCode", ...item };
    return { deed: "expireLater", ...item, ...(provided?.expiresOn && { until: provided.expiresOn }) };
  }
  // What was delivered and paid has nothing left to do. A partner's line is committed until the partner has spent it.
  return bucketOf(line) === "committed" ? { deed: "keepLine", ...item } : undefined;
};

export const itemOfRun = ({ runId, scheme, state }: Run, { code }: Pick<Scheme, "code">): PlanItem | undefined => {
  if (scheme !== code || state === "done" || state === "cancelled") return undefined;
  return { deed: state === "running" ? "keepRun" : "cancelRun", of: runId, seen: state };
};

export const itemOfBatch = (
  { batchId, state }: PaymentBatch,
  lines: readonly Line[],
  { code }: Pick<Scheme, "code">,
): PlanItem | undefined =>
  lines.some(({ drawnOn }) => drawnOn.scheme === code) ? { deed: "keepBatch", of: batchId, seen: state } : undefined;

const partName = (shard: EnvelopeShard) => `${envelopeName(shard)}#${shard.shard}`;

/** Money that is left or frozen in a part of a budget when the scheme is over. */
export const itemsToSetAside = (shard: EnvelopeShard): readonly PlanItem[] => {
  const { available, frozen } = shard;
  const item = { of: partName(shard), seen: "there", shard: idOf(shard) };
  return [
    ...(available > 0 ? [{ deed: "setAside" as const, ...item, amount: available }] : []),
    ...(frozen > 0 ? [{ deed: "setAsideFrozen" as const, ...item, amount: frozen }] : []),
  ];
};

export const itemsToReturn = (shard: EnvelopeShard): readonly PlanItem[] =>
  shard.dueBack > 0 ? [{ deed: "returnToDepartment", of: partName(shard), seen: "there", shard: idOf(shard), amount: shard.dueBack }] : [];

const idOf = ({ scheme, category, period, pot, shard }: EnvelopeShard) => ({ scheme, category, period, pot, shard });
