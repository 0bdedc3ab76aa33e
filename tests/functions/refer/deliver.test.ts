import { expect, test } from "vitest";
import { createDeliver } from "../../../functions/refer/deliver.ts";
import { dynamoReferrals } from "../../../shared/store/referrals.ts";
import { deliverTo, insertOf, insertsIn } from "../../stream.ts";
import { openOnwardHelp, referredCase } from "./onward.ts";

test("a referral that the stream brings twice is delivered once, at the time it was first brought", async () => {
  const onward = await openOnwardHelp();
  const { caseId, referralId } = await referredCase(onward);
  const [record] = await insertsIn(onward.table, "REFERRAL#");
  const deliver = createDeliver({ referrals: dynamoReferrals(onward.table) });
  const later = new Date("2026-11-21T10:00:00Z");

  const failed = await deliverTo(deliver, [insertOf((record?.dynamodb?.NewImage ?? {}) as Parameters<typeof insertOf>[0], "2", later)]);

  expect(failed).toEqual([]);
  expect((await onward.referrals.find(caseId, referralId))?.deliveredAt).toBe("2026-11-20T10:00:00.000Z");
  const list = await onward.referrals.ofService("earlyHelp", { limit: 10 });
  expect("items" in list && list.items.map((referral) => referral.referralId)).toEqual([referralId]);
});

test("a record that cannot be read is reported by its number, and holds up nobody before or after it", async () => {
  const onward = await openOnwardHelp();
  await referredCase(onward, { isDelivered: false });
  await referredCase(onward, { isDelivered: false });
  const [first, last] = await insertsIn(onward.table, "REFERRAL#");
  if (!first || !last) throw new Error("Two referrals were made.");
  const poison = insertOf({ pk: { S: "CASE#1" }, sk: { S: "REFERRAL#1" }, itemKind: { S: "case" } }, "poison");
  const deliver = createDeliver({ referrals: dynamoReferrals(onward.table) });

  const failed = await deliverTo(deliver, [first, poison, last]);

  expect(failed).toEqual(["poison"]);
  const list = await onward.referrals.ofService("earlyHelp", { limit: 10 });
  expect("items" in list && list.items).toHaveLength(2);
});
