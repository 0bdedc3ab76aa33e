import { beforeAll, expect, test } from "vitest";
import type { Table } from "../../../shared/store/items.ts";
import { everythingIn, freshTable } from "../../setup/table.ts";
import { residentOn, type Typed, typedPages } from "./resident.ts";

let table: Table;
beforeAll(async () => {
  table = await freshTable();
});

const location = (answer: { headers: Readonly<Record<string, string>> }) => answer.headers.location;
const decoded = (html: string) =>
  html.replaceAll("&#39;", "'").replaceAll("&quot;", '"').replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

test("a resident answers page after page, checks the answers and gets a reference that is in no address", async () => {
  const resident = residentOn(table);
  const visited: (string | undefined)[] = [];
  for (const [page, typed] of typedPages) visited.push(location(await resident.post(page, typed)));
  expect(visited).toEqual([
    "/apply/about-you",
    "/apply/home",
    "/apply/postcode",
    "/apply/address",
    "/apply/people",
    "/apply/people",
    "/apply/income",
    "/apply/benefits",
    "/apply/housing-costs",
    "/apply/savings",
    "/apply/what-happened",
    "/apply/without",
    "/apply/needs",
    "/apply/other-schemes",
    "/apply/public-funds",
    "/apply/contact",
    "/apply/other-help",
    "/apply/how-to-pay",
    "/apply/declaration",
    "/apply/check",
  ]);

  const check = await resident.get("check");
  expect(check.status).toBe(200);
  for (const shown of [
    "Robin Example",
    "9 March 1984",
    "Sam Example",
    "£1,150, every month",
    "Universal Credit",
    "Child Benefit",
    "£520, every month",
    "Food",
    "None of these",
    "A visa says “no recourse to public funds”",
  ])
    expect(check.body).toContain(shown);

  expect(location(await resident.post("check"))).toBe("/apply/received");
  const received = await resident.get("received");
  const [caseId] = /[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){2}/.exec(received.body) ?? [];

  const stored = (await everythingIn(table)).filter(({ pk }) => pk === `CASE#${caseId}`);
  const application = stored.find(({ itemKind }) => itemKind === "application")?.application;
  expect(application).toMatchObject({
    people: [
      { name: "Robin Example", dateOfBirth: "1984-03-09", relationship: "self" },
      { name: "Sam Example", dateOfBirth: "2016-07-30", relationship: "child" },
    ],
    address: { kind: "settled", line1: "12 Sample Street", town: "Coventry", postcode: "CV1 2AB" },
    money: { monthlyIncome: 1_150_00, benefits: ["universalCredit", "childBenefit"], monthlyHousingCosts: 520_00, savings: 20_00 },
    circumstances: { story: "The boiler broke.\nThe repair took the food money.", without: ["food"], helpFrom: [] },
    publicFunds: { noRecourse: "no" },
    wants: { needs: ["food", "energy"] },
    sharing: { agreed: true },
  });
  expect(stored.find(({ itemKind }) => itemKind === "case")).toMatchObject({
    status: "waiting",
    version: 1,
    urgent: true,
    needs: ["food", "energy"],
  });
  expect(stored.find(({ itemKind }) => itemKind === "event")).toMatchObject({ sequence: 1, by: { id: "resident" }, previousHash: "" });
  expect(stored.find(({ itemKind }) => itemKind === "message")).toMatchObject({
    messageId: `${caseId}-M0`,
    channel: "text",
    template: "received",
  });
});

test("a helper is asked who they are, and that the person has agreed", async () => {
  const resident = residentOn(table);
  expect(location(await resident.post("for-whom", { role: "organisation" }))).toBe("/apply/helper");
  const refused = await resident.post("helper", { helperName: "", organisation: "" });
  for (const [field, text] of [
    ["helperName", "Enter your full name"],
    ["organisation", "Enter your organisation"],
    ["permission", "Confirm that the person has agreed to you applying for them"],
  ])
    expect(refused.body).toContain(`<a href="#${field}">${text}</a>`);
  const accepted = await resident.post("helper", { helperName: "Cara Lewis", organisation: "Moat House", permission: ["yes"] });
  expect(location(accepted)).toBe("/apply/about-you");
  expect((await resident.get("about-you")).body).toContain("Their full name");
});

