import { randomUUID } from "node:crypto";
import { afterEach, expect, test } from "vitest";
import { createNotify } from "../../../functions/notify/notify.ts";
import { notifyPostbox } from "../../../functions/notify/notify-postbox.ts";
import { sendingWith } from "../../../functions/notify/sending-with.ts";
import { templates } from "../../../functions/notify/templates.ts";
import { messageFor } from "../../../shared/domain/case/message.ts";
import { dynamoCases } from "../../../shared/store/cases.ts";
import { dynamoMessages, type Messages } from "../../../shared/store/messages.ts";
import { aDayInCrf, applicationLike, assessor, submitExample, takenExample, toReach } from "../../examples.ts";
import { freshTable } from "../../setup/table.ts";
import { deliverTo, insertsIn, queueOn } from "../../stream.ts";
import { startCountingNotify } from "./counting-notify.ts";

const running: { stop(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const service of running.splice(0)) await service.stop();
});

/** A case with a question to its resident, the message service, and the consumer between them. */
const askedCase = async (over: (messages: Messages) => Messages = (messages) => messages) => {
  const notify = await startCountingNotify();
  running.push(notify);
  const table = await freshTable();
  const cases = dynamoCases(table);
  const before = await submitExample(table);
  await cases.change({
    taken: takenExample(before, { kind: "ask", question: "How many children live with you?" }, assessor),
    message: messageFor("question", before, toReach(applicationLike()), aDayInCrf, { question: "How many children live with you?" }),
  });
  const key = `test-${randomUUID()}-${randomUUID()}`;
  const consumer = (messages: Messages) =>
    createNotify({
      ...sendingWith(
        table,
        notifyPostbox(notify.url, async () => key),
        async () => "a key for tests",
      ),
      messages,
      queue: queueOn(table),
    });
  return {
    notify,
    consumer: consumer(over(dynamoMessages(table))),
    healthy: consumer(dynamoMessages(table)),
    records: await insertsIn(table, "MESSAGE#"),
    message: async () => (await cases.whole(before.caseId))?.messages[0],
    caseId: before.caseId,
  };
};

test("a message delivered twice is sent once, to the safe channel, with a reference and no more", async () => {
  const { notify, consumer, records, message, caseId } = await askedCase();

  expect(await deliverTo(consumer, records)).toEqual([]);
  expect(await deliverTo(consumer, records)).toEqual([]);

  expect(notify.taken).toEqual([
    {
      template_id: templates.question.text.id,
      phone_number: "07700 900982",
      personalisation: { reference: caseId },
      reference: `${caseId}-M1`,
    },
  ]);
  expect(await message()).toMatchObject({ state: "sent", sentAt: aDayInCrf.toISOString() });
});

test("a crash between sending and recording it sends one message", async () => {
  const crashing = (messages: Messages): Messages => ({
    ...messages,
    settle: () => Promise.reject(new Error("The process was killed here.")),
  });
  const { notify, consumer, healthy, records, message } = await askedCase(crashing);

  expect(await deliverTo(consumer, records)).toEqual(["1"]);
  expect((await message())?.state).toBe("sending");
  expect(await deliverTo(healthy, records)).toEqual([]);

  expect(notify.taken).toHaveLength(1);
  expect((await message())?.state).toBe("sent");
});

test("a crash before sending sends one message", async () => {
  const { notify, consumer, records, message, caseId } = await askedCase();
  notify.failWith.push(503);
  await deliverTo(consumer, records);
  expect(notify.taken).toEqual([]);

  expect(await deliverTo(consumer, records)).toEqual([]);

  expect(notify.taken.map(({ reference }) => reference)).toEqual([`${caseId}-M1`]);
  expect((await message())?.state).toBe("sent");
});

test.for([500, 503, 408])("a message that Notify answers with %d is delivered again", async (status) => {
  const { notify, consumer, records, message } = await askedCase();
  notify.failWith.push(status);

  expect(await deliverTo(consumer, records)).toEqual(["1"]);

  expect((await message())?.state).toBe("sending");
});

test("while Notify cannot say whether it took a message, it is not sent again", async () => {
  const { notify, consumer, records } = await askedCase();
  notify.failWith.push(500, 500);

  expect(await deliverTo(consumer, records)).toEqual(["1"]);
  expect(await deliverTo(consumer, records)).toEqual(["1"]);

  expect(notify.taken).toEqual([]);
});
