import { beforeEach, expect, test } from "vitest";
import { proposeChange } from "../../../functions/budget/propose-change.ts";
import { refuseChange, signChange } from "../../../functions/budget/settle-change.ts";
import type { BudgetChangeRequest } from "../../../shared/domain/ledger/budget-change.ts";
import { pence } from "../../../shared/domain/money.ts";
import type { Principal } from "../../../shared/domain/principal.ts";
import { contracts } from "../../../shared/http/contracts.ts";
import { dynamoBudgetChanges } from "../../../shared/store/budget-changes.ts";
import type { Table } from "../../../shared/store/items.ts";
import { dynamoMoney } from "../../../shared/store/money.ts";
import { allocateExample, aDayInCrf as now } from "../../examples.ts";
import { type SignedIn, send, signIn } from "../../http.ts";
import { expectConsistent } from "../../invariants/audit.ts";
import { faulty } from "../../setup/faulty.ts";
import { everythingIn, freshTable } from "../../setup/table.ts";
import { textOf } from "../assess/desk.ts";
import { budgetOn, crf, dev, erin, kofi, leftIn } from "./desk.ts";

const administration = { category: "ADMIN", period: "whole", pot: "ordinary" } as const;
const afterTheEnd = new Date("2029-04-02T10:00:00Z");

let table: Table;
beforeEach(async () => {
  table = await freshTable();
  await allocateExample(table, "CRF", "ADMIN", 10_000_00);
});

const portsOn = (on: Table) => ({ money: dynamoMoney(on), changes: dynamoBudgetChanges(on) });
const spendLike = (changes: Partial<BudgetChangeRequest> = {}): BudgetChangeRequest => ({
  kind: "spend",
  amount: pence(1_200_00),
  budget: administration,
  administration: "CORE",
  why: "Invoice 114 of the print room",
  ...changes,
});
const backOf = (spend: string, amount: number): BudgetChangeRequest => ({
  kind: "spendBack",
  amount: pence(amount),
  spend,
  why: "A credit note came",
});

type Options = { readonly by?: Principal; readonly sendingId?: string; readonly at?: Date; readonly on?: Table };
const propose = (request: BudgetChangeRequest, { by = dev, sendingId = "sending-1", at = now, on = table }: Options = {}) =>
  proposeChange({ scheme: crf, sendingId, request, by, now: at }, portsOn(on));
const proposed = async (request: BudgetChangeRequest, options?: Options): Promise<string> => {
  const outcome = await propose(request, options);
  if (outcome.kind !== "proposed") throw new Error(`The example was not proposed: ${JSON.stringify(outcome)}.`);
  return outcome.change.changeId;
};
const sign = (changeId: string, { by = kofi, at = now, on = table }: Options = {}) =>
  signChange({ scheme: crf, changeId, by, now: at }, portsOn(on));
const spent = async (request = spendLike(), options: Options = {}) => {
  const changeId = await proposed(request, { sendingId: "spend", ...options });
  expect(await sign(changeId)).toMatchObject({ kind: "settled", change: { state: "done" } });
  return changeId;
};
const entriesOf = async (kind: string) => (await everythingIn(table)).filter((item) => item.kind === kind && item.entryId !== undefined);

test("a spend of any size waits for a second person, and then stands as paid under its line of administration", async () => {
  const changeId = await proposed(spendLike({ amount: pence(1) }));
  expect(await leftIn(table, administration)).toMatchObject({ available: 10_000_00, paid: 0 });
  expect(await sign(changeId, { by: dev })).toMatchObject({ kind: "proposedByYou" });
  expect(await sign(changeId, { by: erin })).toMatchObject({ kind: "settled", change: { state: "done", stands: 1 } });
  expect(await leftIn(table, administration)).toMatchObject({ available: 9_999_99, paid: 1, returned: 0, payments: 0 });
  expect(await entriesOf("spend")).toEqual([
    expect.objectContaining({ amount: 1, from: "available", to: "paid", administration: "CORE", change: changeId }),
  ]);
  await expectConsistent(table);
});

