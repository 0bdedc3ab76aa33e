import { beforeAll, expect, test } from "vitest";
import { createFulfil } from "../../../functions/fulfil/fulfil.ts";
import { council } from "../../../shared/council.ts";
import type { Award } from "../../../shared/domain/award/award.ts";
import type { Principal } from "../../../shared/domain/principal.ts";
import type { Table } from "../../../shared/store/items.ts";
import { dynamoSessions } from "../../../shared/store/sessions.ts";
import { allocateExample, applicationLike, approver, assessor } from "../../examples.ts";
import { origin, type SignedIn, send, signIn, tokensOf } from "../../http.ts";
import { freshTable } from "../../setup/table.ts";
import { textOf } from "../assess/desk.ts";
import { accepted, awardExample, bed, exampleProvider, finance, linesOf, portsOf, started, voucher } from "./room.ts";

const auditor: Principal = { id: "auditor", name: "Gareth Lloyd", roles: ["auditor"] };

let table: Table;
let fulfil: ReturnType<typeof createFulfil>;
const as = new Map<Principal, SignedIn>();

beforeAll(async () => {
  table = await freshTable();
  await allocateExample(table, "CRF", "CRISIS_PAYMENT", 9_000_00);
  const tokens = tokensOf(assessor, approver, finance, auditor);
  fulfil = createFulfil({ origin, sessions: dynamoSessions(table), tokens, ...portsOf(table, exampleProvider().provider) });
  for (const principal of [assessor, approver, finance, auditor]) as.set(principal, await signIn(table, principal));
});

const signedIn = (principal: Principal) => {
  const session = as.get(principal);
  if (!session) throw new Error("They are signed in.");
  return { as: session };
};
let phones = 0;
const awarded = async (...lines: Parameters<typeof awardExample>[1]["lines"]): Promise<Award> => {
  // Every household has a phone of its own.
  phones += 1;
  const application = applicationLike({ contact: { ways: ["text"], phone: `07700 ${900_000 + phones}` } });
  const award = await awardExample(table, { lines, application });
  await started(table, award);
  return award;
};
const idOf = (award: Award, number = 1) => `${award.awardId}.${number}`;

test("a line says where it stands, what happened, what comes next and who may do it", async () => {
  const award = await awarded(bed);
  const { status, body } = await send(fulfil, "GET /lines/{lineId}", { path: { lineId: idOf(award) }, ...signedIn(assessor) });
  expect(status).toBe(200);
  const text = textOf(body);
  expect(text).toContain("Approved");
  expect(text).toContain("Mark as ordered: an assessor, an approver or finance.");
  expect(text).toContain("Cancel this item: an assessor or an approver.");
  expect(text).toContain("12 Sample Street");
});

test("a reader who takes no steps is shown no form and no address", async () => {
  const award = await awarded(bed);
  const { body } = await send(fulfil, "GET /lines/{lineId}", { path: { lineId: idOf(award) }, ...signedIn(auditor) });
  expect(body).not.toContain("Sample Street");
  expect(body).not.toContain(`/lines/${idOf(award)}/steps`);
});

test("a code is hidden from all staff", async () => {
  const award = await awarded(voucher);
  for (const who of [assessor, approver, finance, auditor]) {
    const page = await send(fulfil, "GET /lines/{lineId}", { path: { lineId: idOf(award) }, ...signedIn(who) });
    const api = await send(fulfil, "GET /api/lines/{lineId}", { path: { lineId: idOf(award) }, ...signedIn(who) });
    expect(`${page.body}${api.body}`).not.toContain(accepted.code);
    expect(textOf(page.body)).toContain("Ends in 333");
    expect(api.json<{ provided: object }>().provided).toEqual({ reference: "P-1", codeEnding: "333", expiresOn: "2027-01-19" });
  }
});

test("a code without a safe channel is shown to a caseworker who did not decide on it, until they mark it as given", async () => {
  const application = applicationLike({ contact: { ways: ["text"], phone: "07700 900982", safety: "Only after six." } });
  const award = await awardExample(table, { lines: [voucher], application });
  await started(table, award);
  const path = { lineId: idOf(award) };
  const see = async (who: Principal) => (await send(fulfil, "GET /lines/{lineId}", { path, ...signedIn(who) })).body;
  expect(await see(approver)).toContain(accepted.code);
  expect(await see(assessor)).not.toContain(accepted.code);
  expect(await see(finance)).not.toContain(accepted.code);
  expect(await see(auditor)).not.toContain(accepted.code);

  const [line] = await linesOf(table, award);
  const form = { action: "giveCode", version: String(line?.version), stepId: "give-1" };
  const own = await send(fulfil, "POST /lines/{lineId}/steps", { path, form, ...signedIn(assessor) });
  expect(own.isShownAgain).toBe(true);
  expect(own.body).toContain(
    "You decided on this award, so somebody else gives the code out: an assessor or an approver who did not decide on it.",
  );
  const call = { json: { action: "giveCode", version: line?.version }, headers: { "idempotency-key": "give-own-code" } };
  const called = await send(fulfil, "POST /api/lines/{lineId}/steps", { path, ...call, ...signedIn(assessor) });
  expect(called.json()).toMatchObject({ status: 403, type: "urn:hardship-support:problem:second-person-needed" });
  const given = await send(fulfil, "POST /lines/{lineId}/steps", { path, form, ...signedIn(approver) });
  expect(given).toMatchObject({ status: 303, headers: { location: `/lines/${idOf(award)}` } });
  expect(await see(approver)).not.toContain(accepted.code);
});

