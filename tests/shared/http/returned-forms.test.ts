import { afterAll, beforeAll, expect, test } from "vitest";
import type { Access } from "../../../shared/domain/access.ts";
import { londonDay } from "../../../shared/domain/dates.ts";
import { newToken, tokenHash } from "../../../shared/http/identity.ts";
import { keepReturned } from "../../../shared/http/returned-form.ts";
import { dynamoAccesses } from "../../../shared/store/accesses.ts";
import { dynamoReturnedForms } from "../../../shared/store/returned-forms.ts";
import { dynamoSessions } from "../../../shared/store/sessions.ts";
import type { Slice } from "../../../shared/store/slices.ts";
import { type Act, type ActName, acts, type FunctionName, type FunctionSpec, functions, type Role } from "../../../shared/system.ts";
import { aDayInCrf, assessor, secondAssessor, submitExample } from "../../examples.ts";
import { origin, type Sent, type SignedIn, send, sendOnce, signIn } from "../../http.ts";
import { startEveryFunction } from "./every-function.ts";

let service: Awaited<ReturnType<typeof startEveryFunction>>;
let asha: SignedIn;
let caseId: string;
let seen: Readonly<Record<string, string>>;
beforeAll(async () => {
  service = await startEveryFunction();
  asha = await signIn(service.table, assessor);
  const head = await submitExample(service.table);
  ({ caseId } = head);
  seen = { version: String(head.version), householdId: head.householdId };
});
afterAll(() => service.stop());

const sentence = "What you typed before is no longer kept here";
const refuse = "/cases/{caseId}/refuse";
const typed = "Their brother at 7 Hidden Road pays <now>";
const faulty = () => ({ ...seen, reason: typed });

const sendFaulty = (more: Sent = {}) =>
  sendOnce(service.handlers.assess, `POST ${refuse}`, { as: asha, path: { caseId }, form: faulty(), ...more });
const idIn = ({ headers }: { readonly headers: Readonly<Record<string, string>> }) =>
  new URL(headers.location ?? "", origin).searchParams.get("returned") ?? "";
const open = (returned: string, more: Sent = {}, route = `GET ${refuse}`) =>
  sendOnce(service.handlers.assess, route, { as: asha, path: { caseId }, query: { returned }, ...more });

test("a faulty form is answered with an address that says nothing of it, and its page shows what is wrong and was typed at each load", async () => {
  const answer = await sendFaulty();
  expect([answer.status, answer.body]).toEqual([303, ""]);
  expect(answer.headers.location).toMatch(/^\/cases\/[\w-]+\/refuse\?returned=[\da-f-]{36}$/);

  for (const shown of [await open(idIn(answer)), await open(idIn(answer))]) {
    expect(shown.status).toBe(200);
    expect(shown.headers["cache-control"]).toBe("no-store");
    expect(shown.body).toContain("<title>Error: ");
    expect(shown.body).toContain("There is a problem");
    expect(shown.body).toContain("Their brother at 7 Hidden Road pays &lt;now&gt;");
    expect(shown.body).not.toContain(sentence);
  }
});

test("two tabs show each its own form", async () => {
  const [one, other] = [
    await sendFaulty({ form: { ...seen, reason: "The first tab." } }),
    await sendFaulty({ form: { ...seen, reason: "The second." } }),
  ];
  expect((await open(idIn(one))).body).toContain("The first tab.");
  expect((await open(idIn(other))).body).toContain("The second.");
});

test("the table holds nothing of it that can be read, and only for an hour", async () => {
  const formId = idIn(await sendFaulty());
  const kept = await dynamoReturnedForms(service.table).find(tokenHash(asha.session), formId, aDayInCrf);
  expect(kept?.sealed).toMatch(/^[\w-]+$/);
  expect(Buffer.from(kept?.sealed ?? "", "base64url").toString("latin1")).not.toMatch(/Hidden|brother|reason/);
  expect(kept?.expiresAtSeconds).toBe(aDayInCrf.getTime() / 1000 + 3600);
});

