import type { Case } from "../domain/case/case.ts";
import type { Message } from "../domain/case/message.ts";
import type { Taken } from "../domain/case/take-step.ts";
import type { LineMove } from "../domain/line/line-move.ts";
import { Fault } from "../fault.ts";
import { link, moveCase, putEvent, putMessage } from "./case-writes.ts";
import { commit } from "./commit.ts";
import { putNew, type Table, writeItem } from "./items.ts";
import { approvedKey } from "./keys.ts";
import { writeLineMoves } from "./line-writes.ts";

/** A second person's decision about an award, worked out beforehand by pure functions. */
export type SecondDecision = {
  readonly taken: Taken;
  readonly moves: readonly LineMove[];
  /** The award whose lines can now be sent out. */
  readonly approves?: string;
  readonly message?: Message;
};

export type Settled =
  | { readonly kind: "settled"; readonly case: Case }
  /** The case, a line or the household has changed since it was read. */
  | { readonly kind: "lookAgain" };

export type Approvals = { settle(decision: SecondDecision): Promise<Settled> };

export const dynamoApprovals = (table: Table): Approvals => ({
  /** Case, lines, money, event and outbox commit together or not at all. */
  async settle({ taken, moves, approves, message }) {
    const step = link(taken);
    const { caseId } = step.before;
    const committed = await commit(table, {
      case: moveCase(table, step),
      ...writeLineMoves(table, moves),
      event: putEvent(table, step.event),
      approved: approves ? putNew(table, writeItem("approved", approvedKey(caseId, approves), { caseId, awardId: approves })) : undefined,
      message: message && putMessage(table, message),
    });
    if (committed.kind === "committed") return { kind: "settled", case: step.after };
    const { case: theCase, lines, household, shards, entries } = committed.by;
    if ([theCase, lines, household, shards, entries].some((refusal) => refusal?.failed)) return { kind: "lookAgain" };
    throw new Fault("caseNotChanged");
  },
});
