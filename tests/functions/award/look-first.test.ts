import { randomUUID } from "node:crypto";
import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { expect, test } from "vitest";
import type { Application } from "../../../shared/domain/application.ts";
import type { Case } from "../../../shared/domain/case/case.ts";
import { awardIdFor } from "../../../shared/domain/ids.ts";
import { pence } from "../../../shared/domain/money.ts";
import type { ConversationOutcome } from "../../../shared/domain/public-funds.ts";
import { publicFundsForResident } from "../../../shared/domain/public-funds.ts";
import { dynamoCases } from "../../../shared/store/cases.ts";
import { type Table, values } from "../../../shared/store/items.ts";
import { awardKey, caseKey } from "../../../shared/store/keys.ts";
import { allocateExample, applicationInput, applicationLike, awardRequestFor, evidenceTyped, submitExample } from "../../examples.ts";
import { possiblyElsewhere } from "../../households.ts";
import { type SignedIn, send } from "../../http.ts";
import { everythingIn } from "../../setup/table.ts";
import { openDesk, seenIn, speakOf, textOf } from "../assess/desk.ts";
import { alone, decide, decideOn, portsOf, serveAll } from "./waiting-desk.ts";

type Desk = Awaited<ReturnType<typeof openDesk>>;

const { helpFrom: _, ...unasked } = applicationInput.circumstances;
/** Nobody asked whether another scheme helps already. */
const unsure = applicationLike({ circumstances: unasked });
const goods = [{ item: "washingMachine", amount: pence(300_00), delivery: "TANGIBLE" as const }];

const onPage = ({ award }: Desk, as: SignedIn, head: Case, typed: Record<string, string | string[]> = {}) =>
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
  });
const onApi = ({ award }: Desk, as: SignedIn, head: Case, changes: Parameters<typeof awardRequestFor>[1] = {}) =>
  send(award, "POST /api/cases/{caseId}/awards", {
    as,
    path: { caseId: head.caseId },
    json: awardRequestFor(head, changes),
    headers: { "idempotency-key": randomUUID() },
  });

const amongMany = (table: Table, { caseId }: Case) =>
  table.client.send(
    new UpdateItemCommand({
      TableName: table.name,
      Key: values(caseKey(caseId)),
      UpdateExpression: "SET concerns = :concerns",
      ExpressionAttributeValues: values({ ":concerns": ["manyApplications"] }),
    }),
  );

test("another household that may be the same is compared before any award, by page and by API, and no decider's tick stands for that", async () => {
  const desk = await openDesk();
  const head = await submitExample(desk.table);
  await possiblyElsewhere(desk.table, head.caseId);
  const before = await everythingIn(desk.table);

  const byPage = await onPage(desk, desk.asha, head, { looked: ["possibleHousehold"] });
  const byApi = await onApi(desk, desk.asha, head, { looked: ["possibleHousehold"] });

  expect([byPage.isShownAgain, byApi.status]).toEqual([true, 422]);
  expect(byPage.body).toContain(`href="/matches/${head.caseId}/H-another"`);
  expect(textOf(byPage.body)).toContain("Somebody settles each match of the case first.");
  expect(byPage.body).not.toContain('value="possibleHousehold"');
  expect(byApi.json()).toMatchObject({
    type: "urn:hardship-support:problem:held",
    holds: [{ rule: "possibleHousehold", settledBy: "match" }],
  });
  expect(await everythingIn(desk.table)).toEqual(before);
});

test("a case that came among many applications is looked at first by every path", async () => {
  const desk = await openDesk();
  const head = await submitExample(desk.table);
  await amongMany(desk.table, head);
  const byPage = await onPage(desk, desk.asha, head);
  const byApi = await onApi(desk, desk.asha, head);
  expect([byPage.isShownAgain, byApi.status]).toEqual([true, 422]);
  expect(byPage.body).toMatch(/name="looked" type="checkbox" value="manyApplications"/);
  expect(byApi.json()).toMatchObject({ holds: [{ rule: "manyApplications", settledBy: "record" }] });
  expect((await onPage(desk, desk.asha, head, { looked: ["manyApplications"] })).status).toBe(303);
});

test("a rule that asks for a look holds a single award until whoever decides records it", async () => {
  const desk = await openDesk();
  const head = await submitExample(desk.table, { application: unsure });

  const byPage = await onPage(desk, desk.asha, head, { "item-1": "washingMachine", "amount-1": "300", "delivery-1": "TANGIBLE" });
  const byApi = await onApi(desk, desk.asha, head, { lines: goods });
  const wrongLook = await onApi(desk, desk.asha, head, { lines: goods, looked: ["manyApplications"] });
  const looked = await onApi(desk, desk.asha, head, { lines: goods, looked: ["notMetElsewhere"] });

  expect([byPage.isShownAgain, byApi.status, wrongLook.status, looked.status]).toEqual([true, 422, 422, 201]);
  expect(byPage.body).toMatch(/name="looked" type="checkbox" value="notMetElsewhere"/);
  expect(looked.json()).toMatchObject({ looked: ["notMetElsewhere"] });
});

