import { beforeEach, expect, test } from "vitest";
import { contracts } from "../../../shared/http/contracts.ts";
import { commit } from "../../../shared/store/commit.ts";
import { putNew, type Table, writeItem } from "../../../shared/store/items.ts";
import { lineBookKey } from "../../../shared/store/keys.ts";
import { dynamoReturns } from "../../../shared/store/returns.ts";
import { aDayInCrf, allocateExample } from "../../examples.ts";
import { type Sent, type SignedIn, send, signIn } from "../../http.ts";
import { freshTable } from "../../setup/table.ts";
import { textOf } from "../assess/desk.ts";
import {
  approver,
  auditor,
  bookOf,
  both,
  comeBack,
  countAll,
  dev,
  erin,
  kofi,
  lineOf,
  manager,
  mina,
  returnCode,
  returnOn,
  type Shelf,
  shelfOf,
  tenLines,
  typed,
} from "./desk.ts";

let table: Table;
let shelf: Shelf;
let room: ReturnType<typeof returnOn>;
let as: Readonly<Record<"dev" | "kofi" | "erin" | "mina" | "both" | "auditor" | "manager" | "approver", SignedIn>>;
beforeEach(async () => {
  table = await freshTable();
  shelf = shelfOf();
  room = returnOn(table, shelf);
  await allocateExample(table, "CRF", "CRISIS_PAYMENT", 50_000_00);
  const people = { dev, kofi, erin, mina, both, auditor, manager, approver };
  const signed = await Promise.all(Object.entries(people).map(async ([name, person]) => [name, await signIn(table, person)]));
  as = Object.fromEntries(signed);
});

const scheme = { scheme: "CRF" };
const onPage = "/finance/{scheme}/returns/{returnId}";
const inApi = "/api/schemes/{scheme}/returns/{returnId}";
let keys = 0;
const sent = (route: string, who: SignedIn, more: Sent = {}) => send(room, route, { as: who, ...more, path: { ...scheme, ...more.path } });
const api = (route: string, who: SignedIn, json: object, path = {}, now = aDayInCrf) => {
  keys += 1;
  return sent(route, who, { json, path, now, headers: { "idempotency-key": `key-${String(keys).padStart(8, "0")}` } });
};
const idIn = (location = "") => location.split("#")[0]?.split("/").at(-1) ?? "";

type Read = {
  readonly version: number;
  readonly state: string;
  readonly hash: string;
  readonly number: number;
  readonly failures: readonly { readonly check: string; readonly cell: string; readonly says: string }[];
  readonly carried: readonly { readonly returnId: string; readonly cell: string; readonly filed: number; readonly now: number }[];
  readonly recounts: readonly {
    readonly adjustments: readonly { readonly cell: string; readonly filed: number; readonly now: number }[];
  }[];
};
const read = async (returnId: string, now = aDayInCrf) =>
  contracts[`GET ${inApi}`].reply.parse((await sent(`GET ${inApi}`, as.auditor, { path: { returnId }, now })).json()) as unknown as Read;
const look = async (returnId: string, who = as.dev, now = aDayInCrf) =>
  textOf((await sent(`GET ${onPage}`, who, { path: { returnId }, now })).body);

const prepare = async (form: Record<string, string> = {}, who = as.dev, now = aDayInCrf) => {
  keys += 1;
  const answer = await sent("POST /finance/{scheme}/returns", who, { form: { sendingId: `form-${keys}`, code: returnCode, ...form }, now });
  return { ...answer, returnId: idIn(answer.headers.location) };
};
const fields = Object.entries(typed).map(([name, value]) => {
  const [table = "", code = ""] = name.split(".");
  return { table, code, value };
});
const fill = async (returnId: string, who = as.dev) =>
  api(`POST ${inApi}/fields`, who, { version: (await read(returnId)).version, fields }, { returnId });
const prepared = async (form = {}, now = aDayInCrf) => {
  const { returnId } = await prepare(form, as.dev, now);
  expect(await countAll(table, shelf, now)).toEqual([]);
  expect((await fill(returnId)).status).toBe(201);
  return returnId;
};
const certify = async (returnId: string, who = as.erin, hash?: string) =>
  api(`POST ${inApi}/certificates`, who, { hash: hash ?? (await read(returnId)).hash, name: "Erin Walsh" }, { returnId });
