import { randomUUID } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { aDayInCrf, applicationLike, assessor, awardRequestFor, submitExample } from "../../examples.ts";
import { type Answer, send, signIn } from "../../http.ts";
import { openDesk as openCaseDesk, textOf } from "../assess/desk.ts";
import { csvOf, end, loaded, openDesk } from "./desk.ts";

type CaseDesk = Awaited<ReturnType<typeof openCaseDesk>>;
let cases: CaseDesk;
let lists: Awaited<ReturnType<typeof openDesk>>;
beforeEach(async () => {
  cases = await openCaseDesk();
  lists = await openDesk(cases.table);
});

const councilTax =
  "account_reference,surname,forename,middle_name,address_1,postcode,discount_type,discount_expiry,benefit,second_liable_person,liable_from";
const mine = "CT77,Example,Robin,Anne,12 Sample St.,cv1 2ab,Single person discount,,Y,Noor Khan,01/04/2019";

type KnownReply = {
  readonly kind: string;
  readonly origin: string;
  readonly dated: string;
  readonly match: string;
  readonly amount?: number;
  readonly awardedOn?: string;
  readonly facts: readonly { readonly label: string; readonly held: string; readonly said?: string; readonly differs?: true }[];
};

const look = async (
  caseId: string,
  as = cases.asha,
  now = aDayInCrf,
): Promise<{ page: Answer; text: string; known: readonly KnownReply[] }> => {
  const path = { caseId };
  const page = await send(cases.assess, "GET /cases/{caseId}", { as, path, now });
  const answer = await send(cases.assess, "GET /api/cases/{caseId}", { as, path, now });
  return { page, text: textOf(page.body), known: answer.json<{ registers?: readonly KnownReply[] }>().registers ?? [] };
};

const twoAdults = applicationLike({
  people: [
    { name: "Robin Example", dateOfBirth: "1984-03-09", relationship: "self" },
    { name: "Alex Example", dateOfBirth: "1985-01-20", relationship: "partner" },
    { name: "Sam Example", dateOfBirth: "2016-07-30", relationship: "child" },
  ],
});

test("an assessor sees what council tax holds beside what the resident said, with its origin and its day", async () => {
  await loaded(lists, csvOf([mine, "CT78,Stranger,Ann,,13 Sample Street,CV1 2AB,,,N,,"], councilTax));
  const { caseId } = await submitExample(cases.table, { application: twoAdults });
  const { text, known } = await look(caseId);
  expect(known).toMatchObject([{ kind: "councilTax", origin: "Council tax, Coventry", dated: "2026-10-01", match: "possible" }]);
  expect(known[0]?.facts).toEqual([
    { label: "Liable since", held: "1 April 2019" },
    { label: "Also liable", held: "Noor Khan", said: "Not in the application", differs: true },
    { label: "Address", held: "12 Sample St., CV1 2AB", said: "The same home" },
    { label: "Discount", held: "Single person discount", said: "2 adults live there", differs: true },
    { label: "Council Tax Support", held: "Yes", said: "Council Tax Support is not among their benefits", differs: true },
  ]);
  expect(text).toContain("Council tax: Council tax, Coventry List of 1 October 2026, used until 31 March 2027.");
  expect(text).toContain("Possibly the same person : the same full name; the same home. But: no date of birth to compare.");
  expect(text).toContain("2 adults live there Differs");
  expect(text).not.toContain("Stranger");
});

test("another council's award of last month is shown with its amount, day and need, and bars nothing by itself", async () => {
  const heading = "Award Ref,Full Name,Date of birth,Award Amount,Award Date,Category";
  await loaded(lists, csvOf(["W-9,Robin Example,09/03/1984,£49.00,23/10/2026,Food"], heading), {
    kind: "awardList",
    origin: "Warwickshire support",
  });
  const head = await submitExample(cases.table);
  const { caseId } = head;
  const { text, known } = await look(caseId);
  expect(known).toMatchObject([{ kind: "awardList", match: "possible", amount: 49_00, awardedOn: "2026-10-23" }]);
  expect(known[0]?.facts.slice(0, 2)).toEqual([
    { label: "Award", held: "£49.00 on 23 October 2026", said: "Named no other scheme that helps", differs: true },
    { label: "For", held: "Food" },
  ]);
  expect(text).toContain("£49.00 on 23 October 2026");
  const awarded = await send(cases.award, "POST /api/cases/{caseId}/awards", {
    as: cases.asha,
    path: { caseId },
    json: awardRequestFor(head),
    headers: { "idempotency-key": randomUUID() },
  });
  expect(awarded.status).toBe(201);
});

