import { expect, test } from "vitest";
import { submitApplication } from "../../../functions/apply/submit-application.ts";
import { pence } from "../../../shared/domain/money.ts";
import { actorOf } from "../../../shared/domain/principal.ts";
import { dynamoApplications } from "../../../shared/store/applications.ts";
import { aDayInCrf, applicationLike, assessor, awardRequestFor, submitExample } from "../../examples.ts";
import { send } from "../../http.ts";
import { openDesk, textOf } from "./desk.ts";

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
  expect(text).toContain("The household's income over a year is not above the limit. Pass £13,800 a year");
  expect(text).toContain("the limit is £38,300. The figure is not verified. Runnymede: under £38,300 a year for the household.");
  expect(text).toContain("Crisis payments £640 left of £640");
  expect(text).toContain("No earlier award.");
  expect(text).toContain("Application received 20 November 2026 at 10:00 am, The resident");
});

test("an auditor reads the case and is shown no form", async () => {
  const { table, assess, auditor } = await openDesk();
  const head = await submitExample(table);

  const { status, body } = await send(assess, "GET /cases/{caseId}", { as: auditor, path: { caseId: head.caseId } });

  expect(status).toBe(200);
  expect(body).not.toContain(`action="/cases/`);
});

test("a case that came under an earlier scheme says which one its money will belong to", async () => {
  const { table, assess, asha } = await openDesk();
  const head = await submitExample(table, { at: new Date("2024-05-31T12:00:00Z") });

  const { body } = await send(assess, "GET /cases/{caseId}", { as: asha, path: { caseId: head.caseId } });

  expect(textOf(body)).toContain(
    "Applied under Household Support Fund 5; money committed today belongs to the Crisis and Resilience Fund.",
  );
});

test("the household's earlier award stands on its next case, linked, with the day from which the need can be met again", async () => {
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
  expect(textOf(body)).toContain(`A washing machine CRF ${awardId} Can be met again from 20 November 2027`);
  expect(body).toContain(`href="/cases/${first.caseId}"`);
});

test("an adult known in another household brings that household's awards to the page", async () => {
  const { table, assess, award, asha } = await openDesk();
  const ports = { applications: dynamoApplications(table), matchingKey: async () => "a key for tests" };
  const [caseId, laterCaseId] = ["7KM3-AAAA-0001", "7KM3-AAAA-0002"];
  const by = actorOf(assessor);
  await submitApplication({ caseId, application: applicationLike(), by, now: aDayInCrf }, ports);
  const moved = applicationLike({ address: { kind: "settled", line1: "3 Other Road", postcode: "CV2 1AB" } });
  await submitApplication({ caseId: laterCaseId, application: moved, by, now: aDayInCrf }, ports);
  await send(award, "POST /api/cases/{caseId}/awards", {
    as: asha,
    path: { caseId },
    json: awardRequestFor({ caseId, version: 1, householdId: `H-${caseId}` } as Parameters<typeof awardRequestFor>[0]),
    headers: { "idempotency-key": "decision-1" },
  });

  const { body } = await send(assess, "GET /cases/{caseId}", { as: asha, path: { caseId: laterCaseId } });

  expect(textOf(body)).toContain("Perhaps the same household");
  expect(textOf(body)).toContain(`Gas, electricity or other heating CRF ${caseId}-A1 Can be met again from`);
});

test("a case that is not there, and an address that no case can have, are the same to everyone", async () => {
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

test("a program reads the whole case with each rule's result", async () => {
  const { table, assess, asha } = await openDesk();
  const head = await submitExample(table);

  const answer = await send(assess, "GET /api/cases/{caseId}", { as: asha, path: { caseId: head.caseId } });

  expect(answer.json()).toMatchObject({
    case: { caseId: head.caseId, status: "waiting", version: 1 },
    schemeToday: "CRF",
    results: [{ rule: "livesInArea", verdict: "pass" }, {}, {}, {}, {}, {}, { rule: "notAlreadyHelped", verdict: "pass" }],
    budgets: [
      { category: "CRISIS_PAYMENT", left: 1_000_00 },
      { category: "HOUSING_PAYMENT", left: 0 },
    ],
    application: { people: [{ name: "Robin Example" }, {}] },
  });
});

test("a message or a referral that the stream did not carry on within the hour stands as not delivered", async () => {
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
