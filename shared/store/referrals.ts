import { ConditionalCheckFailedException, GetItemCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import type { ServiceCode } from "../domain/onward-help.ts";
import { isClosed, type Referral, type ReferralStep } from "../domain/referral.ts";
import { table as schema } from "../system.ts";
import { recordFrom, type Table, values } from "./items.ts";
import { partnerKey, partnerList, referralKey } from "./keys.ts";
import { type BadCursor, type PageAsk, type PageOf, queryPage } from "./pages.ts";

export type ReferralMoved = { readonly kind: "moved" } | { readonly kind: "stale"; readonly now: Referral };

export type Referrals = {
  ofService(service: ServiceCode, ask: PageAsk): Promise<PageOf<Referral> | BadCursor>;
  find(caseId: string, referralId: string): Promise<Referral | undefined>;
  /** Puts it into its service's list. Delivered twice is delivered once. */
  deliver(referral: Referral, at: string): Promise<{ kind: "delivered" | "alreadyDelivered" }>;
  /** Takes the next step, provided that the referral still is as it was seen. */
  move(before: Referral, step: ReferralStep): Promise<ReferralMoved>;
};

export const dynamoReferrals = (table: Table): Referrals => ({
  ofService: (service, ask) =>
    queryPage(
      table,
      { IndexName: schema.index.name, partition: { name: "listPk", value: partnerList(service) }, keyNames: ["pk", "sk", "listSk"] },
      ask,
      (item) => recordFrom<Referral>("referral", item),
    ),

  async find(caseId, referralId) {
    const { Item: item } = await table.client.send(
      new GetItemCommand({ TableName: table.name, Key: values(referralKey(caseId, referralId)), ConsistentRead: true }),
    );
    return item && recordFrom<Referral>("referral", item);
  },

  async deliver(referral, at) {
    const { listPk, listSk } = partnerKey(referral.service, true, referral.answerDue, referral.referralId);
    try {
      await table.client.send(
        new UpdateItemCommand({
          TableName: table.name,
          Key: values(referralKey(referral.caseId, referral.referralId)),
          UpdateExpression: "SET deliveredAt = :at, listPk = :listPk, listSk = :listSk",
          // A referral withdrawn before it was delivered is never shown to the service.
          ConditionExpression: "attribute_exists(pk) AND attribute_not_exists(deliveredAt) AND #state = :requested",
          ExpressionAttributeNames: { "#state": "state" },
          ExpressionAttributeValues: values({ ":at": at, ":listPk": listPk, ":listSk": listSk, ":requested": "requested" }),
        }),
      );
      return { kind: "delivered" };
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return { kind: "alreadyDelivered" };
      throw error;
    }
  },

  async move(before, step) {
    const { listPk, listSk } = partnerKey(before.service, !isClosed(step), before.answerDue, before.referralId);
    const isListed = before.deliveredAt !== undefined;
    try {
      await table.client.send(
        new UpdateItemCommand({
          TableName: table.name,
          Key: values(referralKey(before.caseId, before.referralId)),
          UpdateExpression: `SET #state = :state, steps = :steps, version = :next${isListed ? ", listPk = :listPk, listSk = :listSk" : ""}`,
          ConditionExpression: `version = :seen AND attribute_${isListed ? "exists" : "not_exists"}(deliveredAt)`,
          ExpressionAttributeNames: { "#state": "state" },
          ExpressionAttributeValues: values({
            ":state": step.state,
            ":steps": [...before.steps, step],
            ":seen": before.version,
            ":next": before.version + 1,
            ...(isListed && { ":listPk": listPk, ":listSk": listSk }),
          }),
          ReturnValuesOnConditionCheckFailure: "ALL_OLD",
        }),
      );
      return { kind: "moved" };
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException && error.Item)
        return { kind: "stale", now: recordFrom<Referral>("referral", error.Item) };
      throw error;
    }
  },
});
