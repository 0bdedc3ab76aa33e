import { isDeepStrictEqual } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { awardGrant } from "../../functions/decide/award-grant.ts";
import { dynamoAwards } from "../../shared/store/awards.ts";
import { dynamoCases } from "../../shared/store/cases.ts";
import { dynamoCounts } from "../../shared/store/counts.ts";
import { dynamoMoney } from "../../shared/store/money.ts";
import { dynamoSchemes } from "../../shared/store/schemes.ts";
import {
  allocateExample,
  applicationInput,
  assessor,
  awardRequestFor,
  evidenceExample,
  evidenceTyped,
  secondAssessor,
  submitExample,
} from "../examples.ts";
import { typedPages } from "../functions/apply/resident.ts";
import { everythingIn, freshTable } from "../setup/table.ts";
import { expectConsistent } from "./audit.ts";
import { type Answered, type Bearer, type CaseSeen, fund, newKey, type OverHttp, startOverHttp } from "./over-http.ts";

let service: OverHttp;
beforeAll(async () => {
  service = await startOverHttp();
  await fund(service);
});
afterAll(() => service.host.stop());

const times = <T>(count: number, send: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, index) => send(index)));
const statuses = (answers: readonly Answered[]) => [...new Set(answers.map(({ status }) => status))];
const storedCases = async () => (await everythingIn(service.table)).filter(({ itemKind }) => itemKind === "case");
const eventsOf = async ({ caseId }: CaseSeen) =>
  (await everythingIn(service.table)).filter((item) => item.itemKind === "event" && item.caseId === caseId);

const awardOf = ({ seen }: CaseSeen, changes: object = {}) => ({
  seen,
  lines: [{ item: "fuelTopUp", amount: 100_00, delivery: "CASH" }],
  referrals: [],
  signposts: [],
  evidence: evidenceExample,
  reason: "No heating in the house.",
  ...changes,
});
const countedAs = async (what: string) =>
  (await dynamoCounts(service.table).of("CRF")).find((counted) => counted.what === what)?.count ?? 0;
const aReferral = { service: "earlyHelp", reasons: ["debt"], asks: "Help with debt." };

test("pressing the button twenty times at once, and going back after it, makes one application", async () => {
  const { resident } = service;
  const browser = await resident();
  for (const [page, typed] of typedPages) expect((await browser.post(`/apply/${page}`, typed)).status).toBe(303);
  const before = (await storedCases()).length;

  const pressed = await times(20, () => browser.post("/apply/check", {}));

  expect(new Set(pressed.map(({ headers }) => headers.get("location")))).toEqual(new Set(["/apply/received"]));
  expect((await browser.post("/apply/about-you", { name: "Somebody Else" })).headers.get("location")).toBe("/apply/received");
  expect((await browser.post("/apply/check", {})).headers.get("location")).toBe("/apply/received");
  expect(await storedCases()).toHaveLength(before + 1);
});

test("one idempotency key makes one application, and is refused for another", async () => {
  const key = newKey();
  const before = (await storedCases()).length;
  const send = (as: Bearer, application: object) => service.api(as, "POST /api/applications", application, key);

  const sent = await times(20, () => send("assessor-1", applicationInput));

  expect(statuses(sent)).toEqual([201]);
  expect(new Set(sent.map(({ body }) => body)).size).toBe(1);
  expect(await storedCases()).toHaveLength(before + 1);
  expect((await send("assessor-1", { ...applicationInput, sharing: { agreed: false } })).problem).toBe("idempotency-key-reused");
  const another = await send("assessor-2", applicationInput);
  expect([another.status, another.body === sent[0]?.body]).toEqual([201, false]);
});

test("two adults of one household who apply at once are one household", async () => {
  const [ann, bob] = [
    { name: "Ann Two", dateOfBirth: "1980-01-01" },
    { name: "Bob Two", dateOfBirth: "1981-01-01" },
  ];
  const sent = await times(8, (index) => {
    const [self, other] = index % 2 === 0 ? [ann, bob] : [bob, ann];
    const people = [
      { ...self, relationship: "self" },
      { ...other, relationship: "partner" },
    ];
    return service.api("assessor-1", "POST /api/applications", { ...applicationInput, people });
  });
  const households = await Promise.all(
    sent.map(async (one) => (await service.seenOf(one.json<{ caseId: string }>().caseId)).seen.householdId),
  );
  expect(new Set(households).size).toBe(1);
});