test("no more can be spent than a budget has, and a line of administration is named only by a budget for it", async () => {
  expect(await propose(spendLike({ amount: pence(10_000_01) }))).toMatchObject({
    problems: [{ field: "amount", message: "Enter £10,000 or less: no more is left in Administration" }],
  });
  await allocateExample(table, "CRF", "CRISIS_PAYMENT", 500_00);
  const crisis = { category: "CRISIS_PAYMENT", period: "whole", pot: "ordinary" } as const;
  expect(await propose(spendLike({ budget: crisis }))).toMatchObject({
    problems: [{ field: "administration", message: "Leave this empty: this budget does not pay for administration" }],
  });
});

test("what is taken back goes to the budget and out of the line that it was spent from", async () => {
  const spend = await spent();
  const back = await proposed(backOf(spend, 200_00));
  expect(await sign(back)).toMatchObject({ kind: "settled", change: { budget: administration, administration: "CORE" } });
  expect(await leftIn(table, administration)).toMatchObject({ available: 9_000_00, paid: 1_000_00, returned: 200_00 });
  expect(await entriesOf("spendBack")).toEqual([expect.objectContaining({ from: "paid", to: "available", administration: "CORE" })]);
  expect(await dynamoBudgetChanges(table).find("CRF", spend)).toMatchObject({ state: "done", amount: 1_200_00, stands: 1_000_00 });
  await expectConsistent(table);
});

test("what comes back after the scheme's last day is the department's", async () => {
  const spend = await spent();
  const back = await proposed(backOf(spend, 200_00), { at: afterTheEnd });
  await sign(back, { at: afterTheEnd });
  expect(await leftIn(table, administration)).toMatchObject({ available: 8_800_00, paid: 1_000_00, dueBack: 200_00 });
  await expectConsistent(table);
});

test("no more is taken back than still stands, also of a spend that waits, was refused, or is no spend", async () => {
  const spend = await spent();
  expect(await propose(backOf(spend, 1_200_01))).toMatchObject({
    problems: [{ field: "amount", message: "Enter £1,200 or less: no more of this spend still stands" }],
  });
  const missing = { problems: [{ field: "spend", message: "Select the spend that is taken back" }] };
  const waiting = await proposed(spendLike({ amount: pence(5_00) }), { sendingId: "waiting" });
  expect(await propose(backOf(waiting, 1_00))).toMatchObject(missing);
  await refuseChange({ scheme: crf, changeId: waiting, by: kofi, now, why: "Not ours" }, portsOn(table));
  expect(await propose(backOf(waiting, 1_00))).toMatchObject(missing);
  const freeze = await proposed({ kind: "freeze", amount: pence(5_00), budget: administration, why: "Kept" }, { sendingId: "freeze" });
  expect(await propose(backOf(freeze, 1_00))).toMatchObject(missing);
  expect(await propose(backOf("0000-0000-0000", 1_00))).toMatchObject(missing);
});

test("of two people who take back most of one spend at once, one is told what still stands", async () => {
  const spend = await spent();
  const backs = await Promise.all(["one", "two"].map((sendingId) => proposed(backOf(spend, 1_000_00), { sendingId })));
  const signed = await Promise.all(backs.map((changeId, index) => sign(changeId, { by: index === 0 ? kofi : erin })));
  expect(signed.map(({ kind }) => kind).toSorted()).toEqual(["problems", "settled"]);
  expect(signed.find(({ kind }) => kind === "problems")).toMatchObject({
    problems: [{ field: "amount", message: "Enter £200 or less: no more of this spend still stands" }],
  });
  expect(await leftIn(table, administration)).toMatchObject({ available: 9_800_00, paid: 200_00 });
  await expectConsistent(table);
});

