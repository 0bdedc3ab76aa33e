import { proposeChange } from "../../../functions/budget/propose-change.ts";
import { signChange } from "../../../functions/budget/settle-change.ts";
import type { BudgetChangeRequest } from "../../../shared/domain/ledger/budget-change.ts";
import { wholePeriod } from "../../../shared/domain/ledger/envelope.ts";
import { pence } from "../../../shared/domain/money.ts";
import type { Principal } from "../../../shared/domain/principal.ts";
import { schemeAt } from "../../../shared/domain/scheme/scheme-book.ts";
import { dynamoBudgetChanges } from "../../../shared/store/budget-changes.ts";
import type { Table } from "../../../shared/store/items.ts";
import { dynamoMoney } from "../../../shared/store/money.ts";
import { dynamoSchemes } from "../../../shared/store/schemes.ts";
import { type AccountId, accounts } from "../accounts.ts";

const ordinary = { period: wholePeriod, pot: "ordinary" } as const;
const person = (id: AccountId): Principal => ({ id, name: accounts[id].name, roles: id === "s151" ? ["s151"] : ["finance"] });

/** Finance's latest changes in the open scheme: two small ones, a large one with its signature, and one that waits. */
const changes: readonly { readonly daysAgo: number; readonly request: BudgetChangeRequest; readonly signed?: true }[] = [
  {
    daysAgo: 20,
    request: {
      kind: "transfer",
      amount: pence(1_500_00),
      budget: { category: "CRISIS_PAYMENT", ...ordinary },
      to: { category: "CRISIS_PAYMENT", period: wholePeriod, pot: "urgent" },
      why: "The urgent reserve ran low after the first frost",
    },
  },
  {
    daysAgo: 12,
    request: {
      kind: "freeze",
      amount: pence(500_00),
      budget: { category: "CRISIS_PAYMENT", ...ordinary },
      why: "Kept back for the days after Christmas, when the offices are shut",
    },
  },
  {
    daysAgo: 6,
    request: {
      kind: "allocation",
      amount: pence(60_000_00),
      budget: { category: "RESILIENCE_SERVICE", ...ordinary },
      why: "Advice services, second half of the year",
    },
    signed: true,
  },
  {
    daysAgo: 1,
    request: {
      kind: "grantIncrease",
      amount: pence(75_000_00),
      why: "The department’s letter of this week adds to this year’s allocation",
    },
  },
];

export const loadBudgetChanges = async (table: Table, now: Date): Promise<void> => {
  const ports = { money: dynamoMoney(table), changes: dynamoBudgetChanges(table) };
  const book = await dynamoSchemes(table).book(now);
  for (const { daysAgo, request, signed } of changes) {
    const at = new Date(now.getTime() - daysAgo * 86_400_000);
    const scheme = schemeAt(book, at);
    if (scheme?.code !== "CRF") continue;
    const outcome = await proposeChange({ scheme, sendingId: `demonstration-${daysAgo}`, request, by: person("finance"), now: at }, ports);
    if (outcome.kind === "proposed" && signed)
      await signChange({ scheme, changeId: outcome.change.changeId, by: person("s151"), now: new Date(at.getTime() + 3_600_000) }, ports);
  }
};
