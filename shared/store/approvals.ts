import type { CountInAll, DecidedInAll } from "../domain/award/limits-together.ts";
import type { Case } from "../domain/case/case.ts";
import type { Message } from "../domain/case/message.ts";
import type { Taken } from "../domain/case/take-step.ts";
import type { HouseholdClaims } from "../domain/household/household.ts";
import type { LineMove } from "../domain/line/line-move.ts";
import type { SchemeCode } from "../domain/scheme/scheme.ts";
import { Fault } from "../fault.ts";
import { claimHousehold, link, moveCase, putEvent, putMessage } from "./case-writes.ts";
import { commit } from "./commit.ts";
import { countDecided, readDecided } from "./decided-sums.ts";
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
  /** The sums that the approver commits with it, for the household and for all households. */
  readonly commits?: { readonly claims: HouseholdClaims; readonly counts: readonly CountInAll[] };
};

export type Settled =
  | { readonly kind: "settled"; readonly case: Case }
  /** The case, a line or the household has changed since it was read. */
  | { readonly kind: "lookAgain" };

export type Approvals = {
  settle(decision: SecondDecision): Promise<Settled>;
  /** The sums that a person has committed in these spans for all households. */
  decided(scheme: SchemeCode, by: string, spans: readonly string[]): Promise<readonly DecidedInAll[]>;
};

export const dynamoApprovals = (table: Table): Approvals => ({
  /** Case, lines, money, event and outbox commit together or not at all. */
  async settle({ taken, moves, approves, message, commits }) {
    const step = link(taken);
    const { caseId } = step.before;
    const moved = writeLineMoves(table, moves);
    const committed = await commit(table, {
      case: moveCase(table, step),
      ...moved,
      household: commits ? claimHousehold(table, commits.claims) : moved.household,
      counted: commits?.counts.map((count) => countDecided(table, count)),
      event: putEvent(table, step.event),
      approved: approves ? putNew(table, writeItem("approved", approvedKey(caseId, approves), { caseId, awardId: approves })) : undefined,
      message: message && putMessage(table, message),
    });
    if (committed.kind === "committed") return { kind: "settled", case: step.after };
    const { case: theCase, lines, household, counted, shards, entries } = committed.by;
    if ([theCase, lines, household, counted, shards, entries].some((refusal) => refusal?.failed)) return { kind: "lookAgain" };
    throw new Fault("caseNotChanged");
  },

  decided: (scheme, by, spans) => readDecided(table, scheme, by, spans),
});
