import { beforeEach, expect, test } from "vitest";
import { poundsTyped } from "../../../shared/domain/money.ts";
import { contracts } from "../../../shared/http/contracts.ts";
import type { Table } from "../../../shared/store/items.ts";
import { allocateExample, assessor } from "../../examples.ts";
import { type SignedIn, send, signIn } from "../../http.ts";
import { freshTable } from "../../setup/table.ts";
import { textOf } from "../assess/desk.ts";
import { auditor, budgetOn, crf, crisis, dev, erin, kofi, leftIn, reserve } from "./desk.ts";

let table: Table;
let budget: ReturnType<typeof budgetOn>;
let [asDev, asErin, asAuditor]: readonly SignedIn[] = [];
beforeEach(async () => {
  table = await freshTable();
  budget = budgetOn(table);
  await allocateExample(table, "CRF", "CRISIS_PAYMENT", 200_000_00);
  [asDev, asErin, asAuditor] = await Promise.all([dev, erin, auditor].map((person) => signIn(table, person)));
});

const path = { scheme: "CRF" };
const typed = {
  sendingId: "form-1",
  kind: "transfer",
  amount: "£100.00",
  budget: "CRISIS_PAYMENT#whole#ordinary",
  to: "CRISIS_PAYMENT#whole#urgent",
  why: "The reserve runs low",
};
const post = (form: Record<string, string>, as = asDev) => send(budget, "POST /finance/{scheme}/changes", { path, as, form });
const step = (name: string, changeId: string, as: SignedIn | undefined, form = {}) =>
  send(budget, `POST /finance/{scheme}/changes/{changeId}/${name}`, { path: { ...path, changeId }, as, form });
const changeIdIn = (location = "") => location.split("/").at(-1) ?? "";
const look = async (changeId: string, as = asDev) =>
  textOf((await send(budget, "GET /finance/{scheme}/changes/{changeId}", { path: { ...path, changeId }, as })).body);

test("finance chooses a kind of change, and reads beforehand which changes wait for a second person", async () => {
  const { status, body } = await send(budget, "GET /finance/{scheme}/changes/new", { path, as: asDev });
  expect(status).toBe(200);
  expect(textOf(body)).toContain(
    "Up to £50,000 in a day is done at once. More waits until another person in finance, or the Section 151 officer, has signed it.",
  );
  const unknown = await send(budget, "GET /finance/{scheme}/changes/new", { path, as: asDev, query: { kind: "toString" } });
  expect(unknown.status).toBe(400);
  expect(unknown.body).toContain("Error: ");
  expect(textOf(unknown.body)).toContain("Select what you want to do");
});

test("the form offers budgets with what is left in each, and warns that its reason must name nobody", async () => {
  const { body } = await send(budget, "GET /finance/{scheme}/changes/new", { path, as: asDev, query: { kind: "transfer" } });
  expect(body).toContain('<option value="CRISIS_PAYMENT#whole#ordinary">Crisis payments (£200,000 left)</option>');
  expect(body).toContain('<option value="CRISIS_PAYMENT#whole#urgent">Crisis payments, urgent reserve (nothing put in yet)</option>');
  expect(body).toContain('<option value="HOUSING_PAYMENT#2026-11#ordinary">Housing payments, November 2026 (nothing put in yet)</option>');
  expect(body).not.toContain("HOUSING_PAYMENT#2026-10");
  expect(textOf(body)).toContain("Do not name anybody");
});

test("a change within the limit is done at once, and sending it twice does it once", async () => {
  const [first, second] = [await post(typed), await post(typed)];
  expect([first.status, second.status]).toEqual([303, 303]);
  expect(second.headers.location).toBe(first.headers.location);
  expect(await leftIn(table, reserve)).toMatchObject({ available: 100_00 });
  expect(await look(changeIdIn(first.headers.location), asAuditor)).toContain("Where it stands Done");
});

