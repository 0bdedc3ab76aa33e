import type { LedgerEntry } from "../../../shared/domain/ledger.ts";
import { pence } from "../../../shared/domain/money.ts";
import type { Actor } from "../../../shared/domain/principal.ts";
import type { Category, SchemeCode } from "../../../shared/domain/scheme/scheme.ts";
import { newestVersion } from "../../../shared/domain/scheme/scheme-book.ts";
import { shippedSchemes } from "../../../shared/domain/scheme/shipped.ts";

/** What 300 of the council's 10,513 households would be given of each round: demonstration figures, in pounds. */
const budgets: readonly { scheme: SchemeCode; category: Category; pounds: number }[] = [
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
  { scheme: "CRF", category: "HOUSING_PAYMENT", pounds: 15_000 },
];

/** One allocation for each budget, on its scheme's first morning. */
export const openingAllocations = (by: Actor): LedgerEntry[] =>
  budgets.map(({ scheme, category, pounds }) => ({
    entryId: `${scheme}-${category}-opening`,
    kind: "allocation",
    scheme,
    category,
    shard: 0,
    amount: pence(pounds * 100),
    at: `${newestVersion(shippedSchemes, scheme)?.about.start}T08:00:00.000Z`,
    by,
    why: "Opening allocation, scaled to the demonstration's 300 households",
  }));
