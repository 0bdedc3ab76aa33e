import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type IdentityProvider, openIdProvider } from "../../../functions/sign-in/identity-provider.ts";
import { createSignIn } from "../../../functions/sign-in/sign-in.ts";
import { type AccountGroups, accountGroups } from "../../../infra/local/account-groups.ts";
import type { AccountId } from "../../../infra/local/accounts.ts";
import { identityClientId, localSignInRules } from "../../../infra/local/identity-clients.ts";
import type { Access } from "../../../shared/domain/access.ts";
import { londonDay } from "../../../shared/domain/dates.ts";
import type { Principal } from "../../../shared/domain/principal.ts";
import { Fault } from "../../../shared/fault.ts";
import { tokenHash } from "../../../shared/http/identity.ts";
import { dynamoAccesses } from "../../../shared/store/accesses.ts";
import { dynamoDirectories } from "../../../shared/store/directories.ts";
import type { Table } from "../../../shared/store/items.ts";
import { dynamoSchemes } from "../../../shared/store/schemes.ts";
import { dynamoSessions } from "../../../shared/store/sessions.ts";
import type { Slice } from "../../../shared/store/slices.ts";
import { dynamoToDoMessages } from "../../../shared/store/to-do-messages.ts";
import { dynamoToDos } from "../../../shared/store/to-dos.ts";
import { type Answer, send, tokensOf } from "../../http.ts";
import { everythingIn, freshTable } from "../../setup/table.ts";
import { chooseAccount, startProvider } from "./provider.ts";

const groups: AccountGroups = accountGroups();
let provider: Awaited<ReturnType<typeof startProvider>>;
let table: Table;
const kofi: Principal = { id: "finance-2", name: "Kofi Mensah", roles: ["finance"] };
const operator: Principal = { id: "operator", name: "Lena Fischer", roles: ["operator"] };
beforeAll(async () => {
  provider = await startProvider(groups);
});
beforeEach(async () => {
  table = await freshTable();
});
afterAll(() => provider.stop());

const start = new Date();
const after = (minutes: number) => new Date(start.getTime() + minutes * 60_000);

const realProvider = (): IdentityProvider =>
  openIdProvider({
    issuer: provider.issuer,
    clientId: identityClientId,
    clientSecret: async () => provider.clientSecret,
    callbackUrl: `${provider.origin}/sign-in/callback`,
    hosts: [],
  });

const signInOn = (own: IdentityProvider = realProvider()) =>
  createSignIn({
    origin: provider.origin,
    rules: localSignInRules,
    tokens: tokensOf(operator, kofi),
    sessions: dynamoSessions(table),
    accesses: dynamoAccesses(table),
    directories: dynamoDirectories(table),
    schemes: dynamoSchemes(table),
    toDos: dynamoToDos(table),
    toDoMessages: dynamoToDoMessages(table),
    provider: own,
  });
type Room = ReturnType<typeof signInOn>;

const cookieOf = ({ cookies }: Answer): string => /^session=([^;]*)/.exec(cookies[0] ?? "")?.[1] ?? "";
const withCookie = (token: string) => ({ cookies: [`session=${token}`] });

const throughProvider = async (room: Room, begun: Answer, account: AccountId, now: Date, url = begun.headers.location ?? "") => {
  const back = await chooseAccount(url, account);
  return send(room, "GET /sign-in/callback", { query: Object.fromEntries(back.searchParams), now, ...withCookie(cookieOf(begun)) });
};

/** The cookie of somebody who has signed in. */
const signedIn = async (room: Room, account: AccountId, now = start): Promise<string> =>
  cookieOf(await throughProvider(room, await send(room, "GET /sign-in", { now }), account, now));

const home = (room: Room, token: string, now: Date) => send(room, "GET /home", { now, ...withCookie(token) });
const recorded = async (now = start) => ((await dynamoAccesses(table).onDay(londonDay(now), { limit: 100 })) as Slice<Access>).items;