test("a cancellation without a reason comes back with the error beside its field, and with one goes through", async () => {
  const award = await awarded(bed);
  const path = { lineId: idOf(award) };
  const form = { action: "cancel", version: "1", stepId: "cancel-1" };
  const missing = await send(fulfil, "POST /lines/{lineId}/steps", { path, form, ...signedIn(assessor) });
  expect(missing.isShownAgain).toBe(true);
  expect(missing.body).toContain("<title>Error:");
  expect(missing.body).toContain('href="#why-cancel"');
  const done = { ...form, why: "They moved away." };
  expect((await send(fulfil, "POST /lines/{lineId}/steps", { path, form: done, ...signedIn(assessor) })).status).toBe(303);
  expect((await send(fulfil, "POST /lines/{lineId}/steps", { path, form: done, ...signedIn(assessor) })).status).toBe(303);
  const stale = await send(fulfil, "POST /lines/{lineId}/steps", { path, form: { ...done, stepId: "cancel-2" }, ...signedIn(approver) });
  expect(stale.isShownAgain).toBe(true);
  expect(textOf(stale.body)).toContain("It is now: cancelled (Asha Patel)");
  // A typed reason may describe a resident.
  const forFinance = await send(fulfil, "GET /lines/{lineId}", { path, ...signedIn(finance) });
  expect(forFinance.body).not.toContain("They moved away.");
});

test("the API takes a step once, and refuses a stale one, another role's, one without a reason and an unknown line", async () => {
  const award = await awarded(bed);
  const path = { lineId: idOf(award) };
  const call = (json: object, who: Principal = assessor, key = "key-0000-1", lineId = path.lineId) =>
    send(fulfil, "POST /api/lines/{lineId}/steps", { path: { lineId }, json, headers: { "idempotency-key": key }, ...signedIn(who) });
  expect((await call({ action: "return", version: 1, why: "x" })).json()).toMatchObject({ type: "urn:hardship-support:problem:forbidden" });
  expect((await call({ action: "cancel", version: 1 })).status).toBe(422);
  expect((await call({ action: "nonsense", version: 1 })).status).toBe(422);
  expect((await call({ action: "issue", version: 1 })).json()).toMatchObject({ state: "issued", version: 2 });
  expect((await call({ action: "issue", version: 1 })).status).toBe(201);
  expect((await call({ action: "cancel", version: 2, why: "x" })).json()).toMatchObject({ type: expect.stringContaining("key-reused") });
  expect((await call({ action: "deliver", version: 1 }, assessor, "key-0000-2")).json()).toMatchObject({
    type: expect.stringContaining("stale-case"),
    line: { state: "issued" },
  });
  expect((await call({ action: "issue", version: 2 }, assessor, "key-0000-3")).json()).toMatchObject({
    type: expect.stringContaining("step-not-possible"),
  });
  expect((await call({ action: "issue", version: 1 }, assessor, "key-0000-4", "nonsense")).status).toBe(404);
});

test("a list of work gives its supplier a file, is ordered at one go, and says which line it could not", async () => {
  const awards = [await awarded(bed), await awarded(bed)];
  const path = { fulfiller: "furniture" };
  const list = await send(fulfil, "GET /fulfilment/{fulfiller}", { path, query: { limit: "100" }, ...signedIn(finance) });
  for (const award of awards) expect(list.body).toContain(`value="${idOf(award)}:1"`);

  const file = await send(fulfil, "GET /fulfilment/{fulfiller}/order-file", { path, query: { limit: "100" }, ...signedIn(finance) });
  expect(file.headers["content-disposition"]).toBe('attachment; filename="furniture.csv"');
  for (const award of awards)
    expect(file.body).toMatch(
      new RegExp(`${idOf(award)},"Bed, bedding and mattress",120.00,Robin Example,12 Sample Street,,Coventry,CV1 2AB,07700 \\d{6},\r?\n`),
    );

  const [first = "", second = ""] = awards.map((award) => idOf(award));
  const form = { stage: "approved", action: "issue", stepId: "many-1", lines: [`${first}:1`, `${second}:9`] };
  const some = await send(fulfil, "POST /fulfilment/{fulfiller}/steps", { path, form, ...signedIn(finance) });
  expect(some.isShownAgain).toBe(true);
  expect(textOf(some.body)).toContain(`${second}: Somebody changed this after you opened it`);
  const again = { ...form, lines: [`${first}:1`, `${second}:1`] };
  expect((await send(fulfil, "POST /fulfilment/{fulfiller}/steps", { path, form: again, ...signedIn(finance) })).status).toBe(303);
  const none = await send(fulfil, "POST /fulfilment/{fulfiller}/steps", { path, form: { ...form, lines: [] }, ...signedIn(finance) });
  expect(none.isShownAgain).toBe(true);
  expect(textOf(none.body)).toContain("Choose at least one line.");
});

