import { beforeEach, expect, test } from "vitest";
import { createCountStatement } from "../../../functions/statement/count-statement.ts";
import { createStatement } from "../../../functions/statement/statement.ts";
import type { CountedLine } from "../../../shared/domain/return/counted-line.ts";
import type { LineBook } from "../../../shared/domain/return/line-book.ts";
import type { Statement, StatementFigures } from "../../../shared/domain/return/statement.ts";
import { dynamoDirectories } from "../../../shared/store/directories.ts";
import type { Table } from "../../../shared/store/items.ts";
import { dynamoReferrals } from "../../../shared/store/referrals.ts";
import { dynamoSchemes } from "../../../shared/store/schemes.ts";
import { dynamoSessions } from "../../../shared/store/sessions.ts";
import { dynamoStatements } from "../../../shared/store/statements.ts";
import { aDayInCrf, assessor } from "../../examples.ts";
import { origin, type SignedIn, send, signIn, tokensOf } from "../../http.ts";
import { everythingIn, freshTable } from "../../setup/table.ts";
import { deliverTo, insertsIn, queueOn } from "../../stream.ts";
import { auditor, dev, erin, kofi } from "../budget/desk.ts";

let table: Table;
let people: Readonly<Record<"dev" | "kofi" | "erin" | "gareth" | "asha", SignedIn>>;
let lines: CountedLine[];
let room: ReturnType<typeof createStatement>;

const lineOf = (household: number, item: string): CountedLine => ({
  awardId: `AWRD-${household}-${item}`,
  caseId: `CASE-${household}`,
  householdId: `H-${household}`,
  line: 0,
  scheme: "CRF",
  category: "CRISIS_PAYMENT",
  period: "whole",
  pot: "ordinary",
  item,
  label: item,
  delivery: "CASH",
  cuts: undefined,
  moves: [
    { entryId: `${household}-${item}`, kind: "award", day: "2026-05-01", at: "2026-05-01T10:00:00.000Z", paid: 0, committed: 100_00 },
  ],
});
const helped = (households: number, item: string) => Array.from({ length: households }, (_, index) => lineOf(index + 1, item));

const book = (): LineBook => ({ lines, money: [], joins: [], readTo: aDayInCrf.toISOString() });
const ports = () => ({
  schemes: dynamoSchemes(table),
  directories: dynamoDirectories(table),
  referrals: dynamoReferrals(table),
  statements: dynamoStatements(table),
  books: { upTo: async () => book(), kept: async () => book() },
});

beforeEach(async () => {
  table = await freshTable();
  lines = [...helped(30, "fuelTopUp"), ...helped(12, "foodParcel")];
  room = createStatement({
    origin,
    sessions: dynamoSessions(table),
    tokens: tokensOf(dev, kofi, erin, auditor, assessor),
    ...ports(),
  });
  people = {
    dev: await signIn(table, dev),
    kofi: await signIn(table, kofi),
    erin: await signIn(table, erin),
    gareth: await signIn(table, auditor),
    asha: await signIn(table, assessor),
  };
});

const path = { scheme: "CRF" };
const preparedBy = async (as: SignedIn, key = "a-key-of-eight", period = "whole") =>
  send(room, "POST /api/schemes/{scheme}/statements", { as, path, json: { period }, headers: { "idempotency-key": key } });
const counted = async () => deliverTo(createCountStatement({ ...ports(), queue: queueOn(table) }), await insertsIn(table, "ASKED#"));
/** A statement that waits for its second person. */
const ready = async (): Promise<string> => {
  const { statementId } = (await preparedBy(people.dev)).json<{ statementId: string }>();
  expect(await counted()).toEqual([]);
  return statementId;
};
const now = (statementId: string): Promise<Statement | undefined> => dynamoStatements(table).find("CRF", statementId);
const approve = (statementId: string, as: SignedIn) =>
  send(room, "POST /api/schemes/{scheme}/statements/{statementId}/approvals", {
    as,
    path: { ...path, statementId },
    json: {},
    headers: { "idempotency-key": "approval-1" },
  });
const refuse = (statementId: string, as: SignedIn, why = "The wrong year.") =>
  send(room, "POST /api/schemes/{scheme}/statements/{statementId}/refusals", {
    as,
    path: { ...path, statementId },
    json: { why },
    headers: { "idempotency-key": "refusal-1" },
  });
