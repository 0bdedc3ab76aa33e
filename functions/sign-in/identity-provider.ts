import {
  AuthorizationResponseError,
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  ClientError,
  type Configuration,
  calculatePKCECodeChallenge,
  customFetch,
  discovery,
  type IDToken,
  ResponseBodyError,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
  refreshTokenGrant,
} from "openid-client";
import { Fault } from "../../shared/fault.ts";
import { signingAlgorithm } from "../../shared/http/identity.ts";
import { callOutTo, hostOf } from "../../shared/http/outbound.ts";
import type { PendingSignIn } from "../../shared/store/sessions.ts";

export type Challenge = Omit<PendingSignIn, "to" | "again">;

export type SignInFinished =
  | { readonly kind: "finished"; readonly claims: IDToken; readonly refreshToken?: string }
  | { readonly kind: "notFinished"; readonly because: string };

export type SignInRenewed =
  | { readonly kind: "renewed"; readonly claims: IDToken; readonly refreshToken: string }
  /** The provider no longer vouches for the person. */
  | { readonly kind: "refused" };

export type IdentityProvider = {
  begin(): Promise<{ readonly url: string; readonly challenge: Challenge }>;
  finish(cameBackWith: URL, challenge: Challenge): Promise<SignInFinished>;
  /** Asks again who somebody is and what groups they have. */
  renew(refreshToken: string): Promise<SignInRenewed>;
};

export type IdentityProviderSettings = {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: () => Promise<string>;
  readonly callbackUrl: string;
  /** The provider's hosts beside the issuer's own. */
  readonly hosts: readonly string[];
};

const timeoutSeconds = 5;

export const openIdProvider = ({ issuer, clientId, clientSecret, callbackUrl, hosts }: IdentityProviderSettings): IdentityProvider => {
  const discover = async (): Promise<Configuration> => {
    const server = new URL(issuer);
    // The development provider on the same machine speaks HTTP.
    const execute = server.protocol === "http:" ? [allowInsecureRequests] : [];
    const client = { client_secret: await clientSecret(), id_token_signed_response_alg: signingAlgorithm };
    const call = callOutTo([hostOf(issuer), ...hosts]);
    return discovery(server, clientId, client, undefined, {
      execute,
      timeout: timeoutSeconds,
      [customFetch]: (url, request) => call(url, request as RequestInit),
    });
  };
  let discovered: Promise<Configuration> | undefined;
  const provider = () => {
    discovered ??= discover().catch((cause: unknown) => {
      discovered = undefined;
      throw new Fault("identityUnavailable", { cause });
    });
    return discovered;
  };

  /** Some providers give a token for asking again only to those who name this scope; others refuse a scope that they do not know. */
  const scopeOf = (configuration: Configuration) =>
    configuration.serverMetadata().scopes_supported?.includes("offline_access") ? "openid profile offline_access" : "openid profile";

  return {
    async begin() {
      const configuration = await provider();
      const challenge = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() };
      const url = buildAuthorizationUrl(configuration, {
        redirect_uri: callbackUrl,
        scope: scopeOf(configuration),
        state: challenge.state,
        nonce: challenge.nonce,
        code_challenge: await calculatePKCECodeChallenge(challenge.verifier),
        code_challenge_method: "S256",
        // Offices share computers: after sign-out the provider must ask for the password again.
        prompt: "login",
        // Asked for an age, a provider says in its answer when the person signed in.
        max_age: "0",
      });
      return { url: url.href, challenge };
    },

    async finish(cameBackWith, { state, nonce, verifier }) {
      const configuration = await provider();
      const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true };
      try {
        const tokens = await authorizationCodeGrant(configuration, cameBackWith, checks);
        const claims = tokens.claims();
        if (!claims) return { kind: "notFinished", because: "noIdToken" };
        return { kind: "finished", claims, ...(tokens.refresh_token && { refreshToken: tokens.refresh_token }) };
      } catch (error) {
        const because = refusalOf(error);
        if (because) return { kind: "notFinished", because };
        throw new Fault("identityUnavailable", { cause: error });
      }
    },

    async renew(refreshToken) {
      const configuration = await provider();
      try {
        const tokens = await refreshTokenGrant(configuration, refreshToken);
        const claims = tokens.claims();
        return claims ? { kind: "renewed", claims, refreshToken: tokens.refresh_token ?? refreshToken } : { kind: "refused" };
      } catch (error) {
        if (error instanceof ResponseBodyError && error.error === "invalid_grant") return { kind: "refused" };
        throw new Fault("identityUnavailable", { cause: error });
      }
    },
  };
};

/** The browser came back with another state or nonce than it was sent with, or too late. */
const notAsSent: readonly (string | undefined)[] = [
  "OAUTH_INVALID_RESPONSE",
  "OAUTH_JWT_CLAIM_COMPARISON_FAILED",
  "OAUTH_JWT_TIMESTAMP_CHECK_FAILED",
];

/** Why this one sign-in was refused; undefined for trouble of the provider's or ours that everybody would meet. */
const refusalOf = (error: unknown): string | undefined => {
  if (error instanceof AuthorizationResponseError) return "deniedByProvider";
  if (error instanceof ResponseBodyError && error.error === "invalid_grant") return "codeRefused";
  return error instanceof ClientError && notAsSent.includes(error.code) ? "notAsSent" : undefined;
};
