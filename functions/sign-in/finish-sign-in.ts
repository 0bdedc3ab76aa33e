import type { Principal } from "../../shared/domain/principal.ts";
import { principalFromClaims } from "../../shared/http/identity.ts";
import { withKnownService } from "../../shared/http/known-service.ts";
import { log } from "../../shared/http/log.ts";
import type { Directories } from "../../shared/store/directories.ts";
import type { PendingSignIn, Sessions } from "../../shared/store/sessions.ts";
import type { IdentityProvider } from "./identity-provider.ts";

export type CameBack = {
  readonly tokenHash: string;
  /** The sign-in that this browser began; undefined when it began none, or too long ago. */
  readonly pending: PendingSignIn | undefined;
  readonly cameBackWith: URL;
  readonly now: Date;
};

export type SignInOutcome =
  | { readonly kind: "signedIn"; readonly principal: Principal; readonly to: string }
  | { readonly kind: "noRole" }
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

  const claimed = principalFromClaims(finished.claims);
  const principal = claimed && (await withKnownService(claimed, now, { directories }));
  if (principal && principal.roles.length > 0) return { kind: "signedIn", principal, to: pending.to };
  log.warn("signed in without a role", { subject: finished.claims.sub });
  return { kind: "noRole" };
};

const notFinished = (because: string): SignInOutcome => {
  log.warn("sign-in not finished", { because });
  return { kind: "notFinished" };
};
