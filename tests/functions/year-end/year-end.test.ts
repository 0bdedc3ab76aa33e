import { beforeEach, expect, test } from "vitest";
import { reconcileScheme } from "../../../functions/nightly/reconcile-scheme.ts";
import { shippedSchemes } from "../../../shared/domain/scheme/shipped.ts";
import { contracts } from "../../../shared/http/contracts.ts";
import { dynamoBooks } from "../../../shared/store/books.ts";
import type { Table } from "../../../shared/store/items.ts";
import { type SignedIn, send, signIn } from "../../http.ts";
import { expectConsistent } from "../../invariants/audit.ts";
import { freshTable } from "../../setup/table.ts";
import { textOf } from "../assess/desk.ts";
import {
  after,
  auditor,
  before,
  closerOn,
  dev,
  erin,
  fund,
  grantOnly,
  kofi,
  listed,
  planNow,
  postPlan,
  postSignature,
  sceneOn,
  standingOf,
  workOnPlans,
  yearEndOn,
} from "./desk.ts";

let table: Table;
let room: ReturnType<typeof yearEndOn>;
let [asDev, asErin, asAuditor, asKofi]: readonly SignedIn[] = [];
beforeEach(async () => {
  table = await freshTable();
  room = yearEndOn(table);
  [asDev, asErin, asAuditor, asKofi] = await Promise.all([dev, erin, auditor, kofi].map((person) => signIn(table, person, after)));
});

const path = { scheme: "HSF7" };
const show = async (route: string, more: object = {}, as = asDev, now = after) => {
  const shown = await send(room, route, { path: { ...path, ...more }, as, now });
  return { ...shown, text: textOf(shown.body) };
};
const plansOf = (as = asDev, now = after) => show("GET /finance/{scheme}/year-end", {}, as, now);
const planOf = (planId: string, as = asDev, now = after) => show("GET /finance/{scheme}/year-end/{planId}", { planId }, as, now);
const post = (form: Record<string, string>, as = asDev, now = after) =>
  send(room, "POST /finance/{scheme}/year-end", { path, as, now, form });
const sign = (planId: string, form: Record<string, string>, as = asErin, now = after) =>
  send(room, "POST /finance/{scheme}/year-end/{planId}/sign", { path: { ...path, planId }, as, now, form });
const throwAway = (planId: string, as = asDev) =>
  send(room, "POST /finance/{scheme}/year-end/{planId}/throw-away", { path: { ...path, planId }, as, now: after, form: {} });
const planIdIn = (location = "") => location.split("/").at(-1) ?? "";

const inOrder = async () => {
  expect(await reconcileScheme("HSF7", shippedSchemes, after, { books: dynamoBooks(table) })).toMatchObject({ differing: 0 });
  await expectConsistent(table);
};

test("finance lists what is open, another person signs the very list, and the page says what became of it", async () => {
  await sceneOn(table);
  const sent = await post({ sendingId: "form-1", kind: "close" });
  expect(sent.status).toBe(303);
  const planId = planIdIn(sent.headers.location);
  expect((await planOf(planId)).text).toContain("Everything is being listed. Nothing is changed.");
  // Sent again, it is the same plan.
  expect((await post({ sendingId: "form-1", kind: "close" })).headers.location).toBe(sent.headers.location);
  await workOnPlans(table);

  const own = await planOf(planId);
  expect(own.text).toContain("Awards that nobody approved in time");
  expect(own.text).toContain("You prepared this plan, so somebody else signs it");
  expect(own.body).not.toContain('name="hash"');
  const { body, text } = await planOf(planId, asErin);
  expect(text).toContain("You sign the plan as this page shows it.");
  const [, hash = ""] = /name="hash" id="hash" value="([0-9a-f]{64})"/.exec(body) ?? [];

  const signed = await sign(planId, { hash });
  expect(signed.status).toBe(303);
  await workOnPlans(table);
  const done = await planOf(planId, asAuditor);
  expect(done.text).toContain("Where it stands Done");
  expect(done.text).toContain("Done: 4");
  const items = await send(room, "GET /finance/{scheme}/year-end/{planId}/items", {
    path: { ...path, planId },
    query: { part: "1" },
    as: asAuditor,
    now: after,
  });
  expect(textOf(items.body)).toContain("Left as it is, as planned");
  expect((await plansOf(asAuditor)).text).toContain("Signed by Erin Walsh");
  await inOrder();
});