const filed = async (form = {}, now = aDayInCrf) => {
  const returnId = await prepared(form, now);
  expect((await certify(returnId)).status).toBe(201);
  expect((await api(`POST ${inApi}/filings`, as.dev, { reference: "By email, DWP-1." }, { returnId }, now)).status).toBe(201);
  return returnId;
};
const typeOf = (answer: { json<T>(): T }) => answer.json<{ type: string }>().type.split(":").at(-1);

test("finance prepares a return, the queue counts it, another person certifies it by page, and finance files it", async () => {
  const list = await sent("GET /finance/{scheme}/returns", as.dev);
  expect(list.body).toContain(`/finance/CRF/returns/new?code=${returnCode}`);
  const { status, returnId } = await prepare();
  expect(status).toBe(303);
  expect(await look(returnId)).toContain("The figures are being counted");
  await countAll(table, shelf);
  const unfilled = await look(returnId);
  expect(unfilled).toMatch(/Checks that fail \(\d\)/);
  expect(unfilled).toContain("“Name of the section 151 officer, typed as their signature” is empty");

  const path = { returnId };
  const form = {
    version: "2",
    fields: Object.keys(typed),
    ...Object.fromEntries(Object.entries(typed).map(([name, value]) => [`field-${name.replace(".", "-")}`, value])),
    "field-PERIOD-returnedOn": "20 November 2026",
  };
  expect((await sent(`POST ${onPage}/fields`, as.dev, { path, form })).status).toBe(303);
  expect(await look(returnId)).toContain("Every check holds.");

  const { body } = await sent(`GET ${onPage}`, as.erin, { path });
  const hash = /name="hash" value="([^"]+)"/.exec(body)?.[1] ?? "";
  const unsigned = await sent(`POST ${onPage}/certify`, as.erin, { path, form: { hash, name: " " } });
  expect(unsigned.isShownAgain).toBe(true);
  expect(textOf(unsigned.body)).toContain("Enter your name");
  expect((await sent(`POST ${onPage}/certify`, as.erin, { path, form: { hash, name: "Erin Walsh" } })).status).toBe(303);
  expect(await look(returnId)).toContain("by Erin Walsh, signed “Erin Walsh”");

  const unsaid = await sent(`POST ${onPage}/file`, as.dev, { path, form: { reference: "" } });
  expect(textOf(unsaid.body)).toContain("Enter how the return was sent");
  expect((await sent(`POST ${onPage}/file`, as.dev, { path, form: { reference: "By email, DWP-1." } })).status).toBe(303);
  expect(await look(returnId, as.auditor)).toContain("by Dev Shah: By email, DWP-1.");
  expect((await read(returnId)).state).toBe("filed");
});

test("every figure opens the lines behind it, which come to it; awards and cases open for those whose role may", async () => {
  shelf.book = bookOf(Array.from({ length: 120 }, (_, number) => lineOf(number + 1)));
  const returnId = await prepared();
  const cell = "CATEGORY.CRISIS_PAYMENT.spend.spend";
  const pages = [0, 50, 100].map((from) =>
    sent(`GET ${onPage}/cells/{cell}`, as.approver, { path: { returnId, cell }, query: { from: String(from) } }),
  );
  const [first, second, third] = await Promise.all(pages);
  expect(textOf(first?.body ?? "")).toContain("These lines of awards come to £5,880.00.");
  expect(first?.body).toContain('href="/awards/0000-0000-0001-A1"');
  expect(first?.body).toContain('href="/cases/0000-0000-0001"');
  expect(first?.body).toContain("?from=50");
  expect([second, third].map((answer) => (answer?.body.match(/-A1<\/a>/g) ?? []).length)).toEqual([50, 20]);
  const asManager = await sent(`GET ${onPage}/cells/{cell}`, as.manager, { path: { returnId, cell } });
  expect(asManager.body).not.toContain('href="/awards/');
  expect(asManager.body).not.toContain('href="/cases/');

  let cursor: string | undefined;
  let sum = 0;
  do {
    const answer = await sent(`GET ${inApi}/cells/{cell}`, as.auditor, {
      path: { returnId, cell },
      query: { limit: "50", ...(cursor && { cursor }) },
    });
    const slice = contracts[`GET ${inApi}/cells/{cell}`].reply.parse(answer.json());
    sum += slice.items.reduce((all, { spend }) => all + spend, 0);
    cursor = slice.next;
    expect(slice.count).toBe(120);
  } while (cursor);
  expect(sum).toBe(120 * 49_00);
});

