import { beforeEach, expect, test } from "vitest";
import { placesOf } from "../../../functions/bulk/goes-to.ts";
import { createRunAwards } from "../../../functions/bulk/run-awards.ts";
import { declareInterest } from "../../../functions/decide/declare-interest.ts";
import { withheldWords } from "../../../shared/domain/case/conflict-of-interest.ts";
import { dynamoCases } from "../../../shared/store/cases.ts";
import { contactDestination, dynamoDestinations } from "../../../shared/store/destinations.ts";
import { dynamoInterests } from "../../../shared/store/interests.ts";
import { dynamoRuns } from "../../../shared/store/runs.ts";
import { aDayInCrf, allocateExample, applicationLike, approver, submitExample } from "../../examples.ts";
import { send } from "../../http.ts";
import { nameOf } from "../../people.ts";
import { inFront } from "../../setup/in-front.ts";
import { everythingIn } from "../../setup/table.ts";
import { deliverTo, queueOn } from "../../stream.ts";
import { textOf } from "../assess/desk.ts";
import {
  approve,
  bulkOn,
  csvOf,
  type Desk,
  newKey,
  openDesk,
  partPortsOn,
  partsOf,
  prepared,
  progressOf,
  ran,
  rowFor,
  terms,
  work,
} from "./desk.ts";

const columns = "reference,name,date_of_birth,address_line_1,postcode,phone,email,amount";
const row = (number: number, phone = "", email = "", amount = "") => `${rowFor(number)},${phone},${email},${amount}`;
const list = (rows: readonly string[]) => csvOf(rows, columns);

type Look = {
  readonly places: readonly { shown: string; rows: readonly number[]; rowsInAll: number; before: readonly number[]; elsewhere: number }[];
  readonly placesInAll: number;
  readonly largest: readonly number[];
  readonly since?: { runId: string; title: string; newRows: number };
  readonly sample: readonly { row: number; caseId?: string; read?: { name: string; phone?: string; address: object } }[];
};

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
  await allocateExample(desk.table, "CRF", "CRISIS_PAYMENT", 60_000_00);
});

const checked = async (rows: readonly string[], changes: object = {}): Promise<string> => {
  const runId = await prepared(desk, list(rows), changes);
  await work(desk, runId);
  return runId;
};
const lookOf = async (runId: string, as = desk.cleo): Promise<Look | undefined> =>
  (await send(desk.bulk, "GET /api/runs/{runId}", { as, path: { runId } })).json<{ look?: Look }>().look;
const pageOf = async (runId: string, query: Record<string, string> = {}) =>
  textOf((await send(desk.bulk, "GET /runs/{runId}", { as: desk.cleo, path: { runId }, query })).body);
const rowsOf = async (runId: string, outcome: string) =>
  (await send(desk.bulk, "GET /api/runs/{runId}/rows", { as: desk.cleo, path: { runId }, query: { outcome } })).json<{
    items: readonly { row: number; name?: string; isNew?: boolean; shares?: boolean }[];
  }>().items;

test("an approver sees the names, the largest amounts, and places that several households share, before approving", async () => {
  const runId = await checked([
    row(1, "07700 900111"),
    row(2, "+44 7700 900111", "two@example.org"),
    row(3, "", "TWO@example.org", "450"),
    row(4, "07700 900444", "", "120"),
  ]);

  expect(await lookOf(runId)).toMatchObject({
    places: [
      { shown: "Phone ending 111", rows: [2, 3], rowsInAll: 2, before: [] },
      { shown: "Email t…@example.org", rows: [3, 4], rowsInAll: 2, before: [] },
    ],
    placesInAll: 2,
    largest: [4, 5, 2, 3],
  });
  const page = await pageOf(runId);
  expect(page).toContain("What to look at before you approve");
  expect(page).toContain("Phone ending 111 2, 3 None");
  expect(page).toContain(`£450.00: ${nameOf(3)}, row 4`);
  for (const number of [1, 2, 3, 4]) expect(page).toContain(nameOf(number));
  expect((await rowsOf(runId, "sharing")).map((one) => [one.row, one.name, one.shares])).toEqual([
    [2, nameOf(1), true],
    [3, nameOf(2), true],
    [4, nameOf(3), true],
  ]);
  expect(await pageOf(runId, { show: "sharing" })).not.toContain(`${nameOf(4)} Shares`);
});

