import { createBudget } from "../../../functions/budget/budget.ts";
import type { BudgetChangeRequest } from "../../../shared/domain/ledger/budget-change.ts";
import { pence } from "../../../shared/domain/money.ts";
import type { Principal } from "../../../shared/domain/principal.ts";
import type { Scheme } from "../../../shared/domain/scheme/scheme.ts";
import { newestVersion } from "../../../shared/domain/scheme/scheme-book.ts";
import { shippedSchemes } from "../../../shared/domain/scheme/shipped.ts";
import { dynamoBudgetChanges } from "../../../shared/store/budget-changes.ts";
import type { Table } from "../../../shared/store/items.ts";
import { dynamoMoney } from "../../../shared/store/money.ts";
import { dynamoSchemes, type Schemes } from "../../../shared/store/schemes.ts";
import { dynamoSessions } from "../../../shared/store/sessions.ts";
import { assessor } from "../../examples.ts";
import { origin, tokensOf } from "../../http.ts";

export const dev: Principal = { id: "finance-1", name: "Dev Shah", roles: ["finance"] };
export const kofi: Principal = { id: "finance-2", name: "Kofi Mensah", roles: ["finance"] };
export const erin: Principal = { id: "s151-1", name: "Erin Walsh", roles: ["s151"] };
export const auditor: Principal = { id: "auditor-1", name: "Gareth Lloyd", roles: ["auditor"] };

export const crf = newestVersion(shippedSchemes, "CRF") as Scheme;
export const crisis = { category: "CRISIS_PAYMENT", period: "whole", pot: "ordinary" } as const;
export const reserve = { ...crisis, pot: "urgent" } as const;
export const housing = { category: "HOUSING_PAYMENT", period: "2026-11", pot: "ordinary" } as const;

export const budgetOn = (table: Table, schemes: Pick<Schemes, "book"> = dynamoSchemes(table)) =>
  createBudget({
    origin,
    sessions: dynamoSessions(table),
    tokens: tokensOf(dev, kofi, erin, auditor, assessor),
    schemes,
    money: dynamoMoney(table),
    changes: dynamoBudgetChanges(table),
  });

/** A transfer of £100 into the urgent reserve, unless a test asks for something else. */
export const changeLike = (changes: Partial<BudgetChangeRequest> = {}): BudgetChangeRequest => ({
  kind: "transfer",
  amount: pence(100_00),
  budget: crisis,
  to: reserve,
  why: "The reserve runs low",
  ...changes,
});

export const leftIn = async (table: Table, { category, period, pot }: { category: string; period: string; pot: string }) =>
  (await dynamoMoney(table).envelopes("CRF")).find((each) => each.category === category && each.period === period && each.pot === pot);
