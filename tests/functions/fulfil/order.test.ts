import { beforeEach, expect, test } from "vitest";
import { createOrder } from "../../../functions/fulfil/order.ts";
import { startLines } from "../../../functions/fulfil/start-lines.ts";
import type { CodeOrder, OrderAnswer, Provider } from "../../../functions/line/provider.ts";
import { sendOrder } from "../../../functions/line/send-order.ts";
import { repeatOrders } from "../../../functions/nightly/steps/repeat-orders.ts";
import { orderOf } from "../../../shared/domain/line/order.ts";
import { readItem, type Table } from "../../../shared/store/items.ts";
import { callsOf } from "../../calls.ts";
import { aDayInCrf, allocateExample, applicationLike } from "../../examples.ts";
import { expectConsistent } from "../../invariants/audit.ts";
import { freshTable } from "../../setup/table.ts";
import { deliverTo, insertsIn, itemsIn, queueOn } from "../../stream.ts";
import { accepted, awardExample, cash, exampleProvider, linesOf, portsOf, started, step, voucher } from "./room.ts";

let table: Table;

beforeEach(async () => {
  table = await freshTable();
  await allocateExample(table, "CRF", "CRISIS_PAYMENT", 5_000_00);
});

const orderOnTheWay = async (application = applicationLike()) => {
  const award = await awardExample(table, { lines: [voucher], application });
  await startLines(award, aDayInCrf, portsOf(table));
  return award;
};
const deliver = async (provider: Provider) =>
  deliverTo(createOrder({ ...portsOf(table, provider), queue: queueOn(table) }), await insertsIn(table, "ORDER#"));
const messages = async () => (await itemsIn(table, "MESSAGE#")).map((item) => readItem("message", item));

test("a code goes to its resident alone, and counts as spent when it does", async () => {
  const award = await orderOnTheWay();
  const { provider, asked } = exampleProvider();
  expect(await deliver(provider)).toEqual([]);
  expect(asked).toEqual([{ key: `${award.awardId}.1`, kind: "voucher", item: "clothingVoucher", amount: 40_00 }]);
  expect(await linesOf(table, award)).toMatchObject([{ state: "delivered", provided: { code: accepted.code, expiresOn: "2027-01-19" } }]);
  expect(await messages()).toMatchObject([
    { template: "code", channel: "text", to: "07700 900982", blanks: { code: accepted.code, useBy: "19 January 2027" } },
  ]);
  await expectConsistent(table);
});

test("an order that the queue brings again, out of order and an hour late, is one order with one code and one message", async () => {
  const award = await orderOnTheWay();
  const { provider, asked } = exampleProvider();
  const order = { lineId: `${award.awardId}.1`, caseId: award.caseId, number: 1 };
  const anHourLater = new Date(aDayInCrf.getTime() + 3_600_000);
  await Promise.all([deliver(provider), deliver(provider)]);
  await deliver(provider);
  expect(await sendOrder(order, anHourLater, portsOf(table, provider))).toBe("alreadyDone");
  expect(new Set(asked.map(({ key }) => key)).size).toBe(1);
  expect(await messages()).toHaveLength(1);
  expect((await linesOf(table, award))[0]?.steps.map((taken) => taken.step)).toEqual(["issue", "deliver"]);
  await expectConsistent(table);
});

test("an order that is not answered in time comes again under the same key", async () => {
  const award = await orderOnTheWay();
  const { provider, asked } = exampleProvider((_, asks) => (asks === 1 ? "timesOut" : accepted));
  expect(await deliver(provider)).toEqual(["1"]);
  expect(await linesOf(table, award)).toMatchObject([{ state: "issued" }]);
  expect(await deliver(provider)).toEqual([]);
  expect(await linesOf(table, award)).toMatchObject([{ state: "delivered" }]);
  expect(new Set(asked.map(({ key }) => key))).toEqual(new Set([`${award.awardId}.1`]));
});

