import type { Application } from "../domain/application.ts";
import type { Award } from "../domain/award/award.ts";
import type { DecidedInAll } from "../domain/award/limits-together.ts";
import { type Case, type CaseEvent, type CaseStatus, isDecidedStatus } from "../domain/case/case.ts";
import { isBarred } from "../domain/case/conflict-of-interest.ts";
import type { Message } from "../domain/case/message.ts";
import type { Taken } from "../domain/case/take-step.ts";
import type { WaitingList, WaitsFor } from "../domain/case/waiting-list.ts";
import type { HouseholdClaims } from "../domain/household/household.ts";
import { barredFrom } from "../domain/household/interest.ts";
import { partsOf } from "../domain/household/parts.ts";
import { boundBy, type StandingContact } from "../domain/household/standing-contact.ts";
import type { Match } from "../domain/identity/match.ts";
import type { Line } from "../domain/line/line.ts";
import type { PayeeRecord } from "../domain/payments/payee-record.ts";
import { resident } from "../domain/principal.ts";
import { type FollowUp, followUpOf } from "../domain/referral/follow-up.ts";
import type { Referral } from "../domain/referral/referral.ts";
import type { SchemeCode } from "../domain/scheme/scheme.ts";
import { Fault } from "../fault.ts";
import { table as schema } from "../system.ts";
import { link, moveCase, putEvent, putFollowUp, putMessage, putReferral } from "./case-writes.ts";
import { commit } from "./commit.ts";
import { type Counted, countInWrite } from "./counts.ts";
import { findHousehold, householdAmong } from "./households.ts";
import { findItem, readItem, readItems, type Table } from "./items.ts";
import {
  applicationKey,
  caseKey,
  caseList,
  casePartition,
  decidedInAllKey,
  eventKey,
  householdKey,
  householdPartition,
  referralKey,
  waitingListKey,
} from "./keys.ts";
import { readTogether } from "./read-together.ts";
import { standingContactOf } from "./safe-contact.ts";
import { type BadCursor, queryAll, querySlice, type Slice, type SliceWanted } from "./slices.ts";
import { placeInLine } from "./waiting-list.ts";
import { leaveWaitingList } from "./waiting-list-writes.ts";

/** A case with everything that belongs to it. */
export type WholeCase = {
  readonly case: Case;
  readonly application: Application;
  readonly events: readonly CaseEvent[];
  readonly awards: readonly Award[];
  /** The lines of its awards to which something has happened. */
  readonly lines: readonly Line[];
  /** The payee that staff recorded later. */
  readonly recorded?: PayeeRecord;
  readonly referrals: readonly Referral[];
  readonly followUps: readonly FollowUp[];
  readonly messages: readonly Message[];
  /** Households that may be, or might have been, the same one. */
  readonly matches: readonly Match[];
};

/** The items that a decision needs, read together: case, application, the household's claims, and the waiting lists. */
export type CaseToDecide = {
  readonly case: Case;
  readonly application: Application;
  /** Their contact, within the household's wishes in all its applications. */
  readonly contact: Application["contact"];
  readonly claims: HouseholdClaims;
  /** One for each of the categories that a case has ever waited for. */
  readonly waitingLists: readonly WaitingList[];
  /** Those of the case, where a decision asks for more. */
  readonly referrals?: readonly Referral[];
  /** The sums that the decider has committed for all households. */
  readonly decidedInAll: readonly DecidedInAll[];
};

/** A step that moves no money, with the referrals and the message that leave in the same write. */
export type CaseChange = {
  readonly taken: Taken;
  readonly referrals?: readonly Referral[];
  /** The referral in whose place they are made. */
  readonly insteadOf?: Referral;
  readonly message?: Message;
  /** The entry that a decision adds to its scheme's counts. */
  readonly counted?: { readonly scheme: SchemeCode; readonly what: Counted };
};

/** The money that would pay. The decision reads the lists that wait for it, and its decider's sums. */
export type PaidFrom = {
  readonly scheme: SchemeCode;
  readonly lists: readonly WaitsFor[];
  /** The decider's own sums to read, beside the household's. */
  readonly sums: { readonly by: string; readonly spans: readonly string[] };
};

export type CaseChanged = { readonly kind: "changed"; readonly case: Case } | { readonly kind: "stale"; readonly now: Case };

export type Cases = {
  /** Undecided cases: urgent first, then those that the council has had longest. Cases that wait for money: in their order. Decided cases: newest decision first. */
  list(status: CaseStatus, wanted: SliceWanted): Promise<Slice<Case> | BadCursor>;
  find(caseId: string): Promise<Case | undefined>;
  whole(caseId: string): Promise<WholeCase | undefined>;
  toDecide(caseId: string, householdId: string, paidFrom?: PaidFrom, isReferring?: boolean): Promise<CaseToDecide | undefined>;
  change(change: CaseChange): Promise<CaseChanged>;
  claims(householdId: string): Promise<HouseholdClaims>;
  /** The household's safe contact across all of its applications. */
  standingContact(household: Pick<HouseholdClaims, "householdId" | "contact" | "parts">): Promise<StandingContact>;
  /** Its place in the waiting list; undefined where it waits for no money. */
  placeInLine(head: Case): Promise<number | undefined>;
  /** The applications of the household and of all that are joined with it, without anything personal. */
  ofHousehold(householdId: string): Promise<readonly { caseId: string; submittedAt: string }[]>;
};

