import { afterAll, beforeAll, expect, test } from "vitest";
import { type IdentityProvider, openIdProvider } from "../../../functions/sign-in/identity-provider.ts";
import { createSignIn } from "../../../functions/sign-in/sign-in.ts";
import type { AccountId } from "../../../infra/local/accounts.ts";
import { identityClientId, localSignInRules } from "../../../infra/local/identity-clients.ts";
import type { Access } from "../../../shared/domain/access.ts";
import { londonDay } from "../../../shared/domain/dates.ts";
import type { Principal } from "../../../shared/domain/principal.ts";
import { tokenHash } from "../../../shared/http/identity.ts";
import { dynamoAccesses } from "../../../shared/store/accesses.ts";
import { dynamoDirectories } from "../../../shared/store/directories.ts";
import type { Table } from "../../../shared/store/items.ts";
import { dynamoSchemes } from "../../../shared/store/schemes.ts";
import { dynamoSessions } from "../../../shared/store/sessions.ts";
import type { Slice } from "../../../shared/store/slices.ts";
import { dynamoToDoMessages } from "../../../shared/store/to-do-messages.ts";
import { dynamoToDos } from "../../../shared/store/to-dos.ts";
import { type Answer, send, signIn as sessionFor, tokensOf } from "../../http.ts";
import { everythingIn, freshTable } from "../../setup/table.ts";
import { chooseAccount, startProvider } from "./provider.ts";

let provider: Awaited<ReturnType<typeof startProvider>>;
let table: Table;
beforeAll(async () => {
  [provider, table] = await Promise.all([startProvider(), freshTable()]);
});
afterAll(() => provider.stop());

/** Sign-in against the development provider, or another in its place. */
const handlerWith = (changes: { provider?: IdentityProvider; clientSecret?: string; issuer?: string } = {}) =>
  createSignIn({
    origin: provider.origin,
    rules: localSignInRules,
    tokens: tokensOf(),
    sessions: dynamoSessions(table),
    accesses: dynamoAccesses(table),
    directories: dynamoDirectories(table),
    schemes: dynamoSchemes(table),
    toDos: dynamoToDos(table),
    toDoMessages: dynamoToDoMessages(table),
    provider:
      changes.provider ??
      openIdProvider({
        issuer: changes.issuer ?? provider.issuer,
        clientId: identityClientId,
        clientSecret: async () => changes.clientSecret ?? provider.clientSecret,
        callbackUrl: `${provider.origin}/sign-in/callback`,
        hosts: [],
      }),
  });

const cookieOf = ({ cookies }: Answer): string => /^session=([^;]*)/.exec(cookies[0] ?? "")?.[1] ?? "";
const withCookie = (token: string) => ({ cookies: [`session=${token}`] });
const now = new Date();

/** From the first page to the address that the provider sends the browser back to. */
const atTheCallback = async (handler: unknown, account: AccountId, to?: string) => {
  const begun = await send(handler, "GET /sign-in", { now, ...(to !== undefined && { query: { to } }) });
  const back = await chooseAccount(begun.headers.location ?? "", account);
  return { token: cookieOf(begun), query: Object.fromEntries(back.searchParams), back };
};

const finish = (handler: unknown, { token, query }: { token: string; query: Record<string, string> }, at = now) =>
  send(handler, "GET /sign-in/callback", { query, now: at, ...withCookie(token) });

test("a person signs in, arrives where they were going, and has a new session of eight hours", async () => {
  const handler = handlerWith();
  const begun = await atTheCallback(handler, "assessor-1", "/cases/ABCD-EFGH-JKMN");

  const done = await finish(handler, begun);

  expect(begun.back.href.startsWith(`${provider.origin}/sign-in/callback?`)).toBe(true);
  expect([done.status, done.headers.location]).toEqual([303, "/cases/ABCD-EFGH-JKMN"]);
  expect(done.cookies[0]).toMatch(/^session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=28800$/);
  expect(cookieOf(done)).not.toBe(begun.token);
  const sessions = dynamoSessions(table);
  expect(await sessions.find(tokenHash(begun.token), now)).toBeUndefined();
  const session = await sessions.find(tokenHash(cookieOf(done)), now);
  expect(session?.principal).toEqual({ id: "assessor-1", name: "Asha Patel", roles: ["assessor"] });
  expect(session?.expiresAtSeconds).toBe(Math.floor(now.getTime() / 1000) + 8 * 3600);
});

