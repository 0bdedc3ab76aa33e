import { expect, test } from "vitest";
import { applicationLike, submitExample } from "../../examples.ts";
import { send } from "../../http.ts";
import { openDesk, textOf } from "./desk.ts";

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
