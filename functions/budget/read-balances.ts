import type { Balances } from "../../shared/domain/ledger/budget-change-problems.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import type { Money } from "../../shared/store/money.ts";

export type BalancesPorts = { readonly money: Pick<Money, "envelopes" | "grant"> };

export const readBalances = async ({ code }: Scheme, { money }: BalancesPorts): Promise<Balances> => {
  const [envelopes, grant] = await Promise.all([money.envelopes(code), money.grant(code)]);
  return { envelopes, grant };
};