const publicPage = async () => (await send(room, "GET /public-figures")).body;
const published = async () =>
  (await send(room, "GET /api/public-figures")).json<{ items: readonly { scheme: string; figures: StatementFigures }[] }>().items;

test("finance prepares a statement by page, a second person approves it by page, and then anybody reads it", async () => {
  const list = await send(room, "GET /finance/{scheme}/statements", { as: people.dev, path });
  expect(list.body).toContain("Nobody has prepared one yet.");
  const asked = await send(room, "POST /finance/{scheme}/statements", {
    as: people.dev,
    path,
    form: { period: "whole", sendingId: "one" },
  });
  expect(asked.status).toBe(303);
  const statementId = asked.headers.location?.split("/").at(-1) ?? "";
  const page = { path: { ...path, statementId } };
  expect((await send(room, "GET /finance/{scheme}/statements/{statementId}", { as: people.dev, ...page })).body).toContain("Look again");
  expect(await counted()).toEqual([]);

  const own = (await send(room, "GET /finance/{scheme}/statements/{statementId}", { as: people.dev, ...page })).body;
  expect(own).toContain("You prepared this statement");
  expect(own).not.toContain("Approve it: make it public");
  expect(await publicPage()).toContain("No figures have been published yet.");
  const approved = await send(room, "POST /finance/{scheme}/statements/{statementId}/approve", { as: people.erin, ...page, form: {} });
  expect(approved.status).toBe(303);
  const shown = await publicPage();
  for (const text of ["Crisis and Resilience Fund", "Households helped", "30", "12", "42", "<svg", "How we count."])
    expect(shown).toContain(text);
  expect(await published()).toMatchObject([{ scheme: "CRF", figures: { households: 30, typesTogether: 42, awarded: 4_200_00 } }]);
});

test("the public page and its reply name nobody who prepared or approved, and no household", async () => {
  await approve(await ready(), people.erin);
  const all = (await publicPage()) + JSON.stringify(await published());
  for (const name of [dev.name, erin.name, dev.id, erin.id, "H-1", "AWRD"]) expect(all).not.toContain(name);
});

test("small numbers are not shown to anybody, and staff see them", async () => {
  lines = [...helped(30, "fuelTopUp"), ...helped(12, "foodParcel"), ...helped(3, "cot")];
  const statementId = await ready();
  await approve(statementId, people.kofi);
  const shown = await publicPage();
  expect(shown).toContain("Not shown");
  expect(shown).not.toContain("45");
  const kept = (await everythingIn(table)).find(({ itemKind }) => itemKind === "publicStatement");
  expect(JSON.stringify(kept)).not.toMatch(/"households":3[,}]/);
  const forStaff = await send(room, "GET /finance/{scheme}/statements/{statementId}", {
    as: people.gareth,
    path: { ...path, statementId },
  });
  expect(forStaff.body).toContain("for staff alone");
  expect((await now(statementId))?.figures?.types.find(({ code }) => code === "otherItems")?.households).toBe(3);
});

test("whoever prepared a statement does not approve it, by page or by API, and changes nothing", async () => {
  const statementId = await ready();
  const before = await everythingIn(table);
  const api = await approve(statementId, people.dev);
  expect(api.status).toBe(403);
  const page = await send(room, "POST /finance/{scheme}/statements/{statementId}/approve", {
    as: people.dev,
    path: { ...path, statementId },
    form: {},
  });
  expect(page.body).toContain("You prepared this statement");
  expect(await everythingIn(table)).toEqual(before);
});

test("a statement of fewer than five households cannot be published", async () => {
  lines = helped(4, "fuelTopUp");
  const statementId = await ready();
  const answer = await approve(statementId, people.erin);
  expect(answer.status).toBe(409);
  expect(answer.body).toContain("Fewer than 5 households");
  expect(await published()).toEqual([]);
});

