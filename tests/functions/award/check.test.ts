import { randomUUID } from "node:crypto";
import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { expect, test } from "vitest";
import type { Case } from "../../../shared/domain/case/case.ts";
import { awardIdFor } from "../../../shared/domain/ids.ts";
import { pence } from "../../../shared/domain/money.ts";
import { dynamoCases } from "../../../shared/store/cases.ts";
import { type Table, values } from "../../../shared/store/items.ts";
import { caseKey } from "../../../shared/store/keys.ts";
import { applicationInput, applicationLike, awardRequestFor, evidenceTyped, submitExample } from "../../examples.ts";
import { type SignedIn, send } from "../../http.ts";
import { everythingIn } from "../../setup/table.ts";
import { openDesk, seenIn, textOf } from "../assess/desk.ts";

type Desk = Awaited<ReturnType<typeof openDesk>>;
type Typed = Record<string, string | string[]>;

const typedFor = (head: Case, more: Typed = {}): Typed => ({
  ...seenIn(head),
  decisionId: randomUUID(),
  pressed: "check",
  rows: "3",
  "item-1": "bed",
  "quantity-1": "2",
  "amount-1": "120.25",
  "delivery-1": "TANGIBLE",
  evidence: [...evidenceTyped],
  reason: "Two children share one bed.",
  ...more,
});
const check = ({ award }: Desk, as: SignedIn, head: Case, typed: Typed) =>
  send(award, "POST /cases/{caseId}/award/check", { as, path: { caseId: head.caseId }, form: typed });
const commit = ({ award }: Desk, as: SignedIn, head: Case, typed: Typed) =>
  send(award, "POST /cases/{caseId}/award", { as, path: { caseId: head.caseId }, form: typed });
const onApi = ({ award }: Desk, as: SignedIn, head: Case, changes: Parameters<typeof awardRequestFor>[1]) =>
  send(award, "POST /api/cases/{caseId}/awards", {
    as,
    path: { caseId: head.caseId },
    json: awardRequestFor(head, changes),
    headers: { "idempotency-key": randomUUID() },
  });

/** The hidden fields of the check page's form. */
const hiddenIn = (body: string): Typed => {
  const form = body.slice(body.lastIndexOf('<form action="/cases/'));
  const fields = [...form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)].map(
    ([, name = "", value = ""]) => [name, value] as const,
  );
  return Object.fromEntries([...Map.groupBy(fields, ([name]) => name)].map(([name, all]) => [name, all.map(([, value]) => value)]));
};
const linkedIn = (body: string) => [...body.matchAll(/<a href="#([\w-]+)">/g)].map(([, id]) => id);
const awardsOf = async (table: Table, { caseId }: Case) => (await dynamoCases(table).whole(caseId))?.awards ?? [];

test("the check page shows lines, quantities, the total, the money left and what they are told, and commits nothing", async () => {
  const desk = await openDesk();
  const head = await submitExample(desk.table);
  const before = await everythingIn(desk.table);

  const { status, body } = await check(desk, desk.asha, head, typedFor(head, { signposts: ["debtAdvice"] }));

  expect(status).toBe(200);
  const text = textOf(body);
  expect(text).toContain("Nothing has been committed yet");
  expect(text).toContain("2 × Bed, bedding and mattress (£120.25 each)");
  expect(text).toContain("£240.50");
  expect(text).toContain("£1,000 left now, £759.50 after this award");
  expect(text).toContain("By text, at once:");
  expect(text).toContain("We have decided to help you. 2 × Bed, bedding and mattress (£240.50): we order it and have it delivered to you.");
  expect(text).toContain("They also asked for:");
  expect(await everythingIn(desk.table)).toEqual(before);
});

test("the check page's own form awards what it showed, and a double click commits it once", async () => {
  const desk = await openDesk();
  const head = await submitExample(desk.table);
  const { body } = await check(desk, desk.asha, head, typedFor(head));
  const sent = hiddenIn(body);

  const both = await Promise.all([commit(desk, desk.asha, head, sent), commit(desk, desk.asha, head, sent)]);
  const late = await commit(desk, desk.asha, head, sent);

  expect([...both, late].map(({ status, headers }) => [status, headers.location])).toEqual(
    Array(3).fill([303, `/cases/${head.caseId}#decision`]),
  );
  expect(await awardsOf(desk.table, head)).toMatchObject([
    {
      total: 240_50,
      lines: [{ item: "bed", label: "2 × Bed, bedding and mattress", quantity: 2, amount: 240_50 }],
      reason: "Two children share one bed.",
    },
  ]);
});

