import { expect, test } from "vitest";
import { dynamoCases } from "../../../shared/store/cases.ts";
import { dynamoCounts } from "../../../shared/store/counts.ts";
import { applicationLike, submitExample } from "../../examples.ts";
import { send } from "../../http.ts";
import { everythingIn } from "../../setup/table.ts";
import { openDesk, seenIn, textOf } from "./desk.ts";

const refusal = {
  decisionId: "b1f3b6f0-7a52-4a0e-8f2c-6f4c7d1f0001",
  because: "incomeWithinLimit",
  services: "earlyHelp",
  "reasons-earlyHelp": ["housing", "familySupport"],
  "asks-earlyHelp": "Talk with them about the rent.",
  signposts: "debtAdvice",
  reason: "Two full wages.",
};
const wellPaid = applicationLike({ money: { monthlyIncome: 5_000_00, benefits: [], savings: 0 } });

test("a refused family still gets its referral, and the refusal keeps its code and every rule's result", async () => {
  const { table, assess, asha } = await openDesk();
  const head = await submitExample(table, { application: wellPaid });
  const path = { caseId: head.caseId };

  const answer = await send(assess, "POST /cases/{caseId}/refuse", { as: asha, path, form: { ...seenIn(head), ...refusal } });

  expect([answer.status, answer.headers.location]).toEqual([303, `/cases/${head.caseId}`]);
  const whole = await dynamoCases(table).whole(head.caseId);
  expect(whole?.case).toMatchObject({ status: "refused", decision: { kind: "notEligible", reason: "incomeWithinLimit" } });
  expect(whole?.referrals).toMatchObject([{ service: "earlyHelp", reasons: ["housing", "familySupport"], state: "requested" }]);
  expect(whole?.messages).toMatchObject([{ template: "refused", state: "pending" }]);
  const [, refused] = whole?.events ?? [];
  expect(refused?.detail).toMatchObject({ kind: "refused", signposts: ["debtAdvice"], assessment: { scheme: "CRF" } });
  const { body } = await send(assess, "GET /cases/{caseId}", { as: asha, path });
  expect(textOf(body)).toContain("Asha Patel refused the application on 20 November 2026 at 10:00 am.");
  expect(body).not.toContain('id="decide"');
});

test.each([
  ["withdrawn", "closed"],
  ["savingsWithinLimit", "notEligible"],
])("a refusal for %s is kept as %s", async (because, kind) => {
  const { table, assess, asha } = await openDesk(0);
  const head = await submitExample(table);

  const answer = await send(assess, "POST /api/cases/{caseId}/refusals", {
    as: asha,
    path: { caseId: head.caseId },
    headers: { "idempotency-key": "refusal-1" },
    json: {
      seen: { version: 1, householdId: head.householdId },
      because,
      notAccepted: "A bank statement shows otherwise.",
      referrals: [],
      signposts: [],
      reason: "As coded.",
    },
  });

  expect(answer.status).toBe(201);
  expect(answer.json()).toMatchObject({ case: { status: "refused", version: 2, decision: { kind, reason: because } } });
});

test.each([
  ["incomeWithinLimit", ["Your household’s income is above the scheme’s limit.", "Your household’s savings are above the scheme’s limit."]],
  ["noAnswer", ["We did not hear back from you about what we asked."]],
])("a case refused for %s says what to tell the resident: every failed rule, or the one other reason", async (because, said) => {
  const { table, assess, asha } = await openDesk(0);
  const tooMuch = applicationLike({ money: { monthlyIncome: 5_000_00, benefits: [], savings: 90_000_00 } });
  const head = await submitExample(table, { application: tooMuch });
  const path = { caseId: head.caseId };

  await send(assess, "POST /cases/{caseId}/refuse", { as: asha, path, form: { ...seenIn(head), ...refusal, because } });

  const { body } = await send(assess, "GET /cases/{caseId}", { as: asha, path });
  const [, reasons = ""] = /What to tell the resident:<\/p>(.*?)<\/ul>/s.exec(body) ?? [];
  expect([...reasons.matchAll(/<li>(.*?)<\/li>/g)].map(([, reason = ""]) => reason)).toEqual(said);
});

