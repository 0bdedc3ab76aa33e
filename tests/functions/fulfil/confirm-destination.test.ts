import { beforeEach, expect, test } from "vitest";
import { createFulfil } from "../../../functions/fulfil/fulfil.ts";
import { createOrder } from "../../../functions/fulfil/order.ts";
import { startLines } from "../../../functions/fulfil/start-lines.ts";
import type { Provider } from "../../../functions/line/provider.ts";
import { sendOrder } from "../../../functions/line/send-order.ts";
import { orderOf } from "../../../shared/domain/line/order.ts";
import type { Principal } from "../../../shared/domain/principal.ts";
import { contactDestination } from "../../../shared/store/destinations.ts";
import type { Table } from "../../../shared/store/items.ts";
import { dynamoSessions } from "../../../shared/store/sessions.ts";
import { aDayInCrf, allocateExample, applicationLike, approver, assessor, secondAssessor } from "../../examples.ts";
import { origin, send, signIn, tokensOf } from "../../http.ts";
import { expectConsistent } from "../../invariants/audit.ts";
import { freshTable } from "../../setup/table.ts";
import { deliverTo, insertsIn, queueOn } from "../../stream.ts";
import { type AwardExample, awardExample, cash, exampleProvider, finance, linesOf, portsOf, step, voucher } from "./room.ts";

let table: Table;

beforeEach(async () => {
  table = await freshTable();
  await allocateExample(table, "CRF", "CRISIS_PAYMENT", 5_000_00);
});

const orderedFor = async (example: Partial<AwardExample> = {}) => {
  const award = await awardExample(table, { lines: [voucher], ...example });
  await startLines(award, aDayInCrf, portsOf(table));
  return award;
};
const deliver = async (provider: Provider) =>
  deliverTo(createOrder({ ...portsOf(table, provider), queue: queueOn(table) }), await insertsIn(table, "ORDER#"));

const fulfilAs = async (by: Principal, provider: Provider) => {
  const fulfil = createFulfil({ ...portsOf(table, provider), origin, sessions: dynamoSessions(table), tokens: tokensOf(by) });
  const as = await signIn(table, by);
  return {
    page: (lineId: string) => send(fulfil, "GET /lines/{lineId}", { as, path: { lineId } }),
    confirm: (lineId: string, form: Record<string, string>) => send(fulfil, "POST /lines/{lineId}/confirm", { as, path: { lineId }, form }),
    confirmByApi: (lineId: string, json: object) =>
      send(fulfil, "POST /api/lines/{lineId}/confirmations", {
        as,
        path: { lineId },
        json,
        headers: { "idempotency-key": "key-for-tests" },
      }),
  };
};

/** Two awards of two households whose codes go to one phone. The second is held. */
const held = async () => {
  const { provider, asked } = exampleProvider();
  const first = await orderedFor();
  await deliver(provider);
  const second = await orderedFor();
  await deliver(provider);
  await deliver(provider);
  return { provider, asked, first, second, lineId: `${second.awardId}.1` };
};

test("a code to the phone of another household waits, shows both, and is never asked of the provider before it is confirmed", async () => {
  const { provider, asked, first, second, lineId } = await held();
  expect(asked.map(({ key }) => key)).toEqual([`${first.awardId}.1`]);
  expect(await linesOf(table, second)).toMatchObject([
    { state: "approved", trouble: { because: expect.stringContaining("the same phone as for another household") } },
  ]);
  expect(await portsOf(table).lines.onList("codes", "trouble", { limit: 10 })).toMatchObject({ items: [{ lineId }] });
  const page = await (await fulfilAs(approver, provider)).page(lineId);
  expect(page.body).toContain(`/lines/${first.awardId}.1`);
  expect(page.body).toContain("Confirm, and send the code");
  // No other step sends it.
  for (const action of ["orderAgain", "sendToProvider"] as const)
    expect(await step(table, second, 0, action, { provider })).toMatchObject({ kind: "notPossible" });
  expect(asked).toHaveLength(1);
  await expectConsistent(table);
});