test.each([
  ["", "Enter an amount"],
  ["-5", "The amount must be more than £0"],
  ["0", "The amount must be more than £0"],
  ["12.345", "The amount must be in pounds and pence, like 120 or 120.50"],
  ["one hundred", "The amount must be in pounds and pence, like 120 or 120.50"],
  ["9999999999999", "The amount must be £10 billion or less"],
  ["200000.01", "Enter £200,000 or less: no more is left in Crisis payments"],
])("an amount of “%s” comes back with “%s”, and everything typed is kept", async (amount, message) => {
  const { isShownAgain, body } = await post({ ...typed, amount });
  expect(isShownAgain).toBe(true);
  expect(body).toContain('href="#amount"');
  expect(textOf(body)).toContain(message);
  expect(body).toContain("The reserve runs low</textarea>");
  expect(body).toContain('<option value="CRISIS_PAYMENT#whole#urgent" selected>');
  expect(await leftIn(table, reserve)).toBeUndefined();
});

test.each([
  [{ budget: "" }, "#budget", "Select a budget"],
  [{ to: "CRISIS_PAYMENT#whole#ordinary" }, "#to", "Select another budget: money cannot be moved from a budget to itself"],
  [{ to: "FOOD_EX_FSM#whole#ordinary" }, "#to", "it has no category “FOOD_EX_FSM”"],
  [{ to: "HOUSING_PAYMENT#whole#ordinary" }, "#to", "Housing payments has no budget for “whole”"],
  [{ to: "HOUSING_PAYMENT#2026-10#ordinary" }, "#to", "October 2026 is over"],
  [{ to: "HOUSING_PAYMENT#2099-01#ordinary" }, "#to", "Housing payments has no budget for “2099-01”"],
  [{ why: " " }, "#why", "Enter why you are doing this"],
])("a form with %o is told at %s what to mend", async (change, place, message) => {
  const { isShownAgain, body } = await post({ ...typed, ...change });
  expect(isShownAgain).toBe(true);
  expect(body).toContain(`href="${place}"`);
  expect(textOf(body)).toContain(message);
});

test("a large change is signed by another person, after its proposer was refused", async () => {
  const { headers } = await post({ ...typed, amount: "60000" });
  const changeId = changeIdIn(headers.location);
  expect(await look(changeId)).toContain("You have proposed it");
  expect(await look(changeId, asErin)).toContain("Sign it: the money moves");

  const own = await step("sign", changeId, asDev);
  expect(own.isShownAgain).toBe(true);
  expect(textOf(own.body)).toContain(
    "You have proposed this change, so somebody else signs or refuses it: finance or the section 151 officer who has not proposed it.",
  );
  const unreasoned = await step("refuse", changeId, asErin, { why: "" });
  expect(unreasoned.isShownAgain).toBe(true);
  expect(textOf(unreasoned.body)).toContain("Enter why you refuse it");

  expect((await step("sign", changeId, asErin)).status).toBe(303);
  const late = await step("refuse", changeId, asErin, { why: "Too late" });
  expect(late.isShownAgain).toBe(true);
  expect(textOf(late.body)).toContain("Erin Walsh has settled this change on 20 November 2026 at 10:00 am: done.");
  expect(await leftIn(table, crisis)).toMatchObject({ available: 140_000_00 });
  const list = textOf((await send(budget, "GET /finance/{scheme}/changes", { path, as: asAuditor })).body);
  expect(list).toContain("Move £60,000 from Crisis payments to Crisis payments, urgent reserve");
});

test("a proposer takes their change back", async () => {
  const { headers } = await post({ ...typed, amount: "60000" });
  const changeId = changeIdIn(headers.location);
  expect((await step("take-back", changeId, asDev)).status).toBe(303);
  expect(await look(changeId)).toContain("Taken back");
});

const api = (route: string, person: { id: string }, json: object, key = "key-00000001", more = {}) =>
  send(budget, route, {
    path: { ...path, ...more },
    json,
    headers: { "idempotency-key": key, authorization: `Bearer bearer.${person.id}` },
  });
const changesRoute = "POST /api/schemes/{scheme}/budget-changes";
const request = { kind: "transfer", amount: 100_00, budget: crisis, to: reserve, why: "The reserve runs low" };