test("while its figures are counted, a return says how far the reading of the ledger has come", async () => {
  const { returnId } = await prepare();
  expect(await look(returnId)).not.toContain("The ledger is being read");
  const round = { startedAt: aDayInCrf.toISOString(), begun: "", open: {} };
  const standing = { scheme: "CRF", version: 1, positions: {}, round, progress: { parts: 14, done: 3, entries: 50_000 } };
  await commit(table, { book: putNew(table, writeItem("lineBook", lineBookKey("CRF"), standing)) });
  expect(await look(returnId)).toContain("The ledger is being read: 3 of its 14 parts are done.");
});

test("a figure of services opens the entries that it comes from, on the page and in the API", async () => {
  const service = { period: "whole", pot: "ordinary", day: "2026-05-04", at: "2026-05-04T09:00:00.000Z" } as const;
  const spent = (entryId: string, kind: "spend" | "spendBack", amount: number) =>
    ({ ...service, entryId, kind, category: "RESILIENCE_SERVICE", amount, fromPlace: "available", toPlace: "paid" }) as const;
  shelf.book = bookOf([lineOf(1)], [spent("SPEND-1", "spend", 700_00), spent("SPEND-2", "spendBack", 50_00)]);
  const returnId = await prepared();
  const cell = "CATEGORY.RESILIENCE_SERVICE.spend.spend";
  const shown = textOf((await sent(`GET ${onPage}/cells/{cell}`, as.auditor, { path: { returnId, cell } })).body);
  expect(shown).toContain("come to £650.00");
  expect(shown).toContain("SPEND-1");
  expect(shown).toContain("£700.00");
  expect(shown).not.toContain("No line of an award stands behind this figure");
  const answer = await sent(`GET ${inApi}/cells/{cell}`, as.auditor, { path: { returnId, cell } });
  const { items, count } = contracts[`GET ${inApi}/cells/{cell}`].reply.parse(answer.json());
  expect(count).toBe(2);
  expect(items).toMatchObject([
    { entryId: "SPEND-1", kind: "spend", spend: 700_00 },
    { entryId: "SPEND-2", kind: "spendBack", spend: -50_00 },
  ]);
});

test.for([
  "nothing",
  "CATEGORY.CRISIS_PAYMENT.spend",
  "CATEGORY.NOWHERE.spend.spend",
  "__proto__.a.b.spend",
  "CATEGORY.CRISIS_PAYMENT.spend.spend.x",
])("a cell called %s is not found, on the page and in the API", async (cell) => {
  const returnId = await prepared();
  for (const route of [`GET ${onPage}/cells/{cell}`, `GET ${inApi}/cells/{cell}`])
    expect((await sent(route, as.auditor, { path: { returnId, cell } })).status).toBe(404);
});

test("nobody certifies what they prepared or typed on, whatever their roles", async () => {
  const { returnId } = await prepare({}, as.both);
  await countAll(table, shelf);
  await fill(returnId, as.both);
  const own = await certify(returnId, as.both);
  expect([own.status, typeOf(own)]).toEqual([403, "second-person-needed"]);
  const byPage = await sent(`POST ${onPage}/certify`, as.both, { path: { returnId }, form: { hash: "h", name: "Robin" } });
  expect(textOf(byPage.body)).toContain(
    "You prepared this return, so somebody else certifies it: the section 151 officer who did not prepare it.",
  );
  expect(await look(returnId, as.both)).not.toContain("Your name, as your signature");
  const others = await prepared({ code: "LATER" });
  await fill(others, as.dev);
  await api(
    `POST ${inApi}/fields`,
    as.both,
    { version: (await read(others)).version, fields: [{ table: "NOTES", code: "notes", value: "Mine." }] },
    { returnId: others },
  );
  const typedOn = await certify(others, as.both);
  expect(typedOn.json<{ detail: string }>().detail).toContain("You typed on this return");
});

