import { randomUUID } from "node:crypto";
import type { IDToken } from "openid-client";
import type { Principal } from "../../shared/domain/principal.ts";
import type { SignInRules } from "../../shared/http/sign-in-rules.ts";
import { seal } from "../../shared/seal.ts";
import type { Session, TypedAct } from "../../shared/store/sessions.ts";

export type SignedIn = {
  readonly principal: Principal;
  readonly claims: Pick<IDToken, "iat" | "auth_time">;
  readonly refreshToken: string | undefined;
  /** The form that was typed before this sign-in, to be sent after it. */
  readonly typed: TypedAct | undefined;
  readonly formToken: string;
  /** The new cookie's secret. */
  readonly token: string;
  readonly now: Date;
};

const secondsAfter = (now: Date, minutes: number) => Math.floor(now.getTime() / 1000) + minutes * 60;

/** The age of the sign-in. Both times are the provider's, so its clock need not match ours. */
const ageOf = ({ iat, auth_time: signedInAt }: SignedIn["claims"]): number | undefined =>
  typeof signedInAt === "number" ? Math.max(0, iat - signedInAt) : undefined;

/** The session of somebody who has just signed in, with its limits. */
export const sessionFor = ({ principal, claims, refreshToken, typed, formToken, token, now }: SignedIn, rules: SignInRules): Session => {
  const age = ageOf(claims);
  return {
    principal,
    formToken,
    sessionId: randomUUID(),
    startedAt: now.toISOString(),
    expiresAtSeconds: secondsAfter(now, rules.longestMinutes),
    idleSeconds: rules.idleMinutes * 60,
    rolesUntilSeconds: secondsAfter(now, rules.rolesMinutes),
    ...(age !== undefined && { freshUntilSeconds: secondsAfter(now, rules.freshMinutes) - age }),
    ...(refreshToken && { renewal: seal(refreshToken, token, "session renewal") }),
    ...(typed && { typed }),
  };
};

/** The roles' next end, counted from a renewal. */
export const rolesUntil = (now: Date, { rolesMinutes }: SignInRules): number => secondsAfter(now, rolesMinutes);