/** Sends one step ten times at once and once more, and expects one effect and one answer. */
const expectTakenOnce = async (as: Bearer, route: `POST /${string}`, body: object): Promise<Answered> => {
  const key = newKey();
  const sent = [...(await times(10, () => service.api(as, route, body, key))), await service.api(as, route, body, key)];
  expect(statuses(sent)).toEqual([201]);
  const [first] = sent as [Answered];
  expect(sent.filter((answer) => !isDeepStrictEqual(answer.json(), first.json()))).toEqual([]);
  return first;
};

test("every step of a case that is sent many times is taken once, and gives every sender the same answer", async () => {
  const waiting = await service.newCase();
  const { caseId, seen } = waiting;
  const at = (version: number) => ({ ...seen, version });
  await expectTakenOnce("assessor-1", `POST /api/cases/${caseId}/questions`, { seen: at(1), question: "Which meter?" });
  await expectTakenOnce("assessor-1", `POST /api/cases/${caseId}/answers`, { seen: at(2), answer: "A prepayment meter." });
  const referred = await expectTakenOnce("assessor-1", `POST /api/cases/${caseId}/referrals`, { seen: at(3), ...aReferral });
  await expectTakenOnce("assessor-1", `POST /api/cases/${caseId}/awards`, awardOf({ caseId, seen: at(4) }));
  const { referralId } = referred.json<{ referralId: string }>();
  await expect.poll(async () => (await service.api("early-help", `GET /api/referrals/${referralId}`)).status).toBe(200);
  await expectTakenOnce("early-help", `POST /api/referrals/${referralId}/acceptances`, { version: 1 });
  await expectTakenOnce("early-help", `POST /api/referrals/${referralId}/outcomes`, { version: 2, outcome: "A plan is in place." });
  const second = await expectTakenOnce("assessor-1", `POST /api/cases/${caseId}/referrals`, { seen: at(5), ...aReferral });
  const { referralId: toWithdraw } = second.json<{ referralId: string }>();
  await expectTakenOnce("assessor-1", `POST /api/cases/${caseId}/withdrawals`, {
    seen: at(6),
    referralId: toWithdraw,
    reason: "Not wanted.",
  });
  await expectTakenOnce("assessor-1", `POST /api/cases/${caseId}/agreements`, {
    seen: at(7),
    says: "noLongerAgrees",
    reason: "They called.",
  });
  expect(await eventsOf(waiting)).toHaveLength(8);
  await expectConsistent(service.table);
});

test("a refusal sent many times is one refusal, and counts once", async () => {
  const waiting = await service.newCase();
  const refusal = { seen: waiting.seen, because: "noAnswer", referrals: [], signposts: [], reason: "No answer in a month." };
  const countedBefore = await countedAs("closed.noAnswer");
  await expectTakenOnce("assessor-1", `POST /api/cases/${waiting.caseId}/refusals`, refusal);
  expect(await eventsOf(waiting)).toHaveLength(2);
  expect(await countedAs("closed.noAnswer")).toBe(countedBefore + 1);
});

test("a decision's key is refused for any other decision, such as one with a referral more", async () => {
  const awarded = await service.newCase();
  const award = (changes: object, key: string) =>
    service.api("assessor-1", `POST /api/cases/${awarded.caseId}/awards`, awardOf(awarded, changes), key);
  const awardKey = newKey();
  expect((await award({}, awardKey)).status).toBe(201);
  const others = [
    { referrals: [aReferral] },
    { signposts: ["debtAdvice"] },
    { evidence: [evidenceExample[0], { evidence: "income", waived: "tooUrgent" }] },
    { checks: ["rolloverConfirmed"] },
    { reason: "Another." },
  ];
  for (const changes of others) expect((await award(changes, awardKey)).problem).toBe("idempotency-key-reused");

  const refused = await service.newCase();
  const refusal = { seen: refused.seen, because: "noAnswer", referrals: [], signposts: [], reason: "No answer in a month." };
  const refuse = (changes: object, key: string) =>
    service.api("assessor-1", `POST /api/cases/${refused.caseId}/refusals`, { ...refusal, ...changes }, key);
  const refusalKey = newKey();
  expect((await refuse({}, refusalKey)).status).toBe(201);
  for (const changes of [{ referrals: [aReferral] }, { because: "withdrawn" }, { reason: "Another." }])
    expect((await refuse(changes, refusalKey)).problem).toBe("idempotency-key-reused");
  expect((await everythingIn(service.table)).filter((item) => item.itemKind === "referral" && item.caseId === refused.caseId)).toEqual([]);
});