test("a supplier is told to ask first where a visit or a call may not be safe, and runs no formula", async () => {
  const contact = { ways: ["text" as const], phone: "07700 900982", safety: "Never at home." };
  const application = applicationLike({
    contact,
    people: [{ name: "=HYPERLINK(1)", dateOfBirth: "1984-03-09", relationship: "self" }],
  });
  const award = await awardExample(table, { lines: [bed], application });
  await started(table, award);
  const file = await send(fulfil, "GET /fulfilment/{fulfiller}/order-file", {
    path: { fulfiller: "furniture" },
    query: { limit: "100" },
    ...signedIn(finance),
  });
  const row = file.body.split("\r\n").find((line) => line.startsWith(idOf(award))) ?? "";
  expect(row).toContain("Ask the council before you get in touch or deliver");
  expect(row).not.toContain("07700");
  expect(row).not.toContain("Never at home");
  expect(row).not.toContain(",=HYPERLINK");
});

test("a file of results through the API counts the lines that moved and lists the rows that could not be used", async () => {
  const award = await awarded(voucher);
  const file = `council,reference,state,amount\n${council.code},${idOf(award)},redeemed,40.00\n${council.code},nothing,redeemed,40.00`;
  const answer = await send(fulfil, "POST /api/fulfilment/{fulfiller}/results", {
    path: { fulfiller: "codes" },
    json: { file },
    headers: { "idempotency-key": "results-1" },
    ...signedIn(finance),
  });
  expect(answer.json()).toEqual({
    moved: 1,
    known: 0,
    waiting: 0,
    problems: [{ row: 3, because: "Nothing was asked for under “NOTHING”." }],
  });
  expect(await linesOf(table, award)).toMatchObject([{ state: "redeemed" }]);
});

test("finance sends a file of results on a page, and the same list comes back with what the file changed", async () => {
  const award = await awarded(voucher);
  const path = { fulfiller: "codes" };
  const upload = async (text: string) => {
    const fields = new FormData();
    fields.set("formToken", signedIn(finance).as.formToken);
    fields.set("stage", "delivered");
    fields.set("file", new Blob([text]), "results.csv");
    const request = new Request(origin, { method: "POST", body: fields });
    const headers = { "content-type": request.headers.get("content-type") ?? "" };
    const sent = { path, headers, body: Buffer.from(await request.arrayBuffer()) };
    return send(fulfil, "POST /fulfilment/{fulfiller}/results", { ...sent, ...signedIn(finance) });
  };
  const taken = await upload(`council,reference,state,amount\n${council.code},${idOf(award)},redeemed,40.00`);
  expect(taken.isShownAgain).toBe(true);
  expect(textOf(taken.body)).toContain("1 line moved on, 0 had been so already.");
  expect(taken.body).toContain('<strong aria-current="page">With the household</strong>');
  const unreadable = await upload("nonsense");
  expect(unreadable.isShownAgain).toBe(true);
  expect(textOf(unreadable.body)).toContain("The file was not taken");
});

test("a reason that is longer than the API takes comes back on the page with an error and with the text", async () => {
  const award = await awarded(bed);
  const form = { action: "cancel", version: "1", stepId: "cancel-long", why: "x".repeat(301) };
  const { isShownAgain, body } = await send(fulfil, "POST /lines/{lineId}/steps", {
    path: { lineId: idOf(award) },
    form,
    ...signedIn(assessor),
  });
  expect(isShownAgain).toBe(true);
  expect(body).toContain('href="#why-cancel"');
  expect(body).toContain(form.why);
});

test("lines that need somebody stand on top, whoever brings them", async () => {
  const { provider } = exampleProvider(() => ({ kind: "failed", because: "This amount is not sold." }));
  const application = applicationLike({ contact: { ways: ["text"], phone: "07700 900999" } });
  const award = await awardExample(table, { lines: [voucher], application });
  await started(table, award, provider);
  const text = textOf((await send(fulfil, "GET /fulfilment", signedIn(assessor))).body);
  expect(text.indexOf(idOf(award))).toBeGreaterThan(text.indexOf("Needs somebody"));
  expect(text).toContain("The provider did not give a code: This amount is not sold.");
  const unknown = await send(fulfil, "GET /fulfilment/{fulfiller}", { path: { fulfiller: "nobody" }, ...signedIn(assessor) });
  expect(unknown.status).toBe(404);
});