test("a partner's session knows the partner's service", async () => {
  const handler = handlerWith();

  const done = await finish(handler, await atTheCallback(handler, "early-help"));

  const session = await dynamoSessions(table).find(tokenHash(cookieOf(done)), now);
  expect(session?.principal).toMatchObject({ roles: ["partner"], service: "earlyHelp" });
});

test("a form filled in before a session ended still has the right token after signing in again", async () => {
  const handler = handlerWith();
  const sessions = dynamoSessions(table);

  const first = await finish(handler, await atTheCallback(handler, "finance"));
  const second = await finish(handler, await atTheCallback(handler, "finance"));

  const tokens = await Promise.all([first, second].map(async (done) => (await sessions.find(tokenHash(cookieOf(done)), now))?.formToken));
  expect(tokens[0]).toMatch(/^[\w-]{43}$/);
  expect(tokens[1]).toBe(tokens[0]);
});

test("an answer used a second time, in another browser, late, or with another state does not sign anybody in", async () => {
  const handler = handlerWith();
  const used = await atTheCallback(handler, "approver");
  await finish(handler, used);
  const stolen = await atTheCallback(handler, "approver");
  const late = await atTheCallback(handler, "approver");
  const swapped = await atTheCallback(handler, "approver");
  const denied = await send(handler, "GET /sign-in", { now });

  const answers = [
    await finish(handler, used),
    await finish(handler, { ...stolen, token: "another-browser" }),
    await finish(handler, late, new Date(now.getTime() + 11 * 60_000)),
    await finish(handler, { ...swapped, query: { ...swapped.query, state: "another" } }),
    await finish(handler, { token: cookieOf(denied), query: { error: "access_denied", state: "x" } }),
    await finish(handler, swapped),
  ];

  for (const { status, body, cookies } of answers) {
    expect(status).toBe(400);
    expect(body).toContain("Sign-in did not finish");
    expect(body).toContain('href="/sign-in"');
    expect(cookies).toEqual(["session=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0"]);
  }
});

test("a person whom the provider refused reads so, and can try again", async () => {
  const handler = handlerWith();
  const begun = await send(handler, "GET /sign-in", { now });
  const state = new URL(begun.headers.location ?? "").searchParams.get("state") ?? "";

  const refused = await finish(handler, { token: cookieOf(begun), query: { error: "access_denied", state, iss: provider.issuer } });

  expect(refused.status).toBe(400);
  expect(refused.body).toContain("Sign-in did not finish");
});

test("a wrong client secret and an unreachable provider are faults of ours, not of the person", async () => {
  const wrong = handlerWith({ clientSecret: "wrong" });
  const nowhere = handlerWith({ issuer: "http://127.0.0.1:9/identity" });

  const answers = [await finish(wrong, await atTheCallback(wrong, "finance")), await send(nowhere, "GET /sign-in", { now })];

  expect(answers.map(({ status }) => status)).toEqual([500, 500]);
});

test("a person without a role reads a kind page, and has no session", async () => {
  const handler = handlerWith({
    provider: {
      renew: async () => ({ kind: "refused" }),
      begin: async () => ({ url: "https://provider.example", challenge: { state: "s", nonce: "n", verifier: "v" } }),
      finish: async () => ({
        kind: "finished",
        claims: { iss: "i", sub: "newcomer", aud: "a", iat: 0, exp: 0, "cognito:groups": ["visitors", "partner:nobody"] },
      }),
    },
  });
  const begun = await send(handler, "GET /sign-in", { now });

  const done = await finish(handler, { token: cookieOf(begun), query: {} });

  expect(done.status).toBe(403);
  expect(done.body).toContain("nothing is wrong with your account");
  expect(done.cookies[0]).toContain("Max-Age=0");
  expect(JSON.stringify(await everythingIn(table))).not.toContain("newcomer");
  const { items } = (await dynamoAccesses(table).onDay(londonDay(now), { limit: 100 })) as Slice<Access>;
  expect(items.filter(({ by }) => by.id === "newcomer").map(({ did }) => did)).toEqual(["hadNoRole"]);
});