test("the list of reasons begins with the failed rule, and has no refusal for want of money where the scheme lets people wait for it", async () => {
  const { table, assess, asha } = await openDesk();
  const head = await submitExample(table, { application: wellPaid });

  const { body } = await send(assess, "GET /cases/{caseId}", { as: asha, path: { caseId: head.caseId } });

  const values = [...body.matchAll(/name="because" type="radio" value="(\w+)"/g)].map(([, value]) => value);
  expect(values).toEqual([
    "incomeWithinLimit",
    "livesInArea",
    "oldEnough",
    "savingsWithinLimit",
    "crisisOrShock",
    "needInScope",
    "notMetElsewhere",
    "housingGate",
    "notAlreadyHelped",
    "withinCaps",
    "noAnswer",
    "helpedElsewhere",
    "withdrawn",
    "routedToAdvice",
  ]);
});

test.each(["publicFundsRouted", "evidenceOrWaiver", "sameSchemeAsApplied", "yacht", "constructor", "own.none"])(
  "an application is never refused for %s",
  async (because) => {
    const { table, assess, asha } = await openDesk();
    const application = applicationLike({ publicFunds: { noRecourse: "yes" } });
    const head = await submitExample(table, { application });
    const path = { caseId: head.caseId };
    const before = await everythingIn(table);

    const onPage = await send(assess, "POST /cases/{caseId}/refuse", { as: asha, path, form: { ...seenIn(head), ...refusal, because } });
    const onApi = await send(assess, "POST /api/cases/{caseId}/refusals", {
      as: asha,
      path,
      headers: { "idempotency-key": "refusal-1" },
      json: { seen: { version: 1, householdId: head.householdId }, because, referrals: [], signposts: [], reason: "As coded." },
    });

    expect(onPage.isShownAgain).toBe(true);
    expect(onPage.body).toContain('href="#refuse-because"');
    expect(onApi.json()).toMatchObject({ status: 422, errors: [{ pointer: "/because" }] });
    expect(await everythingIn(table)).toEqual(before);
  },
);

test("every decision without money is counted once by kind and reason, however often it is sent", async () => {
  const { table, assess, asha, ben } = await openDesk(0);
  const refuse = async (because: string, as = asha, head = submitExample(table), key = "refusal-1") => {
    const { caseId, householdId } = await head;
    const notAccepted = "A statement shows otherwise.";
    const json = { seen: { version: 1, householdId }, because, notAccepted, referrals: [], signposts: [], reason: "As coded." };
    return send(assess, "POST /api/cases/{caseId}/refusals", { as, path: { caseId }, headers: { "idempotency-key": key }, json });
  };

  for (const because of ["incomeWithinLimit", "incomeWithinLimit", "notAlreadyHelped", "withdrawn", "helpedElsewhere"])
    expect((await refuse(because)).status).toBe(201);
  const rivalled = submitExample(table);
  const rivals = await Promise.all([
    refuse("noAnswer", asha, rivalled),
    refuse("noAnswer", asha, rivalled),
    refuse("withdrawn", ben, rivalled),
  ]);

  const noAnswer = rivals.filter(({ status }) => status === 201).length === 2 ? 1 : 0;
  const counts = Object.fromEntries((await dynamoCounts(table).of("CRF")).map(({ what, count }) => [what, count]));
  expect(counts).toEqual({
    "notEligible.incomeWithinLimit": 2,
    "notEligible.notAlreadyHelped": 1,
    "closed.withdrawn": 2 - noAnswer,
    "closed.helpedElsewhere": 1,
    ...(noAnswer && { "closed.noAnswer": 1 }),
  });
});

test.each([
  [
    "incomeWithinLimit",
    "refused",
    "Found not eligible. The resident can ask for a review until 18 December 2026. Another officer looks at it",
  ],
  ["noAnswer", "closed", "Not found ineligible, so there is no review."],
])("the resident is told what they can do about a refusal for %s, and the case says so too", async (because, template, words) => {
  const { table, assess, asha } = await openDesk(0);
  const head = await submitExample(table);
  const path = { caseId: head.caseId };
  const form = { ...seenIn(head), ...refusal, because, notAccepted: "A statement shows otherwise." };
  await send(assess, "POST /cases/{caseId}/refuse", { as: asha, path, form });

  const { body } = await send(assess, "GET /cases/{caseId}", { as: asha, path });

  expect(textOf(body)).toContain(words);
  expect((await dynamoCases(table).whole(head.caseId))?.messages).toMatchObject([{ template }]);
});