test("a spend and its taking back sent again, with an answer lost, are done once", async () => {
  const spend = await spent();
  expect(await proposed(spendLike(), { sendingId: "spend" })).toBe(spend);
  const back = await proposed(backOf(spend, 1_200_00));
  const odds = { timeoutAfter: 0.5, timeoutBefore: 0.2 };
  for (let seed = 1; seed <= 6; seed += 1) await sign(back, { on: faulty(table, { seed, odds }) }).catch(() => undefined);
  expect(await sign(back)).toMatchObject({ kind: "settled" });
  expect(await proposed(backOf(spend, 1_200_00))).toBe(back);
  expect(await leftIn(table, administration)).toMatchObject({ available: 10_000_00, paid: 0 });
  await expectConsistent(table);
});

test.each(Array.from({ length: 8 }, (_, index) => index + 1))(
  "killed at call %i, a signature of a spend taken back is whole or not there, and sent again it is done",
  async (crashAt) => {
    const back = await proposed(backOf(await spent(), 500_00));
    await sign(back, { on: faulty(table, { seed: crashAt, crashAt }) }).catch(() => undefined);
    await expectConsistent(table);
    expect(await sign(back)).toMatchObject({ kind: "settled" });
    expect(await leftIn(table, administration)).toMatchObject({ available: 9_300_00, paid: 700_00 });
    await expectConsistent(table);
  },
);

const path = { scheme: "CRF" };

test("by page: the form offers the spends that still stand, and nothing typed is lost when it is refused", async () => {
  const spend = await spent();
  const budget = budgetOn(table);
  const as: SignedIn = await signIn(table, dev);
  const shown = await send(budget, "GET /finance/{scheme}/changes/new", { path, as, query: { kind: "spendBack" } });
  expect(textOf(shown.body)).toContain("Administration: £1,200, of which £1,200 still stands (Invoice 114 of the print room)");
  const form = { sendingId: "f", kind: "spendBack", amount: "1300", spend, why: "A credit note" };
  const refused = await send(budget, "POST /finance/{scheme}/changes", { path, as, form });
  expect(textOf(refused.body)).toContain("Enter £1,200 or less: no more of this spend still stands");
  expect(refused.body).toContain('value="1300"');
  expect(refused.body).toContain(`value="${spend}" selected`);
  expect(refused.body).toContain("A credit note");
  const empty = await send(budget, "POST /finance/{scheme}/changes", { path, as, form: { ...form, spend: "" } });
  expect(textOf(empty.body)).toContain("Select the spend that is taken back");
  const sent = await send(budget, "POST /finance/{scheme}/changes", { path, as, form: { ...form, amount: "300" } });
  expect(sent.status).toBe(303);
  const changeId = sent.headers.location?.split("/").at(-1) ?? "";
  const page = await send(budget, "GET /finance/{scheme}/changes/{changeId}", { path: { ...path, changeId }, as });
  expect(textOf(page.body)).toContain("Take back £300 that was spent from Administration");
});

test("by the API: a spend waits as 202, and its contract shows its line and what still stands", async () => {
  const budget = budgetOn(table);
  const route = "POST /api/schemes/{scheme}/budget-changes";
  const ask = (to: string, person: Principal, json: object, key: string, more = {}) =>
    send(budget, to, {
      path: { ...path, ...more },
      json,
      headers: { "idempotency-key": key, authorization: `Bearer bearer.${person.id}` },
    });
  const waits = await ask(route, dev, spendLike(), "key-00000001");
  expect(waits.status).toBe(202);
  const { changeId } = contracts[route].reply.parse(waits.json());
  const signed = await ask(`${route}/{changeId}/signatures`, kofi, {}, "key-00000002", { changeId });
  expect(contracts[route].reply.parse(signed.json())).toMatchObject({ state: "done", administration: "CORE", stands: 1_200_00 });
  const wrong = await ask(route, dev, { ...backOf(changeId, 1_00), budget: administration }, "key-00000003");
  expect([wrong.status, wrong.body]).toEqual([422, expect.stringContaining("Leave this out: this kind of change does not name it")]);
});
