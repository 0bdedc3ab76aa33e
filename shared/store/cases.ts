import { GetItemCommand } from "@aws-sdk/client-dynamodb";
import type { Application } from "../domain/application.ts";
import type { Award } from "../domain/award/award.ts";
import { type Case, type CaseEvent, type CaseStatus, isDecidedStatus } from "../domain/case/case.ts";
import type { Message } from "../domain/case/message.ts";
import type { Taken } from "../domain/case/take-step.ts";
import type { WaitingList } from "../domain/case/waiting-list.ts";
import { type HouseholdClaims, noClaims } from "../domain/household/household.ts";
import type { Line } from "../domain/line/line.ts";
import type { Referral } from "../domain/referral/referral.ts";
import type { Category, SchemeCode } from "../domain/scheme/scheme.ts";
import { Fault } from "../fault.ts";
import { table as schema } from "../system.ts";
import { link, moveCase, putEvent, putMessage, putReferral } from "./case-writes.ts";
import { commit } from "./commit.ts";
import { type Counted, countInWrite } from "./counts.ts";
import { readItem, readItems, type Table, values } from "./items.ts";
import { applicationKey, caseKey, casePartition, householdKey, householdPartition, queuedKey, queueList } from "./keys.ts";
import { placeInLine } from "./money-queue.ts";
import { leaveQueue } from "./money-queue-writes.ts";
import { type BadCursor, type PageAsk, type PageOf, queryAll, queryPage } from "./pages.ts";
import { readBatch } from "./read-batch.ts";

/** A case with everything that belongs to it. */
export type WholeCase = {
  readonly case: Case;
  readonly application: Application;
  readonly events: readonly CaseEvent[];
  readonly awards: readonly Award[];
  /** The lines of its awards to which something has happened. */
  readonly lines: readonly Line[];
  readonly referrals: readonly Referral[];
  readonly messages: readonly Message[];
};

/** What a decision needs, read together: the case, what was asked, what the household already has, who waits for the money. */
export type CaseToDecide = {
  readonly case: Case;
  readonly application: Application;
  readonly claims: HouseholdClaims;
  /** One for each category asked about that somebody has ever waited for. */
  readonly queues: readonly WaitingList[];
};

/** A step that moves no money, with what leaves in the same write. */
export type CaseChange = {
  readonly taken: Taken;
  readonly referrals?: readonly Referral[];
  readonly message?: Message;
  /** What is added to a scheme's counts, of whatever the change decides. */
  readonly counted?: { readonly scheme: SchemeCode; readonly what: Counted };
};

/** The categories that would pay, whose queues the decision has to look at. */
export type PaidFrom = { readonly scheme: SchemeCode; readonly categories: readonly Category[] };

export type CaseChanged = { readonly kind: "changed"; readonly case: Case } | { readonly kind: "stale"; readonly now: Case };

export type Cases = {
  /** Undecided cases urgent first, then oldest first; those that wait for money in its order; decided ones newest decision first. */
  queue(status: CaseStatus, ask: PageAsk): Promise<PageOf<Case> | BadCursor>;
  find(caseId: string): Promise<Case | undefined>;
  whole(caseId: string): Promise<WholeCase | undefined>;
  toDecide(caseId: string, householdId: string, paidFrom?: PaidFrom): Promise<CaseToDecide | undefined>;
  change(change: CaseChange): Promise<CaseChanged>;
  claims(householdId: string): Promise<HouseholdClaims>;
  /** Its place among those who wait for the same money; none where it does not wait. */
  placeInLine(head: Case): Promise<number | undefined>;
  /** The household's applications, newest id last, without anything personal. */
  ofHousehold(householdId: string): Promise<readonly { caseId: string; submittedAt: string }[]>;
};

export const dynamoCases = (table: Table): Cases => ({
  queue: (status, ask) =>
    queryPage(
      table,
      {
        IndexName: schema.index.name,
        partition: { name: "listPk", value: queueList(status) },
        keyNames: ["pk", "sk", "listSk"],
        ScanIndexForward: !isDecidedStatus(status),
      },
      ask,
      (item) => readItem("case", item),
    ),

  async find(caseId) {
    const { Item: item } = await table.client.send(
      new GetItemCommand({ TableName: table.name, Key: values(caseKey(caseId)), ConsistentRead: true }),
    );
    return item && readItem("case", item);
  },

  async whole(caseId) {
    const items = await queryAll(table, casePartition(caseId));
    const [head] = readItems("case", items);
    const [submitted] = readItems("application", items);
    if (!head || !submitted) return undefined;
    return {
      case: head,
      application: submitted.application,
      events: readItems("event", items),
      awards: readItems("award", items),
      lines: readItems("line", items),
      referrals: readItems("referral", items),
      messages: readItems("message", items),
    };
  },

  /** One round trip, strongly consistent: the household comes from what the assessor saw and is held to it by the write. */
  async toDecide(caseId, householdId, paidFrom) {
    const keys = [caseKey(caseId), applicationKey(caseId), householdKey(householdId)];
    const queuedKeys = paidFrom?.categories.map((category) => queuedKey(paidFrom.scheme, category)) ?? [];
    const items = await readBatch(table, [...keys, ...queuedKeys]);
    const [head] = readItems("case", items);
    const [submitted] = readItems("application", items);
    if (!head || !submitted) return undefined;
    const [claims = noClaims(householdId)] = readItems("household", items);
    return { case: head, application: submitted.application, claims, queues: readItems("queue", items) };
  },

  async change({ taken, referrals = [], message, counted }) {
    const step = link(taken);
    const committed = await commit(table, {
      case: moveCase(table, step),
      event: putEvent(table, step.event),
      leaving: leaveQueue(table, taken),
      referrals: referrals.map((referral) => putReferral(table, referral)),
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

  async claims(householdId) {
    const { Item: item } = await table.client.send(
      new GetItemCommand({ TableName: table.name, Key: values(householdKey(householdId)), ConsistentRead: true }),
    );
    return item ? readItem("household", item) : noClaims(householdId);
  },

  async ofHousehold(householdId) {
    const items = await queryAll(table, householdPartition(householdId));
    return readItems("householdCase", items);
  },
});