test("an incomplete refusal comes back with everything typed, and each error links to its field", async () => {
  const { table, assess, asha } = await openDesk();
  const head = await submitExample(table);
  const form = { ...seenIn(head), ...refusal, because: "", "reasons-earlyHelp": [] };

  const { isShownAgain, body } = await send(assess, "POST /cases/{caseId}/refuse", { as: asha, path: { caseId: head.caseId }, form });

  expect(isShownAgain).toBe(true);
  expect(body).toContain("<title>Error:");
  for (const id of ["refuse-because", "refuse-reasons-earlyHelp"]) {
    expect(body).toContain(`href="#${id}"`);
    expect(body).toContain(`id="${id}"`);
  }
  expect(body).toContain("Talk with them about the rent.</textarea>");
  expect(body).toContain("Two full wages.</textarea>");
  expect(body).toMatch(/value="debtAdvice" checked/);
  expect(body).toContain(`value="${refusal.decisionId}"`);
});

test("text for a service that was not selected is an error, so that no referral is lost", async () => {
  const { table, assess, asha } = await openDesk();
  const head = await submitExample(table, { application: wellPaid });
  const form = { ...seenIn(head), ...refusal, services: [] };

  const { isShownAgain, body } = await send(assess, "POST /cases/{caseId}/refuse", { as: asha, path: { caseId: head.caseId }, form });

  expect(isShownAgain).toBe(true);
  expect(textOf(body)).toContain("Select Early Help and Family Hubs to refer, or clear what you wrote for it");
});

test("nobody is referred without consent, by page or by API", async () => {
  const { table, assess, asha } = await openDesk();
  const head = await submitExample(table, { application: applicationLike({ sharing: { agreed: false } }) });
  const path = { caseId: head.caseId };

  const onPage = await send(assess, "POST /cases/{caseId}/refuse", { as: asha, path, form: { ...seenIn(head), ...refusal } });
  const onApi = await send(assess, "POST /api/cases/{caseId}/refusals", {
    as: asha,
    path,
    headers: { "idempotency-key": "refusal-1" },
    json: {
      seen: { version: 1, householdId: head.householdId },
      because: "withdrawn",
      referrals: [{ service: "earlyHelp", reasons: ["debt"], asks: "Call." }],
      signposts: [],
      reason: "Withdrawn.",
    },
  });

  expect(onPage.isShownAgain).toBe(true);
  expect(onApi.json()).toMatchObject({ status: 422, errors: [{ pointer: "/referrals" }] });
  expect((await dynamoCases(table).whole(head.caseId))?.referrals).toEqual([]);
});

test("asking and answering move the case to the resident and back, and each sent twice is done once", async () => {
  const { table, assess, asha } = await openDesk();
  const head = await submitExample(table);
  const path = { caseId: head.caseId };
  const question = { form: { ...seenIn(head), question: "Which fuel do you use?" }, as: asha, path };
  const answered = { form: { ...seenIn({ ...head, version: 2 }), answer: "Oil." }, as: asha, path };

  const asked = [await send(assess, "POST /cases/{caseId}/ask", question), await send(assess, "POST /cases/{caseId}/ask", question)];
  const whileAsked = await dynamoCases(table).whole(head.caseId);
  const recorded = await Promise.all([1, 2].map(() => send(assess, "POST /cases/{caseId}/answer", answered)));
  const after = await dynamoCases(table).whole(head.caseId);

  expect([...asked, ...recorded].map(({ status }) => status)).toEqual([303, 303, 303, 303]);
  expect(whileAsked?.case.status).toBe("asked");
  expect(whileAsked?.messages).toMatchObject([{ template: "question" }]);
  expect(after?.case).toMatchObject({ status: "waiting", version: 3 });
  expect(after?.events.map(({ detail }) => detail)).toMatchObject([
    { kind: "submitted" },
    { kind: "asked", question: "Which fuel do you use?" },
    { kind: "answered", answer: "Oil." },
  ]);
});

test("an answer without a question is not recorded", async () => {
  const { table, assess, asha } = await openDesk();
  const head = await submitExample(table);

  const answer = await send(assess, "POST /api/cases/{caseId}/answers", {
    as: asha,
    path: { caseId: head.caseId },
    headers: { "idempotency-key": "answer-01" },
    json: { seen: { version: 1, householdId: head.householdId }, answer: "Oil." },
  });

  expect(answer.json()).toMatchObject({ status: 409, type: "urn:hardship-support:problem:stale-case" });
  expect((await dynamoCases(table).find(head.caseId))?.version).toBe(1);
});

