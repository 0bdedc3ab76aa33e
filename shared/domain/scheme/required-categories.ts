import type { Fund, Scheme } from "./scheme.ts";

type Required = { readonly code: string; readonly label: string; readonly pays: Scheme["categories"][number]["pays"] };

/** The rows of each fund's return. Every round of the fund must have them as categories. */
export const requiredCategories = {
  HSF: [
    { code: "ENERGY_WATER", label: "Energy and water", pays: "awards" },
    { code: "FOOD_EX_FSM", label: "Food, not free school meals", pays: "awards" },
    { code: "FOOD_FSM_HOLIDAY", label: "Free school meal support in the holidays", pays: "awards" },
    { code: "ESSENTIALS_ENERGY_WATER", label: "Essentials linked to energy and water", pays: "awards" },
    { code: "WIDER_ESSENTIALS", label: "Wider essentials", pays: "awards" },
    { code: "ADVICE", label: "Advice services", pays: "services" },
    { code: "HOUSING_COSTS", label: "Housing costs", pays: "awards" },
    { code: "ADMIN", label: "Administration", pays: "administration" },
  ],
  CRF: [
    { code: "CRISIS_PAYMENT", label: "Crisis payments", pays: "awards" },
    { code: "HOUSING_PAYMENT", label: "Housing payments", pays: "awards" },
    { code: "RESILIENCE_SERVICE", label: "Resilience services", pays: "services" },
    { code: "COMMUNITY_COORDINATION", label: "Community coordination", pays: "services" },
    { code: "ADMIN", label: "Administration", pays: "administration" },
  ],
} as const satisfies { readonly [fund in Fund]: readonly Required[] };