test("a session ends when nobody used it for the idle limit, and each use puts that off, up to the longest limit", async () => {
  const room = signInOn({ ...realProvider(), renew: () => Promise.reject(new Fault("identityUnavailable")) });
  const [left, used] = [await signedIn(room, "finance"), await signedIn(room, "finance")];
  const session = (token: string, now: Date) => send(room, "GET /sign-in", { now, query: { to: "/cases" }, ...withCookie(token) });

  const onTheWay: (string | undefined)[] = [];
  for (let minutes = 50; minutes < 8 * 60; minutes += 50) onTheWay.push((await session(used, after(minutes))).headers.location);

  expect(new Set(onTheWay)).toEqual(new Set(["/cases"]));
  expect((await session(left, after(61))).headers.location).toContain("/identity/");
  expect((await session(used, after(8 * 60))).headers.location).toContain("/identity/");
});

test("a role that was taken away ends access within five minutes, on a page and on a form that was sent", async () => {
  const room = signInOn();
  const token = await signedIn(room, "finance");
  groups.set("finance", false);

  const within = await home(room, token, after(4));
  const sentAway = await home(room, token, after(5));
  const told = await send(room, "GET /sign-in/renew", { now: after(5), query: { to: "/home" }, ...withCookie(token) });
  const later = await home(room, token, after(6));
  groups.set("finance", true);

  expect([within.status, sentAway.status, sentAway.headers.location]).toEqual([200, 303, "/sign-in/renew?to=%2Fhome"]);
  expect([told.status, told.cookies[0]]).toEqual([403, "session=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0"]);
  expect(later.headers.location).toBe("/sign-in?to=%2Fhome");
  expect((await recorded()).map(({ did, by }) => [did, by.id])).toContainEqual(["hadNoRole", "finance"]);
});

test("a person who still has their roles goes on without noticing, and a form that was sent is sent on as it is", async () => {
  const room = signInOn();
  const token = await signedIn(room, "finance");

  const form = await send(room, "POST /sessions/{sessionId}/end", {
    path: { sessionId: "S-1" },
    now: after(6),
    form: { a: "b" },
    ...withCookie(token),
  });
  const on = await send(room, "POST /sign-in/renew", {
    now: after(6),
    query: { to: "/sessions/S-1/end" },
    form: { a: "b" },
    ...withCookie(token),
  });
  const again = await home(room, token, after(10));

  expect([form.status, form.headers.location]).toEqual([307, "/sign-in/renew?to=%2Fsessions%2FS-1%2Fend"]);
  expect([on.status, on.headers.location]).toEqual([307, "/sessions/S-1/end"]);
  expect(again.status).toBe(200);
});

test("while the provider cannot be asked nobody goes on with old roles, and the same session goes on afterwards", async () => {
  const silent = signInOn({ ...realProvider(), renew: () => Promise.reject(new Fault("identityUnavailable")) });
  const room = signInOn();
  const token = await signedIn(room, "finance");

  const closed = await send(silent, "GET /sign-in/renew", { now: after(6), query: { to: "/home" }, ...withCookie(token) });
  const stillClosed = await home(silent, token, after(7));
  const open = await send(room, "GET /sign-in/renew", { now: after(8), query: { to: "/home" }, ...withCookie(token) });

  expect([closed.status, stillClosed.status, open.headers.location]).toEqual([500, 303, "/home"]);
});

test("a session that was ended while the provider was asked stays ended", async () => {
  const asked = realProvider();
  const room = signInOn({
    ...asked,
    renew: async (refreshToken) => {
      const [live] = await dynamoSessions(table).live(after(6));
      await dynamoSessions(table).endById(live?.sessionId ?? "", after(6), () => true);
      return asked.renew(refreshToken);
    },
  });
  const token = await signedIn(room, "finance");

  const renewed = await send(room, "GET /sign-in/renew", { now: after(6), query: { to: "/home" }, ...withCookie(token) });

  expect(renewed.headers.location).toBe("/sign-in?to=%2Fhome");
  expect((await home(room, token, after(6))).headers.location).toBe("/sign-in?to=%2Fhome");
});