test("an order that the provider answers later gets its code by the nightly work, and by the button of a member of staff", async () => {
  const late = (_: CodeOrder, asks: number): OrderAnswer => (asks === 1 ? { kind: "later" } : accepted);
  const [first, second] = [
    await orderOnTheWay(),
    await orderOnTheWay(applicationLike({ contact: { ways: ["text"], phone: "07700 900983" } })),
  ];
  const { provider } = exampleProvider(late);
  expect(await deliver(provider)).toEqual([]);
  expect(await linesOf(table, first)).toMatchObject([{ state: "issued" }]);
  expect(await step(table, first, 0, "sendToProvider", { provider })).toMatchObject({ kind: "taken", line: { state: "delivered" } });
  expect(await repeatOrders(aDayInCrf, portsOf(table, provider))).toEqual({ sent: 1, failed: 0 });
  expect(await linesOf(table, second)).toMatchObject([{ state: "delivered" }]);
});

test("an order that the provider refuses for good needs somebody, and can be ordered again under a new key", async () => {
  const award = await orderOnTheWay();
  const { provider, asked } = exampleProvider(({ key }) =>
    key.endsWith(".1") ? { kind: "failed", because: "This amount is not sold." } : accepted,
  );
  await deliver(provider);
  await deliver(provider);
  expect(asked).toHaveLength(1);
  expect(await linesOf(table, award)).toMatchObject([
    { state: "approved", trouble: { because: "The provider did not give a code: This amount is not sold." } },
  ]);
  expect(await portsOf(table).lines.onList("codes", "trouble", { limit: 10 })).toMatchObject({ items: [{ awardId: award.awardId }] });

  const asking = { provider, key: "again-1", seen: 2 };
  expect(await step(table, award, 0, "orderAgain", asking)).toMatchObject({ kind: "taken", line: { state: "issued", orders: 2 } });
  expect(await step(table, award, 0, "orderAgain", asking)).toMatchObject({ kind: "taken" });
  await deliver(provider);
  expect(asked.map(({ key }) => key)).toEqual([`${award.awardId}.1`, `${award.awardId}.1-2`]);
  const [line] = await linesOf(table, award);
  expect(line).toMatchObject({ state: "delivered" });
  expect(line?.trouble).toBeUndefined();
  await expectConsistent(table);
});

test("a code without a safe channel is not sent: a caseworker gives it out, and only then is it spent", async () => {
  const contact = { ways: ["text"], phone: "07700 900982", safety: "Only after six." } as const;
  const award = await orderOnTheWay(applicationLike({ contact: { ...contact, ways: ["text"] } }));
  const { provider } = exampleProvider();
  await deliver(provider);
  await deliver(provider);
  expect(await messages()).toEqual([]);
  expect(await linesOf(table, award)).toMatchObject([{ state: "issued", provided: { code: accepted.code }, trouble: {} }]);
  expect(await step(table, award, 0, "giveCode")).toMatchObject({ kind: "taken", line: { state: "delivered" } });
  await expectConsistent(table);
});

test("a cash code goes where the resident asked for it", async () => {
  const application = applicationLike({ payTo: { way: "cashCode", email: "robin@example.org" } });
  await started(table, await awardExample(table, { lines: [cash], application }));
  expect(await messages()).toMatchObject([{ channel: "email", to: "robin@example.org" }]);
});

test("a cash code that was asked for at a landline, before that was refused, goes by a way that they called safe", async () => {
  const application = { ...applicationLike(), payTo: { way: "cashCode" as const, phone: "024 7683 1234" } };
  await started(table, await awardExample(table, { lines: [cash], application }));
  expect(await messages()).toMatchObject([{ channel: "text", to: application.contact.phone }]);
});

test("a code costs two reads, a note of where it goes, and one write", async () => {
  const award = await orderOnTheWay();
  const [line] = await linesOf(table, award);
  if (!line) throw new Error("The award has a line.");
  const calls = callsOf(table);
  await sendOrder(orderOf(line), aDayInCrf, portsOf(table));
  expect(calls).toEqual(["BatchGetItemCommand", "BatchGetItemCommand", "UpdateItemCommand", "TransactWriteItemsCommand"]);
});
