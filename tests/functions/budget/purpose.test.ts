import { expect, test } from "vitest";
import { readBudgets } from "../../../functions/case/budgets.ts";
import { budgetsView } from "../../../functions/case/budgets-view.ts";
import type { Scheme } from "../../../shared/domain/scheme/scheme.ts";
import { dynamoMoney } from "../../../shared/store/money.ts";
import { aDayInCrf, allocateExample } from "../../examples.ts";
import { send, signIn } from "../../http.ts";
import { expectConsistent } from "../../invariants/audit.ts";
import { freshTable } from "../../setup/table.ts";
import { textOf } from "../assess/desk.ts";
import { budgetOn, crf, crisis, dev } from "./desk.ts";

const unproven = { verified: false, source: "A test." } as const;
const withOil: Scheme = {
  ...crf,
  purposes: [{ code: "OIL", label: "Heating oil", category: "CRISIS_PAYMENT", items: ["fuelTopUp"], after: "core", ...unproven }],
};
const path = { scheme: "CRF" };
const oil = { ...crisis, pot: "purpose-OIL" } as const;
const onlyOil = "Select a budget of the same purpose: only awards for Heating oil may spend this money. It can go back to the grant";

const openDesk = async () => {
  const table = await freshTable();
  const budget = budgetOn(table, { book: async () => [withOil] });
  await allocateExample(table, "CRF", "CRISIS_PAYMENT", 1_000_00);
  return { table, budget, as: await signIn(table, dev) };
};

test("by page, finance puts money into a purpose's budget, and cannot move it on to another", async () => {
  const { table, budget, as } = await openDesk();
  const offered = await send(budget, "GET /finance/{scheme}/changes/new", { path, as, query: { kind: "transfer" } });
  expect(offered.body).toContain(
    '<option value="CRISIS_PAYMENT#whole#purpose-OIL">Crisis payments, Heating oil (nothing put in yet)</option>',
  );
  const form = { sendingId: "f-1", kind: "transfer", amount: "200", budget: "CRISIS_PAYMENT#whole#ordinary", why: "The top-up came" };
  const put = await send(budget, "POST /finance/{scheme}/changes", { path, as, form: { ...form, to: "CRISIS_PAYMENT#whole#purpose-OIL" } });
  expect(put.status).toBe(303);
  const on = { sendingId: "f-2", budget: "CRISIS_PAYMENT#whole#purpose-OIL", to: "CRISIS_PAYMENT#whole#urgent", amount: "50" };
  const refused = await send(budget, "POST /finance/{scheme}/changes", { path, as, form: { ...form, ...on } });
  expect(textOf(refused.body)).toContain(onlyOil);
  expect(refused.body).toContain('value="50"');
  await expectConsistent(table);

  // Whoever decides sees what the purpose has, beside its category's own money.
  const budgets = await readBudgets(withOil, aDayInCrf, { isUrgent: false }, dynamoMoney(table));
  const [shown] = budgetsView(budgets, withOil);
  expect(shown).toMatchObject({ left: 800_00, purposes: [{ purpose: "OIL", label: "Heating oil", left: 200_00 }] });
});

test("by page, a spend is not offered the money of a purpose, and asks for the line of administration", async () => {
  const { table, budget, as } = await openDesk();
  await allocateExample(table, "CRF", "CRISIS_PAYMENT", 200_00, "oil", { pot: "purpose-OIL" });
  await allocateExample(table, "CRF", "ADMIN", 500_00, "admin");
  const { body } = await send(budget, "GET /finance/{scheme}/changes/new", { path, as, query: { kind: "spend" } });
  expect(body).not.toContain("purpose-OIL");
  expect(textOf(body)).toContain("Line of administration");
  const form = { sendingId: "f-1", kind: "spend", amount: "120", budget: "ADMIN#whole#ordinary", administration: "", why: "Print room" };
  const refused = await send(budget, "POST /finance/{scheme}/changes", { path, as, form });
  expect(textOf(refused.body)).toContain("Select the line of administration that it was spent on");
  const sent = await send(budget, "POST /finance/{scheme}/changes", { path, as, form: { ...form, administration: "CORE" } });
  expect(sent.status).toBe(303);
  const changeId = sent.headers.location?.split("/").at(-1) ?? "";
  const page = await send(budget, "GET /finance/{scheme}/changes/{changeId}", { path: { ...path, changeId }, as });
  expect(textOf(page.body)).toContain("It takes a second person. No money has moved yet.");
  expect(textOf(page.body)).toContain("Line of administration");
});

test("by the API, an unknown purpose and a move out of a purpose are refused at their place", async () => {
  const { table, budget } = await openDesk();
  await allocateExample(table, "CRF", "CRISIS_PAYMENT", 200_00, "oil", { pot: "purpose-OIL" });
  const ask = (json: object, key: string) =>
    send(budget, "POST /api/schemes/{scheme}/budget-changes", {
      path,
      json: { kind: "transfer", amount: 50_00, why: "Moved", ...json },
      headers: { "idempotency-key": key, authorization: `Bearer bearer.${dev.id}` },
    });
  const moved = await ask({ budget: oil, to: crisis }, "key-00000001");
  expect([moved.status, moved.json<{ errors: object[] }>().errors]).toEqual([422, [{ pointer: "/to", detail: onlyOil }]]);
  const unknown = await ask({ budget: crisis, to: { ...crisis, pot: "purpose-GAS" } }, "key-00000002");
  expect([unknown.status, unknown.body]).toEqual([422, expect.stringContaining("has no such purpose")]);
  const misspelt = await ask({ budget: crisis, to: { ...crisis, pot: "oil" } }, "key-00000003");
  expect([misspelt.status, misspelt.body]).toEqual([
    422,
    expect.stringContaining("Select everyday money, the urgent reserve or a purpose"),
  ]);
});
