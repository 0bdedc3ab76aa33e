import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { httpProvider } from "../../../functions/line/http-provider.ts";
import { notifyPostbox } from "../../../functions/notify/notify-postbox.ts";
import { openIdProvider } from "../../../functions/sign-in/identity-provider.ts";
import { localSignInRules } from "../../../infra/local/identity-clients.ts";
import { issuerTokens } from "../../../shared/http/identity.ts";
import { callOutTo, hostOf } from "../../../shared/http/outbound.ts";

const servers: Server[] = [];
const listen = async (answer: (path: string) => { status: number; location?: string; body?: string }) => {
  const server = createServer((request, response) => {
    asked.push(`${request.headers.host}${request.url}`);
    const { status, location, body = "" } = answer(request.url ?? "");
    response.writeHead(status, { "content-type": "application/json", ...(location && { location }) }).end(body);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  servers.push(server);
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

const asked: string[] = [];
let elsewhere: string;
let redirecting: string;
beforeAll(async () => {
  elsewhere = await listen(() => ({
    status: 200,
    body: JSON.stringify({ issuer: "x", jwks_uri: "x", notifications: [], state: "cancelled" }),
  }));
  redirecting = await listen((path) => ({ status: 307, location: `${elsewhere}${path}` }));
});
beforeEach(() => asked.splice(0));
afterAll(() => {
  for (const server of servers) server.close().closeAllConnections();
});

const key = async () => `name-${"0".repeat(36)}-${"1".repeat(36)}`;
const identity = (issuer: string, hosts: string[] = []) =>
  openIdProvider({ issuer, clientId: "c", clientSecret: async () => "s", callbackUrl: "http://localhost/sign-in/callback", hosts });

const callers: [string, (url: string) => Promise<unknown>][] = [
  ["GOV.UK Notify", (url) => notifyPostbox(url, key).has("0000-0000-0000-M1")],
  ["the provider of codes", (url) => httpProvider(url, key).cancel("order")],
  ["the issuer of tokens", (url) => issuerTokens(url, "c", localSignInRules).verify("a.b.c")],
  ["the provider of sign-ins", (url) => identity(url).begin()],
];

test.for(callers)("a call to %s that is answered with a redirect is a fault, and goes to nobody else", async ([, call]) => {
  await expect(call(redirecting)).rejects.toThrow();
  expect(asked.length).toBeGreaterThan(0);
  expect(asked.filter((to) => to.startsWith(hostOf(elsewhere)))).toEqual([]);
});

test("an issuer whose document names another host's keys is not believed, and that host is not called", async () => {
  const issuer = await listen(() => ({ status: 200, body: JSON.stringify({ issuer, jwks_uri: `${elsewhere}/keys` }) }));
  const token = ["eyJhbGciOiJSUzI1NiJ9", "e30", "c2ln"].join(".");
  await expect(issuerTokens(issuer, "c", localSignInRules).verify(token)).rejects.toMatchObject({ code: "identityUnavailable" });
  expect(asked.filter((to) => to.startsWith(hostOf(elsewhere)))).toEqual([]);
});

test("a host is called only where it is named, with its port, and beyond this machine by TLS alone", async () => {
  const call = callOutTo([hostOf(elsewhere), "plain.example"]);
  expect((await call(elsewhere)).status).toBe(200);
  for (const url of [redirecting, "https://169.254.169.254/latest", `${elsewhere.replace(/:\d+$/, "")}/`, "http://plain.example/"])
    await expect(call(url)).rejects.toMatchObject({ code: "hostNotNamed" });
});
