import { expect, test } from "vitest";
import { applicationLike, assessor, submitExample } from "../../examples.ts";
import { send, signIn } from "../../http.ts";
import { openDesk, seenIn, textOf } from "./desk.ts";

const urgent = applicationLike({ circumstances: { trigger: "suddenExpense", story: "No food.", without: ["food"] } });
const at = (day: string) => new Date(`2026-11-${day}T09:00:00Z`);

test("the case list has urgent cases first, then those that have waited longest", async () => {
  const { table, assess, asha } = await openDesk(0);
  const newer = await submitExample(table, { at: at("19") });
  const older = await submitExample(table, { at: at("10") });
  const urgentOne = await submitExample(table, { at: at("18"), application: urgent });

  const { status, body } = await send(assess, "GET /cases", { as: asha });

  expect(status).toBe(200);
  const places = [urgentOne, older, newer].map(({ caseId }) => body.indexOf(`/cases/${caseId}`));
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(places[0]).toBeGreaterThan(0);
  expect(textOf(body)).toContain("Food; Gas, electricity or other heating 10 days");
  expect(textOf(body)).toContain(`${urgentOne.caseId} Urgent`);
});

test("the case list goes on from its cursor, slice by slice, in the API as on the page", async () => {
  const { table, assess, asha } = await openDesk(0);
  const cases = [];
  for (const day of ["10", "11", "12"]) cases.push(await submitExample(table, { at: at(day) }));

  const first = (await send(assess, "GET /api/cases", { as: asha, query: { limit: "2" } })).json<{
    items: { caseId: string }[];
    next: string;
  }>();
  const rest = (await send(assess, "GET /api/cases", { as: asha, query: { limit: "2", cursor: first.next } })).json<{ items: object[] }>();
  const restPage = await send(assess, "GET /cases", { as: asha, query: { cursor: first.next } });

  expect([...first.items, ...rest.items]).toMatchObject(cases.map(({ caseId }) => ({ caseId })));
  expect(restPage.body).toContain(cases[2]?.caseId);
  expect(restPage.body).not.toContain(cases[0]?.caseId);
});

test("an unknown cursor is a page not found, and a problem in the API", async () => {
  const { assess, asha } = await openDesk(0);

  expect((await send(assess, "GET /cases", { as: asha, query: { cursor: "nonsense" } })).status).toBe(404);
  expect((await send(assess, "GET /cases", { as: asha, query: { status: "lost" } })).status).toBe(404);
  const answer = await send(assess, "GET /api/cases", { as: asha, query: { cursor: "nonsense" } });
  expect(answer.json()).toMatchObject({ status: 400, type: "urn:hardship-support:problem:malformed-request" });
});

test("without a live session or the role nobody sees the case list", async () => {
  const { assess, asha, partner, finance } = await openDesk(0);
  const later = new Date("2026-11-20T12:00:00Z");

  expect((await send(assess, "GET /cases")).headers.location).toBe("/sign-in?to=%2Fcases");
  expect((await send(assess, "GET /cases", { as: asha, now: later })).headers.location).toBe("/sign-in?to=%2Fcases");
  expect((await send(assess, "GET /cases", { as: partner })).status).toBe(403);
  expect((await send(assess, "GET /cases", { as: finance })).status).toBe(403);
  expect((await send(assess, "GET /api/cases")).status).toBe(401);
});

test("each case shows its decide-by time, and is late once that has passed", async () => {
  const { table, assess, asha } = await openDesk(0);
  const late = await submitExample(table, { at: at("17"), application: urgent });
  const inTime = await submitExample(table, { at: at("19"), application: urgent });
  const notUrgent = await submitExample(table, { at: at("10") });
  const onTheDay = await submitExample(table, { at: at("02") });
  const dayAfter = await submitExample(table, { at: new Date("2026-10-30T09:00:00Z") });

  const rows = (await send(assess, "GET /cases", { as: asha })).body.split("</tr>");
  const rowOf = ({ caseId }: { caseId: string }) => textOf(rows.find((row) => row.includes(caseId)) ?? "");

  expect(rowOf(late)).toContain("19 November 2026 at 9:00 am Late");
  expect(rowOf(inTime)).toMatch(/21 November 2026 at 9:00 am\s*$/);
  expect(rowOf(notUrgent)).toMatch(/30 November 2026\s*$/);
  expect(rowOf(onTheDay)).toMatch(/20 November 2026\s*$/);
  expect(rowOf(dayAfter)).toContain("19 November 2026 Late");
});

test("the clock stands still while the resident has a question, goes on with their answer, and moves the case in its list", async () => {
  const { table, assess, asha } = await openDesk(0);
  const asked = await submitExample(table, { at: at("17"), application: urgent });
  const other = await submitExample(table, { at: at("18"), application: urgent });
  const path = { caseId: asked.caseId };
  const seenAt = async (day: Date) => {
    const as = await signIn(table, assessor, day);
    const rows = (await send(assess, "GET /cases", { as, now: day })).body.split("</tr>");
    const answer = await send(assess, "GET /api/cases/{caseId}", { as, path, now: day });
    return { as, reply: answer.json<{ decideBy?: string; late?: boolean; clockStopped?: boolean; case: { version: number } }>(), rows };
  };
  const askedOn = new Date("2026-11-18T09:00:00Z");
  const ben = await signIn(table, assessor, askedOn);
  const question = await send(assess, "POST /cases/{caseId}/ask", {
    as: ben,
    path,
    form: { ...seenIn(asked), question: "Which?" },
    now: askedOn,
  });
  expect(question.status).toBe(303);

  const inList = await send(assess, "GET /cases", { as: asha, query: { status: "asked" } });
  expect(textOf(inList.body)).toContain("Stopped since 18 November 2026");
  expect(inList.body).not.toContain("Late");
  const page = await send(assess, "GET /cases/{caseId}", { as: asha, path });
  expect(textOf(page.body)).toContain("Decide by: Stopped since 18 November 2026 , while the resident has a question to answer");
  expect((await seenAt(at("20"))).reply).toMatchObject({ late: false, clockStopped: true });
  expect((await seenAt(at("20"))).reply.decideBy).toBeUndefined();

  const answeredOn = at("24");
  const later = await seenAt(answeredOn);
  const form = { version: String(later.reply.case.version), householdId: asked.householdId, answer: "Both." };
  expect((await send(assess, "POST /cases/{caseId}/answer", { as: later.as, path, form, now: answeredOn })).status).toBe(303);

  const { reply, rows } = await seenAt(answeredOn);
  expect(reply).toMatchObject({ decideBy: "2026-11-25T09:00:00.000Z", late: false, clockStopped: false });
  const placeOf = (caseId: string) => rows.findIndex((row) => row.includes(caseId));
  // The council has had the other case for six days, and this one for one.
  expect(placeOf(other.caseId)).toBeLessThan(placeOf(asked.caseId));
  expect((await seenAt(at("26"))).reply).toMatchObject({ late: true });
});

test("a case that was late before the resident was asked stays late while they have the question", async () => {
  const { table, assess, asha } = await openDesk(0);
  const head = await submitExample(table, { at: at("17"), application: urgent });
  const path = { caseId: head.caseId };
  await send(assess, "POST /cases/{caseId}/ask", { as: asha, path, form: { ...seenIn(head), question: "Which?" } });

  expect(textOf((await send(assess, "GET /cases", { as: asha, query: { status: "asked" } })).body)).toContain(
    "Stopped since 20 November 2026 Late",
  );
});