test("somebody who took part in neither confirms it with a reason, by page or API, and the code goes out once", async () => {
  const { provider, asked, second, lineId } = await held();
  const [line] = await linesOf(table, second);
  const own = await (await fulfilAs(assessor, provider)).confirm(lineId, { version: String(line?.version), why: "Mine." });
  expect(own.isShownAgain).toBe(true);
  expect(own.body).toContain("You decided on or approved line");
  const byApi = await (await fulfilAs(assessor, provider)).confirmByApi(lineId, { version: line?.version, why: "Mine." });
  expect(byApi.json()).toMatchObject({ type: "urn:hardship-support:problem:second-person-needed" });

  const other = await fulfilAs(secondAssessor, provider);
  const unreasoned = await other.confirm(lineId, { version: String(line?.version), why: "" });
  expect(unreasoned.isShownAgain).toBe(true);
  expect(unreasoned.body).toContain('<a href="#why-confirm">Enter why the code may go there</a>');
  expect((await other.confirmByApi(lineId, { version: 1, why: "Their support worker." })).status).toBe(409);
  const good = { version: line?.version, why: "Their support worker." };
  expect((await other.confirmByApi(lineId, good)).json()).toMatchObject({
    state: "delivered",
    paidTo: "Code by text, to the number ending 982",
    sharedWith: { households: 1, confirmed: { by: { id: secondAssessor.id }, why: "Their support worker." } },
  });
  expect((await other.confirmByApi(lineId, good)).status).toBe(201);
  expect((await (await fulfilAs(approver, provider)).confirmByApi(lineId, good)).json()).toMatchObject({
    type: "urn:hardship-support:problem:nothing-to-confirm",
  });
  expect(asked.filter(({ key }) => key === lineId)).toHaveLength(1);
  await expectConsistent(table);
});

test("a confirmation whose order was cut off is finished when it is sent again", async () => {
  const { second, lineId } = await held();
  const [line] = await linesOf(table, second);
  const down = exampleProvider(() => "timesOut").provider;
  const good = { version: line?.version, why: "Their support worker." };
  expect((await (await fulfilAs(approver, down)).confirmByApi(lineId, good)).status).toBe(500);
  expect((await (await fulfilAs(approver, exampleProvider().provider)).confirmByApi(lineId, good)).json()).toMatchObject({
    state: "delivered",
  });
  await expectConsistent(table);
});

test("of two codes to one phone at once, one at the most goes out unseen", async () => {
  for (let round = 0; round < 5; round += 1) {
    table = await freshTable();
    await allocateExample(table, "CRF", "CRISIS_PAYMENT", 5_000_00);
    const { provider, asked } = exampleProvider();
    const awards = [await orderedFor(), await orderedFor(), await orderedFor()];
    const lines = (await Promise.all(awards.map((award) => linesOf(table, award)))).flat();
    await Promise.all(lines.map((line) => sendOrder(orderOf(line), aDayInCrf, portsOf(table, provider))));
    expect(asked.length).toBeLessThanOrEqual(1);
  }
});

test("a household that comes after the confirmation holds the next code again, and one household is never held for itself", async () => {
  const { provider, asked } = exampleProvider();
  const first = await orderedFor();
  await deliver(provider);
  await orderedFor({ householdId: first.householdId });
  await deliver(provider);
  expect(asked).toHaveLength(2);
  const email = applicationLike({ payTo: { way: "cashCode", email: "Robin@example.org" } });
  await orderedFor({ lines: [cash], application: email });
  await deliver(provider);
  expect(asked).toHaveLength(3);
  await orderedFor({ lines: [cash], application: applicationLike({ payTo: { way: "cashCode", email: "robin@EXAMPLE.org" } }) });
  await deliver(provider);
  expect(asked).toHaveLength(3);
});

test("a held code can be cancelled, and its money is free again", async () => {
  const { provider, second } = await held();
  expect(await step(table, second, 0, "cancel", { provider })).toMatchObject({ kind: "taken", line: { state: "cancelled" } });
  await expectConsistent(table);
});

test("finance confirms too, and one phone is one destination however it is written", async () => {
  const { provider, second, lineId } = await held();
  const [line] = await linesOf(table, second);
  expect((await (await fulfilAs(finance, provider)).confirm(lineId, { version: String(line?.version), why: "Their sister." })).status).toBe(
    303,
  );
  const hashes = ["07700 900982", "+44 7700 900982", "0044 7700900982", "+44 (0)7700 900982"].map(
    (to) => contactDestination("key", { channel: "text", to }).hash,
  );
  expect(new Set(hashes).size).toBe(1);
});