test("the API makes the same change, as its contract says", async () => {
  const done = await api(changesRoute, dev, request);
  const waits = await api(changesRoute, dev, { ...request, amount: 60_000_00 }, "key-00000002");
  expect([done.status, waits.status]).toEqual([201, 202]);
  const { changeId } = contracts[changesRoute].reply.parse(waits.json());
  const own = await api(`${changesRoute}/{changeId}/signatures`, dev, {}, "key-00000003", { changeId });
  expect([own.status, own.json<{ type: string }>().type]).toEqual([403, "urn:hardship-support:problem:second-person-needed"]);
  const signed = await api(`${changesRoute}/{changeId}/signatures`, kofi, {}, "key-00000004", { changeId });
  expect(signed.status).toBe(201);
  const again = await api(`${changesRoute}/{changeId}/refusals`, erin, { why: "Late" }, "key-00000005", { changeId });
  expect([again.status, again.json<{ type: string }>().type]).toEqual([409, "urn:hardship-support:problem:budget-change-settled"]);
  const list = await send(budget, "GET /api/schemes/{scheme}/budget-changes", { path, as: asAuditor });
  expect(contracts["GET /api/schemes/{scheme}/budget-changes"].reply.parse(list.json()).items).toHaveLength(2);
});

test.each([
  [{ ...request, amount: 0.5 }, "/amount", "Enter an amount in pence, as a whole number"],
  [{ ...request, amount: -1 }, "/amount", "The amount must be more than £0"],
  [{ ...request, amount: 0 }, "/amount", "The amount must be more than £0"],
  [{ ...request, to: undefined }, "/to", "Select the budget that the money goes to"],
  [{ ...request, kind: "grantIncrease" }, "/budget", "Leave this out: this kind of change does not name it"],
  [{ ...request, kind: "allocation", to: undefined, amount: 1 }, "/amount", "Enter £0 or less: only so much of the grant is in no budget."],
  [
    { ...request, kind: "grantDecrease", budget: undefined, to: undefined },
    "/amount",
    "Enter £0 or less: only so much of the grant is in no budget.",
  ],
  [{ ...request, budget: { ...crisis, period: "soon" } }, "/budget/period", "Name the period as “whole” or by its first month"],
])("a body with %o is refused at %s", async (json, pointer, detail) => {
  const refused = await api(changesRoute, dev, json);
  expect(refused.status).toBe(422);
  const { errors } = refused.json<{ errors: { pointer: string; detail: string }[] }>();
  expect(errors).toContainEqual({ pointer, detail: expect.stringContaining(detail) });
});

test("a scheme whose grant nobody has entered says so first, and offers its whole grant", async () => {
  const fresh = await freshTable();
  const room = budgetOn(fresh);
  const as = await signIn(fresh, dev);
  const kinds = await send(room, "GET /finance/{scheme}/changes/new", { path, as });
  expect(textOf(kinds.body)).toContain("no money of it has been entered yet");
  expect((await send(room, "GET /finance/{scheme}/changes/new", { path, as, query: { kind: "allocation" } })).body).toContain(
    'href="/finance/CRF/changes/new?kind=grantIncrease"',
  );
  const increase = await send(room, "GET /finance/{scheme}/changes/new", { path, as, query: { kind: "grantIncrease" } });
  expect(increase.body).toMatch(new RegExp(`name="amount"[^>]*value="${poundsTyped(crf.grant.amount)}"`));
  const form = { ...typed, kind: "allocation", budget: "CRISIS_PAYMENT#whole#ordinary" };
  const refused = await send(room, "POST /finance/{scheme}/changes", { path, as, form });
  expect(textOf(refused.body)).toContain("first choose “Increase the grant”");
});

test("only finance proposes, and neither an auditor nor an assessor signs", async () => {
  expect((await api(changesRoute, erin, request)).status).toBe(403);
  expect((await api(changesRoute, assessor, request)).status).toBe(403);
  const signature = await api(`${changesRoute}/{changeId}/signatures`, auditor, {}, "key-00000001", { changeId: "0000-0000-0000" });
  expect(signature.status).toBe(403);
});

test("an unknown scheme or change is not found", async () => {
  const nowhere = { path: { scheme: "HSF9", changeId: "0000-0000-0000" }, as: asDev };
  for (const route of ["GET /finance/{scheme}/changes", "GET /finance/{scheme}/changes/new", "GET /finance/{scheme}/changes/{changeId}"])
    expect((await send(budget, route, nowhere)).status).toBe(404);
  expect((await step("sign", "not-an-id", asErin)).status).toBe(404);
  expect((await step("refuse", "0000-0000-0000", asErin, { why: "No" })).status).toBe(404);
});
