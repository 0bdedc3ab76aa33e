import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import type { Case } from "../../../shared/domain/case/case.ts";
import { awardIdFor } from "../../../shared/domain/ids.ts";
import { pence } from "../../../shared/domain/money.ts";
import { dynamoCases } from "../../../shared/store/cases.ts";
import { allocateExample, applicationLike, awardRequestFor, evidenceTyped, submitExample } from "../../examples.ts";
import { type SignedIn, send } from "../../http.ts";
import { everythingIn } from "../../setup/table.ts";
import { openDesk, seenIn, speakOf, textOf } from "../assess/desk.ts";

type Desk = Awaited<ReturnType<typeof openDesk>>;
type Typed = Record<string, string | string[]>;

const inHsf5 = new Date("2024-05-31T12:00:00Z");

const awardOnPage = ({ award }: Desk, as: SignedIn, head: Case, typed: Typed, now?: Date) =>
  send(award, "POST /cases/{caseId}/award", {
    as,
    path: { caseId: head.caseId },
    form: {
      ...seenIn(head),
      decisionId: randomUUID(),
      "item-1": "fuelTopUp",
      "amount-1": "100",
      "delivery-1": "CASH",
      evidence: [...evidenceTyped],
      reason: "No heating in the house.",
      ...typed,
    },
    ...(now && { now }),
  });
const awardOnApi = ({ award }: Desk, as: SignedIn, head: Case, changes = {}, now?: Date) =>
  send(award, "POST /api/cases/{caseId}/awards", {
    as,
    path: { caseId: head.caseId },
    json: awardRequestFor(head, changes),
    headers: { "idempotency-key": randomUUID() },
    ...(now && { now }),
  });
const pageOf = async ({ assess, asha }: Desk, { caseId }: Case, now?: Date) =>
  (await send(assess, "GET /cases/{caseId}", { as: asha, path: { caseId }, ...(now && { now }) })).body;
const expectUndecided = async ({ table }: Desk, head: Case) => expect(await dynamoCases(table).find(head.caseId)).toEqual(head);

test("the page fills in the usual amount with its working, and it can be awarded unchanged", async () => {
  const desk = await openDesk(0);
  await allocateExample(desk.table, "HSF5", "ENERGY_WATER", 1_000_00);
  const head = await submitExample(desk.table, { at: inHsf5 });

  const body = await pageOf(desk, head, inHsf5);
  const answer = await awardOnPage(desk, desk.asha, head, { "amount-1": "140", "delivery-1": "VOUCHER" }, inHsf5);

  expect(body).toMatch(/id="award-amount-\d" [^>]*value="140"/);
  expect(textOf(body)).toContain(
    "Energy top-up or cash for fuel: £140 . £140 for a household of 1 or more people with 1 or more children.",
  );
  expect(answer.status).toBe(303);
});

test("an amount other than the usual one needs a reason on its row", async () => {
  const desk = await openDesk(0);
  await allocateExample(desk.table, "HSF5", "ENERGY_WATER", 1_000_00);
  const head = await submitExample(desk.table, { at: inHsf5 });
  const fuel = { "amount-1": "90", "delivery-1": "VOUCHER" };
  const lines = [{ item: "fuelTopUp", amount: pence(90_00), delivery: "VOUCHER" }];

  const onPage = await awardOnPage(desk, desk.asha, head, fuel, inHsf5);
  const onApi = await awardOnApi(desk, desk.asha, head, { lines }, inHsf5);
  await expectUndecided(desk, head);
  const mended = await awardOnPage(desk, desk.asha, head, { ...fuel, "reason-1": "A smaller meter." }, inHsf5);

  expect(onPage.isShownAgain).toBe(true);
  expect(onPage.body).toContain('<a href="#award-reason-1">Item 1: say why this is not the usual amount of £140');
  expect(onPage.body).toContain('id="award-reason-1"');
  expect(onApi.json()).toMatchObject({ status: 422, errors: [{ pointer: "/lines/0/reason" }] });
  expect(mended.status).toBe(303);
  const whole = await dynamoCases(desk.table).whole(head.caseId);
  expect(whole?.awards).toMatchObject([{ lines: [{ amount: 90_00, reason: "A smaller meter." }] }]);
});