test("someone with no address says where they are staying, and is asked no postcode", async () => {
  const resident = residentOn(table);
  await resident.post("for-whom", { role: "self" });
  expect(location(await resident.post("home", { kind: "none" }))).toBe("/apply/staying");
  expect((await resident.post("staying", { staying: "" })).body).toContain('<a href="#staying">Enter a few words about where that is</a>');
  expect(location(await resident.post("staying", { staying: "On a friend's sofa" }))).toBe("/apply/people");
});

const emptyPages: readonly (readonly [page: string, problems: readonly (readonly [field: string, text: string])[]])[] = [
  ["for-whom", [["role", "Select who you are applying for"]]],
  [
    "about-you",
    [
      ["name", "Enter your full name"],
      ["dateOfBirth-day", "Enter your date of birth"],
    ],
  ],
  ["home", [["kind", "Select yes if there is an address"]]],
  [
    "address",
    [
      ["line1", "Enter the first line of the address"],
      ["postcode", "Enter a postcode"],
    ],
  ],
  [
    "people/k0000002",
    [
      ["name", "Enter their full name"],
      ["dateOfBirth-day", "Enter their date of birth, or about how old they are"],
      ["relationship", "Select who they are to you"],
    ],
  ],
  ["people", [["another", "Select yes if there is someone to add"]]],
  [
    "income",
    [
      ["amount", "Enter how much money comes in, or 0"],
      ["often", "Select how often it comes in"],
    ],
  ],
  ["benefits", [["benefits", "Select the benefits, or select ‘None of these’"]]],
  [
    "housing-costs",
    [
      ["amount", "Enter how much rent or mortgage is paid, or 0"],
      ["often", "Select how often it is paid"],
    ],
  ],
  ["savings", [["savings", "Enter how much is saved, or 0"]]],
  [
    "what-happened",
    [
      ["trigger", "Select what has happened to your money"],
      ["story", "Tell us what has happened, in a sentence or more, or select that you would rather tell us by phone"],
    ],
  ],
  ["without", [["without", "Select what is missing today, or select ‘None of these’"]]],
  ["needs", [["needs", "Select what you need"]]],
  ["other-schemes", [["helpFrom", "Select what helps already, or select ‘None of these’"]]],
  ["public-funds", [["noRecourse", "Select no, yes, or that you do not know"]]],
  ["contact", [["ways", "Select at least one safe way to contact you"]]],
  ["other-help", [["agreed", "Select yes if we may ask another service to help you"]]],
  ["declaration", [["declared", "Confirm that the answers are true"]]],
];

test.each(emptyPages)("%s left empty comes back with each problem linked to its field", async (page, problems) => {
  const resident = residentOn(table);
  await resident.post("for-whom", { role: "self" });
  const answer = await resident.post(page, {});
  expect(answer.isShownAgain).toBe(true);
  expect(answer.body).toContain("<title>Error: ");
  const links = [...answer.body.matchAll(/<a href="#([^"]+)">([^<]+)<\/a>/g)].map(([, field, text]) => [field, decoded(text ?? "")]);
  expect(links).toEqual(problems);
  for (const [field] of problems) expect(answer.body).toContain(`id="${field}"`);
});

const strangeText = `<script>alert("1")</script> & <b>Zoë</b> 😀 مريم ' "`;
const textFields: readonly (readonly [page: string, field: string, rest: Typed])[] = [
  ["helper", "helperName", {}],
  ["helper", "organisation", {}],
  ["about-you", "name", {}],
  ["address", "line1", {}],
  ["address", "line2", {}],
  ["address", "town", {}],
  ["address", "postcode", {}],
  ["staying", "staying", {}],
  ["people/k0000003", "name", {}],
  ["income", "amount", {}],
  ["housing-costs", "amount", {}],
  ["savings", "savings", {}],
  ["what-happened", "story", {}],
  ["needs", "details", {}],
  ["contact", "phone", {}],
  ["contact", "email", {}],
  ["contact", "safety", {}],
];

