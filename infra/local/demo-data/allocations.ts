import { type Pot, periodsOf, shareOf } from "../../../shared/domain/ledger/envelope.ts";
import { placesOf } from "../../../shared/domain/ledger/ledger.ts";
import { pence } from "../../../shared/domain/money.ts";
import type { Actor } from "../../../shared/domain/principal.ts";
import type { Category, SchemeCode } from "../../../shared/domain/scheme/scheme.ts";
import { newestVersion } from "../../../shared/domain/scheme/scheme-book.ts";
import { shippedSchemes } from "../../../shared/domain/scheme/shipped.ts";
import { grantLedger, type MoneyIn } from "../../../shared/store/money.ts";

/** Demonstration figures in pounds: the share of 300 of the council's 10,513 households in each round. */
const budgets: readonly { scheme: SchemeCode; category: Category; pounds: number; pot?: Pot }[] = [
  { scheme: "HSF4", category: "ENERGY_WATER", pounds: 62_000 },
  { scheme: "HSF4", category: "FOOD_EX_FSM", pounds: 18_000 },
  { scheme: "HSF4", category: "ESSENTIALS_ENERGY_WATER", pounds: 12_000 },
  { scheme: "HSF4", category: "WIDER_ESSENTIALS", pounds: 12_000 },
  { scheme: "HSF4", category: "HOUSING_COSTS", pounds: 5_000 },
  { scheme: "HSF5", category: "ENERGY_WATER", pounds: 31_000 },
  { scheme: "HSF5", category: "FOOD_EX_FSM", pounds: 9_000 },
  { scheme: "HSF5", category: "ESSENTIALS_ENERGY_WATER", pounds: 6_000 },
  { scheme: "HSF5", category: "WIDER_ESSENTIALS", pounds: 6_000 },
  { scheme: "HSF5", category: "HOUSING_COSTS", pounds: 2_500 },
  { scheme: "HSF6", category: "ENERGY_WATER", pounds: 31_000 },
  { scheme: "HSF6", category: "FOOD_EX_FSM", pounds: 9_000 },
  { scheme: "HSF6", category: "ESSENTIALS_ENERGY_WATER", pounds: 6_000 },
  { scheme: "HSF6", category: "WIDER_ESSENTIALS", pounds: 6_000 },
  { scheme: "HSF6", category: "HOUSING_COSTS", pounds: 2_500 },
  { scheme: "HSF7", category: "ENERGY_WATER", pounds: 54_000 },
  { scheme: "HSF7", category: "FOOD_EX_FSM", pounds: 16_000 },
  { scheme: "HSF7", category: "ESSENTIALS_ENERGY_WATER", pounds: 11_000 },
  { scheme: "HSF7", category: "WIDER_ESSENTIALS", pounds: 11_000 },
  { scheme: "HSF7", category: "HOUSING_COSTS", pounds: 4_500 },
  { scheme: "CRF", category: "CRISIS_PAYMENT", pounds: 42_000 },
  { scheme: "CRF", category: "CRISIS_PAYMENT", pounds: 3_000, pot: "urgent" },
  { scheme: "CRF", category: "HOUSING_PAYMENT", pounds: 15_000 },
];

/** Each scheme's grant and its allocations, period by period, on its first morning. */
export const openingMoney = (by: Actor): readonly MoneyIn[] => {
  const schemes = [...new Set(budgets.map(({ scheme }) => scheme))];
  return schemes.flatMap((code) => {
    const scheme = newestVersion(shippedSchemes, code);
    if (!scheme) return [];
    const at = `${scheme.about.start}T08:00:00.000Z`;
    const why = "Opening allocation, scaled to the demonstration's 300 households";
    const allocations = budgets
      .filter((budget) => budget.scheme === code)
      .flatMap(({ category, pounds, pot = "ordinary" }) => {
        const periods = periodsOf(scheme, category);
        const amount = shareOf(pence(pounds * 100), periods.length);
        return periods.map((period): MoneyIn => {
          const entryId = `${code}-${category}-${period}-${pot}-opening`;
          return {
            entryId,
            kind: "allocation",
            scheme: code,
            category,
            period,
            pot,
            amount,
            ...placesOf("allocation"),
            at,
            by,
            why,
          };
        });
      });
    const grant: MoneyIn = {
      ...grantLedger(code),
      entryId: `${code}-grant`,
      kind: "grantIncrease",
      amount: scheme.grant.amount,
      ...placesOf("grantIncrease"),
      at,
      by,
      why: "The scheme’s grant",
    };
    return [grant, ...allocations];
  });
};
