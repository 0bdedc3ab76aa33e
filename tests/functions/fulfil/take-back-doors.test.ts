import { beforeAll, expect, test } from "vitest";
import { createFulfil } from "../../../functions/fulfil/fulfil.ts";
import type { Provider } from "../../../functions/line/provider.ts";
import { council } from "../../../shared/council.ts";
import type { Award } from "../../../shared/domain/award/award.ts";
import type { Principal } from "../../../shared/domain/principal.ts";
import { contracts } from "../../../shared/http/contracts.ts";
import type { Table } from "../../../shared/store/items.ts";
import { dynamoSessions } from "../../../shared/store/sessions.ts";
import { allocateExample, approver } from "../../examples.ts";
import { origin, type SignedIn, send, signIn, tokensOf } from "../../http.ts";
import { freshTable } from "../../setup/table.ts";
import { textOf } from "../assess/desk.ts";
import { awardExample, bed, exampleProvider, finance, linesOf, ownPhone, portsOf, secondFinance, started, step, voucher } from "./room.ts";

let table: Table;
let fulfil: ReturnType<typeof createFulfil>;
let isSilent = false;
const { provider, states } = exampleProvider();
const atTimesSilent: Provider = {
  ...provider,
  cancel: async (key) => {
    if (isSilent) throw new Error("No answer in time.");
    return provider.cancel(key);
  },
};
const as = new Map<Principal, SignedIn>();

beforeAll(async () => {
  table = await freshTable();
  await allocateExample(table, "CRF", "CRISIS_PAYMENT", 9_000_00);
  const tokens = tokensOf(approver, finance, secondFinance);
  fulfil = createFulfil({ origin, sessions: dynamoSessions(table), tokens, ...portsOf(table, atTimesSilent) });
  for (const principal of [approver, finance, secondFinance]) as.set(principal, await signIn(table, principal));
});

const signedIn = (principal: Principal) => {
  const session = as.get(principal);
  if (!session) throw new Error("They are signed in.");
  return { as: session };
};
const versionOf = async (award: Award) => (await linesOf(table, award))[0]?.version ?? 0;
const fileFor = (award: Award, state: string, amount: string) =>
  `council,reference,state,amount\n${council.code},${award.awardId}.1,${state},${amount}\n`;

const page = async (award: Award, who: Principal) =>
  textOf((await send(fulfil, "GET /lines/{lineId}", { path: { lineId: `${award.awardId}.1` }, ...signedIn(who) })).body);
const press = async (award: Award, who: Principal, action: string, why = "") =>
  send(fulfil, "POST /lines/{lineId}/steps", {
    path: { lineId: `${award.awardId}.1` },
    form: { action, version: String(await versionOf(award)), stepId: `${action}-${award.awardId}`, why },
    ...signedIn(who),
  });
const call = async (award: Award, who: Principal, action: string, key: string, why?: string) =>
  send(fulfil, "POST /api/lines/{lineId}/steps", {
    path: { lineId: `${award.awardId}.1` },
    json: { action, version: await versionOf(award), ...(why && { why }) },
    headers: { "idempotency-key": key },
    ...signedIn(who),
  });

test("by the API a return that the provider has not confirmed is 202, says so, and is asked again by whoever sends it again", async () => {
  const award = await awardExample(table, { lines: [voucher], application: ownPhone() });
  await started(table, award, provider);
  isSilent = true;
  const waits = await call(award, finance, "return", "return-0001", "They moved.");
  isSilent = false;

  expect(waits.status).toBe(202);
  contracts["POST /api/lines/{lineId}/steps"].later.reply.parse(waits.json());
  expect(waits.json()).toMatchObject({
    state: "delivered",
    trouble: { because: expect.stringContaining("has not confirmed") },
    mayDo: ["askAgain"],
  });
  const again = await call(award, finance, "return", "return-0001", "They moved.");
  expect(again.status).toBe(201);
  expect(again.json()).toMatchObject({ state: "returned" });
  const listed = await send(fulfil, "GET /api/fulfilment/{fulfiller}", {
    path: { fulfiller: "codes" },
    query: { stage: "watched" },
    ...signedIn(finance),
  });
  expect(listed.json<{ items: { lineId: string }[] }>().items.map(({ lineId }) => lineId)).toEqual([`${award.awardId}.1`]);
});