test("more than the maximum for an item is refused with the figure at its row, over however many rows it is spread", async () => {
  const desk = await openDesk(0);
  await allocateExample(desk.table, "HSF5", "ENERGY_WATER", 1_000_00);
  const head = await submitExample(desk.table, { at: inHsf5 });
  const row = (number: number, pounds: string) => ({
    [`item-${number}`]: "fuelTopUp",
    [`amount-${number}`]: pounds,
    [`delivery-${number}`]: "VOUCHER",
    [`reason-${number}`]: "Two meters.",
  });

  const above = await awardOnPage(desk, desk.asha, head, row(1, "140.01"), inHsf5);
  const spread = await awardOnPage(desk, desk.asha, head, { ...row(1, "140"), ...row(2, "0.01") }, inHsf5);

  expect(above.isShownAgain).toBe(true);
  expect(above.body).toContain('<a href="#award-amount-1">Item 1: enter £140 or less');
  expect(spread.body).toContain('<a href="#award-amount-2">Item 2: enter £140 or less');
  await expectUndecided(desk, head);
});

test("an award above every limit is refused with each role's limit, by page and API, and the page keeps everything typed", async () => {
  const desk = await openDesk(20_000_00);
  const head = await submitExample(desk.table);

  const above = await awardOnPage(desk, desk.asha, head, { "amount-1": "10000.01" });
  const onApi = await awardOnApi(desk, desk.cleo, head, { lines: [{ item: "fuelTopUp", amount: pence(10_000_01), delivery: "CASH" }] });

  expect(above.isShownAgain).toBe(true);
  expect(textOf(above.body)).toContain(
    "Not awarded: above your limit The award comes to £10,000.01, and you may award up to £2,000. Nobody may award this much under the scheme.",
  );
  expect(above.body).toContain('value="10000.01"');
  expect(onApi.json()).toMatchObject({ status: 403, type: "urn:hardship-support:problem:above-limit", limit: 10_000_00, total: 10_000_01 });
  await expectUndecided(desk, head);
});

test("the limits stand beside the button", async () => {
  const desk = await openDesk();
  const head = await submitExample(desk.table);
  expect(textOf(await pageOf(desk, head))).toContain(
    "You may award up to £2,000 alone. More than that waits for a second person to approve it. Assessor: up to £2,000. Not verified: A demonstration limit",
  );
});

test("without evidence an award is held and nobody is ineligible; with evidence or a waiver it is made, and keeps them", async () => {
  const desk = await openDesk();
  const head = await submitExample(desk.table);
  const waived = [evidenceTyped[0], "income:waived:unsafeToGet"];

  const without = await awardOnPage(desk, desk.asha, head, { evidence: [evidenceTyped[0], ""] });
  const onApi = await awardOnApi(desk, desk.asha, head, { evidence: [] });
  await expectUndecided(desk, head);
  const withWaiver = await awardOnPage(desk, desk.asha, head, { evidence: waived });

  expect(without.isShownAgain).toBe(true);
  expect(textOf(without.body)).toContain("The household is not ineligible: the case still waits for a decision.");
  expect(textOf(without.body)).toContain("Neither shown nor waived: “What money comes in”.");
  expect(without.body).toMatch(/value="address:shown:Council tax record" selected/);
  expect(onApi.json()).toMatchObject({
    status: 422,
    type: "urn:hardship-support:problem:held",
    holds: [{ rule: "evidenceOrWaiver" }],
  });
  expect(withWaiver.status).toBe(303);
  const shown = textOf(await pageOf(desk, head));
  expect(shown).toContain("That the household lives at the address: Council tax record");
  expect(shown).toContain("What money comes in: waived. Getting it would not be safe");
  const award = await send(desk.award, "GET /awards/{awardId}", { as: desk.ben, path: { awardId: `${head.caseId}-A1` } });
  expect(textOf(award.body)).toContain("What money comes in: waived. Getting it would not be safe");
});

test.each([
  ["something that is not accepted", ["address:shown:A bus ticket"], "/evidence/0/shown"],
  ["evidence that nobody asks for", ["passport:shown:Council tax record"], "/evidence/0/evidence"],
  ["the same twice", [evidenceTyped[1], "income:shown:Payslip"], "/evidence/1/evidence"],
])("evidence that the scheme does not accept is refused at its place: %s", async (_, typed, pointer) => {
  const desk = await openDesk();
  const head = await submitExample(desk.table);
  const evidence = typed.map((one) => {
    const [code, , shown] = one.split(":");
    return { evidence: code, shown };
  });

  const onPage = await awardOnPage(desk, desk.asha, head, { evidence: typed });
  const onApi = await awardOnApi(desk, desk.asha, head, { evidence });

  expect(onPage.isShownAgain).toBe(true);
  expect(onPage.body).toContain('href="#award-evidence-');
  expect(onApi.json()).toMatchObject({ status: 422, errors: [{ pointer }] });
  await expectUndecided(desk, head);
});

