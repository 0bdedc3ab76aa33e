import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type Host, startHost } from "../../infra/local/host.ts";
import { messageFor } from "../../shared/domain/case/message.ts";
import { type Item, writeItem } from "../../shared/store/items.ts";
import { messageKey } from "../../shared/store/keys.ts";
import { aDayInCrf, applicationLike, submitExample, toReach } from "../examples.ts";
import { launchBrowser, walk } from "./browser.ts";
import { signIn } from "./staff.ts";

let host: Host;
let browser: Browser;

beforeAll(async () => {
  host = await startHost();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await host?.stop();
});

const patience = 60_000;

test("an operator sees a message that could not be sent, mends the cause, retries it, and sees nothing held up", async () => {
  host.setClock(aDayInCrf);
  const before = await submitExample({ client: host.client, name: host.tableName });
  const message = messageFor("question", before, toReach(applicationLike()), aDayInCrf, { question: "How many children live with you?" });
  if (!message) throw new Error("The resident of the example can be written to.");
  const item = writeItem("message", messageKey(before.caseId, message.messageId), message);
  const put = (stored: Item) => host.client.send(new PutItemCommand({ TableName: host.tableName, Item: stored }));
  await put({ ...item, itemKind: { S: "draft" } });
  await vi.waitFor(() => expect(host.deadLetters()).toHaveLength(1), patience);
  expect(await host.sentMessages()).toEqual([]);

  const walked = await walk(browser, host.origin);
  const { page, look } = walked;
  await signIn(walked, "operator", "/operations");
  await page.getByRole("heading", { name: "Messages to residents: 1 could not be sent" }).waitFor();
  expect(await page.getByRole("table").innerText()).toContain(message.messageId);
  expect(await page.content()).not.toContain("Robin");
  await look("operations");

  await put(item);
  await page.getByRole("button", { name: /^Try again ?: messages to residents$/ }).click();
  await page.getByText("Being tried again").waitFor();
  await look("operations-retried");
  await vi.waitFor(async () => expect(await host.sentMessages()).toMatchObject([{ reference: message.messageId }]), patience);

  await page.goto("/operations");
  await page.getByText("Nothing is held up.").waitFor();
  await look("operations-empty");
  await walked.close();
});
