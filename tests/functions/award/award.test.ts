import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { takeLineStep } from "../../../functions/fulfil/take-line-step.ts";
import type { Case } from "../../../shared/domain/case/case.ts";
import { pence } from "../../../shared/domain/money.ts";
import { dynamoCases } from "../../../shared/store/cases.ts";
import type { Table } from "../../../shared/store/items.ts";
import { dynamoMoney } from "../../../shared/store/money.ts";
import { aDayInCrf, applicationLike, awardRequestFor, evidenceTyped, secondAssessor, submitExample } from "../../examples.ts";
import { type SignedIn, send } from "../../http.ts";
import { everythingIn } from "../../setup/table.ts";
import { openDesk, seenIn, textOf } from "../assess/desk.ts";
import { portsOf } from "../fulfil/room.ts";

type Desk = Awaited<ReturnType<typeof openDesk>>;

/** The award form as a browser sends it: one item, the rows below it empty. */
const formFor = (head: Case, more: Record<string, string | string[]> = {}) => ({
  ...seenIn(head),
  decisionId: randomUUID(),
  "item-1": "fuelTopUp",
  "amount-1": "100",
  "delivery-1": "CASH",
  "reason-1": "",
  "item-2": "",
  "amount-2": "",
  "delivery-2": "",
  "reason-2": "",
  evidence: [...evidenceTyped],
  reason: "No heating in the house.",
  ...more,
});
const awardOnPage = ({ award }: Desk, as: SignedIn, head: Case, more: Record<string, string | string[]> = {}) =>
  send(award, "POST /cases/{caseId}/award", { as, path: { caseId: head.caseId }, form: formFor(head, more) });
const awardOnApi = ({ award }: Desk, as: SignedIn, head: Case, changes = {}, key: string = randomUUID(), now?: Date) =>
  send(award, "POST /api/cases/{caseId}/awards", {
    as,
    ...(now && { now }),
    path: { caseId: head.caseId },
    json: awardRequestFor(head, changes),
    headers: { "idempotency-key": key },
  });
const crisisMoneyLeft = async (table: Table) => (await dynamoMoney(table).envelopes("CRF"))[0]?.available;
const awardsOf = async (table: Table, ...heads: Case[]) =>
  (await Promise.all(heads.map(({ caseId }) => dynamoCases(table).whole(caseId)))).flatMap((whole) => whole?.awards ?? []);

test("an award from the page commits with its referral, signpost and message, and the case then shows it", async () => {
  const desk = await openDesk();
  const head = await submitExample(desk.table);

  const answer = await awardOnPage(desk, desk.asha, head, {
    "item-3": "clothingVoucher",
    "amount-3": "£1,50.5",
    services: "welfareRights",
    "reasons-welfareRights": "incomeMaximisation",
    "asks-welfareRights": "Check what is unclaimed.",
    signposts: ["debtAdvice", "energyAdvice"],
  });
  expect(answer.isShownAgain).toBe(true);
  const mended = await awardOnPage(desk, desk.asha, head, {
    "item-3": "clothingVoucher",
    "amount-3": "50.50",
    "delivery-3": "VOUCHER",
    services: "welfareRights",
    "reasons-welfareRights": "incomeMaximisation",
    "asks-welfareRights": "Check what is unclaimed.",
    signposts: ["debtAdvice", "energyAdvice"],
  });

  expect([mended.status, mended.headers.location]).toEqual([303, `/cases/${head.caseId}#decision`]);
  const whole = await dynamoCases(desk.table).whole(head.caseId);
  expect(whole?.case).toMatchObject({ status: "awarded", decision: { kind: "awarded", awardId: `${head.caseId}-A1`, total: 150_50 } });
  expect(whole?.awards).toMatchObject([{ scheme: "CRF", lines: [{ amount: 100_00 }, { item: "clothingVoucher", amount: 50_50 }] }]);
  expect(whole?.referrals).toMatchObject([{ service: "welfareRights", asks: "Check what is unclaimed." }]);
  expect(whole?.messages).toMatchObject([{ template: "awarded" }]);
  expect(whole?.events.at(-1)?.detail).toMatchObject({ kind: "awarded", signposts: ["debtAdvice", "energyAdvice"] });
  expect(await crisisMoneyLeft(desk.table)).toBe(849_50);
  const { body } = await send(desk.assess, "GET /cases/{caseId}", { as: desk.ben, path: { caseId: head.caseId } });
  expect(textOf(body)).toContain(`Asha Patel awarded £150.50 on 20 November 2026 at 10:00 am. Award ${head.caseId}-A1.`);
  expect(textOf(body)).toContain("As they stood when the case was decided");
});