test("housing costs are held until somebody confirms having looked at help with rent; other needs are not", async () => {
  const desk = await openDesk();
  await allocateExample(desk.table, "CRF", "HOUSING_PAYMENT", 1_000_00, "housing", { period: "2026-11" });
  const head = await submitExample(desk.table, { application: applicationLike({ wants: { needs: ["housing"] } }) });
  const other = await submitExample(desk.table);
  const rent = { "item-1": "rentShortfall", "delivery-1": "THIRD_PARTY" };

  const held = await awardOnPage(desk, desk.asha, head, rent);
  await expectUndecided(desk, head);
  const seen = await awardOnPage(desk, desk.asha, head, { ...rent, checks: ["housingElementSeen"] });

  expect(await pageOf(desk, other)).not.toContain('name="checks"');
  expect(held.isShownAgain).toBe(true);
  expect(held.body).toContain('value="housingElementSeen"');
  expect(seen.status).toBe(303);
  expect(textOf(await pageOf(desk, head))).toContain("Confirmed: Universal Credit includes help with housing costs");
});

test("a row for a need that the resident did not ask for adds the evidence and checks of that need", async () => {
  const desk = await openDesk();
  await allocateExample(desk.table, "CRF", "HOUSING_PAYMENT", 1_000_00, "housing", { period: "2026-11" });
  const head = await submitExample(desk.table);

  const held = await awardOnPage(desk, desk.asha, head, { "item-1": "rentShortfall", "delivery-1": "THIRD_PARTY" });

  expect(held.isShownAgain).toBe(true);
  expect(held.body).toContain('value="housingElementSeen"');
});

test("an application that straddles two schemes is held until an assessor confirms having looked at the new rules", async () => {
  const desk = await openDesk();
  const head = await submitExample(desk.table, { at: new Date("2026-03-28T12:00:00Z") });

  const held = await awardOnPage(desk, desk.asha, head, {});
  await expectUndecided(desk, head);
  const confirmed = await awardOnPage(desk, desk.asha, head, { checks: ["rolloverConfirmed"] });

  expect(held.isShownAgain).toBe(true);
  expect(textOf(held.body)).toContain("Sent under HSF7, and decided under CRF. Confirm that its rules were looked at again.");
  expect(confirmed.status).toBe(303);
  const shown = textOf(await pageOf(desk, head));
  expect(shown).toContain("Decided under Crisis and Resilience Fund, to which the money belongs.");
  expect(shown).toContain("Confirmed: The rules of the scheme that is open now were looked at again");
});

test("if a visa limits public funds no path awards anything, and roles that only see money never learn of it", async () => {
  const desk = await openDesk();
  const head = await submitExample(desk.table, { application: applicationLike({ publicFunds: { noRecourse: "yes" } }) });
  const before = await everythingIn(desk.table);

  const answers = [
    await awardOnPage(desk, desk.asha, head, {}),
    await awardOnPage(desk, desk.cleo, head, {
      checks: ["dhpConsidered", "homelessnessDutyChecked", "housingElementSeen", "rolloverConfirmed"],
    }),
    await awardOnApi(desk, desk.asha, head),
    await awardOnApi(desk, desk.cleo, head, { checks: ["rolloverConfirmed"] }),
  ];

  expect(answers.map(({ status, isShownAgain }) => isShownAgain || status)).toEqual([true, true, 422, 422]);
  expect(await everythingIn(desk.table)).toEqual(before);
});

test("roles that only see money do not learn that a resident would rather not say what their visa is", async () => {
  const desk = await openDesk();
  const head = await submitExample(desk.table, { application: applicationLike({ publicFunds: { noRecourse: "notSure" } }) });
  const spoken = await speakOf(desk, head);
  expect((await awardOnApi(desk, desk.asha, spoken)).status).toBe(201);
  const path = { awardId: awardIdFor(head.caseId, spoken.version) };

  const toFinance = await send(desk.award, "GET /awards/{awardId}", { as: desk.finance, path });
  const toProgram = await send(desk.award, "GET /api/awards/{awardId}", { as: desk.finance, path });
  const toAssessor = await send(desk.award, "GET /awards/{awardId}", { as: desk.asha, path });

  for (const { body } of [toFinance, toProgram]) expect(body).not.toMatch(/visa|publicFunds|notSure/);
  expect(toAssessor.body).toContain("visa");
});
