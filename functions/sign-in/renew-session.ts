import type { Principal } from "../../shared/domain/principal.ts";
import { principalFromClaims, tokenHash } from "../../shared/http/identity.ts";
import { withKnownService } from "../../shared/http/known-service.ts";
import { log } from "../../shared/http/log.ts";
import type { SignInRules } from "../../shared/http/sign-in-rules.ts";
import { seal, unseal } from "../../shared/seal.ts";
import type { Directories } from "../../shared/store/directories.ts";
import type { Sessions } from "../../shared/store/sessions.ts";
import { rolesUntil } from "./begin-session.ts";
import type { IdentityProvider } from "./identity-provider.ts";

export type RenewOutcome =
  | { readonly kind: "goesOn" }
  /** Nobody is signed in with this cookie, or not any more. */
  | { readonly kind: "over" }
  | { readonly kind: "noRole"; readonly person: Principal };

export type RenewPorts = {
  readonly sessions: Pick<Sessions, "find" | "renew" | "end">;
  readonly provider: Pick<IdentityProvider, "renew">;
  readonly directories: Pick<Directories, "book">;
  readonly rules: SignInRules;
};

/**
 * Asks the provider whether somebody still has their roles. A provider that cannot be asked is a fault, and the session
 * stays closed until it can: nobody goes on with roles older than the limit.
 */
export const renewSession = async (token: string, now: Date, ports: RenewPorts): Promise<RenewOutcome> => {
  const { sessions, provider, directories, rules } = ports;
  const hash = tokenHash(token);
  const over = async (because: string): Promise<RenewOutcome> => {
    log.warn("session ended", { because });
    await sessions.end(hash);
    return { kind: "over" };
  };

  const session = await sessions.find(hash, now);
  if (!session?.principal) return { kind: "over" };
  const { principal: before, rolesUntilSeconds, renewal } = session;
  // Another tab was first.
  if (rolesUntilSeconds === undefined || rolesUntilSeconds * 1000 > now.getTime()) return { kind: "goesOn" };
  const refreshToken = renewal && unseal(renewal, token, "session renewal")?.toString("utf8");
  if (!refreshToken) return over("nothingToRenewWith");

  const renewed = await provider.renew(refreshToken);
  if (renewed.kind === "refused") return over("refusedByProvider");
  const claimed = principalFromClaims(renewed.claims);
  if (claimed?.id !== before.id) return over("anotherPerson");
  const principal = await withKnownService(claimed, now, { directories });
  if (principal.roles.length === 0) {
    await sessions.end(hash);
    return { kind: "noRole", person: principal };
  }
  const kept = await sessions.renew(hash, {
    principal,
    rolesUntilSeconds: rolesUntil(now, rules),
    renewal: seal(renewed.refreshToken, token, "session renewal"),
  });
  return kept.kind === "renewed" ? { kind: "goesOn" } : { kind: "over" };
};