test("the page names every fault of the form at its field, and keeps everything typed", async () => {
  const desk = await openDesk();
  const head = await submitExample(desk.table);

  const { isShownAgain, body } = await awardOnPage(desk, desk.asha, head, {
    "amount-1": "-5",
    "item-3": "cooker",
    "amount-3": "twelve <b>",
    "amount-4": "20",
    services: "earlyHelp",
    "asks-earlyHelp": "Talk about the rent.",
    reason: "",
  });

  expect(isShownAgain).toBe(true);
  const linked = [...body.matchAll(/<a href="#([\w-]+)">/g)].map(([, id]) => id);
  expect(linked).toEqual([
    "award-amount-1",
    "award-amount-3",
    "award-delivery-3",
    "award-item-4",
    "award-delivery-4",
    "award-reasons-earlyHelp",
    "award-reason",
  ]);
  for (const id of linked) expect(body).toContain(`id="${id}"`);
  expect(textOf(body)).toContain("Item 3: the amount must be in pounds and pence, like 120 or 120.50");
  for (const kept of ['value="-5"', 'value="twelve &lt;b&gt;"', 'value="20"', "Talk about the rent.</textarea>"])
    expect(body).toContain(kept);
  expect(body).toMatch(/<option value="cooker" selected>/);
  expect(await crisisMoneyLeft(desk.table)).toBe(1_000_00);
});

test("a form without any item asks for one", async () => {
  const desk = await openDesk();
  const head = await submitExample(desk.table);

  const { isShownAgain, body } = await awardOnPage(desk, desk.asha, head, { "item-1": "", "amount-1": "" });

  expect(isShownAgain).toBe(true);
  expect(body).toContain('<a href="#award-item-1">Choose at least one item</a>');
});

test("a line that the catalogue does not allow points to its place, on the page and in the API", async () => {
  const desk = await openDesk();
  const head = await submitExample(desk.table);

  const onPage = await awardOnPage(desk, desk.asha, head, { "delivery-1": "TANGIBLE" });
  const onApi = await awardOnApi(desk, desk.asha, head, {
    lines: [
      { item: "fuelTopUp", amount: pence(1_00), delivery: "CASH" },
      { item: "yacht", amount: pence(1_00), delivery: "CASH" },
    ],
  });
  const unshaped = await awardOnApi(desk, desk.asha, head, { lines: [{ item: "fuelTopUp", amount: 0.5, delivery: "CASH" }] });

  expect(onPage.isShownAgain).toBe(true);
  expect(onPage.body).toContain('href="#award-delivery-1"');
  expect(onApi.json()).toMatchObject({ status: 422, errors: [{ pointer: "/lines/1/item" }] });
  expect(unshaped.json()).toMatchObject({ status: 422, errors: [{ pointer: "/lines/0/amount" }] });
});

test("of two assessors at once one wins, and the other is told who decided what", async () => {
  const desk = await openDesk();
  const head = await submitExample(desk.table);

  const answers = await Promise.all([
    awardOnPage(desk, desk.asha, head),
    awardOnPage(desk, desk.ben, head, { reason: "Cold house, baby." }),
  ]);

  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 303]);
  const lost = answers.find(({ isShownAgain }) => isShownAgain)?.body ?? "";
  const winner = answers[0]?.status === 303 ? "Asha Patel" : "Ben Okafor";
  expect(textOf(lost)).toContain(`${winner} awarded £100 on 20 November 2026 at 10:00 am. Award ${head.caseId}-A1.`);
  expect(lost).toContain(winner === "Asha Patel" ? "Cold house, baby." : "No heating in the house.");
  expect(await awardsOf(desk.table, head)).toHaveLength(1);
  expect(await crisisMoneyLeft(desk.table)).toBe(900_00);
});

