import {
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from "@aws-sdk/client-sqs";
import type { DeadLettersName } from "../../shared/stream/queues.ts";
import type { QueueName } from "../../shared/system.ts";

export type DeadLetter = { readonly messageId: string; readonly receipt: string; readonly body: string; readonly sentAt: Date };

export type DeadLetters = {
  /** Approximate, as SQS counts. */
  count(of: DeadLettersName): Promise<number>;
  waiting(queue: QueueName): Promise<number>;
  /** The next dead letters, up to ten, hidden from other readers for so long. */
  next(queue: QueueName, heldSeconds: number): Promise<readonly DeadLetter[]>;
  remove(queue: QueueName, letters: readonly DeadLetter[]): Promise<void>;
};

/** Longer than a look hides messages, so that the next reader waits for them instead of missing them. */
const waitSeconds = 2;

const letterOf = ({ MessageId = "", ReceiptHandle = "", Body = "", Attributes }: Message): DeadLetter => ({
  messageId: MessageId,
  receipt: ReceiptHandle,
  body: Body,
  sentAt: new Date(Number(Attributes?.SentTimestamp ?? 0)),
});

export const sqsDeadLetters = (
  client: SQSClient,
  urlOf: (queue: QueueName) => string,
  deadLettersUrlOf: (of: DeadLettersName) => string,
): DeadLetters => {
  const messagesIn = async (url: string): Promise<number> => {
    const { Attributes: counts = {} } = await client.send(
      new GetQueueAttributesCommand({
        QueueUrl: url,
        AttributeNames: ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible", "ApproximateNumberOfMessagesDelayed"],
      }),
    );
    return Object.values(counts).reduce((sum, count) => sum + Number(count), 0);
  };
  return {
    count: (of) => messagesIn(deadLettersUrlOf(of)),
    waiting: (queue) => messagesIn(urlOf(queue)),

    async next(queue, heldSeconds) {
      const { Messages: messages = [] } = await client.send(
        new ReceiveMessageCommand({
          QueueUrl: deadLettersUrlOf(queue),
          MaxNumberOfMessages: 10,
          VisibilityTimeout: heldSeconds,
          WaitTimeSeconds: waitSeconds,
          MessageSystemAttributeNames: ["SentTimestamp"],
        }),
      );
      return messages.map(letterOf);
    },

    async remove(queue, letters) {
      if (letters.length === 0) return;
      const Entries = letters.map(({ receipt }, place) => ({ Id: String(place), ReceiptHandle: receipt }));
      await client.send(new DeleteMessageBatchCommand({ QueueUrl: deadLettersUrlOf(queue), Entries }));
    },
  };
};