test("going back from the check page, another row and the total keep everything typed and write nothing", async () => {
  const desk = await openDesk();
  const head = await submitExample(desk.table);
  const before = await everythingIn(desk.table);
  const typed = typedFor(head, {
    "item-2": "cooker",
    "amount-2": "three hundred",
    services: "earlyHelp",
    "asks-earlyHelp": "Talk about rent.",
  });

  const another = await check(desk, desk.asha, head, { ...typed, pressed: "row" });
  const total = await check(desk, desk.asha, head, { ...typed, pressed: "total" });
  const shown = await check(desk, desk.asha, head, typedFor(head, { signposts: ["debtAdvice"] }));
  const back = await check(desk, desk.asha, head, { ...hiddenIn(shown.body), pressed: "change" });

  expect([another.status, total.status, back.status]).toEqual([200, 200, 200]);
  expect([another, total].map(({ body }) => body.includes('id="award-item-4"'))).toEqual([true, false]);
  for (const { body } of [another, total]) {
    for (const kept of ['value="120.25"', 'value="three hundred"', "Talk about rent.</textarea>"]) expect(body).toContain(kept);
    expect(textOf(body)).toMatch(/Total: +£240\.50 *, without 1 row whose amount is missing or cannot be read/);
    expect(body).not.toContain("There is a problem");
  }
  for (const kept of ['value="120.25"', 'id="award-quantity-1" name="quantity-1" type="text" value="2"', "share one bed.</textarea>"])
    expect(back.body).toContain(kept);
  expect(back.body).toMatch(/value="debtAdvice" checked/);
  expect(await everythingIn(desk.table)).toEqual(before);
});

test("one award takes rows up to twenty, and the page then says so", async () => {
  const desk = await openDesk();
  const head = await submitExample(desk.table);
  const { body } = await check(desk, desk.asha, head, typedFor(head, { rows: "19", pressed: "row" }));
  expect(body).toContain('id="award-item-20"');
  expect(body).not.toContain("Add another item");
  expect(textOf(body)).toContain("One award has 20 items at most.");
});

const { helpFrom: _, ...unasked } = applicationInput.circumstances;

test("the form says every fault at once: rows, sums, evidence, looks, an earlier award and a rule", async () => {
  const desk = await openDesk(5_000_00);
  const earlier = await submitExample(desk.table);
  expect((await commit(desk, desk.asha, earlier, typedFor(earlier))).status).toBe(303);
  const application = applicationLike({ circumstances: unasked, money: { monthlyIncome: 9_000_00, savings: 90_000_00, benefits: [] } });
  const head = await submitExample(desk.table, { application, householdId: earlier.householdId });
  await desk.table.client.send(
    new UpdateItemCommand({
      TableName: desk.table.name,
      Key: values(caseKey(head.caseId)),
      UpdateExpression: "SET possibleHouseholds = :possible",
      ExpressionAttributeValues: values({ ":possible": ["H-another"] }),
    }),
  );
  const typed = typedFor(head, {
    "quantity-1": "none",
    "item-2": "cooker",
    "amount-2": "12p",
    "delivery-2": "",
    "item-3": "rentDeposit",
    "amount-3": "100",
    "delivery-3": "TANGIBLE",
    evidence: [],
    reason: "",
  });

  for (const { isShownAgain, body } of [await check(desk, desk.asha, head, typed), await commit(desk, desk.asha, head, typed)]) {
    expect(isShownAgain).toBe(true);
    expect(linkedIn(body)).toEqual([
      "award-quantity-1",
      "award-amount-2",
      "award-delivery-2",
      "award-delivery-3",
      "award-evidence-address",
      "award-evidence-income",
      "award-checks",
      "award-looked",
      "award-reason",
    ]);
    const text = textOf(body);
    for (const said of ["not eligible", "the household already has this", "something has to be settled first"])
      expect(text).toContain(said);
    for (const id of linkedIn(body)) expect(body).toContain(`id="${id}"`);
  }
  expect(await awardsOf(desk.table, head)).toEqual([]);
});

test("a program is told everything that stands in the way of an award at once", async () => {
  const desk = await openDesk(5_000_00);
  const earlier = await submitExample(desk.table);
  expect((await onApi(desk, desk.asha, earlier, {})).status).toBe(201);
  const application = applicationLike({ money: { monthlyIncome: 9_000_00, savings: 90_000_00, benefits: [] } });
  const head = await submitExample(desk.table, { application, householdId: earlier.householdId });

  const told = await onApi(desk, desk.asha, head, {
    lines: [
      { item: "fuelTopUp", amount: pence(100_00), delivery: "TANGIBLE" },
      { item: "yacht", amount: pence(1_00), delivery: "CASH" },
    ],
    evidence: [],
  });

  expect(told.status).toBe(422);
  const { errors, besides } = told.json() as { errors: { pointer: string }[]; besides: { type: string; status: number }[] };
  expect(errors.map(({ pointer }) => pointer)).toEqual(["/lines/0/delivery", "/lines/1/item"]);
  expect(besides.map(({ type, status }) => [type.split(":").at(-1), status])).toEqual([
    ["not-eligible", 422],
    ["household-already-awarded", 409],
    ["held", 422],
  ]);
});

