import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { createApply } from "../../../functions/apply/apply.ts";
import type { OwnRule, Scheme } from "../../../shared/domain/scheme/scheme.ts";
import { shippedSchemes } from "../../../shared/domain/scheme/shipped.ts";
import { dynamoApplications } from "../../../shared/store/applications.ts";
import { type Counts, dynamoCounts } from "../../../shared/store/counts.ts";
import { dynamoDirectories } from "../../../shared/store/directories.ts";
import { dynamoDrafts } from "../../../shared/store/drafts.ts";
import { dynamoGazetteer } from "../../../shared/store/gazetteer.ts";
import type { Table } from "../../../shared/store/items.ts";
import { limits } from "../../../shared/system.ts";
import { type Answer, origin, type Sent, send, tokensOf } from "../../http.ts";
import { identitiesOn } from "../../setup/identities.ts";
import { everythingIn, freshTable } from "../../setup/table.ts";

let table: Table;
beforeAll(async () => {
  table = await freshTable();
});

const service = ({ book = shippedSchemes, counts }: { book?: readonly Scheme[]; counts?: Pick<Counts, "add"> } = {}) =>
  createApply({
    applications: dynamoApplications(table),
    identities: identitiesOn(table),
    counts: counts ?? { add: async () => undefined },
    drafts: dynamoDrafts(table),
    schemes: { book: async () => book },
    directories: dynamoDirectories(table),
    gazetteer: dynamoGazetteer(table),
    matchingKey: async () => "a key for tests",
    origin,
    tokens: tokensOf(),
  });

const aParent = {
  postcode: "cv1 2ab",
  age: "34",
  adults: "1",
  children: "2",
  income: "£1,150",
  housingCosts: "520",
  savings: "20",
  trigger: "suddenExpense",
  needs: ["food", "energy"],
};
type Form = Readonly<Record<string, string | readonly string[]>>;
const ask = (form: Form = {}, handler = service(), sent: Sent = {}): Promise<Answer> =>
  send(handler, "POST /check", { form: { ...aParent, ...form }, ...sent });
const headingOf = ({ body }: Answer) => /<h1[^>]*>([^<]*)<\/h1>/.exec(body)?.[1];

test("the page asks a few questions, says for how long answers are kept, and can be left at once", async () => {
  const { status, body, cookies } = await send(service(), "GET /check");
  expect(status).toBe(200);
  expect(body).toContain("Nobody reads your answers here: they are kept for this page alone, for an hour.");
  expect(body).toContain("Exit this page");
  expect(body.match(/<h1/g)).toHaveLength(1);
  expect(cookies).toEqual([expect.stringMatching(/^application=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/)]);
});

test("a household within every limit is told that help is likely, and can start an application", async () => {
  const answer = await ask();
  expect([answer.status, headingOf(answer)]).toEqual([200, "Help is likely"]);
  expect(answer.body).toContain('href="/apply/for-whom"');
  expect(answer.body).toContain("Your answers here do not go into an application.");
});

test("the page gives every failing rule in a resident's words, and stops nobody from applying", async () => {
  const answer = await ask({ income: "5000", savings: "20000" });
  expect(headingOf(answer)).toBe("Help is unlikely");
  expect(answer.body).toContain("Your household’s income is above the scheme’s limit.");
  expect(answer.body).toContain("Your household’s savings are above the scheme’s limit.");
  expect(answer.body).toContain("You can apply all the same");
  expect(answer.body).toContain('href="/apply/for-whom"');
});

test.each<[string, Form, string]>([
  ["a district that crosses the boundary", { postcode: "CV3 4FG" }, "The household lives in the council’s area."],
  ["no settled address", { postcode: "" }, "The household lives in the council’s area."],
  ["money short for a long time", { trigger: "ongoing" }, "A crisis or a sudden change in money lies behind the need"],
])("with %s, someone should look, and the page says at what", async (_, form, said) => {
  const answer = await ask(form);
  expect(headingOf(answer)).toBe("Someone should look at this");
  expect(answer.body).toContain(said);
});

test("the page tells somebody outside the area where their own council is", async () => {
  const answer = await ask({ postcode: "LE1 1AA" });
  expect(headingOf(answer)).toBe("Help is unlikely");
  expect(answer.body).toContain("The address you gave is outside the area that we can help.");
  expect(answer.body).toContain('href="https://www.gov.uk/find-local-council"');
});

test.each<[string, Form, string]>([
  ["exactly at the savings limit", { savings: "6000" }, "Help is likely"],
  ["a penny above the savings limit", { savings: "6000.01" }, "Help is unlikely"],
  ["aged 16, alone", { age: "16", adults: "0", children: "1" }, "Help is likely"],
  ["aged 15, alone", { age: "15", adults: "0", children: "1" }, "Help is unlikely"],
])("%s: %s", async (_, form, heading) => {
  expect(headingOf(await ask(form))).toBe(heading);
});

const newest = shippedSchemes.at(-1) as Scheme;
const withOwnRule = (conditions: OwnRule["conditions"]): readonly Scheme[] => [
  {
    ...newest,
    ownRules: [
      { name: "small", says: "The home is small.", toResident: "Too many live there.", otherwise: "fail", joined: "all", conditions },
    ],
  },
];

test.each<[string, OwnRule["conditions"], string]>([
  ["the number of people", [{ measure: "people", is: "atMost", value: 2 }], "Help is unlikely"],
  ["the number of children", [{ measure: "children", is: "atMost", value: 1 }], "Help is unlikely"],
  [
    "people of certain ages, which nobody is asked here",
    [{ measure: "people", agedFrom: 5, is: "atLeast", value: 9 }],
    "Someone should look at this",
  ],
  ["benefits, which nobody is asked here", [{ measure: "benefits", is: "includes", value: "pip" }], "Someone should look at this"],
])("a rule of the staff's own about %s", async (_, conditions, heading) => {
  const answer = await ask({}, service({ book: withOwnRule(conditions) }));
  expect(headingOf(answer)).toBe(heading);
  expect(answer.body.includes("Too many live there.")).toBe(heading === "Help is unlikely");
});