test.each(textFields)("on %s, HTML, emoji and right-to-left letters in %s come back as typed and do nothing", async (page, field, rest) => {
  const resident = residentOn(table);
  await resident.post("for-whom", { role: "organisation" });
  const answer = await resident.post(page, { [field]: strangeText, ...rest });
  expect([200, 303]).toContain(answer.status);
  const shown = page.startsWith("people/") ? answer : await resident.get(page);
  expect(shown.body).not.toContain("<script>alert");
  expect(shown.body).not.toContain("<b>Zoë");
  expect(decoded(shown.body)).toContain(strangeText);
});

test("everything typed on a page with an error is still there afterwards", async () => {
  const resident = residentOn(table);
  await resident.post("for-whom", { role: "self" });
  const typed = { ways: ["email", "letter"], phone: " 07700 900 982", email: "not an address", safety: "Only\nmornings" };
  const refused = await resident.post("contact", typed);
  expect(refused.isShownAgain).toBe(true);
  for (const body of [refused.body, (await resident.get("contact")).body]) {
    expect(body).toMatch(/value="email" checked/);
    expect(body).toMatch(/value="letter" checked/);
    expect(body).not.toMatch(/value="text" checked/);
    expect(body).toContain('value=" 07700 900 982"');
    expect(body).toContain('value="not an address"');
    expect(body).toContain("Only\nmornings</textarea>");
  }
});

test("somebody who would rather tell their story by phone writes none, and may write some of it", async () => {
  const resident = residentOn(table);
  await resident.fillIn({ "what-happened": { trigger: "dropInIncome", story: "", storyByPhone: ["yes"] } });
  expect(decoded((await resident.get("check")).body)).toContain("Rather by phone");
  expect((await resident.post("check")).headers.location).toBe("/apply/received");
  const stored = (await everythingIn(table)).find(({ itemKind, application }) => {
    return itemKind === "application" && JSON.stringify(application).includes("storyByPhone");
  });
  expect(stored?.application).toMatchObject({ circumstances: { trigger: "dropInIncome", storyByPhone: true, without: ["food"] } });
  expect(stored?.application).not.toHaveProperty("circumstances.story");
});

test.each([
  ["self", "You must be 16 or over to ask for this help yourself", "An adult who looks after you can ask for this help"],
  ["friendOrRelative", "The person who needs help must be 16 or over", "apply for that adult"],
])("somebody under the scheme’s age is told at the date of birth (%s), with where to turn", async (role, says, turnsTo) => {
  const resident = residentOn(table);
  await resident.post("for-whom", { role });
  const born = { name: "Robin Example", "dateOfBirth-day": "21", "dateOfBirth-month": "11", "dateOfBirth-year": "2010" };
  const refused = await resident.post("about-you", born);
  expect(refused.isShownAgain).toBe(true);
  expect(refused.body).toContain(`<a href="#dateOfBirth-year">${says}</a>`);
  expect(decoded(refused.body)).toContain(turnsTo);
  expect(refused.body).toContain("0800 1111");
  expect(refused.body).toContain('value="2010"');
  const aDayOlder = await resident.post("about-you", { ...born, "dateOfBirth-day": "20" });
  expect(aDayOlder.status).toBe(303);
  expect(aDayOlder.body).not.toContain("Childline");
});

test("a landline for texts is put right at its box, and for calls it is taken", async () => {
  const resident = residentOn(table);
  await resident.post("for-whom", { role: "self" });
  const typed = { ways: ["phone", "text"], phone: "Home: (024) 7683.1234", email: "", safety: "" };
  const refused = await resident.post("contact", typed);
  expect(refused.isShownAgain).toBe(true);
  expect(refused.body).toContain(
    '<a href="#phone">This number can be called but not texted. Enter a UK mobile number, or do not select ‘Text message’</a>',
  );
  expect(refused.body).toContain('value="Home: (024) 7683.1234"');
  expect((await resident.post("contact", { ...typed, ways: ["phone"] })).status).toBe(303);
});