test("an assessor whose case somebody else has changed is told by whom, and keeps what was typed", async () => {
  const { table, assess, asha, ben } = await openDesk();
  const head = await submitExample(table);
  const path = { caseId: head.caseId };
  await send(assess, "POST /cases/{caseId}/ask", { as: ben, path, form: { ...seenIn(head), question: "Which fuel?" } });

  const late = await send(assess, "POST /cases/{caseId}/refuse", { as: asha, path, form: { ...seenIn(head), ...refusal } });

  expect(late.isShownAgain).toBe(true);
  expect(textOf(late.body)).toContain("Ben Okafor asked the resident for more information on 20 November 2026 at 10:00 am.");
  expect(late.body).toContain("Two full wages.</textarea>");
  expect(late.body).toContain('name="version" value="2"');
});

test("an answer that somebody else recorded first is not sent, and the page shows its words again", async () => {
  const { table, assess, asha, ben } = await openDesk();
  const head = await submitExample(table);
  const path = { caseId: head.caseId };
  await send(assess, "POST /cases/{caseId}/ask", { as: asha, path, form: { ...seenIn(head), question: "Which fuel?" } });
  const seen = seenIn({ ...head, version: 2 });
  await send(assess, "POST /cases/{caseId}/answer", { as: ben, path, form: { ...seen, answer: "Oil." } });

  const late = await send(assess, "POST /cases/{caseId}/answer", { as: asha, path, form: { ...seen, answer: "Coal, she said." } });

  expect(late.isShownAgain).toBe(true);
  expect(textOf(late.body)).toContain("Ben Okafor recorded the resident’s answer on 20 November 2026 at 10:00 am.");
  expect(late.body).toContain("Coal, she said.");
});

test("a form with errors also says that the case has changed meanwhile", async () => {
  const { table, assess, asha, ben } = await openDesk();
  const head = await submitExample(table);
  const path = { caseId: head.caseId };
  await send(assess, "POST /cases/{caseId}/ask", { as: ben, path, form: { ...seenIn(head), question: "Which fuel?" } });

  const late = await send(assess, "POST /cases/{caseId}/refuse", { as: asha, path, form: { ...seenIn(head), ...refusal, reason: "" } });

  expect(late.isShownAgain).toBe(true);
  expect(late.body).toContain('href="#refuse-reason"');
  expect(textOf(late.body)).toContain("Ben Okafor asked the resident for more information");
});

test("the same key for another refusal is refused, and the first refusal stands", async () => {
  const { table, assess, asha } = await openDesk();
  const head = await submitExample(table);
  const refuse = (because: string) =>
    send(assess, "POST /api/cases/{caseId}/refusals", {
      as: asha,
      path: { caseId: head.caseId },
      headers: { "idempotency-key": "refusal-1" },
      json: { seen: { version: 1, householdId: head.householdId }, because, referrals: [], signposts: [], reason: "As coded." },
    });

  const [first, again, other] = [await refuse("withdrawn"), await refuse("withdrawn"), await refuse("noAnswer")];

  expect([first.status, again.status, other.status]).toEqual([201, 201, 409]);
  expect(other.json()).toMatchObject({ type: "urn:hardship-support:problem:idempotency-key-reused" });
  expect(await dynamoCases(table).find(head.caseId)).toMatchObject({ decision: { reason: "withdrawn" } });
});

test("a forged form, a signed-out one and an auditor's change nothing", async () => {
  const { table, assess, asha, auditor } = await openDesk();
  const head = await submitExample(table);
  const path = { caseId: head.caseId };
  const form = { ...seenIn(head), question: "Which fuel?" };

  const forged = await send(assess, "POST /cases/{caseId}/ask", { as: asha, path, form: { ...form, formToken: "another" } });
  const signedOut = await send(assess, "POST /cases/{caseId}/ask", { path, form });
  const auditors = await send(assess, "POST /cases/{caseId}/ask", { as: auditor, path, form });

  expect([forged.status, signedOut.status, auditors.status]).toEqual([403, 401, 403]);
  expect((await dynamoCases(table).find(head.caseId))?.version).toBe(1);
});
