import type { BudgetChangeRequest } from "../../shared/domain/ledger/budget-change.ts";
import type { Balances } from "../../shared/domain/ledger/budget-change-problems.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import type { BudgetChanges } from "../../shared/store/budget-changes.ts";
import type { Money } from "../../shared/store/money.ts";

export type BalancesPorts = { readonly money: Pick<Money, "envelopes" | "grant">; readonly changes: Pick<BudgetChanges, "find"> };

/** Reads the money of each budget, and the spend of which a change takes something back. */
export const readBalances = async (
  { code }: Scheme,
  { spend: spendId }: Pick<BudgetChangeRequest, "spend">,
  { money, changes }: BalancesPorts,
): Promise<Balances> => {
  const [envelopes, grant, spend] = await Promise.all([
    money.envelopes(code),
    money.grant(code),
    spendId === undefined ? undefined : changes.find(code, spendId),
  ]);
  return { envelopes, grant, ...(spend && { spend }) };
};
