import { SendMessageBatchCommand, type SQSClient } from "@aws-sdk/client-sqs";
import type { QueueName } from "../system.ts";

/** Sends up to ten messages to a queue, and returns the places of those that it did not take. */
export type SendToQueue = (queue: QueueName, bodies: readonly string[]) => Promise<readonly number[]>;

export const sqsSendToQueue =
  (client: SQSClient, urlOf: (queue: QueueName) => string): SendToQueue =>
  async (queue, bodies) => {
    const Entries = bodies.map((body, place) => ({ Id: String(place), MessageBody: body }));
    const { Failed: failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl: urlOf(queue), Entries }));
    return failed.map(({ Id }) => Number(Id));
  };
