import { expect, test } from "vitest";
import { submitApplication } from "../../../functions/apply/submit-application.ts";
import { pence } from "../../../shared/domain/money.ts";
import { resident } from "../../../shared/domain/principal.ts";
import { publicFundsForResident, publicFundsStory } from "../../../shared/domain/public-funds.ts";
import { newestVersion } from "../../../shared/domain/scheme/scheme-book.ts";
import { shippedSchemes } from "../../../shared/domain/scheme/shipped.ts";
import { contracts } from "../../../shared/http/contracts.ts";
import { dynamoApplications } from "../../../shared/store/applications.ts";
import { dynamoSchemes } from "../../../shared/store/schemes.ts";
import { aDayInCrf, applicationInput, applicationLike, awardRequestFor, submitExample } from "../../examples.ts";
import { send } from "../../http.ts";
import { identitiesOn } from "../../setup/identities.ts";
import { openDesk, textOf } from "../assess/desk.ts";

const unsafeToRing = applicationLike({
  circumstances: { trigger: "dropInIncome", story: "I left <b>him</b> & have nothing.\nاسمي 🌧", without: ["heatingOrPower"] },
  contact: { ways: ["email"], email: "robin@example.com", safety: "Never ring. He has the phone." },
});

test("the case page shows everything that a decision rests on, with how to contact them safely first", async () => {
  const { table, assess, asha } = await openDesk(640_00);
  const head = await submitExample(table, { application: unsafeToRing });

  const { status, body } = await send(assess, "GET /cases/{caseId}", { as: asha, path: { caseId: head.caseId } });
  const text = textOf(body);

  expect(status).toBe(200);
  const sections = ["contact", "budgets", "household", "answers", "rules", "referrals", "messages", "history", "decide"];
  const places = sections.map((id) => body.indexOf(`id="${id}"`));
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(places[0]).toBeGreaterThan(0);
  expect(text).toContain("Never ring. He has the phone.");
  expect(text).toContain("No automatic message: read how to contact them safely");
  expect(body).toContain("I left &lt;b&gt;him&lt;/b&gt; &amp; have nothing.\nاسمي 🌧");
  expect(text).toContain("Sam Example Child, aged 10 (born 30 July 2016)");
  expect(text).toContain("12 Sample Street");
  expect(text).toContain("Universal Credit");
  expect(text).toContain("The household’s income over a year is not above the limit for a household like it. Pass £13,800 a year");
  expect(text).toContain("the limit is £38,300. Not verified. Runnymede: under £38,300 a year for the household.");
  expect(text).toContain("Crisis payments £640 left of £640");
  expect(text).toContain("No earlier award.");
  expect(text).toContain("Application received 20 November 2026 at 10:00 am, The resident");
});

test("the case page says what is an estimate, and what is still to be asked by phone", async () => {
  const { table, assess, asha } = await openDesk(640_00);
  const application = applicationLike({
    people: [
      { name: "Robin Example", dateOfBirth: "1984-03-09", relationship: "self" },
      { name: "Ali Example", estimatedAge: 40, relationship: "partner" },
    ],
    circumstances: { trigger: "dropInIncome", storyByPhone: true, without: [] },
  });
  const { caseId } = await submitExample(table, { application });
  const page = textOf((await send(assess, "GET /cases/{caseId}", { as: asha, path: { caseId } })).body);
  expect(page).toContain("Ali Example Partner, about 40 years old (an estimate: nobody knew the date of birth");
  expect(page).toContain("Somebody’s age is an estimate: about 40.");
  expect(page).toContain("To ask: they would rather tell you what happened by phone. Use only ways that they called safe.");
  const api = (await send(assess, "GET /api/cases/{caseId}", { as: asha, path: { caseId } })).json<{ application: unknown }>();
  expect(api.application).toMatchObject({
    people: [{ dateOfBirth: "1984-03-09" }, { name: "Ali Example", estimatedAge: 40 }],
    circumstances: { storyByPhone: true },
  });
});

