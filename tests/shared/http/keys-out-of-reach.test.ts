import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { localSignInRules } from "../../../infra/local/identity-clients.ts";
import { issuerTokens } from "../../../shared/http/identity.ts";

let server: Server | undefined;
afterEach(() => server?.close());

/** An issuer whose key set answers with this status and body. */
const issuerWith = async (status: number, keys: string): Promise<string> => {
  const started = createServer((request, response) => {
    const issuer = `http://127.0.0.1:${(started.address() as AddressInfo).port}`;
    if (request.url === "/keys") response.writeHead(status, { "content-type": "application/json" }).end(keys);
    else response.end(JSON.stringify({ issuer, jwks_uri: `${issuer}/keys` }));
  });
  server = started;
  await new Promise<void>((listening) => started.listen(0, "127.0.0.1", listening));
  return `http://127.0.0.1:${(started.address() as AddressInfo).port}`;
};

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
const token = `${part({ alg: "RS256", kid: "one" })}.${part({ sub: "assessor-1" })}.${part({})}`;

test.each([
  [503, "{}"],
  [200, "not JSON"],
  [200, '{"keys":"none"}'],
])("an unreadable key set (%i, %s) is a fault, and no refusal of the token", async (status, keys) => {
  const tokens = issuerTokens(await issuerWith(status, keys), "hardship-support", localSignInRules);
  await expect(tokens.verify(token)).rejects.toMatchObject({ name: "Fault", code: "identityUnavailable" });
});

test("a token signed with an unknown key is refused", async () => {
  const tokens = issuerTokens(await issuerWith(200, '{"keys":[]}'), "hardship-support", localSignInRules);
  expect(await tokens.verify(token)).toBeUndefined();
});
