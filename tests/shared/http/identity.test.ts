import { generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from "jose";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createReport } from "../../../functions/report/report.ts";
import { localSignInRules } from "../../../infra/local/identity-clients.ts";
import { cookie, cookieName, issuerTokens, newToken, principalFromClaims, sameToken } from "../../../shared/http/identity.ts";
import { dynamoBudgetChanges } from "../../../shared/store/budget-changes.ts";
import { dynamoCounts } from "../../../shared/store/counts.ts";
import { dynamoGauges } from "../../../shared/store/gauges.ts";
import { dynamoLineBooks } from "../../../shared/store/line-book.ts";
import { dynamoMoney } from "../../../shared/store/money.ts";
import { dynamoNights } from "../../../shared/store/nights.ts";
import { dynamoSchemes } from "../../../shared/store/schemes.ts";
import { dynamoSessions } from "../../../shared/store/sessions.ts";
import { dynamoToDos } from "../../../shared/store/to-dos.ts";
import { dynamoWaitingLists } from "../../../shared/store/waiting-list.ts";
import { origin, send } from "../../http.ts";
import { freshTable } from "../../setup/table.ts";
import { clientId, startIssuer } from "./issuer.ts";

let issuer: Awaited<ReturnType<typeof startIssuer>>;
beforeAll(async () => {
  issuer = await startIssuer();
});
afterAll(() => issuer.stop());

const askWith = async (authorization: string | undefined, from = issuer.issuer) => {
  const table = await freshTable();
  const report = createReport({
    origin,
    sessions: dynamoSessions(table),
    tokens: issuerTokens(from, clientId, localSignInRules),
    money: dynamoMoney(table),
    counts: dynamoCounts(table),
    waitingLists: dynamoWaitingLists(table),
    nights: dynamoNights(table),
    changes: dynamoBudgetChanges(table),
    schemes: dynamoSchemes(table),
    gauges: dynamoGauges(table),
    toDos: dynamoToDos(table),
    lineBooks: dynamoLineBooks(table),
  });
  return send(report, "GET /api/schemes", authorization === undefined ? {} : { headers: { authorization } });
};
const finance = { "cognito:groups": ["finance"] };

test("the issuer's access token for this client opens the API to its holder's roles", async () => {
  expect((await askWith(`Bearer ${await issuer.token(finance)}`)).status).toBe(200);
  expect((await askWith(`Bearer ${await issuer.token({ ...finance, client_id: undefined, aud: clientId })}`)).status).toBe(200);
  expect((await askWith(`Bearer ${await issuer.token({ ...finance, client_id: undefined, aud: ["other", clientId] })}`)).status).toBe(200);
});

const past = Math.floor(Date.now() / 1000) - 60;
const notOurs: [string, JWTPayload][] = [
  ["another issuer's", { iss: "https://elsewhere.example" }],
  ["another client's", { client_id: "another" }],
  ["another audience's", { client_id: undefined, aud: "another" }],
  ["an expired", { exp: past }],
  ["an access token that is older than roles are believed, so a", { iat: past - 8 * 3600 }],
  ["a token that does not say when it was made, so a", { iat: undefined }],
  ["an ID", { token_use: "id", aud: clientId }],
  ["an ID token with a nonce and no use, as a", { token_use: undefined, aud: clientId, nonce: "n" }],
  ["a nobody's", { sub: undefined }],
];
test.for(notOurs)("%s token gets the same answer as no token", async ([, claims]) => {
  const none = await askWith(undefined);

  const refused = await askWith(`Bearer ${await issuer.token({ ...finance, ...claims })}`);

  expect([refused.status, refused.body, refused.headers]).toEqual([401, none.body, none.headers]);
});

test("garbage, another key's signature and no signature get the same answer as no token", async () => {
  const none = await askWith(undefined);
  const { privateKey } = await generateKeyPair("RS256");
  const unsigned = new UnsecuredJWT({ ...finance, sub: "a", client_id: clientId }).setIssuer(issuer.issuer).encode();

  const answers = await Promise.all(
    [
      "Bearer",
      "Bearer garbage",
      "Bearer a.b.c",
      "Basic YTpi",
      `Bearer ${unsigned}`,
      `Bearer ${await issuer.token(finance, privateKey)}`,
    ].map((authorization) => askWith(authorization)),
  );

  for (const { status, body } of answers) expect([status, body]).toEqual([401, none.body]);
});

test("a token that is signed in another way than the issuer signs gets the same answer as no token", async () => {
  const none = await askWith(undefined);
  const bySecret = await new SignJWT({ ...finance, sub: "a", client_id: clientId, token_use: "access" })
    .setProtectedHeader({ alg: "HS256", kid: "key-1" })
    .setIssuer(issuer.issuer)
    .setIssuedAt()
    .setExpirationTime("1h")
    .sign(new TextEncoder().encode("a secret of thirty-two characters"));
  const { privateKey } = await generateKeyPair("PS256");
  const otherwise = await issuer.token(finance, privateKey, "PS256");

  for (const token of [bySecret, otherwise]) {
    const { status, body } = await askWith(`Bearer ${token}`);
    expect([status, body]).toEqual([401, none.body]);
  }
});

test("an unreachable issuer is a fault, and no refusal", async () => {
  const { status, body } = await askWith(`Bearer ${await issuer.token(finance)}`, "http://127.0.0.1:9");

  expect(status).toBe(500);
  expect(JSON.parse(body).type).toMatch(/internal-fault$/);
});

test("groups become roles, and a partner without a service has none", () => {
  const rolesOf = (...groups: string[]) => principalFromClaims({ sub: "a", "cognito:groups": groups })?.roles;

  expect(rolesOf("assessor", "finance", "gardener")).toEqual(["assessor", "finance"]);
  expect(principalFromClaims({ sub: "a", "cognito:groups": ["partner:earlyHelp"] })).toMatchObject({
    roles: ["partner"],
    service: "earlyHelp",
  });
  expect(rolesOf("partner", "partner:two words")).toEqual([]);
  expect(principalFromClaims({ sub: "a", "cognito:groups": "assessor" })?.roles).toEqual([]);
});

test("on HTTPS a cookie is bound to this host and to TLS; on one machine it is plain", () => {
  expect(cookie("https://hardship.example", "session", "secret", 60)).toBe(
    "__Host-session=secret; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=60",
  );
  expect(cookieName("http://localhost:3000", "session")).toBe("session");
});

test("a token equals itself and no other", () => {
  const token = newToken();

  expect(sameToken(token, token)).toBe(true);
  expect(sameToken(newToken(), token)).toBe(false);
  expect(sameToken("", token)).toBe(false);
  expect(sameToken(undefined, "")).toBe(false);
});