test("whoever prepared a plan is not let sign it, by page and by API, and may throw it away", async () => {
  await fund(table, "WIDER_ESSENTIALS", 100_00);
  const plan = await listed(table, asDev);
  const page = await sign(plan.planId, { hash: plan.hash ?? "" }, asDev);
  expect(page.isShownAgain).toBe(true);
  expect(textOf(page.body)).toContain("You prepared this plan, so somebody else signs it");
  const api = await postSignature(table, asDev, plan);
  expect([api.status, api.json<{ type: string }>().type]).toEqual([403, "urn:hardship-support:problem:second-person-needed"]);
  expect((await throwAway(plan.planId)).status).toBe(303);
  expect((await planOf(plan.planId)).text).toContain("Thrown away");
  const late = await postSignature(table, asErin, plan);
  expect([late.status, late.json<{ detail: string }>().detail]).toEqual([
    409,
    "Dev Shah was first: this plan is thrown away. Nothing more was done.",
  ]);
});

test("a plan is not signed before the scheme’s last day is over, nor with another plan’s hash, nor while it is listed", async () => {
  await fund(table, "WIDER_ESSENTIALS", 100_00);
  const listing = (await postPlan(table, asDev, { now: before })).json<{ planId: string }>();
  const early = await postSignature(table, asErin, { ...(await planNow(table, listing.planId)), hash: "0".repeat(64) }, before);
  expect(early.json<{ detail: string }>().detail).toContain("still being listed");
  await workOnPlans(table, before);
  const plan = await planNow(table, listing.planId);
  const tooSoon = await sign(plan.planId, { hash: plan.hash ?? "" }, asErin, before);
  expect(textOf(tooSoon.body)).toContain("Household Support Fund 7 runs to 31 March 2026. Sign the plan after that day");
  expect((await planOf(plan.planId, asErin, before)).body).not.toContain('name="hash"');
  const otherwise = await postSignature(table, asErin, { ...plan, hash: "0".repeat(64) });
  expect([otherwise.status, otherwise.json<{ detail: string }>().detail]).toEqual([
    409,
    "This is not the plan that you saw. Nothing was signed. Look at the plan below, and sign it again.",
  ]);
  const nonsense = await sign(plan.planId, { hash: "x" });
  expect(nonsense.isShownAgain).toBe(true);
  expect(textOf(nonsense.body)).toContain("Send the plan’s hash");
  expect(await planNow(table, plan.planId)).toMatchObject({ state: "ready" });
});

test("one plan of a kind is open at a time, and the refusal says whose it is", async () => {
  const first = await postPlan(table, asDev);
  expect(first.status).toBe(202);
  const api = await postPlan(table, asKofi, { key: "plan-0000009" });
  expect([api.status, api.json<{ type: string }>().type]).toEqual([409, "urn:hardship-support:problem:year-end-plan-open"]);
  const page = await post({ sendingId: "form-9", kind: "close" }, asKofi);
  expect(page.isShownAgain).toBe(true);
  expect(textOf(page.body)).toContain("A plan “Close the year” is open already, prepared by Dev Shah");
  const reused = await postPlan(table, asDev, { kind: "return", reference: "Their number 7" });
  expect(reused.json<{ type: string }>().type).toBe("urn:hardship-support:problem:idempotency-key-reused");
});

test("a return needs the department’s reference, and what was typed is kept", async () => {
  const page = await post({ sendingId: "form-1", kind: "return", reference: " " });
  expect(page.isShownAgain).toBe(true);
  expect(page.body).toContain('href="#reference"');
  expect(textOf(page.body)).toContain("Enter the department’s reference");
  const long = await post({ sendingId: "form-1", kind: "return", reference: `R${"7".repeat(100)}` });
  expect(textOf(long.body)).toContain("The department’s reference must be 100 characters or fewer");
  expect(long.body).toContain(`value="R${"7".repeat(100)}"`);
  const api = await postPlan(table, asDev, { kind: "return" });
  expect(api.status).toBe(422);
  const asked = await postPlan(table, asDev, { kind: "close", reference: "Their number 7", key: "plan-0000003" });
  expect(asked.json<{ errors: object[] }>().errors).toMatchObject([{ pointer: "/reference" }]);
});

