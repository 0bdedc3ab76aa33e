import { mkdtemp, rm } from "node:fs/promises";
import { connect } from "node:net";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import { DeleteMessageCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { localSettings } from "../../../infra/local/dynamodb-local.ts";
import { type SqsEmulator, startSqsEmulator } from "../../../infra/local/sqs-emulator.ts";
import { functions } from "../../../shared/system.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "queues-"));
});
afterEach(() => rm(folder, { recursive: true }));

const talkTo = ({ endpoint, queueUrls, deadLetterUrls }: SqsEmulator) => {
  const client = new SQSClient(localSettings(endpoint, "any"));
  const QueueUrl = queueUrls.sendMessages;
  return {
    send: (MessageBody: string, url = QueueUrl) => client.send(new SendMessageCommand({ QueueUrl: url, MessageBody })),
    layDown: (MessageBody: string) => client.send(new SendMessageCommand({ QueueUrl: deadLetterUrls.sendMessages, MessageBody })),
    receive: async (WaitTimeSeconds = 3) => {
      const { Messages: [message] = [] } = await client.send(
        new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds, MessageSystemAttributeNames: ["ApproximateReceiveCount"] }),
      );
      return message;
    },
    remove: (ReceiptHandle = "") => client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle })),
  };
};

test("messages that wait, are under way or were given up on survive a restart, and finished ones are gone", async () => {
  const before = await startSqsEmulator({ folder });
  const { send, receive, remove, layDown } = talkTo(before);
  await send("done");
  await remove((await receive())?.ReceiptHandle);
  await send("in hand");
  expect((await receive())?.Body).toBe("in hand");
  await layDown("given up on");
  await before.stop();

  const after = await startSqsEmulator({ folder });
  // A restart makes messages that were under way visible again.
  expect((await talkTo(after).receive())?.Body).toBe("in hand");
  expect(after.deadLetters()).toEqual([{ queue: "sendMessages", body: "given up on" }]);
  await after.stop();
});

test("however often the host is killed, a message that nobody refused is no dead letter", async () => {
  const first = await startSqsEmulator({ folder });
  await talkTo(first).send("in hand");
  await talkTo(first).receive();
  await first.stop();
  for (let kill = 0; kill < functions.sendMessages.consumes.attempts; kill += 1) {
    const emulator = await startSqsEmulator({ folder });
    expect((await talkTo(emulator).receive())?.Attributes).toEqual({ ApproximateReceiveCount: "1" });
    await emulator.stop();
  }
});

test("without a folder nothing is kept", async () => {
  const before = await startSqsEmulator({ folder: undefined });
  await talkTo(before).send("lost");
  await before.stop();
  const after = await startSqsEmulator({ folder: undefined });
  expect(await talkTo(after).receive(0)).toBeUndefined();
  await after.stop();
});

test("only this machine reaches the queues", async () => {
  const emulator = await startSqsEmulator({ folder: undefined });
  const { hostname, port } = new URL(emulator.endpoint);
  expect(hostname).toBe("127.0.0.1");
  const others = Object.values(networkInterfaces()).flatMap((addresses = []) => addresses.filter(({ internal }) => !internal));
  for (const { address } of others) {
    const isReached = await new Promise((answer) => {
      const attempt = connect({ host: address, port: Number(port) });
      attempt.once("connect", () => answer(true)).once("error", () => answer(false));
    });
    expect(isReached, address).toBe(false);
  }
  await emulator.stop();
});