test("a program that comes second is told who decided what", async () => {
  const desk = await openDesk();
  const head = await submitExample(desk.table);
  await awardOnApi(desk, desk.asha, head);

  const second = await awardOnApi(desk, desk.ben, head);

  expect(second.json()).toMatchObject({
    status: 409,
    type: "urn:hardship-support:problem:stale-case",
    case: { status: "awarded", decision: { awardId: `${head.caseId}-A1`, by: { name: "Asha Patel" } } },
  });
});

test("a double click is one award, and so is a request sent again after its answer was lost", async () => {
  const desk = await openDesk();
  const [clicked, retried] = [await submitExample(desk.table), await submitExample(desk.table)];
  const decisionId = randomUUID();

  const clicks = await Promise.all([1, 2].map(() => awardOnPage(desk, desk.asha, clicked, { decisionId })));
  const tries = [
    await awardOnApi(desk, desk.asha, retried, {}, "request-0001"),
    await awardOnApi(desk, desk.asha, retried, {}, "request-0001"),
  ];

  expect(clicks.map(({ status }) => status)).toEqual([303, 303]);
  expect(tries.map(({ status }) => status)).toEqual([201, 201]);
  expect(tries[0]?.json()).toEqual(tries[1]?.json());
  expect(await awardsOf(desk.table, clicked, retried)).toHaveLength(2);
  expect(await crisisMoneyLeft(desk.table)).toBe(800_00);
});

test("the same key with another amount is refused, and does not return the award that it made", async () => {
  const desk = await openDesk();
  const head = await submitExample(desk.table);
  await awardOnApi(desk, desk.asha, head, {}, "request-0001");

  const other = await awardOnApi(
    desk,
    desk.asha,
    head,
    { lines: [{ item: "fuelTopUp", amount: pence(200_00), delivery: "CASH" }] },
    "request-0001",
  );

  expect(other.json()).toMatchObject({
    status: 409,
    type: "urn:hardship-support:problem:idempotency-key-reused",
    awardId: `${head.caseId}-A1`,
  });
  expect(await crisisMoneyLeft(desk.table)).toBe(900_00);
});

test("refusing from a page that was opened before the award is told of the award", async () => {
  const desk = await openDesk();
  const head = await submitExample(desk.table);
  const decisionId = randomUUID();
  await awardOnPage(desk, desk.asha, head, { decisionId });

  const { isShownAgain, body } = await send(desk.assess, "POST /cases/{caseId}/refuse", {
    as: desk.asha,
    path: { caseId: head.caseId },
    form: { ...seenIn(head), decisionId, because: "withdrawn", reason: "Changed my mind." },
  });

  expect(isShownAgain).toBe(true);
  expect(textOf(body)).toContain("Not done: this case is already decided Asha Patel awarded £100");
});

test("an application that fails rules is not awarded, and the page names each of them", async () => {
  const desk = await openDesk();
  const application = applicationLike({ money: { monthlyIncome: 5_000_00, benefits: [], savings: 9_000_00 } });
  const head = await submitExample(desk.table, { application });

  const onPage = await awardOnPage(desk, desk.asha, head);
  const onApi = await awardOnApi(desk, desk.asha, head);

  expect(onPage.isShownAgain).toBe(true);
  expect(textOf(onPage.body)).toContain("Not awarded: not eligible");
  expect(onApi.json()).toMatchObject({
    type: "urn:hardship-support:problem:not-eligible",
    reasons: ["incomeWithinLimit", "savingsWithinLimit"],
  });
  expect(await crisisMoneyLeft(desk.table)).toBe(1_000_00);
});