const firstEvent = 1;

/** The earliest cases say only in their first event who entered the application. */
const withEnterer = (head: Case, events: readonly CaseEvent[]): Case => {
  const by = events.find(({ detail }) => detail.kind === "submitted")?.by.id;
  return head.enteredBy !== undefined || by === undefined || by === resident.id ? head : { ...head, enteredBy: by };
};

/** A declared interest in the household bars a person even before the declaration reaches this case. */
const withBarred = (head: Case, household: HouseholdClaims): Case => {
  const barred = barredFrom(household).filter((id) => !isBarred(head, id));
  return barred.length > 0 ? { ...head, barred: [...(head.barred ?? []), ...barred] } : head;
};

export const dynamoCases = (table: Table): Cases => ({
  list: (status, wanted) =>
    querySlice(
      table,
      {
        IndexName: schema.index.name,
        partition: { name: "listPk", value: caseList(status) },
        keyNames: ["pk", "sk", "listSk"],
        ScanIndexForward: !isDecidedStatus(status),
      },
      wanted,
      (item) => readItem("case", item),
    ),

  async find(caseId) {
    return findItem(table, "case", caseKey(caseId));
  },

  async whole(caseId) {
    const items = await queryAll(table, casePartition(caseId));
    const [head] = readItems("case", items);
    const [submitted] = readItems("application", items);
    const [recorded] = readItems("payee", items);
    if (!head || !submitted) return undefined;
    const events = readItems("event", items);
    return {
      case: withEnterer(head, events),
      application: submitted.application,
      events,
      awards: readItems("award", items),
      lines: readItems("line", items),
      ...(recorded && { recorded }),
      referrals: readItems("referral", items),
      followUps: readItems("followUp", items),
      messages: readItems("message", items),
      matches: readItems("match", items),
    };
  },

  /** One round trip, or one more where the household is joined to another. Strongly consistent: the household comes from what the assessor saw and is held to it by the write. */
  async toDecide(caseId, householdId, paidFrom, isReferring = false) {
    const keys = [caseKey(caseId), applicationKey(caseId), householdKey(householdId), eventKey(caseId, firstEvent)];
    const waitingListKeys = paidFrom?.lists.map((list) => waitingListKey(paidFrom.scheme, list)) ?? [];
    const sumKeys = paidFrom?.sums.spans.map((span) => decidedInAllKey(paidFrom.scheme, span, paidFrom.sums.by)) ?? [];
    const { pk, sk } = referralKey(caseId, "");
    const [items, referrals] = await Promise.all([
      readTogether(table, [...keys, ...waitingListKeys, ...sumKeys]),
      isReferring ? queryAll(table, pk, sk) : undefined,
    ]);
    const [head] = readItems("case", items);
    const [submitted] = readItems("application", items);
    if (!head || !submitted) return undefined;
    const claims = await householdAmong(table, householdId, items);
    const { application } = submitted;
    const contact = boundBy(application.contact, await standingContactOf(table, claims));
    const waitingLists = readItems("queue", items);
    const entered = withEnterer(head, readItems("event", items));
    return {
      case: withBarred(entered, claims),
      application,
      contact,
      claims,
      waitingLists,
      ...(referrals && { referrals: readItems("referral", referrals) }),
      decidedInAll: readItems("decidedInAll", items),
    };
  },

  async change({ taken, referrals = [], insteadOf, message, counted }) {
    const step = link(taken);
    const committed = await commit(table, {
      case: moveCase(table, step),
      event: putEvent(table, step.event),
      leaving: leaveWaitingList(table, taken),
      referrals: referrals.flatMap((referral) => putReferral(table, referral)),
      insteadOf: insteadOf && putFollowUp(table, { ...followUpOf(insteadOf), state: "done" }),
      message: message && putMessage(table, message),
      counted: counted && countInWrite(table, counted.scheme, counted.what, new Date(step.event.at)),
    });
    if (committed.kind === "committed") return { kind: "changed", case: step.after };
    const { case: theCase } = committed.by;
    const now = theCase?.item;
    if (theCase?.failed && now) return { kind: "stale", now: readItem("case", now) };
    throw new Fault("caseNotChanged");
  },

  placeInLine: (head) => placeInLine(table, head),

  claims: (householdId) => findHousehold(table, householdId),

  standingContact: (household) => standingContactOf(table, household),

  async ofHousehold(householdId) {
    const items = await queryAll(table, householdPartition(householdId));
    const household = await householdAmong(table, householdId, items);
    const others = partsOf(household).filter((part) => part.householdId !== householdId);
    const ofOthers = await Promise.all(others.map((part) => queryAll(table, householdPartition(part.householdId))));
    return readItems("householdCase", [items, ...ofOthers].flat());
  },
});