const limited: readonly (readonly [string, Application])[] = [
  ["yes", applicationLike({ publicFunds: { noRecourse: "yes" } })],
  ["not sure", applicationLike({ publicFunds: { noRecourse: "notSure" } })],
  ["nothing, since nobody asked", applicationLike({ publicFunds: undefined })],
];

test.each(limited)(
  "an answer of %s about public funds is held by both doors until a private conversation lets it be awarded",
  async (_said, application) => {
    const desk = await openDesk();
    const head = await submitExample(desk.table, { application });
    const before = await everythingIn(desk.table);

    const held = [
      await onPage(desk, desk.asha, head, { looked: ["publicFundsRouted"] }),
      await onApi(desk, desk.cleo, head, { looked: ["publicFundsRouted"], checks: ["rolloverConfirmed"] }),
    ];
    expect(held.map(({ status, isShownAgain }) => isShownAgain || status)).toEqual([true, 422]);
    expect(held[1]?.json()).toMatchObject({ holds: [{ rule: "publicFundsRouted", settledBy: "conversation" }] });
    expect(await everythingIn(desk.table)).toEqual(before);

    const advised = await speakOf(desk, head, "routedToAdvice");
    expect((await onApi(desk, desk.asha, advised)).status).toBe(422);
    const settled = await speakOf(desk, advised);
    expect(settled.conversation).toMatchObject({ outcome: "mayBeAwarded", by: { id: "assessor-1" } });
    expect((await onApi(desk, desk.asha, settled)).status).toBe(201);
  },
);

test("the conversation is recorded once, on the page too, and the history says who, when and what came of it, and nothing of the visa", async () => {
  const desk = await openDesk();
  const head = await submitExample(desk.table, { application: limited[0]?.[1] });
  const path = { caseId: head.caseId };
  const speak = (form: Record<string, string>) => send(desk.assess, "POST /cases/{caseId}/conversation", { as: desk.asha, path, form });

  const nothing = await speak(seenIn(head));
  const [first, again] = await Promise.all([
    speak({ ...seenIn(head), outcome: "routedToAdvice" }),
    speak({ ...seenIn(head), outcome: "routedToAdvice" }),
  ]);

  expect(nothing.isShownAgain).toBe(true);
  expect(nothing.body).toContain('href="#speak-outcome"');
  expect([first?.status, again?.status]).toEqual([303, 303]);
  const whole = await dynamoCases(desk.table).whole(head.caseId);
  const spoke = whole?.events.filter(({ detail }) => detail.kind === "spokeInPrivate") ?? [];
  expect(spoke.map(({ by, detail }) => [by.id, detail])).toEqual([["assessor-1", { kind: "spokeInPrivate", outcome: "routedToAdvice" }]]);
  const { body } = await send(desk.assess, "GET /cases/{caseId}", { as: desk.asha, path });
  expect(textOf(body)).toContain("Spoke with them in private about public funds: They take advice first");
  for (const sentence of publicFundsForResident) expect(textOf(body)).toContain(sentence);
  const api = await send(desk.assess, "GET /api/cases/{caseId}", { as: desk.asha, path });
  expect(api.json()).toMatchObject({
    conversation: { outcome: "routedToAdvice", by: { id: "assessor-1" } },
    lookFirst: expect.arrayContaining([expect.objectContaining({ rule: "publicFundsRouted", settledBy: "conversation" })]),
  });
});

test.each<[ConversationOutcome | undefined, number]>([
  [undefined, 422],
  ["mayBeAwarded", 422],
  ["routedToAdvice", 201],
])("after the conversation %s, a refusal as routed to advice is answered with %s", async (outcome, status) => {
  const desk = await openDesk();
  const submitted = await submitExample(desk.table, { application: limited[0]?.[1] });
  const head = outcome ? await speakOf(desk, submitted, outcome) : submitted;
  const path = { caseId: head.caseId };
  const because = "routedToAdvice";

  const byPage = await send(desk.assess, "POST /cases/{caseId}/refuse", {
    as: desk.asha,
    path,
    form: { ...seenIn({ ...head, version: status === 201 ? 1 : head.version }), decisionId: randomUUID(), because, reason: "Advised." },
  });
  const byApi = await send(desk.assess, "POST /api/cases/{caseId}/refusals", {
    as: desk.asha,
    path,
    headers: { "idempotency-key": randomUUID() },
    json: {
      seen: { version: head.version, householdId: head.householdId },
      because,
      referrals: [],
      signposts: [],
      reason: "Advised.",
    },
  });

  expect([byPage.isShownAgain, byApi.status]).toEqual([true, status]);
});

