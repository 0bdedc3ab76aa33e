import { randomUUID } from "node:crypto";
import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { expect, test } from "vitest";
import { actorOf } from "../../../shared/domain/principal.ts";
import { dynamoCases } from "../../../shared/store/cases.ts";
import { values } from "../../../shared/store/items.ts";
import { caseKey } from "../../../shared/store/keys.ts";
import { assessor, awardRequestFor, evidenceTyped, submitExample } from "../../examples.ts";
import { send } from "../../http.ts";
import { openDesk, seenIn } from "../assess/desk.ts";

test("an early case whose first event alone says who entered it is decided by nobody who did, by page or by API", async () => {
  const { table, award, assess, asha, ben } = await openDesk();
  const head = await submitExample(table, { by: actorOf(assessor) });
  const path = { caseId: head.caseId };
  await table.client.send(
    new UpdateItemCommand({ TableName: table.name, Key: values(caseKey(head.caseId)), UpdateExpression: "REMOVE enteredBy" }),
  );
  const typed = {
    ...seenIn(head),
    decisionId: randomUUID(),
    "item-1": "fuelTopUp",
    "amount-1": "100",
    "delivery-1": "CASH",
    evidence: [...evidenceTyped],
    reason: "No heating in the house.",
  };
  const refusal = { seen: seenIn(head), because: "noAnswer", reason: "They did not answer.", referrals: [], signposts: [] };
  const headers = () => ({ "idempotency-key": randomUUID() });

  const own = [
    await send(award, "POST /cases/{caseId}/award", { as: asha, path, form: typed }),
    await send(award, "POST /cases/{caseId}/award/check", { as: asha, path, form: { ...typed, pressed: "check" } }),
    await send(award, "POST /api/cases/{caseId}/awards", { as: asha, path, json: awardRequestFor(head), headers: headers() }),
    await send(assess, "POST /api/cases/{caseId}/refusals", {
      as: asha,
      path,
      json: { ...refusal, seen: { version: head.version, householdId: head.householdId } },
      headers: headers(),
    }),
  ];
  for (const { isShownAgain, body } of own.slice(0, 2)) {
    expect(isShownAgain).toBe(true);
    expect(body).toContain("Not done: you entered this application");
  }
  expect(own.slice(2).map(({ status }) => status)).toEqual([403, 403]);
  expect(own.at(-1)?.json()).toMatchObject({ type: "urn:hardship-support:problem:second-person-needed" });
  expect((await dynamoCases(table).whole(head.caseId))?.awards).toEqual([]);

  expect((await send(award, "POST /cases/{caseId}/award", { as: ben, path, form: typed })).status).toBe(303);
  const whole = await dynamoCases(table).whole(head.caseId);
  expect(whole?.awards).toMatchObject([{ enteredBy: assessor.id }]);
});