const dates: readonly (readonly [typed: readonly [string, string, string], field: string, text: string])[] = [
  [["31", "6", "1980"], "day", "Date of birth must be a real date"],
  [["29", "2", "2023"], "day", "Date of birth must be a real date"],
  [["32", "1", "1980"], "day", "Date of birth must be a real date"],
  [["9", "13", "1980"], "month", "Date of birth must be a real date"],
  [["9", "wednesday", "1980"], "month", "Date of birth must be a real date"],
  [["9", "3", "84"], "year", "Year of birth must have 4 numbers, like 1980"],
  [["9", "", "1984"], "month", "Date of birth must include a month"],
  [["", "3", ""], "day", "Date of birth must include a day and a year"],
  [["21", "11", "2026"], "year", "Date of birth must be in the past"],
  [["1", "1", "1900"], "year", "Date of birth must be within the last 120 years"],
];

test.each(dates)("a date of birth %j is refused at its %s: %s", async ([day, month, year], field, text) => {
  const resident = residentOn(table);
  const answer = await resident.post("about-you", {
    name: "Robin Example",
    "dateOfBirth-day": day,
    "dateOfBirth-month": month,
    "dateOfBirth-year": year,
  });
  // The first answer of a new draft on a later page says so first; the page itself then shows the problem.
  const shown = answer.status === 303 ? await resident.get("about-you") : answer;
  expect(shown.body).toContain(`<a href="#dateOfBirth-${field}">${text}</a>`);
  expect(shown.body).toContain(`value="${year}"`);
});

test.each([
  ["-5", "Savings must be £0 or more"],
  ["£ -5", "Savings must be £0 or more"],
  ["12.345", "Savings must be in pounds and pence, like 120 or 120.50"],
  ["about 50", "Savings must be in pounds and pence, like 120 or 120.50"],
  ["99999999999", "Savings must be £10 million or less"],
])("savings typed as %s are refused: %s", async (typed, text) => {
  const resident = residentOn(table);
  await resident.post("for-whom", { role: "self" });
  expect((await resident.post("savings", { savings: typed })).body).toContain(`<a href="#savings">${text}</a>`);
});

test.each(["1500", "£1,500", "1500.00", " 1,500.5 ", "0", "+20"])("savings typed as %j are taken", async (typed) => {
  const resident = residentOn(table);
  await resident.post("for-whom", { role: "self" });
  expect((await resident.post("savings", { savings: typed })).status).toBe(303);
});

test("a postcode outside the area is kept, and the person is shown where their own council is", async () => {
  const resident = residentOn(table);
  await resident.post("for-whom", { role: "self" });
  const answer = await resident.post("address", { line1: "1 Far Away", line2: "", town: "Leicester", postcode: "LE1 1AA" });
  expect(answer.isShownAgain).toBe(true);
  expect(answer.body).toContain('<a href="#postcode">This postcode is outside the area we can help.');
  expect(answer.body).toContain('href="https://www.gov.uk/find-local-council"');
  for (const kept of ["1 Far Away", "Leicester", "LE1 1AA"]) expect(answer.body).toContain(`value="${kept}"`);
});

test.each(["CV1 2AB", "cv3 4fg", "CV7-9NT"])(
  "the postcode %s is taken; where a district crosses the boundary a person looks",
  async (postcode) => {
    const resident = residentOn(table);
    await resident.post("for-whom", { role: "self" });
    expect((await resident.post("address", { line1: "12 Sample Street", line2: "", town: "", postcode })).status).toBe(303);
  },
);

test("“none of these” beside something else is an error", async () => {
  const resident = residentOn(table);
  await resident.post("for-whom", { role: "self" });
  const answer = await resident.post("benefits", { benefits: ["esa", "none"] });
  expect(answer.body).toContain('<a href="#benefits">Select what applies, or select that none of these does</a>');
});

