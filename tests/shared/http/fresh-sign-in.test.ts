import { afterAll, beforeAll, expect, test } from "vitest";
import type { Principal } from "../../../shared/domain/principal.ts";
import { newToken, tokenHash } from "../../../shared/http/identity.ts";
import { dynamoSessions } from "../../../shared/store/sessions.ts";
import { type FunctionName, type FunctionSpec, freshActs, functions, type Role } from "../../../shared/system.ts";
import { type SignedIn, send } from "../../http.ts";
import { startEveryFunction } from "./every-function.ts";

let service: Awaited<ReturnType<typeof startEveryFunction>>;
beforeAll(async () => {
  service = await startEveryFunction();
});
afterAll(() => service.stop());

const acts = [...freshActs].map(([name, act]) => {
  const owner = Object.entries<FunctionSpec>(functions).find(([, { acts: own = [] }]) => own.includes(name as never))?.[0] as FunctionName;
  return { name, owner, ...act, role: act.who[0] as Role };
});

const seconds = () => Math.floor(Date.now() / 1000);
const signInOf = async (role: Role, ageSeconds: number | undefined): Promise<SignedIn> => {
  const principal: Principal = { id: `a-${role}`, name: "Somebody", roles: [role] };
  const [session, formToken] = [newToken(), newToken()];
  const fresh = ageSeconds === undefined ? {} : { freshUntilSeconds: seconds() + 15 * 60 - ageSeconds };
  const kept = { principal, formToken, expiresAtSeconds: seconds() + 3600, ...fresh };
  await dynamoSessions(service.table).start(tokenHash(session), kept);
  const claims = { sub: principal.id, "cognito:groups": [role], auth_time: ageSeconds === undefined ? undefined : seconds() - ageSeconds };
  return { session, formToken, bearer: await service.issuer.token(claims) };
};

const path = {
  batchId: "ABC123",
  scheme: "CRF",
  changeId: "0000-0000-0000",
  returnId: "0000-0000-0000",
  planId: "0000-0000-0000",
  draftId: "0000-0000-0000",
};
const byPage = ({ owner, page = "" }: { owner: FunctionName; page?: string }, as: SignedIn) =>
  send(service.handlers[owner], page, { path, as, now: new Date(), form: { version: "3", confirmed: ["l-1", 'l-"2"'] } });
const byApi = ({ owner, api = "" }: { owner: FunctionName; api?: string }, as: SignedIn) =>
  send(service.handlers[owner], api, { path, as, json: {}, headers: { "idempotency-key": "key-00000001" } });

test("releasing payments, signing and publishing ask for a fresh sign-in", () => {
  expect(acts.map(({ name }) => name)).toEqual([
    "releaseBatch",
    "signBudgetChange",
    "certifyReturn",
    "signYearEnd",
    "publishDraft",
    "publishDirectory",
  ]);
});

test.for(acts)("$name asks somebody whose sign-in is too old to sign in again, and keeps what they typed", async (act) => {
  for (const age of [15 * 60 + 1, undefined]) {
    const { isShownAgain, body } = await byPage(act, await signInOf(act.role, age));
    expect(isShownAgain).toBe(true);
    expect(body).toContain(`Sign in again to ${act.fresh}`);
    expect(body).toContain(`name="act" value="${act.name}"`);
    const typed = /name="typed" value="([^"]*)"/.exec(body)?.[1]?.replaceAll("&quot;", '"').replaceAll("&#92;", "\\");
    expect(JSON.parse(typed ?? "")).toEqual([
      ["version", "3"],
      ["confirmed", "l-1"],
      ["confirmed", 'l-"2"'],
    ]);
  }
});

test.for(acts)("$name asks a program for a token of a sign-in that is not too old", async (act) => {
  for (const age of [15 * 60 + 1, undefined]) {
    const refused = await byApi(act, await signInOf(act.role, age));
    expect([refused.status, refused.headers["www-authenticate"]]).toEqual([401, 'Bearer error="insufficient_user_authentication"']);
    expect(refused.json<{ type: string; detail: string }>()).toMatchObject({
      type: "urn:hardship-support:problem:sign-in-too-old",
      detail: expect.stringContaining(`To ${act.fresh}, sign in again`),
    });
  }
});

test.for(acts)("$name is looked at where the sign-in is fresh, by page and API", async (act) => {
  const as = await signInOf(act.role, 14 * 60);
  expect((await byPage(act, as)).body).not.toContain("Sign in again");
  expect((await byApi(act, as)).status).not.toBe(401);
});

test.for(acts)("$name tells a person without the role so before it asks them to sign in again", async (act) => {
  const as = await signInOf("operator", undefined);
  expect([(await byPage(act, as)).status, (await byApi(act, as)).status]).toEqual([403, 403]);
});