test("a failing check blocks the certificate, names its cell, and holds again once it is mended", async () => {
  shelf.book = bookOf([...tenLines, lineOf(11, { item: "jetSki" })]);
  const returnId = await prepared();
  const blocked = await certify(returnId);
  expect([blocked.status, typeOf(blocked)]).toEqual([409, "return-not-certifiable"]);
  expect(blocked.json<Read>().failures).toEqual([
    {
      check: "itemNotCounted",
      cell: "TOTALS.CRISIS_PAYMENT.TOTAL.spend",
      says: "One line of £49 is for an item that is not in the scheme. Take the money back, or add the item to the scheme. Award 0000-0000-0011-A1.",
    },
  ]);
  const shown = await sent(`GET ${onPage}`, as.erin, { path: { returnId } });
  expect(shown.body).toContain('href="#cell-TOTALS.CRISIS_PAYMENT.TOTAL.spend"');
  expect(shown.body).not.toContain("Certify the return");
  const { hash } = await read(returnId);
  const byPage = await sent(`POST ${onPage}/certify`, as.erin, { path: { returnId }, form: { hash, name: "Erin Walsh" } });
  expect(textOf(byPage.body)).toContain("Checks fail, so nobody can certify this return.");

  shelf.book = bookOf(tenLines);
  const again = await prepared();
  expect((await read(returnId)).state).toBe("replaced");
  expect(await look(returnId)).toContain("There is a newer return for these days.");
  expect((await certify(again)).status).toBe(201);
});

test("an officer certifies what they saw: words typed since make the certificate stale", async () => {
  const returnId = await prepared();
  const { hash, version } = await read(returnId);
  const later = [{ table: "NOTES", code: "notes", value: "Late words." }];
  await api(`POST ${inApi}/fields`, as.kofi, { version, fields: later }, { returnId });
  const stale = await certify(returnId, as.erin, hash);
  expect([stale.status, typeOf(stale)]).toEqual([409, "stale-return"]);
  const byPage = await sent(`POST ${onPage}/certify`, as.erin, { path: { returnId }, form: { hash, name: "Erin Walsh" } });
  expect(textOf(byPage.body)).toContain("The return is not the one that you saw");
  const two = await api(
    `POST ${inApi}/fields`,
    as.dev,
    { version, fields: [{ table: "NOTES", code: "notes", value: "Mine." }] },
    { returnId },
  );
  expect([two.status, typeOf(two)]).toEqual([409, "stale-return"]);
  const typedTwice = await sent(`POST ${onPage}/fields`, as.dev, {
    path: { returnId },
    form: { version: String(version), fields: ["NOTES.notes"], "field-NOTES-notes": "My long words." },
  });
  expect(typedTwice.body).toContain("My long words.</textarea>");
  expect((await certify(returnId)).status).toBe(201);
});

test("of two officers who certify at once one is told of the other; the same officer's second request finds the first", async () => {
  const returnId = await prepared();
  const answers = await Promise.all([
    certify(returnId, as.erin),
    certify(returnId, as.mina),
    certify(returnId, as.erin),
    certify(returnId, as.mina),
  ]);
  const { certificate } = (await dynamoReturns(table).find("CRF", returnId)) ?? {};
  const winner = certificate?.by.id === erin.id ? 0 : 1;
  expect(answers.map(({ status }) => status)).toEqual(winner === 0 ? [201, 409, 201, 409] : [409, 201, 409, 201]);
  const refused = answers[1 - winner];
  expect(refused?.json<{ detail: string }>().detail).toContain("has certified this return on");
});

test("two preparations of the same days at once leave one in the place, and a sent-again form finds its own", async () => {
  const [one, other] = await Promise.all([prepare({ sendingId: "a" }), prepare({ sendingId: "b" }, as.kofi)]);
  expect([one.status, other.status]).toEqual([303, 303]);
  await countAll(table, shelf);
  const states = [(await read(one.returnId)).state, (await read(other.returnId)).state];
  expect(states.toSorted()).toEqual(["prepared", "replaced"]);
  expect((await prepare({ sendingId: "a" })).returnId).toBe(one.returnId);
  const otherwise = await prepare({ sendingId: "a", code: "LATER" });
  expect(textOf(otherwise.body)).toContain("This form was sent before with other details.");
});

