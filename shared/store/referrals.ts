import { ConditionalCheckFailedException, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { Case } from "../domain/case/case.ts";
import type { Taken } from "../domain/case/take-step.ts";
import type { ServiceCode } from "../domain/directory/directory.ts";
import type { Referral, ReferralStep } from "../domain/referral/referral.ts";
import { Fault } from "../fault.ts";
import { table as schema } from "../system.ts";
import { link, moveCase, moveReferral, putEvent } from "./case-writes.ts";
import { commit, untilFree } from "./commit.ts";
import { findItem, readItem, type Table, values } from "./items.ts";
import { partnerKey, partnerList, referralKey } from "./keys.ts";
import { type BadCursor, querySlice, type Slice, type SliceWanted } from "./slices.ts";

export type ReferralMoved = { readonly kind: "moved" } | { readonly kind: "stale"; readonly now: Referral };

/** The last step of a referral that the resident or the assessor no longer wants, and the case's step with it. */
export type Withdrawal = { readonly taken: Taken; readonly referral: Referral; readonly step: ReferralStep };

/** In order of precedence. */
export type Withdrawn =
  | { readonly kind: "withdrawn" }
  | { readonly kind: "caseMoved"; readonly now: Case }
  /** The service answered or was given the referral in between: look again. */
  | { readonly kind: "referralMoved" };

export type Referrals = {
  ofService(service: ServiceCode, wanted: SliceWanted): Promise<Slice<Referral> | BadCursor>;
  find(caseId: string, referralId: string): Promise<Referral | undefined>;
  /** Puts a referral into its service's list. A second delivery changes nothing. */
  deliver(referral: Referral, at: string): Promise<{ kind: "delivered" | "alreadyDelivered" }>;
  /** Takes the next step, if the referral is as it was seen. */
  move(before: Referral, step: ReferralStep): Promise<ReferralMoved>;
  withdraw(withdrawal: Withdrawal): Promise<Withdrawn>;
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
    try {
      await untilFree(() => table.client.send(new UpdateItemCommand(moveReferral(table, before, step).Update)));
      return { kind: "moved" };
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException && error.Item) return { kind: "stale", now: readItem("referral", error.Item) };
      throw error;
    }
  },

  /** One transaction, so that a case never says that a referral was withdrawn which its service can still read. */
  async withdraw({ taken, referral, step }) {
    const linked = link(taken);
    const committed = await commit(table, {
      case: moveCase(table, linked),
      referral: moveReferral(table, referral, step),
      event: putEvent(table, linked.event),
    });
    if (committed.kind === "committed") return { kind: "withdrawn" };
    const { case: theCase, referral: theReferral } = committed.by;
    if (theCase?.failed && theCase.item) return { kind: "caseMoved", now: readItem("case", theCase.item) };
    if (theReferral?.failed) return { kind: "referralMoved" };
    throw new Fault("caseNotChanged");
  },
});
