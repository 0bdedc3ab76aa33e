import { SQSClient } from "@aws-sdk/client-sqs";
import { readEnvironment } from "../../shared/environment.ts";
import { urlsFrom } from "../../shared/stream/queues.ts";
import { sqsSendToQueue } from "../../shared/stream/send-to-queue.ts";
import { withoutSdkLog } from "../../shared/without-sdk-log.ts";
import { createRelay } from "./relay.ts";

const { QUEUE_URLS } = readEnvironment("relay");

export const handler = createRelay({ send: sqsSendToQueue(withoutSdkLog(new SQSClient()), urlsFrom(QUEUE_URLS)) });