test("with a National Insurance number, date of birth and name in common, the row is certainly theirs", async () => {
  const heading = "claim_reference,surname,forename,date_of_birth,nino,address_1,postcode,claim_start,weekly_amount,weekly_rent";
  await loaded(lists, csvOf(["HB1,Example,Robin,1984-03-09,AB123456C,12 Sample Street,CV1 2AB,2024-04-01,98.50,120"], heading), {
    kind: "housingBenefit",
    origin: "Housing Benefit, Coventry",
  });
  const application = applicationLike({
    people: [{ name: "Robin Example", dateOfBirth: "1984-03-09", nino: "AB123456C", relationship: "self" }],
    money: { monthlyIncome: 900_00, benefits: ["housingBenefit"], savings: 0, monthlyHousingCosts: 530_00 },
  });
  const { caseId } = await submitExample(cases.table, { application });
  const { known } = await look(caseId);
  expect(known).toMatchObject([{ kind: "housingBenefit", match: "certain" }]);
  expect(known[0]?.facts.filter(({ differs }) => differs)).toEqual([]);
});

test("a child's free school meals are shown by their parent, and a child who is not in the application differs", async () => {
  const heading =
    "Parent First Name,Parent Surname,Parent DOB,Child First Name,Child Surname,Child Date of Birth,Child School URN,Eligibility End Date";
  await loaded(
    lists,
    csvOf(
      ["Robin,Example,1984-03-09,Sam,Example,2016-07-30,103723,2028-07-31", "Robin,Example,1984-03-09,Kit,Example,2018-01-02,103723,"],
      heading,
    ),
    { kind: "freeSchoolMeals", origin: "Free school meals, Coventry" },
  );
  const { caseId } = await submitExample(cases.table);
  const { known } = await look(caseId);
  expect(known.map(({ match, facts }) => [match, facts.find(({ label }) => label === "Child")])).toEqual([
    ["certain", { label: "Child", held: "Sam Example", said: "In the application" }],
    ["possible", { label: "Child", held: "Kit Example", said: "Not in the application", differs: true }],
  ]);
});

test("data whose last day is over is not shown, and neither is a list that somebody ended", async () => {
  const { registerId } = await loaded(lists, csvOf([mine], councilTax), { usedUntil: "2026-11-30" });
  const { caseId } = await submitExample(cases.table);
  const tomorrow = new Date("2026-12-01T00:00:01Z");
  expect((await look(caseId)).known).toHaveLength(1);
  const late = await look(caseId, await signIn(cases.table, assessor, tomorrow), tomorrow);
  expect(late.known).toEqual([]);
  expect(late.text).not.toContain("What other lists hold");
  await end(lists, registerId);
  expect((await look(caseId)).known).toEqual([]);
});

test("whoever declared an interest sees nothing of what lists hold, and no reader of a list sees its people", async () => {
  const { registerId } = await loaded(lists, csvOf([mine], councilTax));
  const { caseId } = await submitExample(cases.table);
  await send(cases.assess, "POST /cases/{caseId}/declare-interest", { as: cases.asha, path: { caseId }, form: {} });
  const out = await send(cases.assess, "GET /cases/{caseId}", { as: cases.asha, path: { caseId } });
  expect(out.body).not.toContain("CT77");
  const toProgram = await send(cases.assess, "GET /api/cases/{caseId}", { as: cases.asha, path: { caseId } });
  expect(toProgram.body).not.toContain("CT77");
  for (const [route, path] of [
    ["GET /registers", {}],
    ["GET /registers/{registerId}", { registerId }],
    ["GET /api/registers", {}],
    ["GET /api/registers/{registerId}", { registerId }],
  ] as const) {
    const { status, body } = await send(lists.registers, route, { as: lists.mina, path });
    expect([route, status]).toEqual([route, 200]);
    for (const personal of ["CT77", "Robin", "Sample St", "Noor"]) expect(body).not.toContain(personal);
  }
});
