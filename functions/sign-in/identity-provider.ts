import {
  AuthorizationResponseError,
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  ClientError,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  type IDToken,
  ResponseBodyError,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from "openid-client";
import { Fault } from "../../shared/fault.ts";
import type { PendingSignIn } from "../../shared/store/sessions.ts";

export type Challenge = Omit<PendingSignIn, "to">;

export type SignInFinished =
  | { readonly kind: "finished"; readonly claims: IDToken }
  | { readonly kind: "notFinished"; readonly because: string };

export type IdentityProvider = {
  begin(): Promise<{ readonly url: string; readonly challenge: Challenge }>;
  finish(cameBackWith: URL, challenge: Challenge): Promise<SignInFinished>;
};

export type IdentityProviderSettings = {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: () => Promise<string>;
  readonly callbackUrl: string;
};

const timeoutSeconds = 5;

export const openIdProvider = ({ issuer, clientId, clientSecret, callbackUrl }: IdentityProviderSettings): IdentityProvider => {
  const discover = async (): Promise<Configuration> => {
    const server = new URL(issuer);
    // The development provider on the same machine speaks HTTP.
    const execute = server.protocol === "http:" ? [allowInsecureRequests] : [];
    return discovery(server, clientId, await clientSecret(), undefined, { execute, timeout: timeoutSeconds });
  };
  let discovered: Promise<Configuration> | undefined;
  const provider = () => {
    discovered ??= discover().catch((cause: unknown) => {
      discovered = undefined;
      throw new Fault("identityUnavailable", { cause });
    });
    return discovered;
  };

  return {
    async begin() {
      const challenge = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() };
      const url = buildAuthorizationUrl(await provider(), {
        redirect_uri: callbackUrl,
        scope: "openid profile",
        state: challenge.state,
        nonce: challenge.nonce,
        code_challenge: await calculatePKCECodeChallenge(challenge.verifier),
        code_challenge_method: "S256",
        // Offices share computers: after sign-out the provider must ask for the password again.
        prompt: "login",
      });
      return { url: url.href, challenge };
    },

    async finish(cameBackWith, { state, nonce, verifier }) {
      const configuration = await provider();
      const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true };
      try {
        const claims = (await authorizationCodeGrant(configuration, cameBackWith, checks)).claims();
        return claims ? { kind: "finished", claims } : { kind: "notFinished", because: "noIdToken" };
      } catch (error) {
        const because = refusalOf(error);
        if (because) return { kind: "notFinished", because };
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
