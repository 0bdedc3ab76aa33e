import * as z from "zod/mini";
import { Fault } from "../fault.ts";

/** The lifetime of a sign-in in minutes, and the issuer that the service asks about it. Each environment has its own. */
const signInRules = z.strictObject({
  /** A session that nobody used for so long ends. */
  idleMinutes: z.number(),
  /** A session ends after so long, used or not. */
  longestMinutes: z.number(),
  /** The provider is asked again for a session's roles after so long. */
  rolesMinutes: z.number(),
  /** Acts that ask for a fresh sign-in take one that is no older. */
  freshMinutes: z.number(),
  /** The API refuses an older token, even before its own expiry: its roles are as old as it is. */
  tokenMinutes: z.number(),
  /** The provider's hosts beside the issuer's own. */
  identityHosts: z.array(z.string()),
});
export type SignInRules = z.infer<typeof signInRules>;

export const signInRulesFrom = (json: string): SignInRules => {
  const read = signInRules.safeParse(JSON.parse(json));
  if (!read.success) throw new Fault("environmentIncomplete", { place: "SIGN_IN_RULES" });
  return read.data;
};