test("a partner's key is refused for another step", async () => {
  const { caseId, seen } = await service.newCase();
  const referred = await service.api("assessor-1", `POST /api/cases/${caseId}/referrals`, { seen, ...aReferral });
  const { referralId } = referred.json<{ referralId: string }>();
  await expect.poll(async () => (await service.api("early-help", `GET /api/referrals/${referralId}`)).status).toBe(200);
  const key = newKey();
  const reject = (reason: string) => service.api("early-help", `POST /api/referrals/${referralId}/rejections`, { version: 1, reason }, key);
  expect((await reject("No room this month.")).status).toBe(201);
  expect((await reject("Another reason.")).problem).toBe("idempotency-key-reused");
});

test("a decision that reads its case before its own award and its household after it still finds that award", async () => {
  const table = await freshTable(service.host.endpoint);
  await allocateExample(table, "CRF", "CRISIS_PAYMENT", 500_00);
  const waiting = await submitExample(table);
  const cases = dynamoCases(table);
  const decision = { caseId: waiting.caseId, decisionId: "one", by: assessor, now: new Date(), request: awardRequestFor(waiting) };
  const before = await cases.toDecide(waiting.caseId, waiting.householdId);
  const first = await awardGrant(decision, { cases, awards: dynamoAwards(table), schemes: dynamoSchemes(table) });

  let isTorn = true;
  const tornOnce: typeof cases.toDecide = async (caseId, householdId) => {
    const now = await cases.toDecide(caseId, householdId);
    const seen = isTorn && now && before ? { ...now, case: before.case } : now;
    isTorn = false;
    return seen;
  };
  const again = await awardGrant(decision, { cases: { toDecide: tornOnce }, awards: dynamoAwards(table), schemes: dynamoSchemes(table) });
  isTorn = true;
  const rival = await awardGrant(
    { ...decision, decisionId: "two", by: secondAssessor },
    { cases: { toDecide: tornOnce }, awards: dynamoAwards(table), schemes: dynamoSchemes(table) },
  );

  expect(first.kind).toBe("awarded");
  expect(again).toEqual(first);
  expect(rival).toMatchObject({ kind: "stale", now: { decision: { by: { id: assessor.id } } } });
});

test("one household's need by a page and a program at once is met once, and the other is given the winner's award", async () => {
  const people = [
    { name: "Cay One", dateOfBirth: "1980-01-01", relationship: "self" as const },
    { name: "Dee One", dateOfBirth: "1980-01-01", relationship: "partner" as const },
  ];
  const address = { kind: "settled" as const, line1: "1 Shared Road", town: "Coventry", postcode: "CV1 2AB" };
  const [one, two] = [await service.newCase({ people, address }), await service.newCase({ people, address })];
  expect(one.seen.householdId).toBe(two.seen.householdId);

  const browser = await service.browser(secondAssessor);
  const form = {
    version: String(two.seen.version),
    householdId: two.seen.householdId,
    decisionId: newKey(),
    "item-1": "fuelTopUp",
    "amount-1": "100",
    "delivery-1": "CASH",
    evidence: evidenceTyped,
    reason: "No heating in the house.",
  };
  const [byApi, byPage] = await Promise.all([
    service.api("assessor-1", `POST /api/cases/${one.caseId}/awards`, awardOf(one)),
    browser.post(`/cases/${two.caseId}/award`, form),
  ]);

  const apiWon = byApi.status === 201;
  expect([byApi.status, byPage.status]).toEqual(apiWon ? [201, 200] : [409, 303]);
  if (apiWon) expect(byPage.body).toContain(`/awards/${one.caseId}-A1`);
  else expect(byApi.json()).toMatchObject({ earlierAwardId: `${two.caseId}-A1` });
  await expectConsistent(service.table);
});

test("of 200 awards of £100 sent at once on £5,000, exactly 50 are made and 150 wait for money", async () => {
  const waiting: CaseSeen[] = [];
  for (let round = 0; round < 10; round += 1) waiting.push(...(await times(20, () => service.newCase())));
  const lines = [{ item: "rentShortfall", amount: 100_00, delivery: "CASH" }];

  const answers = await Promise.all(
    waiting.map((one) =>
      service.api("assessor-1", `POST /api/cases/${one.caseId}/awards`, awardOf(one, { lines, checks: ["housingElementSeen"] })),
    ),
  );

  expect(answers.filter(({ status }) => status === 201)).toHaveLength(50);
  expect(answers.filter(({ status }) => status === 202)).toHaveLength(150);
  const budgets = await dynamoMoney(service.table).envelopes("CRF");
  expect(budgets.filter(({ category }) => category === "HOUSING_PAYMENT")).toMatchObject([
    { allocated: 5_000_00, available: 0, payments: 50 },
  ]);
  await expectConsistent(service.table);
});
