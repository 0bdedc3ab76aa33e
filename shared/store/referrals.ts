import {
  ConditionalCheckFailedException,
  PutItemCommand,
  QueryCommand,
  type QueryCommandOutput,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import type { Case } from "../domain/case/case.ts";
import type { Taken } from "../domain/case/take-step.ts";
import { addDays, type Day, startOfDay } from "../domain/dates.ts";
import type { ServiceCode } from "../domain/directory/directory.ts";
import { type FollowedUpState, type FollowUp, followUpOf } from "../domain/referral/follow-up.ts";
import type { Referral, ReferralStep } from "../domain/referral/referral.ts";
import type { Window } from "../domain/return/line-book.ts";
import { Fault } from "../fault.ts";
import { table as schema } from "../system.ts";
import { link, moveCase, moveReferral, putEvent, putFollowUp } from "./case-writes.ts";
import { commit, untilFree } from "./commit.ts";
import { findItem, readItem, type Table, values } from "./items.ts";
import { followUpList, partnerKey, partnerList, referralKey } from "./keys.ts";
import { type BadCursor, type Counted, querySlice, type Slice, type SliceWanted } from "./slices.ts";

export type ReferralMoved = { readonly kind: "moved" } | { readonly kind: "stale"; readonly now: Referral };

/** The last step of referrals that the resident or the assessor no longer wants, and the case's step with it. */
export type Withdrawal = { readonly taken: Taken; readonly referrals: readonly Referral[]; readonly step: ReferralStep };

/** In order of precedence. */
export type Withdrawn =
  | { readonly kind: "withdrawn" }
  | { readonly kind: "caseMoved"; readonly now: Case }
  /** The service answered or was given the referral in between: look again. */
  | { readonly kind: "referralMoved" };

/** A caseworker has dealt with a referral in the state in which they saw it. */
export type Settlement = { readonly taken: Taken; readonly referral: Referral; readonly state: FollowedUpState };

/** In order of precedence. */
export type Settled =
  | { readonly kind: "settled" }
  | { readonly kind: "caseMoved"; readonly now: Case }
  /** The service has answered since, or somebody else has dealt with it. */
  | { readonly kind: "followUpMoved" };

/** A count goes no further than this. */
const mostCounted = 1_000;

export type Referrals = {
  ofService(service: ServiceCode, wanted: SliceWanted): Promise<Slice<Referral> | BadCursor>;
  find(caseId: string, referralId: string): Promise<Referral | undefined>;
  /** Puts a referral into its service's list. A second delivery changes nothing. */
  deliver(referral: Referral, at: string): Promise<{ kind: "delivered" | "alreadyDelivered" }>;
  /** Takes the next step, if the referral is as it was seen. */
  move(before: Referral, step: ReferralStep): Promise<ReferralMoved>;
  withdraw(withdrawal: Withdrawal): Promise<Withdrawn>;
  /** Referrals that caseworkers have to follow up: given back, or not answered by the day before `today`. */
  toFollowUp(state: FollowedUpState, today: Day, wanted: SliceWanted): Promise<Slice<FollowUp> | BadCursor>;
  countToFollowUp(state: FollowedUpState, today: Day): Promise<Counted>;
  /** How many were requested on these days and had reached the service by then, whatever came of them. Reads none of them. */
  countMade(service: ServiceCode, window: Window): Promise<number>;
  settle(settlement: Settlement): Promise<Settled>;
  /** Lists an older referral, from before there was a list. One that is there already stays as it is. */
  listOlder(referral: Referral): Promise<{ kind: "listed" | "alreadyListed" }>;
};

export const dynamoReferrals = (table: Table): Referrals => ({
  ofService: (service, wanted) =>
    querySlice(
      table,
      { IndexName: schema.index.name, partition: { name: "listPk", value: partnerList(service) }, keyNames: ["pk", "sk", "listSk"] },
      wanted,
      (item) => readItem("referral", item),
    ),

  async find(caseId, referralId) {
    return findItem(table, "referral", referralKey(caseId, referralId));
  },

  async deliver(referral, at) {
    const { listPk, listSk } = partnerKey(referral.service, true, referral.answerDue, referral.referralId);
    try {
      await untilFree(() =>
        table.client.send(
          new UpdateItemCommand({
            TableName: table.name,
            Key: values(referralKey(referral.caseId, referral.referralId)),
            UpdateExpression: "SET deliveredAt = :at, listPk = :listPk, listSk = :listSk",
            // A referral withdrawn before it was delivered is never shown to the service.
            ConditionExpression: "attribute_exists(pk) AND attribute_not_exists(deliveredAt) AND #state = :requested",
            ExpressionAttributeNames: { "#state": "state" },
            ExpressionAttributeValues: values({ ":at": at, ":listPk": listPk, ":listSk": listSk, ":requested": "requested" }),
          }),
        ),
      );
      return { kind: "delivered" };
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return { kind: "alreadyDelivered" };
      throw error;
    }
  },

  async move(before, step) {
    const committed = await commit(table, {
      referral: moveReferral(table, before, step),
      followUp: putFollowUp(table, followUpOf(after(before, step))),
    });
    if (committed.kind === "committed") return { kind: "moved" };
    const { referral } = committed.by;
    if (referral?.failed && referral.item) return { kind: "stale", now: readItem("referral", referral.item) };
    throw new Fault("referralNotMoved");
  },

  /** One transaction, so that a case never says that a referral was withdrawn which its service can still read. */
  async withdraw({ taken, referrals, step }) {
    const linked = link(taken);
    const committed = await commit(table, {
      case: moveCase(table, linked),
      referrals: referrals.map((referral) => moveReferral(table, referral, step)),
      followUps: referrals.map((referral) => putFollowUp(table, followUpOf(after(referral, step)))),
      event: putEvent(table, linked.event),
    });
    if (committed.kind === "committed") return { kind: "withdrawn" };
    const { case: theCase, referrals: moved } = committed.by;
    if (theCase?.failed && theCase.item) return { kind: "caseMoved", now: readItem("case", theCase.item) };
    if (moved?.failed) return { kind: "referralMoved" };
    throw new Fault("caseNotChanged");
  },

  toFollowUp: (state, today, wanted) =>
    querySlice(
      table,
      {
        IndexName: schema.index.name,
        partition: { name: "listPk", value: followUpList(state) },
        keyNames: ["pk", "sk", "listSk"],
        ...(state === "requested" && { before: today }),
      },
      wanted,
      (item) => readItem("followUp", item),
    ),

  async countToFollowUp(state, today) {
    const isOverdueOnly = state === "requested";
    const { Count: count = 0, LastEvaluatedKey } = await table.client.send(
      new QueryCommand({
        TableName: table.name,
        IndexName: schema.index.name,
        Select: "COUNT",
        Limit: mostCounted,
        KeyConditionExpression: `listPk = :list${isOverdueOnly ? " AND listSk < :today" : ""}`,
        ExpressionAttributeValues: values({ ":list": followUpList(state), ...(isOverdueOnly && { ":today": today }) }),
      }),
    );
    return { count, isMore: LastEvaluatedKey !== undefined };
  },

  async countMade(service, { from, to, asOf }) {
    let made = 0;
    let start: QueryCommandOutput["LastEvaluatedKey"];
    do {
      const counted: QueryCommandOutput = await table.client.send(
        new QueryCommand({
          TableName: table.name,
          IndexName: schema.index.name,
          Select: "COUNT",
          ExclusiveStartKey: start,
          KeyConditionExpression: "listPk = :list",
          FilterExpression: "requestedAt >= :from AND requestedAt < :until AND deliveredAt <= :asOf",
          ExpressionAttributeValues: values({
            ":list": partnerList(service),
            ":from": startOfDay(from).toISOString(),
            ":until": startOfDay(addDays(to, 1)).toISOString(),
            ":asOf": asOf,
          }),
        }),
      );
      made += counted.Count ?? 0;
      start = counted.LastEvaluatedKey;
    } while (start);
    return made;
  },

  /** In the state in which the caseworker saw it, so that nobody deals with an answer that they have not read. */
  async settle({ taken, referral, state }) {
    const linked = link(taken);
    const { Put } = putFollowUp(table, { ...followUpOf(referral), state: "done" });
    const committed = await commit(table, {
      case: moveCase(table, linked),
      followUp: {
        Put: {
          ...Put,
          ConditionExpression: "attribute_not_exists(pk) OR #state = :state",
          ExpressionAttributeNames: { "#state": "state" },
          ExpressionAttributeValues: values({ ":state": state }),
        },
      },
      event: putEvent(table, linked.event),
    });
    if (committed.kind === "committed") return { kind: "settled" };
    const { case: theCase, followUp } = committed.by;
    if (theCase?.failed && theCase.item) return { kind: "caseMoved", now: readItem("case", theCase.item) };
    if (followUp?.failed) return { kind: "followUpMoved" };
    throw new Fault("caseNotChanged");
  },

  async listOlder(referral) {
    const { Put } = putFollowUp(table, followUpOf(referral));
    try {
      await untilFree(() => table.client.send(new PutItemCommand({ ...Put, ConditionExpression: "attribute_not_exists(pk)" })));
      return { kind: "listed" };
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return { kind: "alreadyListed" };
      throw error;
    }
  },
});

const after = (before: Referral, step: ReferralStep): Referral => ({ ...before, state: step.state, steps: [...before.steps, step] });
