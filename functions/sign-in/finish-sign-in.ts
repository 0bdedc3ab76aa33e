import type { IDToken } from "openid-client";
import type { Principal } from "../../shared/domain/principal.ts";
import { principalFromClaims } from "../../shared/http/identity.ts";
import { withKnownService } from "../../shared/http/known-service.ts";
import { log } from "../../shared/http/log.ts";
import type { Directories } from "../../shared/store/directories.ts";
import type { PendingSignIn, Sessions, TypedAct } from "../../shared/store/sessions.ts";
import type { IdentityProvider } from "./identity-provider.ts";

export type CameBack = {
  readonly tokenHash: string;
  /** The sign-in that this browser began; undefined when it began none, or too long ago. */
  readonly pending: PendingSignIn | undefined;
  readonly cameBackWith: URL;
  readonly now: Date;
};

export type SignInOutcome =
  | {
      readonly kind: "signedIn";
      readonly principal: Principal;
      readonly claims: IDToken;
      readonly refreshToken: string | undefined;
      readonly to: string;
      /** The form that the same person typed before they signed in again. Nobody else gets it. */
      readonly typed: TypedAct | undefined;
    }
  | { readonly kind: "noRole"; readonly person: Principal | undefined }
  | { readonly kind: "notFinished" };

export type FinishSignInPorts = {
  readonly sessions: Pick<Sessions, "end">;
  readonly provider: Pick<IdentityProvider, "finish">;
  readonly directories: Pick<Directories, "book">;
};

/** Finishes a sign-in. The pending one ends first, whatever the provider answers, so nobody can use it twice. */
export const finishSignIn = async (
  { tokenHash, pending, cameBackWith, now }: CameBack,
  { sessions, provider, directories }: FinishSignInPorts,
): Promise<SignInOutcome> => {
  if (!pending) return notFinished("nothingPending");
  await sessions.end(tokenHash);
  const finished = await provider.finish(cameBackWith, pending);
  if (finished.kind === "notFinished") return notFinished(finished.because);

  const { claims, refreshToken } = finished;
  const claimed = principalFromClaims(claims);
  const principal = claimed && (await withKnownService(claimed, now, { directories }));
  if (!principal || principal.roles.length === 0) {
    log.warn("signed in without a role", { subject: claims.sub });
    return { kind: "noRole", person: principal };
  }
  const { again, to } = pending;
  // The session before this one is somebody else's or too old: it ends either way.
  if (again) await sessions.end(again.sessionHash);
  const isSame = again?.personId === principal.id;
  return {
    kind: "signedIn",
    principal,
    claims,
    refreshToken,
    to: again && !isSame ? "/home" : to,
    typed: isSame ? again.typed : undefined,
  };
};

const notFinished = (because: string): SignInOutcome => {
  log.warn("sign-in not finished", { because });
  return { kind: "notFinished" };
};