test.for(["https://evil.example", "//evil.example", "/\\evil.example", "/\t/evil.example", "cases", "/sign-out", ""])(
  "sign-in asked to go on to %j goes home instead",
  async (to) => {
    const as = await sessionFor(table, { id: "assessor-1", name: "Asha Patel", roles: ["assessor"] }, now);

    const { status, headers } = await send(handlerWith(), "GET /sign-in", { query: { to }, now, ...withCookie(as.session) });

    expect([status, headers.location]).toEqual([303, "/home"]);
  },
);

const home: [Principal["roles"], string[]][] = [
  [["assessor"], ["/cases", "/matches", "/to-tell", "/runs", "/fulfilment", "/referrals-to-follow-up", "/exports"]],
  [["approver"], ["/cases", "/matches", "/approvals", "/to-tell", "/runs", "/fulfilment", "/referrals-to-follow-up", "/exports"]],
  [["finance"], ["/finance", "/payments", "/runs", "/fulfilment", "/exports"]],
  [["s151"], ["/finance", "/payments", "/runs", "/fulfilment", "/exports"]],
  [["schemeManager"], ["/finance", "/schemes", "/services", "/registers", "/addresses", "/exports"]],
  [["auditor"], ["/cases", "/matches", "/approvals", "/to-tell", "/finance", "/payments", "/runs", "/fulfilment", "/exports", "/access"]],
];
test.for(home)("home for %j lists where their work begins: %j", async ([held, first]) => {
  const as = await sessionFor(table, { id: "p", name: "P", roles: held }, now);

  const { body } = await send(handlerWith(), "GET /home", { as, now });

  const pages = [...body.matchAll(/<h2[^>]*><a class="govuk-link" href="([^"]+)">/g)].map(([, href]) => href);
  expect(pages).toEqual(first);
});

test("home for a partner is their one list", async () => {
  const as = await sessionFor(table, { id: "p", name: "P", roles: ["partner"] }, now);

  const { status, headers } = await send(handlerWith(), "GET /home", { as, now });

  expect([status, headers.location]).toEqual([303, "/referrals"]);
});

test("signing out ends the session itself, not only the cookie, and needs the page's own form", async () => {
  const handler = handlerWith();
  const as = await sessionFor(table, { id: "assessor-1", name: "Asha Patel", roles: ["assessor"] }, now);

  const forged = await send(handler, "POST /sign-out", { form: { formToken: "guessed" }, now, ...withCookie(as.session) });
  const stillIn = await send(handler, "GET /home", { as, now });
  const out = await send(handler, "POST /sign-out", { form: {}, as, now });
  const after = await send(handler, "GET /home", { as, now });

  expect([forged.status, stillIn.status]).toEqual([403, 200]);
  expect([out.status, out.headers.location, out.cookies[0]]).toEqual([
    303,
    "/signed-out",
    "session=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0",
  ]);
  expect(after.headers.location).toBe("/sign-in?to=%2Fhome");
  const last = await send(handler, "GET /signed-out", { now });
  expect(last.body).toContain("You have signed out");
});

test("a reader of the table cannot use a session", async () => {
  const handler = handlerWith();
  const done = await finish(handler, await atTheCallback(handler, "auditor"));

  const stored = JSON.stringify(await everythingIn(table));

  expect(cookieOf(done)).toMatch(/^[\w-]{43}$/);
  expect(stored).not.toContain(cookieOf(done));
});
