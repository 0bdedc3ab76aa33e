import type { Day } from "./dates.ts";
import type { Pence } from "./money.ts";
import type { Need } from "./needs.ts";

/** A round of grant with its own rules. The code is what the department calls it. */
export type SchemeCode = "HSF4" | "HSF5" | "CRF";

/** Reporting categories of the Household Support Fund, and the two paying strands of the Crisis and Resilience Fund. */
export type Category =
  | "ENERGY_WATER"
  | "FOOD_EX_FSM"
  | "ESSENTIALS_ENERGY_WATER"
  | "WIDER_ESSENTIALS"
  | "HOUSING_COSTS"
  | "CRISIS_PAYMENT"
  | "HOUSING_PAYMENT";

/** How help reaches the household; the cut that returns call delivery type. */
export const deliveries = {
  VOUCHER: "Voucher",
  CASH: "Cash or bank payment",
  THIRD_PARTY: "Given by a partner organisation",
  TANGIBLE: "Goods delivered",
} as const;
export type Delivery = keyof typeof deliveries;

/** A figure with where it comes from. An unverified one is shown as such wherever it is used. */
export type Sourced<T> = { readonly value: T; readonly verified: boolean; readonly source: string };

export type CatalogueItem = {
  readonly code: string;
  readonly label: string;
  readonly need: Need;
  readonly category: Category;
  readonly deliveries: readonly Delivery[];
  /** The usual amount, where policy publishes one. */
  readonly usual?: { readonly withChildren: Pence; readonly withoutChildren: Pence };
  /** The category is a matter of judgement, so the assessor writes a reason on the line. */
  readonly ambiguous?: true;
};

/**
 * How often one household may be helped with one need: so many awards in a window. The window is the whole
 * scheme, or so many months counted from the scheme's first day ("fixed") or from the award ("rolling").
 */
export type ClaimRule =
  | { readonly window: "scheme"; readonly awards: number }
  | { readonly window: "fixed" | "rolling"; readonly months: number; readonly awards: number };

export type Scheme = {
  readonly code: SchemeCode;
  readonly version: number;
  readonly name: string;
  /** First and last day, both inside. */
  readonly period: { readonly start: Day; readonly end: Day };
  readonly grant: Sourced<Pence>;
  readonly categories: readonly { readonly code: Category; readonly label: string; readonly note?: string }[];
  readonly items: readonly CatalogueItem[];
  readonly rules: {
    readonly minimumAge: Sourced<number>;
    /** For the whole household, a year. */
    readonly incomeMaxYearly: Sourced<Pence>;
    readonly savingsMax: Sourced<Pence>;
    /** The scheme is for a shock or a crisis, not for regular shortfall. */
    readonly needsTrigger: boolean;
  };
  readonly claims: { readonly usual: Sourced<ClaimRule>; readonly byNeed: { readonly [need in Need]?: Sourced<ClaimRule> } };
};

export const categoryOf = (scheme: Scheme, code: string) => scheme.categories.find((category) => category.code === code);

export const itemOf = (scheme: Scheme, code: string) => scheme.items.find((item) => item.code === code);

/** The needs that the scheme's catalogue can meet. */
export const needsMetBy = (scheme: Scheme): ReadonlySet<Need> => new Set(scheme.items.map((item) => item.need));