test("a decision that waits for money while somebody has still to compare its household is sent back with words and not paid", async () => {
  const desk = await openDesk(0);
  const head = await submitExample(desk.table, { application: alone });
  await decide(head, 100, new Date("2026-11-20T10:00:00Z"), portsOf(desk.table));
  await possiblyElsewhere(desk.table, head.caseId);

  await allocateExample(desk.table, "CRF", "CRISIS_PAYMENT", 500_00, "later");
  await serveAll(desk.table);

  const whole = await dynamoCases(desk.table).whole(head.caseId);
  expect(whole?.case.status).toBe("waiting");
  expect(whole?.awards).toEqual([]);
  const last = whole?.events.at(-1)?.detail;
  expect(last?.kind === "stoppedWaiting" && last.because).toContain("Somebody settles each match of the case first.");
});

test("a look that was recorded goes with the decision into the waiting list, and is served with it", async () => {
  const desk = await openDesk(0);
  const head = await submitExample(desk.table, { application: alone });
  await amongMany(desk.table, head);
  const refused = await decideOn(desk.table, 10);
  expect(refused.outcome.kind).toBe("waitsForMoney");
  await decide(head, 100, new Date("2026-11-20T10:00:00Z"), portsOf(desk.table), { looked: ["manyApplications"] });

  await allocateExample(desk.table, "CRF", "CRISIS_PAYMENT", 500_00, "later");
  await serveAll(desk.table);

  expect((await dynamoCases(desk.table).whole(head.caseId))?.awards).toMatchObject([{ looked: ["manyApplications"] }]);
});

test("a second person cannot approve an award whose look is not recorded, by page or by API: it is sent back", async () => {
  const desk = await openDesk(10_000_00);
  const head = await submitExample(desk.table);
  await amongMany(desk.table, head);
  const lines = [
    { item: "washingMachine", amount: pence(1_500_00), delivery: "TANGIBLE" as const },
    { item: "cooker", amount: pence(1_000_00), delivery: "TANGIBLE" as const },
  ];
  expect((await onApi(desk, desk.asha, head, { lines, looked: ["manyApplications"] })).status).toBe(202);
  // As an award from before was kept.
  await desk.table.client.send(
    new UpdateItemCommand({
      TableName: desk.table.name,
      Key: values(awardKey(head.caseId, awardIdFor(head.caseId, head.version))),
      UpdateExpression: "REMOVE looked",
    }),
  );
  const seen = { version: 2, householdId: head.householdId };
  const path = { caseId: head.caseId };

  const byApi = await send(desk.award, "POST /api/cases/{caseId}/approvals", {
    as: desk.cleo,
    path,
    json: { seen },
    headers: { "idempotency-key": randomUUID() },
  });
  const byPage = await send(desk.award, "POST /cases/{caseId}/approve", {
    as: desk.cleo,
    path,
    form: { ...seenIn(seen), decisionId: randomUUID(), reason: "" },
  });

  expect(byApi.json()).toMatchObject({ status: 422, holds: [{ rule: "manyApplications" }] });
  expect(textOf(byPage.body)).toContain("Send the award back, so that whoever decides can record it.");
  expect((await dynamoCases(desk.table).find(head.caseId))?.status).toBe("toApprove");
});

test("a second person cannot approve an award while somebody has still to compare its household with another", async () => {
  const desk = await openDesk(10_000_00);
  const head = await submitExample(desk.table);
  const lines = [
    { item: "washingMachine", amount: pence(1_500_00), delivery: "TANGIBLE" as const },
    { item: "cooker", amount: pence(1_000_00), delivery: "TANGIBLE" as const },
  ];
  expect((await onApi(desk, desk.asha, head, { lines })).status).toBe(202);
  await possiblyElsewhere(desk.table, head.caseId);
  const seen = { version: 2, householdId: head.householdId };
  const path = { caseId: head.caseId };

  const byApi = await send(desk.award, "POST /api/cases/{caseId}/approvals", {
    as: desk.cleo,
    path,
    json: { seen },
    headers: { "idempotency-key": randomUUID() },
  });
  const byPage = await send(desk.award, "POST /cases/{caseId}/approve", {
    as: desk.cleo,
    path,
    form: { ...seenIn(seen), decisionId: randomUUID(), reason: "" },
  });

  expect(byApi.json()).toMatchObject({ status: 422, holds: [{ rule: "possibleHousehold", settledBy: "match" }] });
  expect(textOf(byPage.body)).toContain("Then approve the award, or send it back if the household has had this help.");
  expect((await dynamoCases(desk.table).find(head.caseId))?.status).toBe("toApprove");
});