test("rows of one household share nothing, and a run without shared places says so", async () => {
  const runId = await checked([row(1, "07700 900111"), row(1, "07700 900111"), row(2, "07700 900222")]);
  expect(await lookOf(runId)).toMatchObject({ places: [], placesInAll: 0 });
  expect(await pageOf(runId)).toContain("No two households share an account, a phone or an email.");
});

test("an approver sees who is new since the last run of the same kind, and which places were another household's then", async () => {
  const first = await ran(desk, list([row(1, "07700 900111"), row(2, "07700 900222")]), { title: "Autumn list" });
  expect((await lookOf(first))?.since).toBeUndefined();
  const runId = await checked([row(1, "07700 900111"), row(3, "07700 900222"), row(4, "07700 900444")], {
    title: "Winter list",
    item: "fuelTopUp",
  });
  // The first household has had its help for now, so the last run's own rows are no rows of this one.
  expect(await lookOf(runId)).toMatchObject({
    since: { runId: first, title: "Autumn list", newRows: 2 },
    places: [{ shown: "Phone ending 222", rows: [3], before: [3] }],
  });
  const page = await pageOf(runId);
  expect(page).toContain("2 of 2 households to be awarded were not in the last run of this kind, Autumn list");
  expect((await rowsOf(runId, "new")).map(({ row: number, isNew }) => [number, isNew])).toEqual([
    [3, true],
    [4, true],
  ]);
  // A run for another item is of another kind.
  const other = await checked([row(5)], { item: "washingMachine", delivery: "TANGIBLE", amount: 300_00 });
  expect((await lookOf(other))?.since).toBeUndefined();
});

test("the rows to open are drawn by the service's own key, the same for everybody and unknown to the preparer, and open in full", async () => {
  const rows = Array.from({ length: 40 }, (_, index) => row(index + 1, `07700 9001${String(index).padStart(2, "0")}`));
  const runId = await checked(rows);
  const sample = (await lookOf(runId))?.sample ?? [];
  expect(sample).toHaveLength(10);
  expect((await lookOf(runId, desk.dev))?.sample).toEqual(sample);
  const [first] = sample;
  expect(first?.read).toMatchObject({ name: nameOf((first?.row ?? 0) - 1), address: { postcode: "CV1 2AB" } });
  const page = await pageOf(runId);
  for (const { row: number, read } of sample) expect(page).toContain(`Row ${number}: ${read?.name}`);
  expect(page).toContain(`Phone: ${first?.read?.phone}`);

  // Under another key others are drawn.
  const sent = await prepared(desk, list(rows), { title: "The same again" });
  const ports = { ...partPortsOn(desk.table), matchingKey: async () => "another key" };
  await work(desk, sent, createRunAwards({ ...ports, queue: queueOn(desk.table) }));
  expect((await lookOf(sent))?.sample.map((one) => one.row)).not.toEqual(sample.map((one) => one.row));
});