test.each<[string, () => Promise<Sent>]>([
  ["another session of the same person", async () => ({ as: await signIn(service.table, assessor) })],
  ["another person", async () => ({ as: await signIn(service.table, secondAssessor) })],
])("%s is sent to the page of the form, which says that nothing is kept", async (_, other) => {
  const formId = idIn(await sendFaulty());
  const elsewhere = await open(formId, await other());
  expect([elsewhere.status, elsewhere.headers.location]).toEqual([303, `/cases/${caseId}?returned=no`]);
  const page = await open("no", await other(), "GET /cases/{caseId}");
  expect(page.status).toBe(200);
  expect(page.body).toContain(sentence);
  expect(page.body).not.toContain("Hidden Road");
});

test("after an hour the page of the form says so too", async () => {
  const formId = idIn(await sendFaulty());
  const nearly = new Date(aDayInCrf.getTime() + 59 * 60_000);
  const late = new Date(aDayInCrf.getTime() + 60 * 60_000);
  const session = newToken();
  const { formToken } = asha;
  const lasting = { principal: assessor, formToken, expiresAtSeconds: late.getTime() / 1000 + 3600 };
  await dynamoSessions(service.table).start(tokenHash(session), lasting);
  const as = { ...asha, session };
  const own = idIn(await sendFaulty({ as }));

  expect((await open(own, { as, now: nearly })).body).toContain("Hidden Road");
  expect((await open(own, { as, now: late })).headers.location).toBe(`/cases/${caseId}?returned=no`);
  expect(formId).not.toBe(own);
});

test.each(["", "no", "00000000-0000-4000-8000-000000000000", "<script>", "../../cases"])("the id %j opens nothing", async (id) => {
  expect((await open(id)).headers.location).toBe(`/cases/${caseId}?returned=no`);
});

test("the address of a form alone leads to its page, and an id opens nothing at the address of another form", async () => {
  const bare = await sendOnce(service.handlers.assess, `GET ${refuse}`, { as: asha, path: { caseId } });
  expect([bare.status, bare.headers.location]).toEqual([303, `/cases/${caseId}`]);
  const formId = idIn(await sendFaulty());
  expect((await open(formId, {}, "GET /cases/{caseId}/ask")).headers.location).toBe(`/cases/${caseId}?returned=no`);
  expect((await open(formId, { path: { caseId: "ZZZZ-ZZZZ-ZZZZ" } })).status).toBe(303);
});

test("a form that the store cannot keep, for its size or a fault, has no id", async () => {
  const forms = dynamoReturnedForms(service.table);
  const random = Array.from({ length: 60_000 }, () => Math.random().toString(36)).join("");
  const form = { path: "/runs", fields: [["title", "A run"] as const], says: { status: 400 } };
  const failing = { ...forms, keep: () => Promise.reject(new Error("Hidden Road")) };

  expect(await keepReturned({ ...form, fields: [["cases", random]] }, aDayInCrf, { secret: "s", forms })).toBeUndefined();
  expect(await keepReturned(form, aDayInCrf, { secret: "s", forms: failing })).toBeUndefined();
  expect(await keepReturned(form, aDayInCrf, { secret: "s", forms })).toMatch(/^[\da-f-]{36}$/);
});

test("a browser without cookies is answered at once, with everything typed", async () => {
  const answer = await sendOnce(service.handlers.apply, "POST /check", { form: { postcode: "CV1 2AB" } });
  expect(answer.status).toBe(400);
  expect(answer.body).toContain('value="CV1 2AB"');
});

const browser = { cookies: [`application=${newToken()}`] };

