import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { createRemoteJWKSet, customFetch, type JWTPayload, jwtVerify } from "jose";
import { type Principal, principalFrom } from "../domain/principal.ts";
import { Fault } from "../fault.ts";
import { type CallOut, callOutTo, hostOf } from "./outbound.ts";
import type { SignInRules } from "./sign-in-rules.ts";

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

/** The holder of a bearer token, and whether they signed in as lately as some acts ask. */
export type Holder = { readonly principal: Principal; readonly isFresh: boolean };

export type Tokens = { verify(bearer: string): Promise<Holder | undefined> };

/** The provider's signing algorithm. Fixed here, so that a token cannot choose how it is verified. */
export const signingAlgorithm = "RS256";

/** Reads where an issuer keeps its keys; the document must be the issuer's own. */
const keysOf = async (issuer: string, call: CallOut) => {
  const response = await call(`${issuer}/.well-known/openid-configuration`).catch((cause: unknown) => {
    throw new Fault("identityUnavailable", { cause });
  });
  const found = (await response.json().catch(() => ({}))) as { issuer?: unknown; jwks_uri?: unknown };
  if (!response.ok || found.issuer !== issuer || typeof found.jwks_uri !== "string") throw new Fault("identityUnavailable");
  return createRemoteJWKSet(new URL(found.jwks_uri), { [customFetch]: call });
};

/** A failure to fetch the issuer's keys is the issuer's trouble, and says nothing of the token. */
const keysOutOfReach: readonly string[] = ["ERR_JWKS_TIMEOUT", "ERR_JWKS_INVALID", "ERR_JOSE_GENERIC"];

const isTokensOwnFault = (error: unknown): boolean => {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return code.startsWith("ERR_J") && !keysOutOfReach.includes(code);
};

type Verified = { readonly principal: Principal; readonly untilSeconds: number; readonly signedInAtSeconds: number | undefined };

/**
 * Verifies access tokens of one issuer for one client. Cognito names the client in `client_id`, others in `aud`. Times in
 * a token are the issuer's, so they are held to the real time and not to the service's clock.
 */
export const issuerTokens = (issuer: string, clientId: string, rules: SignInRules): Tokens => {
  const call = callOutTo([hostOf(issuer), ...rules.identityHosts]);
  let keys: ReturnType<typeof keysOf> | undefined;
  const verified = new Map<string, Verified>();
  const remember = (bearer: string, one: Verified) => {
    if (verified.size >= rememberedTokens) verified.clear();
    verified.set(bearer, one);
    return one;
  };
  const holderFrom = ({ principal, signedInAtSeconds }: Verified): Holder => ({
    principal,
    isFresh: signedInAtSeconds !== undefined && Date.now() / 1000 <= signedInAtSeconds + rules.freshMinutes * 60,
  });
  const check = async (bearer: string, found: Awaited<ReturnType<typeof keysOf>>): Promise<Verified | undefined> => {
    const { payload } = await jwtVerify(bearer, found, { issuer, algorithms: [signingAlgorithm], requiredClaims: ["iat", "exp"] });
    const isForUs =
      payload.client_id === clientId || payload.aud === clientId || (Array.isArray(payload.aud) && payload.aud.includes(clientId));
    // An ID token says who signed in; only an access token may act.
    const isAccess =
      payload.token_use === undefined ? payload.nonce === undefined && payload.at_hash === undefined : payload.token_use === "access";
    const principal = isForUs && isAccess ? principalFromClaims(payload) : undefined;
    const untilSeconds = Math.min(payload.exp ?? 0, (payload.iat ?? 0) + rules.tokenMinutes * 60);
    if (!principal || untilSeconds <= Date.now() / 1000) return undefined;
    return { principal, untilSeconds, signedInAtSeconds: typeof payload.auth_time === "number" ? payload.auth_time : undefined };
  };
  return {
    async verify(bearer) {
      const known = verified.get(bearer);
      if (known && known.untilSeconds > Date.now() / 1000) return holderFrom(known);

      keys ??= keysOf(issuer, call);
      const found = await keys.catch((error: unknown) => {
        keys = undefined;
        throw error;
      });
      try {
        const one = await check(bearer, found);
        return one && holderFrom(remember(bearer, one));
      } catch (error) {
        if (isTokensOwnFault(error)) return undefined;
        throw new Fault("identityUnavailable", { cause: error });
      }
    },
  };
};