test("the table holds nothing with which its reader could ask the provider in somebody's name", async () => {
  const asked = realProvider();
  let given = "";
  const room = signInOn({
    ...asked,
    finish: async (...sent) => {
      const finished = await asked.finish(...sent);
      if (finished.kind === "finished") given = finished.refreshToken ?? "";
      return finished;
    },
  });
  await signedIn(room, "finance");

  expect(given).not.toBe("");
  expect(JSON.stringify(await everythingIn(table))).not.toContain(given);
});

test("people see and end their own sessions alone; an operator sees and ends everybody's, by page and API", async () => {
  const room = signInOn();
  const mine = await signedIn(room, "finance-2");
  const other = await signedIn(room, "assessor-1");
  const theirs = (await dynamoSessions(table).live(start)).find(({ person }) => person.id === "assessor-1")?.sessionId ?? "";
  const formToken = await dynamoSessions(table).formTokenOf("finance-2", "unused");
  const as = (who: Principal) => ({ session: "", formToken: "", bearer: `bearer.${who.id}` });
  const key = { "idempotency-key": "key-00000001" };

  const page = await send(room, "GET /sessions", { now: start, ...withCookie(mine) });
  const refused = await send(room, "POST /sessions/{sessionId}/end", {
    now: start,
    path: { sessionId: theirs },
    form: { formToken },
    ...withCookie(mine),
  });
  const refusedToo = await send(room, "POST /api/sessions/{sessionId}/endings", {
    now: start,
    path: { sessionId: theirs },
    json: {},
    headers: key,
    as: as(kofi),
  });
  const own = await send(room, "GET /api/sessions", { now: start, as: as(kofi) });
  const all = await send(room, "GET /api/sessions", { now: start, as: as(operator) });
  const ended = await send(room, "POST /api/sessions/{sessionId}/endings", {
    now: start,
    path: { sessionId: theirs },
    json: {},
    headers: key,
    as: as(operator),
  });
  const again = await send(room, "POST /api/sessions/{sessionId}/endings", {
    now: start,
    path: { sessionId: theirs },
    json: {},
    headers: key,
    as: as(operator),
  });

  expect(page.body).toContain("This session");
  expect(page.body).not.toContain("Asha Patel");
  expect([refused.status, refusedToo.status]).toEqual([404, 404]);
  const names = (answer: Answer) => answer.json<{ items: { person: { name: string } }[] }>().items.map(({ person }) => person.name);
  expect([names(own), names(all).toSorted()]).toEqual([["Kofi Mensah"], ["Asha Patel", "Kofi Mensah"]]);
  expect(all.body).not.toContain(other);
  expect([ended.status, again.status]).toEqual([200, 404]);
  expect((await home(room, other, start)).headers.location).toBe("/sign-in?to=%2Fhome");
  expect((await home(room, mine, start)).status).toBe(200);
  expect(await recorded()).toContainEqual(
    expect.objectContaining({ did: "endedSession", by: { id: "operator", name: "Lena Fischer" }, of: "assessor-1" }),
  );
});

const typed = {
  act: "releaseBatch",
  path: "/payments/ABC123/release",
  typed: JSON.stringify([
    ["version", "3"],
    ["confirmed", "l-1"],
  ]),
};

/** From the page that asks for it through the provider as an account, to where the browser arrives. */
const signInAgain = async (room: Room, token: string, account: AccountId, form: Readonly<Record<string, string>> = typed) => {
  const formToken = await dynamoSessions(table).formTokenOf("finance", "unused");
  const asked = await send(room, "POST /sessions/again", { now: after(3), form: { formToken, ...form }, ...withCookie(token) });
  const url = /href="(http[^"]*identity[^"]*)"/.exec(asked.body)?.[1]?.replaceAll("&amp;", "&") ?? "";
  return { asked, back: url ? await throughProvider(room, asked, account, after(4), url) : undefined };
};