test("sent again after a lost answer, preparing and approving are done once", async () => {
  const [first, again] = [await preparedBy(people.dev), await preparedBy(people.dev)];
  expect(again.json()).toEqual(first.json());
  const { statementId } = first.json<{ statementId: string }>();
  await counted();
  await counted();
  expect((await approve(statementId, people.erin)).status).toBe(201);
  const kept = await now(statementId);
  expect((await approve(statementId, people.erin)).status).toBe(201);
  expect(await now(statementId)).toEqual(kept);
  expect((await approve(statementId, people.kofi)).status).toBe(409);
  expect((await preparedBy(people.dev, "a-key-of-eight", "2026-27")).status).toBe(409);
});

test("two people who approve at once both find it approved or are told who did, and one of them stands", async () => {
  const statementId = await ready();
  const answers = await Promise.all([approve(statementId, people.erin), approve(statementId, people.kofi)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  expect((await now(statementId))?.version).toBe(3);
});

test("a mistake is taken down with its reason, and the figures of the year before it stay", async () => {
  const statementId = await ready();
  await approve(statementId, people.erin);
  expect((await refuse(statementId, people.kofi)).status).toBe(201);
  expect(await published()).toEqual([]);
  expect(await now(statementId)).toMatchObject({ state: "refused", settled: { why: "The wrong year." } });
  expect((await approve(statementId, people.erin)).status).toBe(409);
});

test("older figures do not take the place of newer ones, and taking an older statement down leaves the newer", async () => {
  const older = await ready();
  const { statementId: newer } = (
    await send(room, "POST /api/schemes/{scheme}/statements", {
      as: people.dev,
      path,
      json: { period: "whole" },
      headers: { "idempotency-key": "another-key" },
      now: new Date(aDayInCrf.getTime() + 60_000),
    })
  ).json<{ statementId: string }>();
  await counted();
  const [before, after] = [await approve(older, people.erin), await approve(newer, people.erin)];
  expect([before.status, after.status]).toEqual([201, 201]);
  expect((await refuse(older, people.kofi)).status).toBe(201);
  expect(await published()).toHaveLength(1);

  const { statementId: third } = (await preparedBy(people.dev, "a-third-key")).json<{ statementId: string }>();
  await counted();
  const refused = await approve(third, people.erin);
  expect(refused.status).toBe(409);
  expect(refused.body).toContain("Newer figures of the same days are public already");
});

test("a statement is counted again from the ledger and is the same, and a figure that differs is named", async () => {
  const statementId = await ready();
  const again = () =>
    send(room, "GET /api/schemes/{scheme}/statements/{statementId}/rebuilt", { as: people.gareth, path: { ...path, statementId } });
  expect((await again()).json()).toEqual({ isSame: true, differing: [] });
  const byPage = () =>
    send(room, "GET /finance/{scheme}/statements/{statementId}/rebuilt", { as: people.gareth, path: { ...path, statementId } });
  expect((await byPage()).body).toContain("Every figure is the same");

  lines = lines.slice(1);
  expect((await again()).json()).toMatchObject({
    isSame: false,
    differing: expect.arrayContaining([{ figure: "awarded", was: 4_200_00, is: 4_100_00 }]),
  });
  expect((await byPage()).body).toContain("awarded");
});

test("a year that has not begun, a year that is none and no choice are refused with what to do", async () => {
  const sent = (form: Record<string, string>) => send(room, "POST /finance/{scheme}/statements", { as: people.dev, path, form });
  expect((await sent({ sendingId: "x" })).body).toContain("Select the year, or the whole scheme");
  expect((await sent({ sendingId: "x", period: "1999" })).body).toContain("Select the year, or the whole scheme");
  const later = await preparedBy(people.dev, "a-key-of-eight", "2028-29");
  expect(later.status).toBe(422);
  expect(later.body).toContain("has not begun");
});

test("a reason is asked for when a statement is not published, and what was typed stays", async () => {
  const statementId = await ready();
  const page = await send(room, "POST /finance/{scheme}/statements/{statementId}/refuse", {
    as: people.kofi,
    path: { ...path, statementId },
    form: { why: "" },
  });
  expect(page.isShownAgain).toBe(true);
  expect(page.body).toContain("Enter why it is not published");
});

test("assessors see no statement before it is public", async () => {
  const statementId = await ready();
  const { status } = await send(room, "GET /finance/{scheme}/statements/{statementId}", {
    as: people.asha,
    path: { ...path, statementId },
  });
  expect(status).toBe(403);
});