test("of two awards at once for one household and need one wins, and the other is told the winner's reference", async () => {
  const desk = await openDesk();
  const one = await submitExample(desk.table);
  const other = await submitExample(desk.table, { householdId: one.householdId });

  const [onPage, onApi] = await Promise.all([awardOnPage(desk, desk.asha, one), awardOnApi(desk, desk.ben, other)]);

  const awards = await awardsOf(desk.table, one, other);
  expect(awards).toHaveLength(1);
  const [winner] = awards;
  if (winner?.caseId === one.caseId) {
    expect(onPage.status).toBe(303);
    expect(onApi.json()).toMatchObject({
      status: 409,
      type: "urn:hardship-support:problem:household-already-awarded",
      earlierAwardId: winner.awardId,
      nextDay: "2027-04-01",
    });
  } else {
    expect([onPage.isShownAgain, onApi.status]).toEqual([true, 201]);
    expect(onPage.body).toContain(`href="/awards/${winner?.awardId}"`);
  }
  expect(await crisisMoneyLeft(desk.table)).toBe(900_00);
});

test("a household's second award for a need is refused with a link to the earlier award and the next day", async () => {
  const desk = await openDesk();
  const one = await submitExample(desk.table);
  const other = await submitExample(desk.table, { householdId: one.householdId });
  await awardOnApi(desk, desk.ben, one);

  const { isShownAgain, body } = await awardOnPage(desk, desk.asha, other);

  expect(isShownAgain).toBe(true);
  expect(body).toContain(`href="/awards/${one.caseId}-A1"`);
  expect(textOf(body)).toContain("It can be met again from 1 April 2027.");
});

test("an award by the API is one read and one write of nine items, once the day's schemes have been read", async () => {
  const sent: { name: string; items: number }[] = [];
  const desk = await openDesk(1_000_00, (table) => {
    table.client.middlewareStack.add(
      (next, context) => (args) => {
        const { TransactItems = [] } = args.input as { TransactItems?: unknown[] };
        sent.push({ name: context.commandName ?? "", items: TransactItems.length });
        return next(args);
      },
      { step: "initialize" },
    );
    return table;
  });
  const sentBy = async (now: Date) => {
    const head = await submitExample(desk.table);
    sent.length = 0;
    const { status } = await awardOnApi(desk, desk.asha, head, {}, randomUUID(), now);
    expect(status).toBe(201);
    return [...sent];
  };
  // The nine: case, household, the decider’s sums of the day and of the month, envelope, award, ledger entry, event, message.
  const decision = [
    { name: "BatchGetItemCommand", items: 0 },
    { name: "TransactWriteItemsCommand", items: 9 },
  ];
  const theBook = { name: "QueryCommand", items: 0 };

  expect(await sentBy(new Date("2026-11-20T10:00:00Z"))).toEqual([theBook, ...decision]);
  expect(await sentBy(new Date("2026-11-20T23:59:59Z"))).toEqual(decision);
  expect(await sentBy(new Date("2026-11-21T00:00:00Z"))).toEqual([theBook, ...decision]);
});

test("an award with a line whose money came back shows the total that still stands", async () => {
  const desk = await openDesk();
  const head = await submitExample(desk.table);
  const lines = [
    { item: "fuelTopUp", amount: 49_00, delivery: "CASH" },
    { item: "foodParcel", amount: 35_00, delivery: "VOUCHER" },
  ];
  await awardOnApi(desk, desk.asha, head, { lines });
  const awardId = `${head.caseId}-A1`;
  const page = async () => textOf((await send(desk.award, "GET /awards/{awardId}", { as: desk.finance, path: { awardId } })).body);
  expect(await page()).not.toContain("Still stands");
  await takeLineStep(
    { lineId: `${awardId}.2`, action: "cancel", seen: 0, why: "They have food now.", key: "cancel", by: secondAssessor, now: aDayInCrf },
    portsOf(desk.table),
  );
  expect(await page()).toContain("Still stands £49: the rest was cancelled or came back");
});

