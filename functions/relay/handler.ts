import { SQSClient } from "@aws-sdk/client-sqs";
import { readEnvironment } from "../../shared/environment.ts";
import { urlsFrom } from "../../shared/stream/queues.ts";
import { sqsSendToQueue } from "../../shared/stream/send-to-queue.ts";
import { createRelay } from "./relay.ts";

const { QUEUE_URLS } = readEnvironment("relay");

export const handler = createRelay({ send: sqsSendToQueue(new SQSClient(), urlsFrom(QUEUE_URLS)) });