test("a filed return never changes: it is neither typed on, certified, sent back nor filed again, and its correction says why", async () => {
  const returnId = await filed();
  const before = await dynamoReturns(table).find("CRF", returnId);
  const version = before?.version;
  const tries = [
    await api(`POST ${inApi}/fields`, as.dev, { version, fields: [{ table: "NOTES", code: "notes", value: "Later." }] }, { returnId }),
    await certify(returnId, as.mina),
    await api(`POST ${inApi}/refusals`, as.erin, { why: "No." }, { returnId }),
    await api(`POST ${inApi}/filings`, as.kofi, { reference: "Twice." }, { returnId }),
  ];
  expect(tries.map((answer) => [answer.status, typeOf(answer)])).toEqual(Array.from({ length: 4 }, () => [409, "step-not-possible"]));
  expect(await dynamoReturns(table).find("CRF", returnId)).toEqual(before);
  const again = await api(`POST ${inApi}/filings`, as.dev, { reference: "By email, DWP-1." }, { returnId });
  expect(again.status).toBe(201);

  const unsaid = await prepare();
  expect(textOf(unsaid.body)).toContain("Enter why the filed return is corrected");
  const correction = await prepared({ why: "A voucher came back." });
  expect(await read(correction)).toMatchObject({ number: 2, state: "prepared", why: "A voucher came back." });
  expect(await look(correction)).toContain("correction 1");
  expect((await read(returnId)).state).toBe("filed");
  expect(await look(returnId)).toContain("There is a newer return for these days.");
});

test("a certified return is filed or sent back before another is prepared for its days", async () => {
  const returnId = await prepared();
  await certify(returnId);
  const refused = await prepare();
  expect(textOf(refused.body)).toContain("Erin Walsh has certified this return");
  const byApi = await api("POST /api/schemes/{scheme}/returns", as.dev, { code: returnCode });
  expect([byApi.status, typeOf(byApi)]).toEqual([409, "step-not-possible"]);
  const unsaid = await sent(`POST ${onPage}/send-back`, as.erin, { path: { returnId }, form: { why: "" } });
  expect(textOf(unsaid.body)).toContain("Enter why you send it back");
  expect((await sent(`POST ${onPage}/send-back`, as.erin, { path: { returnId }, form: { why: "The name is misspelt." } })).status).toBe(
    303,
  );
  expect(await look(returnId)).toContain("by Erin Walsh: The name is misspelt.");
  const unfiled = await api(`POST ${inApi}/filings`, as.dev, { reference: "By email." }, { returnId });
  expect(unfiled.json<{ detail: string }>().detail).toContain("Finance prepares it again.");
  expect((await prepare()).status).toBe(303);
});

test("what the ledger corrects after filing stands beside the filed figures, and the filed bytes stay the same", async () => {
  const returnId = await filed();
  const later = new Date("2026-11-20T10:40:00.000Z");
  const [first, ...rest] = tenLines;
  if (!first) throw new Error("There are ten lines.");
  shelf.book = bookOf([comeBack(first, "2026-11-20T10:20:00.000Z"), ...rest]);
  const figures = await dynamoReturns(table).figures("CRF", returnId);
  const counted = await api(`POST ${inApi}/recounts`, as.dev, {}, { returnId }, later);
  expect(counted.status).toBe(202);
  await countAll(table, shelf, later);
  const { recounts } = await read(returnId, later);
  expect(recounts).toHaveLength(1);
  expect(recounts[0]?.adjustments).toContainEqual({ returnId, cell: "CATEGORY.CRISIS_PAYMENT.spend.spend", filed: 490_00, now: 441_00 });
  const shown = await look(returnId, as.auditor, later);
  expect(shown).toContain("£490.00 £441.00 −£49.00");
  expect(await dynamoReturns(table).figures("CRF", returnId)).toEqual(figures);
  const rebuilt = await sent(`GET ${inApi}/rebuilt`, as.auditor, { path: { returnId }, now: later });
  expect(rebuilt.json()).toMatchObject({ isSame: true });
  expect(textOf((await sent(`GET ${onPage}/rebuilt`, as.auditor, { path: { returnId }, now: later })).body)).toContain(
    "The ledger gives the same figures, to the last byte.",
  );
});