const problems: readonly (readonly [typed: Form, field: string, text: string])[] = [
  [{ postcode: "Coventry" }, "postcode", "Enter a full UK postcode, like CV1 2AB, or leave it empty"],
  [{ age: "" }, "age", "Enter the age of the person who needs help"],
  [{ age: "thirty" }, "age", "Age must be a whole number"],
  [{ age: "-3" }, "age", "Age must be a whole number"],
  [{ age: "121" }, "age", "Age must be 120 or less"],
  [{ adults: "" }, "adults", "Enter how many people aged 19 or over live there"],
  [{ adults: "1.5" }, "adults", "The number of people must be a whole number"],
  [{ adults: "0" }, "adults", "Count the person who needs help too: enter 1 or more"],
  [{ age: "17", children: "0" }, "children", "Count the person who needs help too: enter 1 or more"],
  [{ adults: "99999999999999999999" }, "adults", "The number of people must be a whole number"],
  [{ adults: "12", children: "12" }, "children", "Count 20 people or fewer in all"],
  [{ income: "" }, "income", "Enter how much money comes in a month, or 0"],
  [{ income: "lots" }, "income", "Money coming in must be in pounds and pence, like 120 or 120.50"],
  [{ housingCosts: "-1" }, "housingCosts", "Rent or mortgage must be £0 or more"],
  [{ savings: "99999999999" }, "savings", "Savings must be £10 million or less"],
  [{ trigger: "" }, "trigger", "Select what has happened"],
  [{ trigger: "other" }, "trigger", "Select what has happened to your money"],
  [{ needs: [] }, "needs", "Select what you need"],
  [{ needs: ["food", "gold"] }, "needs", "Select what you need from the list"],
];

test.each(problems)("%j is refused at its box, and everything typed stays", async (typed, field, text) => {
  const answer = await ask(typed);
  expect(answer.status).toBe(400);
  expect(answer.body).toMatch(/<title>\s*Error: /);
  expect([...answer.body.matchAll(/<a href="#([^"]+)">([^<]+)<\/a>/g)].map(([, at, said]) => [at, said])).toEqual([[field, text]]);
  expect(answer.body).toContain(`id="${field}"`);
  for (const [name, value] of Object.entries({ ...aParent, ...typed }))
    if (typeof value === "string" && value !== "" && name !== "trigger") expect(answer.body).toContain(`value="${value}"`);
});

test("HTML and emoji come back as typed and do nothing", async () => {
  const { body } = await ask({ postcode: `<script>alert("1")</script> 😀` });
  expect(body).not.toContain("<script>alert");
  expect(body).toContain("&lt;script&gt;");
});

test("a form over the limit is refused unread", async () => {
  expect((await ask({ postcode: "x".repeat(limits.bodyBytes) })).status).toBe(413);
});

test("a form that another site sends is refused", async () => {
  expect((await ask({}, service(), { headers: { "sec-fetch-site": "cross-site" } })).status).toBe(403);
});

test("if no scheme is open the page says so, and a resident can still apply", async () => {
  const closed = service({ book: [] });
  for (const answer of [await send(closed, "GET /check"), await ask({}, closed)]) {
    expect(headingOf(answer)).toBe("No fund is open today");
    expect(answer.body).toContain('href="/apply/for-whom"');
  }
});

test("a check stores nothing but one more in the count of its outcome", async () => {
  const counts = dynamoCounts(table);
  const counting = service({ counts });
  const marked = { postcode: "CV1 4ZZ", income: "1234.56" };
  expect(await everythingIn(table)).toEqual([]);

  const answers = [
    await ask(marked, counting),
    await ask(marked, counting),
    await ask({ trigger: "ongoing" }, counting),
    await ask({ savings: "7000", income: "5000" }, counting),
    await ask({ age: "" }, counting),
  ];

  const kept = await everythingIn(table);
  expect(new Set(kept.map(({ itemKind }) => itemKind))).toEqual(new Set(["count"]));
  expect(JSON.stringify(kept)).not.toMatch(/4ZZ|1234|123456/);
  expect((await counts.of("CRF")).toSorted((a, b) => (a.what < b.what ? -1 : 1))).toEqual([
    { month: "2026-11", what: "check.likely", count: 2 },
    { month: "2026-11", what: "check.look", count: 1 },
    { month: "2026-11", what: "check.unlikely.incomeWithinLimit", count: 1 },
  ]);
  for (const { cookies, headers } of answers)
    expect([cookies, headers["set-cookie"], headers.location]).toEqual([[], undefined, undefined]);
});

const written: string[] = [];
beforeEach(() => {
  written.length = 0;
});

test("a failing count still gives the person their answer, and no log has what they typed", async () => {
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, "write").mockImplementation((chunk) => {
      written.push(String(chunk));
      return true;
    });
  for (const method of ["log", "info", "warn", "error", "debug"] as const)
    vi.spyOn(console, method).mockImplementation((...said) => void written.push(said.map(String).join(" ")));
  const failing = service({ counts: { add: () => Promise.reject(new Error("CV1 4ZZ 1234.56")) } });

  const answer = await ask({ postcode: "CV1 4ZZ", income: "1234.56" }, failing);
  vi.restoreAllMocks();

  expect([answer.status, headingOf(answer)]).toEqual([200, "Help is likely"]);
  expect(written.join("\n")).toContain("notCounted");
  expect(written.join("\n")).not.toMatch(/4ZZ|1234/);
});
