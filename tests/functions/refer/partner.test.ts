import { expect, test } from "vitest";
import { applicationLike } from "../../examples.ts";
import { helpedBefore } from "../../households.ts";
import { send, signIn } from "../../http.ts";
import { earlyHelper, openOnwardHelp, referredCase } from "./onward.ts";

const inDanger = applicationLike({
  people: [{ name: "Robin <b>Example</b> روبن", dateOfBirth: "1984-03-09", relationship: "self" }],
  contact: { ways: ["email"], email: "robin@example.com", safety: "Never ring. He has the phone." },
});

test("a partner sees how to contact the person safely before anything else about them", async () => {
  const onward = await openOnwardHelp();
  const { referralId } = await referredCase(onward, { application: inDanger });

  const { status, body } = await send(onward.refer, "GET /referrals/{referralId}", { as: onward.idris, path: { referralId } });

  expect(status).toBe(200);
  const places = [
    "Never ring. He has the phone.",
    "robin@example.com",
    "Do not use: phone call, text message, letter.",
    "Help with rent arrears.",
  ];
  const found = places.map((text) => body.indexOf(text));
  expect(Math.min(...found)).toBeGreaterThan(0);
  expect(found).toEqual(found.toSorted((a, b) => a - b));
  expect(body).toContain("Robin &lt;b&gt;Example&lt;/b&gt; روبن");
  expect(body).not.toContain("Sample Street");
});

test("a referral is in its own service's list once it has been delivered, and in no other's", async () => {
  const onward = await openOnwardHelp();
  const { referralId } = await referredCase(onward, { isDelivered: false });
  const list = async (as: typeof onward.idris) => (await send(onward.refer, "GET /referrals", { as })).body;

  expect(await list(onward.idris)).toContain("No referral has been sent to your service");
  await onward.deliverAll();

  expect(await list(onward.idris)).toContain(`href="/referrals/${referralId}"`);
  expect(await list(onward.hana)).not.toContain(referralId);
});

test("the list has open referrals first, the soonest due first, and marks what is overdue", async () => {
  const onward = await openOnwardHelp();
  const urgent = applicationLike({ circumstances: { trigger: "atRisk", story: "No food.", without: ["food"] } });
  const usual = await referredCase(onward);
  const soon = await referredCase(onward, { application: urgent });
  const answered = await referredCase(onward, { application: urgent });
  await send(onward.refer, "POST /referrals/{referralId}/reject", {
    as: onward.idris,
    path: { referralId: answered.referralId },
    form: { version: "1", reason: "They have moved away." },
  });

  const fiveDaysOn = new Date("2026-11-25T09:00:00Z");
  const as = await signIn(onward.table, earlyHelper, fiveDaysOn);
  const { body } = await send(onward.refer, "GET /referrals", { as, now: fiveDaysOn });

  const places = [soon, usual, answered].map(({ referralId }) => body.indexOf(`/referrals/${referralId}`));
  expect(Math.min(...places)).toBeGreaterThan(0);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(body.match(/Overdue/g)).toHaveLength(1);
});

test("another service's referral, one not delivered, and ids that nobody gave out get one and the same page", async () => {
  const onward = await openOnwardHelp();
  const { referralId, caseId } = await referredCase(onward);
  const undelivered = await referredCase(onward, { isDelivered: false });
  const get = async (as: typeof onward.idris, id: string) =>
    (await send(onward.refer, "GET /referrals/{referralId}", { as, path: { referralId: id } })).body.replaceAll(id, "");

  const unknown = await send(onward.refer, "GET /referrals/{referralId}", { as: onward.hana, path: { referralId: `${caseId}-R9.1` } });

  expect(unknown.status).toBe(404);
  const pages = [
    await get(onward.hana, referralId),
    await get(onward.hana, `${caseId}-R9.1`),
    await get(onward.hana, "../../etc/passwd"),
    await get(onward.hana, undelivered.referralId),
  ];
  expect(new Set(pages).size).toBe(1);
  expect(await get(onward.idris, undelivered.referralId)).toBe(await get(onward.idris, `${caseId}-R9.1`));
  const answered = await send(onward.refer, "POST /referrals/{referralId}/accept", {
    as: onward.hana,
    path: { referralId },
    form: { version: "1" },
  });
  expect(answered.status).toBe(404);
});

test("a partner accepts, records what came of it, and the assessor's case shows both", async () => {
  const onward = await openOnwardHelp();
  const { caseId, referralId } = await referredCase(onward);
  const post = (route: "accept" | "outcome", form: Record<string, string>) =>
    send(onward.refer, `POST /referrals/{referralId}/${route}`, { as: onward.idris, path: { referralId }, form });

  const accepted = await post("accept", { version: "1", stepId: "step-1" });
  const recorded = await post("outcome", { version: "2", stepId: "step-2", outcome: "Arrears agreed with the landlord." });

  expect([accepted.status, accepted.headers.location]).toEqual([303, `/referrals/${referralId}`]);
  expect(recorded.status).toBe(303);
  const referral = (await onward.cases.whole(caseId))?.referrals[0];
  expect(referral?.steps.map(({ state, by, note }) => [state, by.name, note])).toEqual([
    ["requested", "Asha Patel", undefined],
    ["accepted", "Idris Cole", undefined],
    ["completed", "Idris Cole", "Arrears agreed with the landlord."],
  ]);
});