test("a correction of an earlier filed return is carried into the next return of the same name, and only once", async () => {
  const [early, late]: readonly [Record<string, string>, Record<string, string>] = [
    { "from-day": "1", "from-month": "4", "from-year": "2026", "to-day": "30", "to-month": "9", "to-year": "2026" },
    { "from-day": "1", "from-month": "4", "from-year": "2026", "to-day": "31", "to-month": "10", "to-year": "2026" },
  ];
  const scheme = shelf.scheme;
  const withDays = (to: string) => ({ ...scheme, returns: scheme.returns.map((row) => (row.code === returnCode ? { ...row, to } : row)) });
  shelf.scheme = withDays("2026-09-30");
  const first = await filed(early);
  const [one, ...rest] = tenLines;
  if (!one) throw new Error("There are ten lines.");
  const later = new Date("2026-11-20T10:40:00.000Z");
  shelf.book = bookOf([comeBack(one, "2026-11-20T10:20:00.000Z"), ...rest]);
  shelf.scheme = withDays("2026-10-31");
  const { returnId: second } = await prepare(late, as.dev, later);
  await countAll(table, shelf, later);
  const { carried } = await read(second, later);
  expect(carried).toContainEqual({ returnId: first, cell: "CATEGORY.CRISIS_PAYMENT.spend.spend", filed: 490_00, now: 441_00 });
  expect(await look(second, as.dev, later)).toContain("Corrections of earlier returns");

  // Once the second is filed, a third carries only what differs since.
  expect((await fill(second)).status).toBe(201);
  expect((await certify(second)).status).toBe(201);
  expect((await api(`POST ${inApi}/filings`, as.dev, { reference: "By email." }, { returnId: second }, later)).status).toBe(201);
  shelf.scheme = withDays("2026-11-01");
  const { returnId: third } = await prepare({ ...late, "to-day": "1", "to-month": "11" }, as.dev, later);
  await countAll(table, shelf, later);
  const again = (await read(third, later)).carried;
  expect(again.filter(({ returnId }) => returnId === first)).toEqual([]);
});

test("a count that stops before its write is counted when it comes again, and nothing is half kept", async () => {
  const { returnId } = await prepare();
  const book = shelf.book;
  shelf.book = {
    ...book,
    get lines(): never {
      throw new Error("The function was stopped.");
    },
  };
  expect(await countAll(table, shelf)).toHaveLength(1);
  expect((await read(returnId)).state).toBe("counting");
  expect(await dynamoReturns(table).figures("CRF", returnId)).toBeUndefined();
  shelf.book = book;
  expect(await countAll(table, shelf)).toEqual([]);
  expect((await read(returnId)).state).toBe("prepared");
});

test.for([
  [{ code: "" }, "#code", "Select the return"],
  [{ code: "NOWHERE" }, "#code", "Select the return"],
  [{ "from-day": "31", "from-month": "2", "from-year": "2026" }, "#from-day", "The first day must be a real date"],
  [
    { "from-day": "1", "from-month": "9", "from-year": "2026", "to-day": "1", "to-month": "8", "to-year": "2026" },
    "#to-day",
    "The last day must be on or after the first",
  ],
] as const)("a form with %o is told at %s what to mend, and keeps what was typed", async ([form, place, message]) => {
  const { isShownAgain, body } = await prepare({ ...form, why: "My reason" });
  expect(isShownAgain).toBe(true);
  expect(body).toContain(`href="${place}"`);
  expect(textOf(body)).toContain(message);
  expect(body).toContain("My reason</textarea>");
});

test("an unknown scheme, return or count is not found", async () => {
  for (const [route, path] of [
    ["GET /finance/{scheme}/returns", { scheme: "HSF9" }],
    ["GET /finance/{scheme}/returns/new", { scheme: "HSF9" }],
    [`GET ${onPage}`, { returnId: "0000-0000-0000" }],
    [`GET ${onPage}`, { returnId: "x" }],
    [`GET ${onPage}/rebuilt`, { returnId: "0000-0000-0000" }],
    [`GET ${inApi}/rebuilt`, { returnId: "0000-0000-0000" }],
    ["GET /api/schemes/{scheme}/returns", { scheme: "HSF9" }],
    [`GET ${inApi}`, { returnId: "0000-0000-0000" }],
  ] as const)
    expect((await sent(route, as.dev, { path })).status, route).toBe(404);
});
