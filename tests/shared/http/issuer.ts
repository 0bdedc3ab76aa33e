import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose";

export const clientId = "hardship-support";

/** An issuer of tokens over HTTP. Like Cognito, it names the client in an access token's `client_id`. */
export const startIssuer = async () => {
  const { publicKey, privateKey } = await generateKeyPair("RS256");
  const keys = { keys: [{ ...(await exportJWK(publicKey)), alg: "RS256", use: "sig", kid: "key-1" }] };
  const server = createServer((request, response) => {
    response.setHeader("content-type", "application/json");
    const isKeys = request.url === "/keys";
    response.end(JSON.stringify(isKeys ? keys : { issuer, jwks_uri: `${issuer}/keys` }));
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  /** A valid access token with these claims changed. */
  const token = async (changes: JWTPayload = {}, key = privateKey, alg = "RS256"): Promise<string> =>
    new SignJWT({
      iss: issuer,
      sub: "assessor-1",
      name: "Asha Patel",
      client_id: clientId,
      token_use: "access",
      "cognito:groups": ["assessor"],
      iat: Math.floor(Date.now() / 1000),
      auth_time: Math.floor(Date.now() / 1000),
      exp: Math.floor(Date.now() / 1000) + 600,
      ...changes,
    })
      .setProtectedHeader({ alg, kid: "key-1" })
      .sign(key);

  return { issuer, token, stop: () => new Promise((stopped) => server.close(stopped)) };
};
