import { setTimeout as pause } from "node:timers/promises";
import { ChangeMessageVisibilityCommand, SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { SQSBatchResponse, SQSRecord } from "aws-lambda";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { localSettings } from "../../../infra/local/dynamodb-local.ts";
import { startQueuePoller } from "../../../infra/local/queue-poller.ts";
import { type SqsEmulator, startSqsEmulator } from "../../../infra/local/sqs-emulator.ts";

const use = { batchSize: 3, atOnce: 2, attempts: 5 };
let sqs: SqsEmulator;
let client: SQSClient;
let url: string;
const running: { stop(): Promise<void> }[] = [];

beforeEach(async () => {
  sqs = await startSqsEmulator({ folder: undefined });
  client = new SQSClient(localSettings(sqs.endpoint, "any"));
  url = sqs.queueUrls.sendMessages;
});
afterEach(async () => {
  for (const poller of running.splice(0)) await poller.stop();
  await sqs.stop();
});

const send = async (...bodies: string[]) => {
  for (const MessageBody of bodies) await client.send(new SendMessageCommand({ QueueUrl: url, MessageBody }));
};
const poll = (take: (records: readonly SQSRecord[]) => Promise<SQSBatchResponse | undefined>) => {
  running.push(startQueuePoller({ client, url, use, handle: ({ Records: records }) => take(records) }));
};
const again = (records: readonly SQSRecord[]) =>
  Promise.all(
    records.map(({ receiptHandle }) =>
      client.send(new ChangeMessageVisibilityCommand({ QueueUrl: url, ReceiptHandle: receiptHandle, VisibilityTimeout: 0 })),
    ),
  );

test("a message that fails at every attempt becomes a dead letter, and stops none behind it", async () => {
  const taken: string[] = [];
  const receives: (string | undefined)[] = [];
  poll(async (records) => {
    const failed = records.filter(({ body }) => body === "poison");
    taken.push(...records.filter((record) => !failed.includes(record)).map(({ body }) => body));
    receives.push(...failed.map(({ attributes }) => attributes.ApproximateReceiveCount));
    await again(failed);
    return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
  });
  await send("1", "poison", "2", "3", "4");
  await vi.waitFor(() => expect(sqs.deadLetters()).toEqual([{ queue: "sendMessages", body: "poison" }]), 10_000);
  expect(taken.toSorted()).toEqual(["1", "2", "3", "4"]);
  expect(receives).toEqual(["1", "2", "3", "4", "5"]);
});

test.for(["throws", "reports a message that is not of the batch"])(
  "a function that %s leaves its whole batch to come again",
  async (how) => {
    const bodies: string[] = [];
    let isFirst = true;
    poll(async (records) => {
      bodies.push(...records.map(({ body }) => body));
      if (!isFirst) return undefined;
      isFirst = false;
      await again(records);
      if (how === "throws") throw new Error("The function failed.");
      return { batchItemFailures: [{ itemIdentifier: "somebody else's" }] };
    });
    await send("1");
    await vi.waitFor(() => expect(bodies).toEqual(["1", "1"]), 10_000);
    await pause(50);
    expect(sqs.deadLetters()).toEqual([]);
  },
);

test("no more deliveries are under way at once than declared", async () => {
  let inHand = 0;
  let most = 0;
  let taken = 0;
  poll(async (records) => {
    inHand += 1;
    most = Math.max(most, inHand);
    await pause(20);
    inHand -= 1;
    taken += records.length;
    return undefined;
  });
  await send(...Array.from({ length: 30 }, (_, number) => String(number)));
  await vi.waitFor(() => expect(taken).toBe(30), 10_000);
  expect(most).toBe(use.atOnce);
});

test("stopping waits for the delivery under way", async () => {
  const begun = Promise.withResolvers<void>();
  let isDone = false;
  poll(async () => {
    begun.resolve();
    await pause(100);
    isDone = true;
    return undefined;
  });
  await send("1");
  await begun.promise;
  await running.splice(0)[0]?.stop();
  expect(isDone).toBe(true);
});