test("chosen cases are looked at by their people and how these said they can be reached and paid", async () => {
  const [one, two] = await Promise.all([1, 2].map(() => submitExample(desk.table, { application: applicationLike() })));
  if (!one || !two) throw new Error("Two households applied.");
  const sent = { json: { ...terms, cases: [one.caseId, two.caseId] }, headers: { "idempotency-key": newKey() } };
  const { runId } = (await send(desk.bulk, "POST /api/runs", { as: desk.asha, ...sent })).json<{ runId: string }>();
  await work(desk, runId);
  const look = await lookOf(runId);
  expect(look?.places).toEqual([{ shown: "Phone ending 982", rows: [1, 2], rowsInAll: 2, before: [], elsewhere: 0 }]);
  expect(look?.sample.map(({ caseId }) => caseId).sort()).toEqual([one.caseId, two.caseId].sort());
  const { body } = await send(desk.bulk, "GET /runs/{runId}", { as: desk.cleo, path: { runId } });
  expect(body).toContain(`href="/cases/${one.caseId}"`);
  expect(textOf(body)).toContain("Robin Example");
  // Finance may not open a case, and sees its person's name.
  const { body: toFinance } = await send(desk.bulk, "GET /runs/{runId}", { as: desk.dev, path: { runId } });
  expect(toFinance).not.toContain(`href="/cases/${one.caseId}"`);
});

test("an approver sees which places other households have been paid or sent to, by whichever award", async () => {
  const destinations = dynamoDestinations(desk.table);
  const key = "matching-key";
  const phone = contactDestination(key, { channel: "text", to: "+44 7700 900111" });
  await destinations.note(phone, { householdId: "H-earlier-1", lineId: "A-earlier-1-1" });
  await destinations.note(phone, { householdId: "H-earlier-2", lineId: "A-earlier-2-1" });
  const runId = await checked([row(1, "07700 900111"), row(2, "07700 900222")]);
  const place = { shown: "Phone ending 111", rows: [2], rowsInAll: 1, before: [], elsewhere: 2 };
  expect((await lookOf(runId))?.places).toEqual([place]);
  expect(await pageOf(runId)).toContain("Phone ending 111 2 None 2");

  const application = applicationLike({ contact: { ways: ["text"], phone: "07700 900111" } });
  const { caseId } = await submitExample(desk.table, { application });
  const sent = { json: { ...terms, title: "Chosen", cases: [caseId] }, headers: { "idempotency-key": newKey() } };
  const ofCases = (await send(desk.bulk, "POST /api/runs", { as: desk.asha, ...sent })).json<{ runId: string }>().runId;
  await work(desk, ofCases);
  expect((await lookOf(ofCases))?.places).toMatchObject([{ shown: "Phone ending 111", elsewhere: 2 }]);
});

test("the approver's look stays with the run as it was, also when a part is delivered again", async () => {
  const runId = await checked([row(1, "07700 900111"), row(2, "07700 900111")]);
  const before = await lookOf(runId);
  const [part] = await partsOf(desk.table, runId);
  if (!part) throw new Error("The run asks for its check.");
  await deliverTo(createRunAwards({ ...partPortsOn(desk.table), queue: queueOn(desk.table) }), [part]);
  expect((await approve(desk, runId)).status).toBe(202);
  await work(desk, runId);
  expect(await lookOf(runId)).toEqual(before);
  expect(await pageOf(runId)).toContain("What the approver saw");
  expect((await rowsOf(runId, "awarded")).map(({ name }) => name)).toEqual([nameOf(1), nameOf(2)]);
});

test("a check that is cut short just before its end is looked at by the next attempt, and nobody approves before", async () => {
  const runId = await prepared(desk, list([row(1), row(2)]));
  const [part] = await partsOf(desk.table, runId);
  if (!part) throw new Error("The run asks for its check.");
  const runs = { ...dynamoRuns(desk.table), move: () => Promise.reject(new Error("Cut short.")) };
  expect(await deliverTo(createRunAwards({ ...partPortsOn(desk.table), runs, queue: queueOn(desk.table) }), [part])).toHaveLength(1);
  expect((await approve(desk, runId)).status).toBe(409);
  await work(desk, runId);
  expect(await progressOf(desk, runId)).toMatchObject({ state: "ready", look: { largest: [2, 3] } });
});

