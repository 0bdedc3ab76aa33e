import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { createAssess } from "../../../functions/assess/assess.ts";
import type { Case } from "../../../shared/domain/case/case.ts";
import type { Scheme } from "../../../shared/domain/scheme/scheme.ts";
import { shippedSchemes } from "../../../shared/domain/scheme/shipped.ts";
import { dynamoCases } from "../../../shared/store/cases.ts";
import { dynamoDirectories } from "../../../shared/store/directories.ts";
import { dynamoInterests } from "../../../shared/store/interests.ts";
import { dynamoMoney } from "../../../shared/store/money.ts";
import { dynamoRegisters } from "../../../shared/store/registers.ts";
import { dynamoSessions } from "../../../shared/store/sessions.ts";
import { applicationLike, assessor, submitExample } from "../../examples.ts";
import { origin, send, tokensOf } from "../../http.ts";
import { everythingIn } from "../../setup/table.ts";
import { openDesk, seenIn, textOf } from "./desk.ts";

type Desk = Awaited<ReturnType<typeof openDesk>>;

const both = async ({ assess, asha }: Pick<Desk, "assess" | "asha">, head: Case, refusal: Record<string, string>) => {
  const path = { caseId: head.caseId };
  const form = { ...seenIn(head), decisionId: randomUUID(), reason: "As written.", ...refusal };
  const byPage = await send(assess, "POST /cases/{caseId}/refuse", { as: asha, path, form });
  const json = {
    seen: { version: head.version, householdId: head.householdId },
    referrals: [],
    signposts: [],
    reason: "As written.",
    ...refusal,
  };
  const headers = { "idempotency-key": randomUUID() };
  return { byPage, byApi: await send(assess, "POST /api/cases/{caseId}/refusals", { as: asha, path, json, headers }) };
};

test("nobody is refused for a rule that passes without words why its pass is not accepted", async () => {
  const desk = await openDesk();
  const head = await submitExample(desk.table, {
    application: applicationLike({ money: { monthlyIncome: 5_000_00, benefits: [], savings: 0 } }),
  });
  const before = await everythingIn(desk.table);

  const { byPage, byApi } = await both(desk, head, { because: "savingsWithinLimit" });

  expect(byPage.isShownAgain).toBe(true);
  expect(byPage.body).toContain('href="#refuse-notAccepted"');
  expect(textOf(byPage.body)).toMatch(
    /The rule “[^”]+savings[^”]*” passes\. Say why its pass is not accepted, or select a rule that fails: “/,
  );
  expect(byApi.json()).toMatchObject({ status: 422, errors: [{ pointer: "/notAccepted" }] });
  expect(await everythingIn(desk.table)).toEqual(before);
});

test("the words why a pass is not accepted are kept in the history, on the page and in the API", async () => {
  const desk = await openDesk();
  const head = await submitExample(desk.table);
  const notAccepted = "Their own bank statement shows £9,000.";

  const { byPage } = await both(desk, head, { because: "savingsWithinLimit", notAccepted });

  expect(byPage.status).toBe(303);
  const path = { caseId: head.caseId };
  const shown = await send(desk.assess, "GET /cases/{caseId}", { as: desk.asha, path });
  expect(textOf(shown.body)).toContain(`Why the pass of the rule is not accepted: ${notAccepted}`);
  const told = await send(desk.assess, "GET /api/cases/{caseId}", { as: desk.asha, path });
  expect(told.json<{ history: unknown[] }>().history.at(-1)).toMatchObject({ detail: { kind: "refused", notAccepted } });
});

test("words about a pass are not kept where the rule fails", async () => {
  const desk = await openDesk();
  const head = await submitExample(desk.table, {
    application: applicationLike({ money: { monthlyIncome: 5_000_00, benefits: [], savings: 0 } }),
  });
  await both(desk, head, { because: "incomeWithinLimit", notAccepted: "Left over." });
  const refused = (await dynamoCases(desk.table).whole(head.caseId))?.events.at(-1)?.detail;
  expect(refused).toMatchObject({ kind: "refused", because: "incomeWithinLimit" });
  expect(refused).not.toHaveProperty("notAccepted");
});

test("if a scheme lets people wait for money, nobody is refused for want of it, and both doors say to award instead", async () => {
  const desk = await openDesk(0);
  const head = await submitExample(desk.table);

  const { byPage, byApi } = await both(desk, head, { because: "noMoneyLeft" });

  expect(byPage.isShownAgain).toBe(true);
  expect(textOf(byPage.body)).toContain("Award it instead: the scheme refuses nobody for want of money");
  expect(byApi.json()).toMatchObject({ status: 422, errors: [{ pointer: "/because" }] });
  expect((await dynamoCases(desk.table).find(head.caseId))?.status).toBe("waiting");
});

test.each([
  ["review", "You can ask us to look at it again, by 18 December 2026."],
  ["none", "You can send us a new one at any time."],
] as const)(
  "where a scheme says %s, a refusal for want of money is possible, and its words are true",
  async (whenNoMoneyLeft, whatNext) => {
    const { table, asha } = await openDesk(0);
    const book = shippedSchemes.map((scheme): Scheme => ({ ...scheme, review: { ...scheme.review, whenNoMoneyLeft } }));
    const assess = createAssess({
      origin,
      sessions: dynamoSessions(table),
      tokens: tokensOf(assessor),
      cases: dynamoCases(table),
      interests: dynamoInterests(table),
      money: dynamoMoney(table),
      registers: dynamoRegisters(table, async () => "matching-key"),
      directories: dynamoDirectories(table),
      schemes: { book: async () => book },
    });
    const head = await submitExample(table);

    const { byPage } = await both({ assess, asha }, head, { because: "noMoneyLeft" });

    expect(byPage.status).toBe(303);
    const whole = await dynamoCases(table).whole(head.caseId);
    expect(whole?.case).toMatchObject({ status: "refused", decision: { kind: "noMoneyLeft" } });
    expect(whole?.messages).toMatchObject([{ template: "noMoneyLeft", blanks: { next: whatNext } }]);
  },
);
