import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  discovery,
  randomPKCECodeVerifier,
  randomState,
} from "openid-client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { accountIds, accounts } from "../../../infra/local/accounts.ts";
import { createIdentity } from "../../../infra/local/identity.ts";
import { identityClientId, identityPath, localSignInRules } from "../../../infra/local/identity-clients.ts";
import { localSecrets } from "../../../infra/local/local-secrets.ts";
import { tokenFor } from "../../../infra/local/token.ts";
import { servicesToReferTo } from "../../../shared/domain/directory/directory.ts";
import { shippedDirectory } from "../../../shared/domain/directory/shipped-directory.ts";
import { issuerTokens } from "../../../shared/http/identity.ts";
import { roles } from "../../../shared/system.ts";

let server: Server;
let origin: string;
const secrets = await localSecrets(undefined);

beforeAll(async () => {
  server = createServer();
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  server.on("request", createIdentity(origin, secrets));
});
afterAll(() => server.close().closeAllConnections());

const verify = (token: string) => issuerTokens(`${origin}${identityPath}`, identityClientId, localSignInRules).verify(token);

/** Signs in as the service does, up to the redirect back. */
const signIn = async (account: string) => {
  const issuer = new URL(`${origin}${identityPath}`);
  const client = await discovery(issuer, identityClientId, secrets.identityClientSecret, undefined, { execute: [allowInsecureRequests] });
  const pkceCodeVerifier = randomPKCECodeVerifier();
  const expectedState = randomState();
  const start = buildAuthorizationUrl(client, {
    redirect_uri: `${origin}/sign-in/callback`,
    scope: "openid profile",
    state: expectedState,
    code_challenge: await calculatePKCECodeChallenge(pkceCodeVerifier),
    code_challenge_method: "S256",
  });
  const cookies = new Map<string, string>();
  const visit = async (url: URL | string, form?: URLSearchParams) => {
    const headers = { cookie: [...cookies].map((pair) => pair.join("=")).join("; ") };
    const response = await fetch(url, { redirect: "manual", headers, ...(form && { method: "POST", body: form }) });
    for (const cookie of response.headers.getSetCookie()) cookies.set(cookie.split("=")[0] ?? "", /=([^;]*)/.exec(cookie)?.[1] ?? "");
    return { page: await response.text(), next: new URL(response.headers.get("location") ?? url, url) };
  };
  const asked = await visit(start);
  const choice = await visit(asked.next);
  const chosen = await visit(asked.next, new URLSearchParams({ account }));
  const back = await visit(chosen.next);
  const again = await visit(start);
  return {
    choicePage: choice.page,
    isAskedAgain: (await visit(again.next)).page.includes("Choose who is signing in"),
    redeem: () => authorizationCodeGrant(client, back.next, { pkceCodeVerifier, expectedState }),
    back: back.next,
  };
};

test("there is an account for every role and for every service that takes referrals", () => {
  const groups = Object.values(accounts).flatMap((account): readonly string[] => account.groups);
  for (const role of roles.filter((each) => each !== "partner")) expect(groups).toContain(role);
  for (const { code } of servicesToReferTo(shippedDirectory)) expect(groups).toContain(`partner:${code}`);
});

test.each(accountIds)("a token for %s has their name and their groups", async (account) => {
  const holder = await verify(await tokenFor(origin, account));
  const [group = ""] = accounts[account].groups;
  const service = group.startsWith("partner:") ? group.slice("partner:".length) : undefined;
  expect(holder?.isFresh).toBe(true);
  expect(holder?.principal).toEqual({
    id: account,
    name: accounts[account].name,
    roles: [service ? "partner" : group],
    ...(service && { service }),
  });
});

test("the service signs a person in with its secret, and only the access token works on the API", async () => {
  const { redeem } = await signIn("approver");
  const tokens = await redeem();
  expect(tokens.claims()).toMatchObject({ sub: "approver", name: "Carol Evans", "cognito:groups": ["approver"], aud: identityClientId });
  expect(await verify(tokens.access_token)).toMatchObject({ principal: { id: "approver" } });
  expect(await verify(tokens.id_token ?? "")).toBeUndefined();
});

test("the page of accounts names each of them and needs no script", async () => {
  const { choicePage } = await signIn("finance");
  for (const { name } of Object.values(accounts)) expect(choicePage).toContain(name);
  expect(choicePage).not.toContain("<script");
});

test("a second sign-in shows the page of accounts again", async () => {
  expect((await signIn("finance")).isAskedAgain).toBe(true);
});

test("an unknown account gets the page of accounts again and no code", async () => {
  expect((await signIn("mayor")).back.searchParams.get("code")).toBeNull();
});

test("a sign-in that nobody began is answered kindly", async () => {
  const response = await fetch(`${origin}${identityPath}/choose/nothing`);
  expect(response.status).toBe(400);
  expect(await response.text()).toContain("this sign-in has expired");
});

test("kept keys verify tokens of an earlier start", async () => {
  const token = await tokenFor(origin, "auditor");
  server.removeAllListeners("request").on("request", createIdentity(origin, secrets));
  expect(await verify(token)).toMatchObject({ principal: { id: "auditor" } });
});