test("a weekly amount is shown as the month that it is counted as", async () => {
  const resident = residentOn(table);
  await resident.fillIn({ income: { amount: "200.01", often: "weekly" } });
  const check = await resident.get("check");
  expect(check.body).toContain("£200.01, every week");
  expect(check.body).toContain("We count this as £866.71 a month.");
});

test("a weekly rent is rounded up to a month, and no rent needs no word of how often", async () => {
  const resident = residentOn(table);
  await resident.fillIn({ "housing-costs": { amount: "120.01", often: "weekly" } });
  expect((await resident.get("check")).body).toContain("We count this as £520.05 a month.");
  expect(location(await resident.post("housing-costs", { amount: "0" }))).toBe("/apply/savings");
  expect((await resident.get("check")).body).toMatch(/Rent or mortgage<\/dt>\s*<dd[^>]*>\s*<div[^>]*>£0</);
});

test("several schemes that help already are kept, and none beside one is an error", async () => {
  const resident = residentOn(table);
  await resident.fillIn({ "other-schemes": { helpFrom: ["discretionaryHousingPayment", "freeSchoolMeals"] } });
  const check = await resident.get("check");
  for (const shown of ["A discretionary housing payment", "Free school meals or holiday food vouchers"])
    expect(check.body).toContain(shown);
  const both = await resident.post("other-schemes", { helpFrom: ["freeSchoolMeals", "none"] });
  expect(both.body).toContain('<a href="#helpFrom">Select what applies, or select that none of these does</a>');
});

test("the check sends a person to the first page that is not right, and a changed answer leads back to the check", async () => {
  const resident = residentOn(table);
  await resident.fillIn();
  await resident.post("savings", { savings: "lots" });
  const check = await resident.get("check");
  expect(location(check)).toBe("/apply/savings?from=check");
  const formToken = /name="formToken" value="([^"]+)"/.exec((await resident.get("savings")).body)?.[1] ?? "";
  expect(location(await resident.postBare("check", { form: { formToken } }))).toBe("/apply/check");
  const shown = await resident.get("savings", { query: { from: "check" } });
  expect(shown.body).toContain('value="lots"');
  expect(shown.body).toContain('<a href="#savings">');
  expect(location(await resident.post("savings", { savings: "5" }, { query: { from: "check" } }))).toBe("/apply/check");
  expect((await resident.get("check")).body).toContain("£5");
});

test("someone who skips ahead without any answer is told to start, and with some is taken to the first that is missing", async () => {
  const resident = residentOn(table);
  for (const page of ["needs", "check"]) {
    const told = await resident.get(page);
    expect(told.status).toBe(200);
    expect(told.body).toContain('href="/apply/for-whom"');
  }
  await resident.post("for-whom", { role: "self" });
  expect((await resident.get("needs")).body).toContain("<form");
  expect(location(await resident.get("check"))).toBe("/apply/about-you?from=check");
  expect(location(await resident.get("received"))).toBe("/apply/check");
});

test.each(["GET", "POST"])("a page of the form that is not there is not found by %s", async (method) => {
  const resident = residentOn(table);
  const answer = method === "GET" ? await resident.get("nowhere") : await resident.postBare("nowhere", { form: {} });
  expect(answer.status).toBe(404);
  const person = method === "GET" ? await resident.get("people/..") : await resident.postBare("people/A!", { form: {} });
  expect(person.status).toBe(404);
});

test("every page of the form can be left at once, without JavaScript", async () => {
  const resident = residentOn(table);
  await resident.fillIn();
  for (const page of [...typedPages.map(([name]) => name), "check", "stop", "started-again"]) {
    const { body } = await resident.get(page);
    const [button = "", skipLink = ""] = [/<a[^>]*exit-this-page-button[^>]*>/, /<a[^>]*exit-this-page-skiplink[^>]*>/].map(
      (link) => link.exec(body)?.[0],
    );
    expect(button).toContain('href="/exit"');
    expect(skipLink).toContain('href="/exit"');
  }
});