test("money goes back to the department by two people under its reference, and the grant stays as it was given", async () => {
  await sceneOn(table);
  const close = await listed(table, asDev);
  await postSignature(table, asErin, close);
  await workOnPlans(table);
  const { granted, dueBack } = await standingOf(table);

  const plan = await listed(table, asDev, { kind: "return", reference: "DWP/HSF7/4711", key: "plan-0000002" });
  expect(plan.sums).toMatchObject({ returnToDepartment: { amount: dueBack }, returnUnallocated: { items: 1, amount: 250_00 } });
  expect((await postSignature(table, asDev, plan)).status).toBe(403);
  const signed = await postSignature(table, asKofi, plan);
  expect(contracts["POST /api/schemes/{scheme}/year-end-plans/{planId}/signatures"].reply.safeParse(signed.json()).success).toBe(true);
  // Sent again after a lost answer, it is the same signature.
  expect((await postSignature(table, asKofi, plan)).status).toBe(202);
  await workOnPlans(table);

  expect(await standingOf(table)).toMatchObject({ dueBack: 0, available: 0, unallocated: 0, granted, sentBack: dueBack + 250_00 });
  const entries = [];
  const books = dynamoBooks(table);
  for await (const entry of books.ledger("HSF7", await books.shards("HSF7"))) entries.push(entry);
  const back = entries.filter(({ to }) => to === "department");
  expect(back.reduce((sum, { amount }) => sum + amount, 0)).toBe(dueBack + 250_00);
  expect(new Set(back.map(({ why, by }) => `${why} (${by.name})`))).toEqual(
    new Set(["Returned to the department. Its reference: DWP/HSF7/4711 (Kofi Mensah)"]),
  );
  await inOrder();

  const nothing = await listed(table, asDev, { kind: "return", reference: "DWP/HSF7/4712", key: "plan-0000004" });
  const refused = await postSignature(table, asKofi, nothing);
  expect([refused.status, refused.json<{ detail: string }>().detail]).toEqual([
    409,
    "Nothing is there to return, so there is nothing to sign. Throw this plan away.",
  ]);
  expect((await planOf(nothing.planId, asKofi)).text).toContain("There is nothing to return.");
});

test("what comes back after a return was listed stays for the next return", async () => {
  await fund(table, "WIDER_ESSENTIALS", 100_00);
  const close = await listed(table, asDev);
  await postSignature(table, asErin, close);
  await workOnPlans(table);
  const plan = await listed(table, asDev, { kind: "return", reference: "First", key: "plan-0000002" });
  await grantOnly(table, 25_00);
  await postSignature(table, asErin, plan);
  await workOnPlans(table, after, closerOn(table));
  expect(await standingOf(table)).toMatchObject({ unallocated: 25_00, sentBack: 100_00 });
  const next = await listed(table, asDev, { kind: "return", reference: "Second", key: "plan-0000003" });
  expect(next.sums).toEqual({ returnUnallocated: { items: 1, amount: 25_00, firstPart: 1 } });
});

test("an unknown scheme, plan or part is not found", async () => {
  expect((await send(room, "GET /finance/{scheme}/year-end", { path: { scheme: "NONE" }, as: asDev, now: after })).status).toBe(404);
  expect((await planOf("0000-0000-0000")).status).toBe(404);
  expect((await planOf("nonsense")).status).toBe(404);
  const plan = await listed(table, asDev);
  const api = await send(room, "GET /api/schemes/{scheme}/year-end-plans/{planId}/items", {
    path: { ...path, planId: plan.planId },
    query: { cursor: "9" },
    as: asDev,
    now: after,
  });
  expect(api.status).toBe(404);
  const signature = await sign("0000-0000-0000", { hash: "0".repeat(64) });
  expect(signature.isShownAgain || signature.status === 404).toBe(true);
});