const food = { need: "food", scheme: "CRF", awardId: "0000-0000-0001-A1", from: "2026-11-01", until: "2026-11-30" } as const;

test("a partner learns nothing of earlier awards, and no day that tells of them", async () => {
  const onward = await openOnwardHelp();
  const { referralId, before } = await referredCase(onward);
  await helpedBefore(onward.table, before.householdId, [food, { ...food, need: "cooker" }]);

  for (const route of ["GET /referrals/{referralId}", "GET /api/referrals/{referralId}"]) {
    const { status, body } = await send(onward.refer, route, { as: onward.idris, path: { referralId } });
    expect(status).toBe(200);
    expect(body).not.toMatch(/0000-0000-0001|cooker|food|£|CRF|December|2026-12/i);
  }
});

test.each(["yes", "notSure"] as const)("the answer %s about public funds reaches no partner", async (noRecourse) => {
  const onward = await openOnwardHelp();
  const { referralId } = await referredCase(onward, { application: applicationLike({ publicFunds: { noRecourse } }) });
  const get = async (route: string) => (await send(onward.refer, route, { as: onward.idris, path: { referralId } })).body;
  for (const route of ["GET /referrals", "GET /referrals/{referralId}", "GET /api/referrals", "GET /api/referrals/{referralId}"])
    expect(await get(route)).not.toMatch(/recourse|public ?funds|visa|notSure/i);
});

test("an outcome cannot be recorded before the referral is accepted", async () => {
  const onward = await openOnwardHelp();
  const { caseId, referralId } = await referredCase(onward);

  const { isShownAgain, body } = await send(onward.refer, "POST /referrals/{referralId}/outcome", {
    as: onward.idris,
    path: { referralId },
    form: { version: "1", stepId: "step-1", outcome: "Spoke to the landlord." },
  });

  expect(isShownAgain).toBe(true);
  expect(body).toContain("What you typed was not sent");
  expect(body).toContain("Spoke to the landlord.");
  expect(await onward.referrals.find(caseId, referralId)).toMatchObject({ state: "requested", version: 1 });
});

test("a rejection without a reason comes back with the reason's box in error, and what was typed is kept", async () => {
  const onward = await openOnwardHelp();
  const { referralId } = await referredCase(onward);
  const reject = (reason: string) =>
    send(onward.refer, "POST /referrals/{referralId}/reject", {
      as: onward.idris,
      path: { referralId },
      form: { version: "1", stepId: "step-1", reason },
    });

  const empty = await reject("  ");
  const tooLong = await reject(`Full until spring. ${"x".repeat(1000)}`);

  expect(empty.isShownAgain).toBe(true);
  expect(empty.body).toContain('<a href="#reason">Enter why you cannot take this referral</a>');
  expect(empty.body).toMatch(/<title>\s*Error: /);
  expect(tooLong.isShownAgain).toBe(true);
  expect(tooLong.body).toContain("Full until spring. xxx");
  expect(tooLong.body).toContain('name="stepId" value="step-1"');
});

test("two colleagues answer at once: one wins, the other is told who and keeps what they typed", async () => {
  const onward = await openOnwardHelp();
  const { caseId, referralId } = await referredCase(onward);
  const answer = (route: "accept" | "reject", form: Record<string, string>) =>
    send(onward.refer, `POST /referrals/{referralId}/${route}`, {
      as: onward.idris,
      path: { referralId },
      form: { version: "1", ...form },
    });

  const answers = await Promise.all([
    answer("accept", { stepId: "step-1" }),
    answer("reject", { stepId: "step-2", reason: "No capacity this month." }),
  ]);

  expect(answers.map(({ status }) => status).sort()).toEqual([200, 303]);
  const loser = answers.find(({ isShownAgain }) => isShownAgain);
  expect(loser?.body).toContain("Idris Cole");
  expect((await onward.referrals.find(caseId, referralId))?.version).toBe(2);
});

test("a double click on accept is one acceptance and no error", async () => {
  const onward = await openOnwardHelp();
  const { caseId, referralId } = await referredCase(onward);
  const accept = () =>
    send(onward.refer, "POST /referrals/{referralId}/accept", {
      as: onward.idris,
      path: { referralId },
      form: { version: "1", stepId: "step-1" },
    });

  const answers = await Promise.all([accept(), accept()]);

  expect(answers.map(({ status }) => status)).toEqual([303, 303]);
  expect((await onward.referrals.find(caseId, referralId))?.steps).toHaveLength(2);
});
