import type { SignInRules } from "../../shared/http/sign-in-rules.ts";

export const identityPath = "/identity";

export const identityClientId = "hardship-support";

/** For sign-in at a terminal. It has no secret; its tokens have the same audience. */
export const terminalClientId = "hardship-support-terminal";

/** Tokens at a terminal last a working day here, so that a demonstration is not cut short. */
export const localSignInRules: SignInRules = {
  idleMinutes: 60,
  longestMinutes: 8 * 60,
  rolesMinutes: 5,
  freshMinutes: 15,
  tokenMinutes: 8 * 60,
  identityHosts: [],
};
