import { createHash } from "node:crypto";
import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { type Case, type CaseEvent, type CaseEventDetail, decisionOf, waitOf } from "../domain/case/case.ts";
import type { Message } from "../domain/case/message.ts";
import type { Taken } from "../domain/case/take-step.ts";
import type { HouseholdClaims } from "../domain/household/household.ts";
import type { Actor } from "../domain/principal.ts";
import { type FollowUp, followUpOf } from "../domain/referral/follow-up.ts";
import { isClosed, type Referral, type ReferralStep } from "../domain/referral/referral.ts";
import { fieldValues, putNew, type Table, values, writeItem } from "./items.ts";
import {
  caseKey,
  caseListKey,
  eventKey,
  followUpKey,
  followUpListKey,
  householdKey,
  messageKey,
  messageListKey,
  partnerKey,
  referralKey,
} from "./keys.ts";

/** Plain data with its keys in order, so that the same event always has the same hash. */
const inOrder = (value: unknown): unknown => {
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map(inOrder);
  const own = value as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.keys(own)
      .sort()
      .map((key) => [key, inOrder(own[key])]),
  );
};

export const hashOf = (value: unknown): string =>
  createHash("sha256")
    .update(JSON.stringify(inOrder(value)))
    .digest("hex");

/** The next event of a case, linked to the one before by its hash. A case's version is its last event's number. */
export const eventAfter = (
  before: Pick<Case, "caseId" | "version" | "lastEventHash">,
  at: string,
  by: Actor,
  detail: CaseEventDetail,
): CaseEvent => {
  const event = { caseId: before.caseId, sequence: before.version + 1, at, by, detail, previousHash: before.lastEventHash };
  return { ...event, hash: hashOf(event) };
};

export const putEvent = (table: Table, event: CaseEvent): TransactWriteItem =>
  putNew(table, writeItem("event", eventKey(event.caseId, event.sequence), event));

/** A step as it is written: with its event's hash, and the case linked to it. */
export type LinkedStep = { readonly before: Case; readonly after: Case; readonly event: CaseEvent };

export const link = ({ before, after, event }: Taken): LinkedStep => {
  const hash = hashOf(event);
  return { before, after: { ...after, lastEventHash: hash }, event: { ...event, hash } };
};

/** The fields of a case that come and go. */
const partsOf = (head: Case): Readonly<Record<string, unknown>> => ({
  decision: decisionOf(head),
  waits: waitOf(head),
  barred: head.barred,
  conversation: head.conversation,
  agreement: head.agreement,
  pauses: head.pauses,
  possibleHouseholds: head.possibleHouseholds,
});

/**
 * Moves a case and its place in the case list on by one event, if the case is as it was seen and the actor declared no
 * interest in it. The refusal brings back the case as it is, so that the loser can be told who won.
 */
export const moveCase = (table: Table, { before, after, event }: LinkedStep): TransactWriteItem => {
  const { listPk, listSk } = caseListKey(after);
  const [had, has] = [partsOf(before), partsOf(after)];
  const changed = Object.keys(has).filter((name) => has[name] !== had[name]);
  const isGone = changed.filter((name) => has[name] === undefined);
  const isSet = changed.filter((name) => has[name] !== undefined);
  const sets = ["#status = :status", "version = :next", "lastEventHash = :hash", "listPk = :listPk", "listSk = :listSk"];
  return {
    Update: {
      TableName: table.name,
      Key: values(caseKey(before.caseId)),
      UpdateExpression: `SET ${[...sets, ...isSet.map((name) => `${name} = :${name}`)].join(", ")}${isGone.length > 0 ? ` REMOVE ${isGone.join(", ")}` : ""}`,
      ConditionExpression: "version = :seen AND householdId = :household AND (attribute_not_exists(barred) OR NOT contains(barred, :by))",
      ExpressionAttributeNames: { "#status": "status" },
      ExpressionAttributeValues: values({
        ":status": after.status,
        ":seen": before.version,
        ":next": after.version,
        ":hash": after.lastEventHash,
        ":household": before.householdId,
        ":by": event.by.id,
        ":listPk": listPk,
        ":listSk": listSk,
        ...Object.fromEntries(isSet.map((name) => [`:${name}`, has[name]])),
      }),
      ReturnValuesOnConditionCheckFailure: "ALL_OLD",
    },
  };
};

/** Changes a household's claims, if nothing came between since they were read. The refusal brings back what did. */
export const claimHousehold = (
  table: Table,
  { householdId, version, claims, reached, spent, decided, parts }: HouseholdClaims,
  seen = version - 1,
): TransactWriteItem => ({
  Update: {
    TableName: table.name,
    Key: values(householdKey(householdId)),
    UpdateExpression: `SET version = :version, claims = :claims, reached = :reached, spent = :spent${decided ? ", decided = :decided" : ""}${parts ? ", parts = :parts" : ""}`,
    ConditionExpression: "version = :seen",
    ExpressionAttributeValues: {
      ...fieldValues("household", { version, claims, reached, spent, ...(decided && { decided }), ...(parts && { parts }) }),
      ...values({ ":seen": seen }),
    },
    ReturnValuesOnConditionCheckFailure: "ALL_OLD",
  },
});

/** The outbox: the stream carries what is put to its consumer, however many attempts that takes. */
export const putReferral = (table: Table, referral: Referral): readonly TransactWriteItem[] => [
  putNew(table, writeItem("referral", referralKey(referral.caseId, referral.referralId), referral)),
  putFollowUp(table, followUpOf(referral)),
];

/** A referral's entry in the caseworkers' list, written together with each step of the referral. */
export const putFollowUp = (table: Table, followUp: FollowUp): { readonly Put: NonNullable<TransactWriteItem["Put"]> } => ({
  Put: {
    TableName: table.name,
    Item: writeItem("followUp", { ...followUpKey(followUp.caseId, followUp.referralId), ...followUpListKey(followUp) }, followUp),
  },
});

export const putMessage = (table: Table, message: Message): TransactWriteItem =>
  putNew(table, writeItem("message", { ...messageKey(message.caseId, message.messageId), ...messageListKey(message) }, message));

/** Takes a referral's next step and moves it in its service's list, if it is as it was seen. */
export const moveReferral = (table: Table, before: Referral, step: ReferralStep) => {
  const { listPk, listSk } = partnerKey(before.service, !isClosed(step), before.answerDue, before.referralId);
  const isListed = before.deliveredAt !== undefined;
  return {
    Update: {
      TableName: table.name,
      Key: values(referralKey(before.caseId, before.referralId)),
      UpdateExpression: `SET #state = :state, steps = :steps, version = :version${isListed ? ", listPk = :listPk, listSk = :listSk" : ""}`,
      // Delivery changes no version, but it puts the referral into the list.
      ConditionExpression: `version = :seen AND attribute_${isListed ? "exists" : "not_exists"}(deliveredAt)`,
      ExpressionAttributeNames: { "#state": "state" },
      ExpressionAttributeValues: {
        ...fieldValues("referral", { state: step.state, steps: [...before.steps, step], version: before.version + 1 }),
        ...values({ ":seen": before.version, ...(isListed && { ":listPk": listPk, ":listSk": listSk }) }),
      },
      ReturnValuesOnConditionCheckFailure: "ALL_OLD",
    },
  } as const satisfies TransactWriteItem;
};
