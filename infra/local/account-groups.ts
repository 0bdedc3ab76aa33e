import { type AccountId, accounts } from "./accounts.ts";

/** The groups of the development accounts, which can be taken away from one and given back while somebody is signed in. */
export const accountGroups = () => {
  const without = new Set<AccountId>();
  return {
    of: (account: AccountId): readonly string[] => (without.has(account) ? [] : accounts[account].groups),
    has: (account: AccountId): boolean => !without.has(account),
    set(account: AccountId, has: boolean): void {
      if (has) without.delete(account);
      else without.add(account);
    },
  };
};
export type AccountGroups = ReturnType<typeof accountGroups>;