test("a resident's check comes back with what it says, to that browser alone", async () => {
  const answer = await sendOnce(service.handlers.apply, "POST /check", { ...browser, form: { postcode: "CV1 2AB", age: "3?" } });
  expect(answer.headers.location).toMatch(/^\/check\?returned=/);
  const query = { returned: idIn(answer) };
  const shown = await sendOnce(service.handlers.apply, "GET /check", { ...browser, query });
  expect(shown.body).toContain("<title>Error: ");
  expect(shown.body).toContain('value="3?"');
  for (const other of [{}, { cookies: [`application=${newToken()}`] }]) {
    const { status, body } = await sendOnce(service.handlers.apply, "GET /check", { ...other, query });
    expect([status, body.includes(sentence), body.includes('value="3?"')]).toEqual([200, true, false]);
  }
});

test("a person whose details are wrong comes back on their own page, on the way from the check of the answers too", async () => {
  const at = { ...browser, path: { person: "k0000001" }, query: { from: "check", cursor: "Robin" } };
  const answer = await sendOnce(service.handlers.apply, "POST /apply/people/{person}", { ...at, form: { name: "Sam <b>" } });
  expect(answer.headers.location).toMatch(/^\/apply\/people\/k0000001\?from=check&returned=[\da-f-]{36}$/);
  const query = { from: "check", returned: idIn(answer) };
  const shown = await sendOnce(service.handlers.apply, "GET /apply/people/{person}", { ...at, query });
  expect(shown.body).toContain('value="Sam &lt;b&gt;"');
  expect(shown.body).toContain("There is a problem");
});

test("a refusal is recorded when the form is sent, and its page counts as opening the case", async () => {
  const as = await signIn(service.table, { ...assessor, id: "assessor-7" });
  const day = londonDay(aDayInCrf);
  const recorded = async () =>
    ((await dynamoAccesses(service.table).onDay(day, { limit: 100 })) as Slice<Access>).items
      .filter(({ by }) => by.id === "assessor-7")
      .map(({ did, route }) => `${did} by ${route}`)
      .toReversed();
  const answer = await sendFaulty({ as });
  await open(idIn(answer), { as });
  expect(await recorded()).toEqual([`opened by GET ${refuse}`]);
});

const owners = Object.entries<FunctionSpec>(functions) as [FunctionName, FunctionSpec][];
const forms = Object.entries<Act>(acts).flatMap(([name, { page, who }]) => {
  const owner = owners.find(([, { acts: own = [] }]) => own.includes(name as ActName))?.[0];
  return page && owner ? [{ name: name as ActName, page, who, owner }] : [];
});
/** The first goes on to the identity provider by itself. The second is sent on while nobody is signed in any more. */
const answersInPlace: readonly ActName[] = ["signInAgain", "renewSession"];
const application = newToken();
const ids: Readonly<Record<string, string>> = { page: "people", person: "k0000001" };

test.for(forms)("$name answers an empty form with a redirect, to a page that can be loaded again", async ({ name, page, who, owner }) => {
  const path = Object.fromEntries(
    [...page.matchAll(/\{(\w+)\}/g)].map(([, parameter = ""]) => [parameter, ids[parameter] ?? "0000-0000-0000"]),
  );
  const role: Role | undefined = who === "anyone" ? undefined : who[0];
  const person = {
    id: `a-${role}`,
    name: "Somebody",
    roles: role ? [role] : [],
    ...(role === "partner" && { service: "earlyHelp" as const }),
  };
  const as = role && (await signIn(service.table, person));
  const sent: Sent = { path, ...(as ? { as } : { cookies: [`application=${application}`] }) };

  const answer = await sendOnce(service.handlers[owner], page, { ...sent, form: {} });

  if (answersInPlace.includes(name)) return;
  expect(answer.status, answer.body).toBe(303);
  if (!idIn(answer)) return;
  const shown = await send(service.handlers[owner], page.replace("POST ", "GET "), { ...sent, query: { returned: idIn(answer) } });
  expect([200, 303, 404]).toContain(shown.status);
  expect(shown.body).not.toContain(sentence);
});
