import { type AccountId, accountIds, accounts } from "../../../infra/local/accounts.ts";
import { tokenFor } from "../../../infra/local/token.ts";
import { type Principal, principalFrom } from "../../../shared/domain/principal.ts";
import { signIn } from "../../http.ts";
import type { Service } from "../../journeys/service.ts";
import type { People } from "./marked-world.ts";

/** The principal of an account, as after signing in. */
export const personOf = (account: AccountId): Principal => {
  const { name, groups } = accounts[account];
  return principalFrom(account, name, groups);
};

/** Every account, with a session for pages and a token for the API. */
export const everybodyAt = async ({ origin, table }: Pick<Service, "origin" | "table">, now = new Date()): Promise<People> => {
  const people = await Promise.all(
    accountIds.map(async (account) => {
      const signedIn = await signIn(table, personOf(account), now);
      return [account, { ...signedIn, bearer: await tokenFor(origin, account) }] as const;
    }),
  );
  return Object.fromEntries(people) as People;
};