test("a quantity is exact to the penny in the API, and one where nobody says it", async () => {
  const desk = await openDesk(5_000_00);
  const head = await submitExample(desk.table);
  const beds = (quantity: number, amount: number) => ({
    lines: [{ item: "bed", amount: pence(amount), quantity, delivery: "TANGIBLE" as const }],
  });

  const [unshared, none, many] = [
    await onApi(desk, desk.asha, head, beds(3, 100_00)),
    await onApi(desk, desk.asha, head, beds(0, 100_00)),
    await onApi(desk, desk.asha, head, beds(100, 100_00)),
  ];
  expect([unshared, none, many].map(({ status, json }) => [status, json()])).toEqual(
    [
      "£100 cannot be shared equally among 3. Enter a number times an amount",
      "Enter how many, from 1 to 99",
      "Enter how many, from 1 to 99",
    ].map((detail) => [422, expect.objectContaining({ errors: [{ pointer: "/lines/0/quantity", detail }] })]),
  );
  const awarded = await onApi(desk, desk.asha, head, beds(3, 99_99));
  expect(awarded.json()).toMatchObject({ total: 99_99, lines: [{ label: "3 × Bed, bedding and mattress", quantity: 3, amount: 99_99 }] });

  const other = await submitExample(desk.table);
  const single = await onApi(desk, desk.asha, other, {});
  expect(single.json()).toMatchObject({ lines: [{ label: "Energy top-up or cash for fuel", quantity: 1 }] });
  const stored = (await awardsOf(desk.table, other))[0];
  expect(stored?.lines[0]).not.toHaveProperty("quantity");
});

test("a quantity of nought, or one that is no number, is refused at its box", async () => {
  const desk = await openDesk();
  const head = await submitExample(desk.table);
  for (const typed of ["0", "two", "100", "1.5"]) {
    const { body } = await check(desk, desk.asha, head, typedFor(head, { "quantity-1": typed }));
    expect([typed, linkedIn(body)]).toEqual([typed, ["award-quantity-1"]]);
  }
});

test("above their own limit the check page says whose second approval is needed and why, and that nobody is told before it", async () => {
  const desk = await openDesk(9_000_00);
  const head = await submitExample(desk.table);
  const { status, body } = await check(desk, desk.asha, head, typedFor(head, { "amount-1": "1200" }));
  expect(status).toBe(200);
  const text = textOf(body);
  expect(text).toContain("A second person has to approve this. The award comes to £2,400, and you may award up to");
  expect(text).toContain("It may be approved by: approver up to");
  expect(text).toContain("Nothing yet. They are told once a second person has approved it.");
});

test("if too little money is left the check page says that the decision waits, and shows the resident's message", async () => {
  const desk = await openDesk(100_00);
  const head = await submitExample(desk.table);
  const { status, body } = await check(desk, desk.asha, head, typedFor(head));
  expect(status).toBe(200);
  const text = textOf(body);
  expect(text).toContain("£100 left now, which is less than £240.50");
  expect(text).toContain("The decision is kept, and the money is committed when their turn comes.");
  expect(text).toContain("We have decided to help you, once there is money for it.");
});

test("an assessor who checks or commits an award of a changed case reads the change, and keeps the typed answers", async () => {
  const desk = await openDesk();
  const head = await submitExample(desk.table);
  const { body } = await check(desk, desk.asha, head, typedFor(head));
  const asked = await send(desk.assess, "POST /cases/{caseId}/ask", {
    as: desk.ben,
    path: { caseId: head.caseId },
    form: { ...seenIn(head), decisionId: randomUUID(), question: "Is there a bed frame?" },
  });
  expect(asked.status).toBe(303);
  for (const answer of [await check(desk, desk.asha, head, typedFor(head)), await commit(desk, desk.asha, head, hiddenIn(body))]) {
    expect(answer.isShownAgain).toBe(true);
    expect(textOf(answer.body)).toContain("Not done: the case changed after you opened it");
    expect(answer.body).toContain("share one bed.</textarea>");
  }
});

test("an award that was stored before there were quantities reads as one of each", async () => {
  const desk = await openDesk();
  const head = await submitExample(desk.table);
  expect((await onApi(desk, desk.asha, head, {})).status).toBe(201);
  const awardId = awardIdFor(head.caseId, head.version);
  const shown = await send(desk.award, "GET /api/awards/{awardId}", { as: desk.asha, path: { awardId } });
  expect(shown.json()).toMatchObject({ lines: [{ item: "fuelTopUp", quantity: 1 }] });
});

test("the form begins with a row for every need that can be met, and names the other items for it", async () => {
  const desk = await openDesk();
  const application = applicationLike({ wants: { ...applicationInput.wants, needs: ["energy", "bedsAndBedding", "housing", "food"] } });
  const head = await submitExample(desk.table, { application });
  const { body } = await send(desk.assess, "GET /cases/{caseId}", { as: desk.asha, path: { caseId: head.caseId } });
  const chosen = [...body.matchAll(/<select class="govuk-select" id="award-item-\d+"[\s\S]*?<\/select>/g)].map(
    ([select]) => /<option value="(\w+)" selected>/.exec(select)?.[1],
  );
  expect(chosen).toEqual(["fuelTopUp", "cot", "rentShortfall", "foodParcel"]);
  expect(textOf(body)).toContain("there is also: Bed, bedding and mattress.");
});
