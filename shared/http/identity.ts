import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { createRemoteJWKSet, type JWTPayload, jwtVerify } from "jose";
import { type Principal, principalFrom } from "../domain/principal.ts";
import { Fault } from "../fault.ts";

/** A secret for a cookie, and how the store knows it: only its hash is kept. */
export const newToken = (): string => randomBytes(32).toString("base64url");
export const tokenHash = (token: string): string => createHash("sha256").update(token).digest("hex");

/** Compares without telling by its time how much was right. */
export const sameToken = (given: string | undefined, kept: string): boolean => {
  const a = createHash("sha256")
    .update(given ?? "")
    .digest();
  const b = createHash("sha256").update(kept).digest();
  return given !== undefined && timingSafeEqual(a, b);
};

/** On HTTPS the browser is held to this host and to TLS by the cookie's own name. */
export const cookieName = (origin: string, name: string): string => (origin.startsWith("https:") ? `__Host-${name}` : name);

export const cookie = (origin: string, name: string, value: string, seconds?: number): string =>
  [
    `${cookieName(origin, name)}=${value}`,
    "Path=/",
    "HttpOnly",
    "SameSite=Lax",
    ...(origin.startsWith("https:") ? ["Secure"] : []),
    ...(seconds === undefined ? [] : [`Max-Age=${seconds}`]),
  ].join("; ");

/** Groups come under Cognito's name for them; the development provider uses the same. */
const groupsOf = (claims: JWTPayload): readonly string[] => {
  const groups = claims["cognito:groups"];
  return Array.isArray(groups) ? groups.filter((group) => typeof group === "string") : [];
};

export const principalFromClaims = (claims: JWTPayload): Principal | undefined => {
  if (typeof claims.sub !== "string") return undefined;
  const name = typeof claims.name === "string" ? claims.name : typeof claims.username === "string" ? claims.username : claims.sub;
  return principalFrom(claims.sub, name, groupsOf(claims));
};

/** A program sends one token many times, and a signature that held once holds until the token expires. */
const rememberedTokens = 500;

export type Tokens = { verify(bearer: string): Promise<Principal | undefined> };

/** Reads where an issuer keeps its keys; the document must be the issuer's own. */
const keysOf = async (issuer: string) => {
  const response = await fetch(`${issuer}/.well-known/openid-configuration`).catch((cause: unknown) => {
    throw new Fault("identityUnavailable", { cause });
  });
  const found = (await response.json().catch(() => ({}))) as { issuer?: unknown; jwks_uri?: unknown };
  if (!response.ok || found.issuer !== issuer || typeof found.jwks_uri !== "string") throw new Fault("identityUnavailable");
  return createRemoteJWKSet(new URL(found.jwks_uri));
};

/** What goes wrong while the issuer's keys are fetched is the issuer's trouble, and says nothing of the token. */
const keysOutOfReach: readonly string[] = ["ERR_JWKS_TIMEOUT", "ERR_JWKS_INVALID", "ERR_JOSE_GENERIC"];

const isTokensOwnFault = (error: unknown): boolean => {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return code.startsWith("ERR_J") && !keysOutOfReach.includes(code);
};

/** Verifies access tokens of one issuer for one client. Cognito names the client in `client_id`, others in `aud`. */
export const issuerTokens = (issuer: string, clientId: string): Tokens => {
  let keys: ReturnType<typeof keysOf> | undefined;
  const verified = new Map<string, { principal: Principal; untilSeconds: number }>();
  const remember = (bearer: string, principal: Principal, expiresAtSeconds: number) => {
    if (verified.size >= rememberedTokens) verified.clear();
    verified.set(bearer, { principal, untilSeconds: expiresAtSeconds });
    return principal;
  };
  return {
    async verify(bearer) {
      const known = verified.get(bearer);
      if (known && known.untilSeconds > Date.now() / 1000) return known.principal;

      keys ??= keysOf(issuer);
      const found = await keys.catch((error: unknown) => {
        keys = undefined;
        throw error;
      });
      try {
        const { payload } = await jwtVerify(bearer, found, { issuer });
        const isForUs =
          payload.client_id === clientId || payload.aud === clientId || (Array.isArray(payload.aud) && payload.aud.includes(clientId));
        // An ID token says who signed in; only an access token may act.
        const isAccess =
          payload.token_use === undefined ? payload.nonce === undefined && payload.at_hash === undefined : payload.token_use === "access";
        const principal = isForUs && isAccess ? principalFromClaims(payload) : undefined;
        return principal && payload.exp ? remember(bearer, principal, payload.exp) : principal;
      } catch (error) {
        if (isTokensOwnFault(error)) return undefined;
        throw new Fault("identityUnavailable", { cause: error });
      }
    },
  };
};