test("finance reads the money of an award and nothing that an assessor wrote about the person", async () => {
  const desk = await openDesk();
  const application = applicationLike({ address: { kind: "none", staying: "Sofa at Jo's" } });
  const head = await submitExample(desk.table, { application });
  const lines = [{ item: "fuelTopUp", amount: 100_00, delivery: "CASH", reason: "Her oxygen pump runs all night." }];
  await awardOnApi(desk, desk.asha, head, { lines });
  const path = { awardId: `${head.caseId}-A1` };

  const toAssessor = await send(desk.award, "GET /awards/{awardId}", { as: desk.asha, path });
  const toFinance = await send(desk.award, "GET /awards/{awardId}", { as: desk.finance, path });
  const toProgram = await send(desk.award, "GET /api/awards/{awardId}", { as: desk.finance, path });

  expect(textOf(toAssessor.body)).toContain("No heating in the house.");
  expect(textOf(toAssessor.body)).toContain("Her oxygen pump runs all night.");
  expect(textOf(toAssessor.body)).toContain("What money comes in: Universal Credit journal");
  expect(textOf(toFinance.body)).toContain("Energy top-up or cash for fuel Crisis payments Cash or bank payment £100");
  for (const { body } of [toFinance, toProgram]) {
    expect(body).not.toContain("No heating");
    expect(body).not.toContain("oxygen");
    expect(body).not.toContain("Sofa");
    expect(body).not.toContain("journal");
    expect(body).not.toMatch(/visa|publicFunds/);
    expect(body).not.toContain("Robin");
  }
  expect(toProgram.json()).toMatchObject({
    total: 100_00,
    by: { name: "Asha Patel" },
    results: expect.arrayContaining([{ rule: "livesInArea", version: 1, verdict: "pass" }]),
  });
});

test("an unknown award is not found, and a role that may not see awards is refused", async () => {
  const desk = await openDesk();
  const head = await submitExample(desk.table);
  await awardOnApi(desk, desk.asha, head);

  const statuses = [];
  for (const [awardId, as] of [
    [`${head.caseId}-A9`, desk.asha],
    ["nonsense", desk.asha],
    [`${head.caseId}-A1`, desk.partner],
  ] as const) {
    statuses.push((await send(desk.award, "GET /awards/{awardId}", { as, path: { awardId } })).status);
  }

  expect(statuses).toEqual([404, 404, 403]);
});

test("without a session, with an expired one, a forged form, a role that may not or an unknown case, nothing is awarded", async () => {
  const desk = await openDesk();
  const head = await submitExample(desk.table);
  const route = "POST /cases/{caseId}/award";
  const path = { caseId: head.caseId };
  const form = formFor(head);
  const before = await everythingIn(desk.table);

  const answers = [
    await send(desk.award, route, { path, form }),
    await send(desk.award, route, { path, form, as: desk.asha, now: new Date("2026-11-20T12:00:00Z") }),
    await send(desk.award, route, { path, form: { ...form, formToken: "another" }, as: desk.asha }),
    await send(desk.award, route, { path, form, as: desk.finance }),
    await send(desk.award, route, { path: { caseId: "0000-0000-0000" }, form, as: desk.asha }),
    await awardOnApi(desk, desk.auditor, head),
  ];

  expect(answers.map(({ status }) => status)).toEqual([401, 401, 403, 403, 404, 403]);
  expect(await everythingIn(desk.table)).toEqual(before);
});

test("the ledger keeps the items paid for and nothing that an assessor wrote, since it can never be changed", async () => {
  const desk = await openDesk();
  const head = await submitExample(desk.table);
  const lines = [{ item: "fuelTopUp", amount: pence(50_00), delivery: "CASH" as const, reason: "Robin told Asha in tears." }];
  expect((await awardOnApi(desk, desk.asha, head, { lines, reason: "Robin is ill." })).status).toBe(201);

  const entries = (await everythingIn(desk.table)).filter(({ itemKind, kind }) => itemKind === "ledgerEntry" && kind === "award");
  expect(entries.map(({ why }) => why)).toEqual(["Energy top-up or cash for fuel"]);
  expect(JSON.stringify(entries)).not.toContain("Robin");
});