test("by the page the line says that its money stays out, offers to ask again, and then says that the money is back", async () => {
  const award = await awardExample(table, { lines: [voucher], application: ownPhone() });
  await started(table, award, provider);
  isSilent = true;
  const pressed = await press(award, finance, "expire", "They moved.");
  isSilent = false;

  expect([pressed.status, pressed.headers.location]).toEqual([303, `/lines/${award.awardId}.1`]);
  const waiting = await page(award, approver);
  expect(waiting).toContain("the provider has not confirmed it yet. The money stays out.");
  expect(waiting).toContain("Ask the provider again: an assessor, an approver or finance.");
  expect((await press(award, approver, "askAgain")).status).toBe(303);
  const back = await page(award, approver);
  expect(back).toContain("Expired, money back");
  expect(back).toContain("the provider is asked every night whether somebody used it all the same");
});

test("a used code is named by the page and the API, and the line shows that it was used", async () => {
  const [byPage, byApi] = [
    await awardExample(table, { lines: [voucher], application: ownPhone() }),
    await awardExample(table, { lines: [voucher], application: ownPhone() }),
  ];
  for (const award of [byPage, byApi]) {
    await started(table, award, provider);
    states.set(`${award.awardId}.1`, "redeemed");
  }

  const refused = await press(byPage, finance, "expire", "They moved.");
  const told = await call(byApi, finance, "expire", "expire-0001", "They moved.");

  expect(refused.isShownAgain).toBe(true);
  expect(textOf(refused.body)).toContain("The provider says that the code was used, so its money cannot come back.");
  expect(textOf(refused.body)).toContain("Used");
  expect(told.json()).toMatchObject({ type: expect.stringContaining("step-not-possible"), line: { state: "redeemed" } });
});

test("a supplier's statement in a file waits for a second person, by the page and by the API", async () => {
  const [byPage, byApi] = [await awardExample(table, { lines: [bed] }), await awardExample(table, { lines: [bed] })];
  for (const award of [byPage, byApi]) {
    await started(table, award);
    await step(table, award, 0, "issue", { by: approver });
  }
  const fields = new FormData();
  fields.set("formToken", signedIn(finance).as.formToken);
  fields.set("stage", "issued");
  fields.set("file", new Blob([fileFor(byPage, "returned", "120.00")]), "results.csv");
  const request = new Request(origin, { method: "POST", body: fields });
  const taken = await send(fulfil, "POST /fulfilment/{fulfiller}/results", {
    path: { fulfiller: "furniture" },
    headers: { "content-type": request.headers.get("content-type") ?? "" },
    body: Buffer.from(await request.arrayBuffer()),
    ...signedIn(finance),
  });
  const imported = await send(fulfil, "POST /api/fulfilment/{fulfiller}/results", {
    path: { fulfiller: "furniture" },
    json: { file: fileFor(byApi, "cancelled", "120.00") },
    headers: { "idempotency-key": "import-0001" },
    ...signedIn(finance),
  });
  expect(textOf(taken.body)).toContain("1 waits under “Needs somebody”");
  contracts["POST /api/fulfilment/{fulfiller}/results"].reply.parse(imported.json());
  expect(imported.json()).toMatchObject({ moved: 0, waiting: 1 });

  expect(await page(byPage, finance)).toContain("so somebody else says whether it came back: finance");
  const ownPage = await press(byPage, finance, "confirmBack");
  const ownApi = await call(byApi, finance, "confirmBack", "confirm-0001");
  expect(ownPage.isShownAgain).toBe(true);
  expect(textOf(ownPage.body)).toContain("somebody else says whether it came back: finance or the section 151 officer who did not load it");
  expect([ownApi.status, ownApi.json<{ type: string }>().type]).toEqual([403, "urn:hardship-support:problem:second-person-needed"]);

  expect((await press(byPage, secondFinance, "confirmBack")).status).toBe(303);
  const confirmed = await call(byApi, secondFinance, "confirmBack", "confirm-0002");
  expect(confirmed.status).toBe(201);
  contracts["POST /api/lines/{lineId}/steps"].reply.parse(confirmed.json());
  expect(confirmed.json()).toMatchObject({ state: "cancelled", notes: [{ what: "saidBack", by: { id: "finance" } }] });
  expect(await page(byPage, finance)).toContain("A file said that it came back");
});