test("somebody who signs in again comes back to what they had typed, with a new session and without the old one", async () => {
  const room = signInOn();
  const token = await signedIn(room, "finance");

  const { asked, back } = await signInAgain(room, token, "finance");
  const fresh = cookieOf(back as Answer);
  const carryOn = await send(room, "GET /sessions/carry-on", { now: after(4), ...withCookie(fresh) });

  expect([asked.status, back?.status, back?.headers.location]).toEqual([200, 303, "/sessions/carry-on"]);
  expect(carryOn.body).toContain('action="/payments/ABC123/release"');
  expect(carryOn.body).toContain('name="confirmed" value="l-1"');
  expect(carryOn.body).toContain('href="/payments/ABC123"');
  expect((await home(room, token, after(4))).headers.location).toBe("/sign-in?to=%2Fhome");
  expect((await recorded()).map(({ did }) => did)).toContain("signedInAgain");
});

test("somebody else who signs in there instead gets nothing that was typed", async () => {
  const room = signInOn();
  const { back } = await signInAgain(room, await signedIn(room, "finance"), "finance-2");

  const carryOn = await send(room, "GET /sessions/carry-on", { now: after(4), ...withCookie(cookieOf(back as Answer)) });

  expect([back?.headers.location, carryOn.headers.location]).toEqual(["/home", "/home"]);
});

test.for([
  { ...typed, act: "award", path: "/cases/ABCD-EFGH-JKMN/award" },
  { ...typed, path: "/payments/ABC123/results" },
  { ...typed, path: "https://elsewhere.example/payments/ABC123/release" },
  { ...typed, path: "/payments/../release" },
  { ...typed, typed: "no list" },
])("a form for anything but an act that asks for a fresh sign-in is sent on nowhere: %j", async (form) => {
  const room = signInOn();
  const { asked } = await signInAgain(room, await signedIn(room, "finance"), "finance", form);
  expect(asked.status).toBe(404);
});

test("a sign-in is as old as the provider says, and one whose time it does not say is never fresh", async () => {
  const asked = realProvider();
  const aged = (age: number | undefined): IdentityProvider => ({
    ...asked,
    finish: async (...sent) => {
      const finished = await asked.finish(...sent);
      if (finished.kind !== "finished") return finished;
      const { auth_time: _, ...claims } = finished.claims;
      return { ...finished, claims: { ...claims, ...(age !== undefined && { auth_time: claims.iat - age }) } };
    },
  });
  const freshUntil = async (own: IdentityProvider) => {
    const token = await signedIn(signInOn(own), "finance");
    return (await dynamoSessions(table).find(tokenHash(token), start))?.freshUntilSeconds;
  };
  const now = Math.floor(start.getTime() / 1000);

  expect(await freshUntil(aged(0))).toBe(now + 15 * 60);
  expect(await freshUntil(aged(600))).toBe(now + 5 * 60);
  expect(await freshUntil(aged(undefined))).toBeUndefined();
});

test("an auditor reads who signed in and who opened a case, by day and by case; nobody else does", async () => {
  const room = signInOn();
  const auditor = await signedIn(room, "auditor");
  const sessions = dynamoSessions(table);
  const opened = { by: { id: "assessor-1", name: "Asha Patel" }, did: "opened", route: "GET /cases/{caseId}" } as const;
  for (const [number, of] of ["ABCD-EFGH-JKMN", "ABCD-EFGH-JKMN", "0000-0000-0000"].entries())
    await sessions.noteAccess({ ...opened, accessId: `r-${number}`, at: after(number).toISOString(), of });
  const look = (query: Record<string, string>, token = auditor) => send(room, "GET /access", { now: start, query, ...withCookie(token) });

  const day = await look({});
  const ofCase = await look({ of: "ABCD-EFGH-JKMN" });
  const bad = [await look({ day: "yesterday" }), await look({ of: "<b>" }), await look({ cursor: "x" })];
  const other = await look({}, await signedIn(room, "assessor-1"));

  expect(day.body).toContain("Signed in");
  expect(day.body).toContain("0000-0000-0000");
  expect(ofCase.body.match(/>ABCD-EFGH-JKMN</g)).toHaveLength(2);
  expect(ofCase.body).not.toContain("0000-0000-0000");
  expect(bad.map(({ status }) => status)).toEqual([400, 400, 400]);
  expect(other.status).toBe(403);
  expect(await recorded()).toContainEqual(expect.objectContaining({ did: "refused", by: opened.by, route: "GET /access" }));
});
