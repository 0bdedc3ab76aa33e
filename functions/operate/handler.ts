import { SQSClient } from "@aws-sdk/client-sqs";
import { readEnvironment } from "../../shared/environment.ts";
import { issuerTokens } from "../../shared/http/identity.ts";
import { signInRulesFrom } from "../../shared/http/sign-in-rules.ts";
import { dynamoTable } from "../../shared/store/client.ts";
import { dynamoMessages } from "../../shared/store/messages.ts";
import { dynamoSessions } from "../../shared/store/sessions.ts";
import { type DeadLettersName, urlsFrom } from "../../shared/stream/queues.ts";
import { sqsSendToQueue } from "../../shared/stream/send-to-queue.ts";
import { sqsDeadLetters } from "./dead-letters.ts";
import { createOperate } from "./operate.ts";

const { TABLE_NAME, ORIGIN, IDENTITY_ISSUER, IDENTITY_CLIENT_ID, SIGN_IN_RULES, QUEUE_URLS, DEAD_LETTER_URLS } = readEnvironment("operate");
const table = dynamoTable(TABLE_NAME);
const client = new SQSClient();
const urlOf = urlsFrom(QUEUE_URLS);

export const handler = createOperate({
  origin: ORIGIN,
  sessions: dynamoSessions(table),
  messages: dynamoMessages(table),
  tokens: issuerTokens(IDENTITY_ISSUER, IDENTITY_CLIENT_ID, signInRulesFrom(SIGN_IN_RULES)),
  deadLetters: sqsDeadLetters(client, urlOf, urlsFrom<DeadLettersName>(DEAD_LETTER_URLS)),
  send: sqsSendToQueue(client, urlOf),
});
