import { DeleteItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { expect, inject, test } from "vitest";
import { tokenFor } from "../../infra/local/token.ts";
import { caseIdFrom } from "../../shared/domain/ids.ts";
import { table as schema } from "../../shared/system.ts";
import { aDayInCrf } from "../examples.ts";
import { callsTo } from "../shared/http/callers.ts";
import { deployedService } from "./deployed.ts";
import { clientSettings } from "./emulator/emulator.ts";
import { changeFunction } from "./functions.ts";

const queue = "deliverReferrals";
const settings = clientSettings(inject("deployed").endpoint);
const { origin, table, setClock } = deployedService();

/** Retries the queue's messages within seconds: five attempts take a quarter of an hour as deployed. */
const hurry = () =>
  changeFunction(settings, queue, ({ Environment: environment }) => ({
    Environment: { Variables: { ...environment?.Variables, FIRST_RETRY_SECONDS: "1" } },
  }));

test("an operator sees a referral that no attempt could deliver, and retries it once its cause is mended", async () => {
  await setClock(aDayInCrf);
  await hurry();
  const call = callsTo(origin);
  const operator = { session: "", formToken: "", bearer: await tokenFor(origin, "operator") };
  const stateOf = async () => {
    const { items } = (await call(operator, "GET /api/operations/queues")).json<{
      items: { queue: string; waiting: number; deadLetters: number; heldUp: { reference: string }[] }[];
    }>();
    return items.find((state) => state.queue === queue);
  };
  expect(await stateOf()).toMatchObject({ waiting: 0, deadLetters: 0 });

  // No attempt can deliver a referral with nothing in it.
  const caseId = caseIdFrom(crypto.getRandomValues(new Uint8Array(12)));
  const key = { [schema.partitionKey]: { S: `${schema.families.case}${caseId}` }, [schema.sortKey]: { S: "REFERRAL#unreadable" } };
  await table.client.send(new PutItemCommand({ TableName: table.name, Item: key }));
  await expect.poll(stateOf).toMatchObject({ deadLetters: 1, heldUp: [{ reference: expect.stringContaining(caseId) }] });

  await table.client.send(new DeleteItemCommand({ TableName: table.name, Key: key }));
  const retried = await call(operator, "POST /api/operations/queues/{queue}/retries", { path: { queue } });
  expect([retried.status, retried.json()]).toEqual([202, { queue, retried: 1 }]);
  await expect.poll(stateOf).toMatchObject({ waiting: 0, deadLetters: 0, heldUp: [] });
});