test("a page of a large run reads what its rows came to and what was looked at, and none of the rows themselves", async () => {
  const runId = await checked(Array.from({ length: 500 }, (_, index) => row(index + 1)));
  const keys: string[] = [];
  const watched = inFront(desk.table, (command, onward) => {
    keys.push(JSON.stringify((command as { readonly input: object }).input));
    return onward(command);
  });
  const { status } = await send(bulkOn(watched), "GET /runs/{runId}", { as: desk.cleo, path: { runId } });
  expect(status).toBe(200);
  expect(keys.filter((asked) => asked.includes("ROWS#"))).toEqual([]);
  expect(keys.filter((asked) => asked.includes("LOOK"))).toHaveLength(1);
});

test("the same place is the same however it is written, and a bank account is the same under any roll number", () => {
  const hashes = (given: Parameters<typeof placesOf>[1]) => placesOf("key", given).map(({ goesTo }) => goesTo.hash);
  expect(hashes({ phone: "07700 900982" })).toEqual(hashes({ phone: "+44 7700 900982" }));
  expect(hashes({ email: "Robin@Example.org " })).toEqual(hashes({ email: "robin@example.org" }));
  const account = { way: "bank", name: "R Example", sortCode: "089999", accountNumber: "66374958" } as const;
  expect(hashes({ payTo: account })).toEqual(hashes({ payTo: { ...account, name: "Other", rollNumber: "A/12" } }));
  expect(placesOf("key", { phone: "07700 900982", payTo: { way: "cashCode", phone: "07700900982" } })).toHaveLength(1);
  expect(placesOf("another", { phone: "07700 900982" })[0]?.goesTo.hash).not.toBe(hashes({ phone: "07700 900982" })[0]);
});

const everythingShown = async (runId: string, as: Desk["cleo"]): Promise<string> => {
  const ask = async (route: string) => (await send(desk.bulk, route, { as, path: { runId } })).body ?? "";
  const routes = ["GET /runs/{runId}", "GET /api/runs/{runId}", "GET /api/runs/{runId}/rows", "GET /runs/{runId}/results"];
  return (await Promise.all(routes.map(ask))).join("\n");
};

const declare = async (caseId: string) => {
  const ports = { cases: dynamoCases(desk.table), interests: dynamoInterests(desk.table) };
  expect(await declareInterest({ caseId, by: approver, now: aDayInCrf }, ports)).toMatchObject({ kind: "declared" });
};

test("of chosen cases, somebody with an interest in a household reads nothing of it, and others read it", async () => {
  const [kim, lee] = ["Kim Known", "Lee Other"].map((name) =>
    applicationLike({ people: [{ name, dateOfBirth: "1980-01-01", relationship: "self" }] }),
  );
  const [own, other] = [await submitExample(desk.table, { application: kim }), await submitExample(desk.table, { application: lee })];
  const runId = await prepared(desk, undefined, { cases: [own.caseId, other.caseId] });
  await work(desk, runId);
  expect(await everythingShown(runId, desk.cleo)).toContain("Kim Known");
  await declare(own.caseId);

  const shown = await everythingShown(runId, desk.cleo);
  expect(shown).not.toContain("Kim Known");
  expect(shown).toContain("Lee Other");
  expect(shown).toContain(withheldWords);
  expect(await everythingShown(runId, desk.gareth)).toContain("Kim Known");
});

test("of a list, somebody with an interest in a household that it helped before reads nothing of it", async () => {
  await ran(desk, list([row(1)]));
  const awarded = (await everythingIn(desk.table)).find(({ itemKind }) => itemKind === "award");
  await declare(String(awarded?.caseId));
  const runId = await checked([row(1, "07700 900111"), row(2)], {
    title: "The next list",
    item: "foodParcel",
    delivery: "THIRD_PARTY",
    amount: 35_00,
  });

  const shown = await everythingShown(runId, desk.cleo);
  expect(shown).not.toContain(nameOf(1));
  expect(shown).toContain(nameOf(2));
  expect(shown).toContain(withheldWords);
  expect(await everythingShown(runId, desk.gareth)).toContain(nameOf(1));
});