test("an auditor reads the case and sees no form but the one to declare an interest", async () => {
  const { table, assess, auditor } = await openDesk();
  const head = await submitExample(table);

  const { status, body } = await send(assess, "GET /cases/{caseId}", { as: auditor, path: { caseId: head.caseId } });

  expect(status).toBe(200);
  expect([...body.matchAll(/action="(\/cases\/[^"]*)"/g)].map(([, action]) => action)).toEqual([`/cases/${head.caseId}/declare-interest`]);
});

test("each rule shows its inputs in words, and its version", async () => {
  const { table, assess, asha } = await openDesk();
  const head = await submitExample(table);

  const { body } = await send(assess, "GET /cases/{caseId}", { as: asha, path: { caseId: head.caseId } });

  const text = textOf(body);
  expect(text).toContain("Crisis and Resilience Fund, version 1, 20 November 2026.");
  expect(text).toContain("Income over a year: £13,800 The limit for this household: £38,300 Income a month: £1,150");
  expect(text).toContain("Rule incomeWithinLimit, version 1");
  expect(text).toContain(
    "Neither shown nor waived: “That the household lives at the address” and “What money comes in”. Must be settled before an award.",
  );
});

test("a case from an earlier scheme is flagged, shows the results then and now, and asks the assessor to confirm", async () => {
  const { table, assess, asha } = await openDesk();
  const ports = { applications: dynamoApplications(table), identities: identitiesOn(table), schemes: dynamoSchemes(table) };
  const application = applicationLike({ circumstances: { trigger: "ongoing", story: "Short for years.", without: [] } });
  const caseId = "7KM3-AAAA-0001";
  const by = resident;
  const matchingKey = async () => "a key for tests";
  await submitApplication({ caseId, application, by, now: new Date("2026-03-28T12:00:00Z") }, { ...ports, matchingKey });

  const { body } = await send(assess, "GET /cases/{caseId}", { as: asha, path: { caseId } });

  const text = textOf(body);
  expect(text).toContain(
    "Applied under Household Support Fund 7 on 28 March 2026. Money committed today belongs to Crisis and Resilience Fund",
  );
  expect(text).toMatch(
    /A crisis or a sudden change in money lies behind the need, where the scheme asks for one\. Then: Pass\. This scheme does not ask for one\. Now: Look\./,
  );
  expect(text).toContain("Then: Pass. Sent while this scheme was open. Now: Look. Sent under HSF7, and decided under CRF.");
  expect(body).toContain('value="rolloverConfirmed"');
  expect(body).not.toContain('value="dhpConsidered"');
});

test("a case from today's scheme is not flagged and asks nobody to confirm", async () => {
  const { table, assess, asha } = await openDesk();
  const head = await submitExample(table);

  const { body } = await send(assess, "GET /cases/{caseId}", { as: asha, path: { caseId: head.caseId } });

  expect(body).not.toContain("govuk-warning-text");
  expect(body).not.toContain("rolloverConfirmed");
});

const limitedByAVisa = (noRecourse: "yes" | "no" | "notSure" | undefined) => applicationLike({ publicFunds: noRecourse && { noRecourse } });

test.each([
  ["yes", "They say that someone’s visa limits public funds."],
  ["notSure", "They do not know whether someone’s visa limits public funds, or would rather not say."],
  [undefined, "Nobody has asked them whether a visa limits public funds."],
] as const)("the answer %s about a visa that limits public funds is a private notice that says what to do", async (answered, words) => {
  const { table, assess, asha } = await openDesk();
  const head = await submitExample(table, { application: limitedByAVisa(answered) });

  const { body } = await send(assess, "GET /cases/{caseId}", { as: asha, path: { caseId: head.caseId } });

  const text = textOf(body);
  expect(text).toContain(`${words} ${publicFundsStory.rule}`);
  for (const sentence of publicFundsForResident) expect(text).toContain(sentence);
});

test("if nobody’s visa limits public funds the page says nothing of visas", async () => {
  const { table, assess, asha } = await openDesk();
  const head = await submitExample(table, { application: limitedByAVisa("no") });
  const { body } = await send(assess, "GET /cases/{caseId}", { as: asha, path: { caseId: head.caseId } });
  expect(body).not.toContain('id="public-funds"');
});

test("the page suggests help beside money with the reason, and offers everything else too", async () => {
  const { table, assess, asha } = await openDesk();
  const application = applicationLike({ money: { monthlyIncome: 800_00, benefits: [], savings: 0, monthlyHousingCosts: 450_00 } });
  const head = await submitExample(table, { application });

  const { body } = await send(assess, "GET /cases/{caseId}", { as: asha, path: { caseId: head.caseId } });

  const text = textOf(body);
  expect(text).toContain("Suggested for everyone. Checks that every benefit is claimed");
  expect(text).toContain("Suggested because the list of what is needed includes “Food”.");
  expect(text).toContain("Suggested for everyone. Free, confidential debt advice");
  expect(text).toContain("Rent or mortgage a month £450");
  for (const signpost of ["debtAdvice", "foodNetwork", "holidayActivities", "freeSchoolMeals", "energyAdvice"])
    expect(body).toContain(`value="${signpost}"`);
});

test("the next case links to the household's earlier award, with the day from which the need can be met again", async () => {
  const { table, assess, award, asha } = await openDesk();
  const first = await submitExample(table);
  const won = await send(award, "POST /api/cases/{caseId}/awards", {
    as: asha,
    path: { caseId: first.caseId },
    json: awardRequestFor(first, { lines: [{ item: "washingMachine", amount: pence(250_00), delivery: "TANGIBLE" }] }),
    headers: { "idempotency-key": "decision-1" },
  });
  const { awardId } = won.json<{ awardId: string }>();
  const next = await submitExample(table, { householdId: first.householdId });

  const { body } = await send(assess, "GET /cases/{caseId}", { as: asha, path: { caseId: next.caseId } });

  expect(body).toContain(`href="/awards/${awardId}"`);
  expect(textOf(body)).toContain(`A washing machine CRF ${awardId}`);
  expect(textOf(body)).toContain(
    "Can be helped again: Food: now Gas, electricity or other heating: now A washing machine: from 20 November 2027",
  );
  expect(body).toContain(`href="/cases/${first.caseId}"`);
});

test("if an adult is known in another household, the page shows that household's awards", async () => {
  const { table, assess, award, asha } = await openDesk();
  const ports = {
    applications: dynamoApplications(table),
    identities: identitiesOn(table),
    schemes: dynamoSchemes(table),
    matchingKey: async () => "a key for tests",
  };
  const [caseId, laterCaseId] = ["7KM3-AAAA-0001", "7KM3-AAAA-0002"];
  const by = resident;
  await submitApplication({ caseId, application: applicationLike(), by, now: aDayInCrf }, ports);
  const [robin] = applicationInput.people;
  const moved = applicationLike({
    people: robin ? [robin] : [],
    address: { kind: "settled", line1: "3 Other Road", postcode: "CV2 1AB" },
    contact: { ways: ["text"], phone: "07700 900983" },
  });
  await submitApplication({ caseId: laterCaseId, application: moved, by, now: aDayInCrf }, ports);
  await send(award, "POST /api/cases/{caseId}/awards", {
    as: asha,
    path: { caseId },
    json: awardRequestFor({ caseId, version: 1, householdId: `H-${caseId}` } as Parameters<typeof awardRequestFor>[0]),
    headers: { "idempotency-key": "decision-1" },
  });

  const { body } = await send(assess, "GET /cases/{caseId}", { as: asha, path: { caseId: laterCaseId } });

  expect(textOf(body)).toContain("Perhaps the same household");
  expect(textOf(body)).toContain(`Gas, electricity or other heating CRF ${caseId}-A1`);
  expect(textOf(body)).toContain("Gas, electricity or other heating: from 1 April 2027");
});

test("an unknown case and an impossible id look the same to everyone", async () => {
  const { assess, asha } = await openDesk(0);
  const unknown = await send(assess, "GET /cases/{caseId}", { as: asha, path: { caseId: "0000-0000-0000" } });
  const malformed = await send(assess, "GET /cases/{caseId}", { as: asha, path: { caseId: "x".repeat(3000) } });
  const posted = await send(assess, "POST /cases/{caseId}/ask", {
    as: asha,
    path: { caseId: "x".repeat(3000) },
    form: { version: "1", householdId: "H-1", question: "Which?" },
  });
  const forProgram = await send(assess, "GET /api/cases/{caseId}", { as: asha, path: { caseId: "0000-0000-0000" } });

  expect([unknown.status, malformed.status, posted.status, forProgram.status]).toEqual([404, 404, 404, 404]);
  expect(forProgram.json()).toMatchObject({ type: "urn:hardship-support:problem:not-found" });
});

test("a program reads the whole case with each rule's result, and everything that a decision needs", async () => {
  const { table, assess, asha } = await openDesk();
  const head = await submitExample(table);

  const answer = await send(assess, "GET /api/cases/{caseId}", { as: asha, path: { caseId: head.caseId } });

  const reply = contracts["GET /api/cases/{caseId}"].reply.parse(answer.json());
  expect(reply).toMatchObject({
    case: { caseId: head.caseId, status: "waiting", version: 1 },
    schemeToday: "CRF",
    decideBy: "2026-12-10",
    budgets: [
      { category: "CRISIS_PAYMENT", left: 1_000_00 },
      { category: "HOUSING_PAYMENT", left: 0 },
    ],
    application: { people: [{ name: "Robin Example" }, {}] },
    evidenceAsked: [{ evidence: "address" }, { evidence: "income" }],
    checksAsked: [],
    nextDates: [{ need: "food" }, { need: "energy" }],
  });
  expect(reply.results.map(({ rule }) => rule)).toEqual(newestVersion(shippedSchemes, "CRF")?.rules.map(({ rule }) => rule));
  expect(reply.usualAmounts?.map(({ item, kind }) => [item, kind])).toEqual([
    ["foodParcel", "none"],
    ["fuelTopUp", "none"],
  ]);
});

test("a message or a referral that the stream has not delivered within the hour is shown as not delivered", async () => {
  const { table, assess, award, asha } = await openDesk(640_00);
  const head = await submitExample(table);
  const minutesAgo = (minutes: number) => new Date(aDayInCrf.getTime() - minutes * 60_000);
  const awarded = await send(award, "POST /api/cases/{caseId}/awards", {
    as: asha,
    now: minutesAgo(61),
    path: { caseId: head.caseId },
    headers: { "idempotency-key": "the-decision" },
    json: awardRequestFor(head, { referrals: [{ service: "earlyHelp", reasons: ["debt"], asks: "Please help with debt." }] }),
  });
  const pageAt = async (now: Date) =>
    textOf((await send(assess, "GET /cases/{caseId}", { as: asha, path: { caseId: head.caseId }, now })).body);

  expect(awarded.status).toBe(201);
  expect(await pageAt(minutesAgo(50))).toContain("being sent");
  expect(await pageAt(minutesAgo(50))).not.toContain("Not delivered");
  expect(await pageAt(aDayInCrf)).toContain("could not be sent. Contact them another way.");
  expect(await pageAt(aDayInCrf)).toContain("Not delivered");
});

test("the case shows what each act would tell the resident, and then the words that went out, and to whom", async () => {
  const { table, assess, asha } = await openDesk();
  const head = await submitExample(table, { application: applicationLike({ contact: { ways: ["text"], phone: "07700 900982" } }) });
  const path = { caseId: head.caseId };
  const shown = async () => textOf((await send(assess, "GET /cases/{caseId}", { as: asha, path })).body);

  const before = await shown();
  expect(before).toContain("What the resident is told when you ask or decide");
  expect(before).toContain(
    "If you award Coventry City Council: We have decided to help you. [what they get, and how they get it] [when they can ask again, and who else can help]",
  );
  expect(before).toContain(`say your reference, ${head.caseId}`);
  expect(before).not.toContain("((");

  const form = { version: String(head.version), householdId: head.householdId, question: "Which fuel?" };
  expect((await send(assess, "POST /cases/{caseId}/ask", { as: asha, path, form })).status).toBe(303);
  const after = await shown();
  expect(after).toContain("We need to know more , by text, to the number ending 982:");
  expect(after).toContain("Coventry City Council: We need to ask you something before we can go on. Please call us on");
  expect(after).not.toContain("07700 900982 :");
  const { messages } = contracts["GET /api/cases/{caseId}"].reply.parse(
    (await send(assess, "GET /api/cases/{caseId}", { as: asha, path })).json(),
  );
  expect(messages.at(-1)).toMatchObject({
    says: expect.stringMatching(/^Coventry City Council: We need to ask you something/),
  });
});

test("if no channel is safe the case says that the same words wait for a person", async () => {
  const { table, assess, asha } = await openDesk();
  const head = await submitExample(table, { application: unsafeToRing });
  const { body } = await send(assess, "GET /cases/{caseId}", { as: asha, path: { caseId: head.caseId } });
  expect(textOf(body)).toContain("Nothing is sent by itself: what they have to be told waits in To be told , in these words.");
});
