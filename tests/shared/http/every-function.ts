import { randomUUID } from "node:crypto";
import { inject } from "vitest";
import { setFunctionEnvironment } from "../../../infra/local/function-environment.ts";
import { localSignInRules } from "../../../infra/local/identity-clients.ts";
import { type Handler, loadHandler } from "../../../infra/local/invoke.ts";
import { startSqsEmulator } from "../../../infra/local/sqs-emulator.ts";
import { type FunctionName, functions } from "../../../shared/system.ts";
import { origin } from "../../http.ts";
import { freshTable } from "../../setup/table.ts";
import { clientId, startIssuer } from "./issuer.ts";

/** Nothing listens here, so every call fails. */
const nowhere = "http://127.0.0.1:9";

/** Starts every declared function from its handler module, with its variables, a table and an issuer of tokens. */
export const startEveryFunction = async ({ providerUrl = nowhere }: { readonly providerUrl?: string } = {}) => {
  const [table, issuer, sqs] = await Promise.all([freshTable(), startIssuer(), startSqsEmulator({ folder: undefined })]);
  const matchingKey = Buffer.alloc(32, 1).toString("base64url");
  setFunctionEnvironment(
    {
      ORIGIN: origin,
      TABLE_NAME: table.name,
      IDENTITY_ISSUER: issuer.issuer,
      IDENTITY_CLIENT_ID: clientId,
      IDENTITY_CLIENT_SECRET: "secret",
      SIGN_IN_RULES: JSON.stringify(localSignInRules),
      MATCHING_KEY: matchingKey,
      NOTIFY_URL: nowhere,
      NOTIFY_KEY: `test-${randomUUID()}-${randomUUID()}`,
      PROVIDER_URL: providerUrl,
      PROVIDER_KEY: "provider-key",
      PLACES_URL: "ownList",
      PLACES_KEY: "places-key",
      EDGE_SECRET: "none",
      EXPORTS_BUCKET: sqs.exportsBucket,
      QUEUE_URLS: JSON.stringify(sqs.queueUrls),
      DEAD_LETTER_URLS: JSON.stringify(sqs.deadLetterUrls),
      FIRST_RETRY_SECONDS: "1",
    },
    { dynamoDb: inject("dynamoDbEndpoint"), sqs: sqs.endpoint },
  );
  const names = Object.keys(functions) as FunctionName[];
  const handlers = Object.fromEntries(await Promise.all(names.map(async (name) => [name, await loadHandler(name)] as const)));
  const stop = async () => {
    await issuer.stop();
    await sqs.stop();
  };
  return { table, issuer, matchingKey, handlers: handlers as Record<FunctionName, Handler>, stop };
};
