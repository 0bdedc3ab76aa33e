import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { expect, test } from "vitest";
import { createDeliver } from "../../../functions/refer/deliver.ts";
import { dynamoReferrals } from "../../../shared/store/referrals.ts";
import { deliverTo, insertOf, insertsIn, messageOf, queueOn } from "../../stream.ts";
import { openOnwardHelp, referredCase } from "./onward.ts";

test("a referral that the queue brings twice, the second time a day late, is delivered once, at the time it was first brought", async () => {
  const onward = await openOnwardHelp();
  const { caseId, referralId } = await referredCase(onward);
  const deliver = createDeliver({ referrals: dynamoReferrals(onward.table), queue: queueOn(onward.table) });
  const later = new Date("2026-11-21T10:00:00Z");

  const failed = await deliverTo(deliver, await insertsIn(onward.table, "REFERRAL#", later));

  expect(failed).toEqual([]);
  expect((await onward.referrals.find(caseId, referralId))?.deliveredAt).toBe("2026-11-20T10:00:00.000Z");
  const list = await onward.referrals.ofService("earlyHelp", { limit: 10 });
  expect("items" in list && list.items.map((referral) => referral.referralId)).toEqual([referralId]);
});

test("messages that cannot be read are reported by their ids, and hold up nobody before, between or after them", async () => {
  const onward = await openOnwardHelp();
  await referredCase(onward, { isDelivered: false });
  await referredCase(onward, { isDelivered: false });
  const [first, last] = await insertsIn(onward.table, "REFERRAL#");
  if (!first || !last) throw new Error("Two referrals were made.");
  const poison = { pk: { S: "CASE#1" }, sk: { S: "REFERRAL#1" }, itemKind: { S: "case" } };
  await onward.table.client.send(new PutItemCommand({ TableName: onward.table.name, Item: poison }));
  const deliver = createDeliver({ referrals: dynamoReferrals(onward.table), queue: queueOn(onward.table) });

  const failed = await deliverTo(deliver, [first, insertOf(poison, "of another kind"), messageOf("{", "no message of ours"), last]);

  expect(failed).toEqual(["of another kind", "no message of ours"]);
  const list = await onward.referrals.ofService("earlyHelp", { limit: 10 });
  expect("items" in list && list.items).toHaveLength(2);
});
