import type { Case, CaseEvent } from "../domain/case/case.ts";
import type { Message } from "../domain/case/message.ts";
import type { LineMove } from "../domain/line/line-move.ts";
import { Fault } from "../fault.ts";
import { type CaseMove, moveCase, putEvent, putMessage } from "./case-writes.ts";
import { putNew, type Table, writeItem } from "./items.ts";
import { approvedKey } from "./keys.ts";
import { writeLineMoves } from "./line-writes.ts";
import { transact } from "./retry.ts";

/** What a second person made of an award, worked out beforehand by pure functions. */
export type SecondDecision = {
  readonly before: Case;
  readonly to: CaseMove;
  readonly event: CaseEvent;
  readonly moves: readonly LineMove[];
  /** The award whose lines can now be sent out. */
  readonly approves?: string;
  readonly message?: Message;
};

export type Settled =
  | { readonly kind: "settled" }
  /** The case, a line or the household has changed since it was read. */
  | { readonly kind: "lookAgain" };

export type Approvals = { settle(decision: SecondDecision): Promise<Settled> };

export const dynamoApprovals = (table: Table): Approvals => ({
  /** The case, each line with its money, the event and what leaves by the stream commit together or not at all. */
  async settle({ before, to, event, moves, approves, message }) {
    const { caseId } = before;
    const guarded = [moveCase(table, before, event, to), ...writeLineMoves(table, moves)];
    const refusals = await transact(table, [
      ...guarded,
      putEvent(table, event),
      ...(approves ? [putNew(table, writeItem("approved", approvedKey(caseId, approves), { caseId, awardId: approves }))] : []),
      ...(message ? [putMessage(table, message)] : []),
    ]);
    if (!refusals) return { kind: "settled" };
    if (refusals.slice(0, guarded.length).some(({ failed }) => failed)) return { kind: "lookAgain" };
    throw new Fault("caseNotChanged");
  },
});
