import { pence } from "../money.ts";
import type { CatalogueItem, Category } from "../scheme.ts";

/** What the Household Support Fund pays for; each round shares this list and sets its own usual amounts. */
export const supportFundItems: readonly CatalogueItem[] = [
  {
    code: "foodParcel",
    label: "Food through the local food network",
    need: "food",
    category: "FOOD_EX_FSM",
    deliveries: ["THIRD_PARTY", "VOUCHER"],
  },
  { code: "fuelTopUp", label: "Energy top-up or cash for fuel", need: "energy", category: "ENERGY_WATER", deliveries: ["VOUCHER", "CASH"] },
  { code: "waterBill", label: "Water bill", need: "water", category: "ENERGY_WATER", deliveries: ["THIRD_PARTY", "CASH"] },
  {
    code: "washingMachine",
    label: "Washing machine",
    need: "washingMachine",
    category: "ESSENTIALS_ENERGY_WATER",
    deliveries: ["TANGIBLE"],
  },
  {
    code: "fridgeFreezer",
    label: "Fridge or freezer",
    need: "fridgeFreezer",
    category: "ESSENTIALS_ENERGY_WATER",
    deliveries: ["TANGIBLE"],
  },
  { code: "cooker", label: "Cooker or oven", need: "cooker", category: "ESSENTIALS_ENERGY_WATER", deliveries: ["TANGIBLE"] },
  {
    code: "boilerRepair",
    label: "Boiler or heating repair",
    need: "heatingRepair",
    category: "ESSENTIALS_ENERGY_WATER",
    deliveries: ["TANGIBLE", "THIRD_PARTY"],
  },
  { code: "cot", label: "Cot", need: "bedsAndBedding", category: "WIDER_ESSENTIALS", deliveries: ["TANGIBLE"] },
  { code: "bed", label: "Bed and mattress", need: "bedsAndBedding", category: "WIDER_ESSENTIALS", deliveries: ["TANGIBLE"] },
  { code: "carpet", label: "Carpet or flooring for one room", need: "flooring", category: "WIDER_ESSENTIALS", deliveries: ["TANGIBLE"] },
  { code: "curtains", label: "Curtains or blinds", need: "curtains", category: "WIDER_ESSENTIALS", deliveries: ["TANGIBLE"] },
  { code: "furniture", label: "Other essential furniture", need: "otherFurniture", category: "WIDER_ESSENTIALS", deliveries: ["TANGIBLE"] },
  {
    code: "clothingVoucher",
    label: "Shopping voucher for clothing and bedding",
    need: "clothing",
    category: "WIDER_ESSENTIALS",
    deliveries: ["VOUCHER"],
    ambiguous: true,
  },
  {
    code: "housingCosts",
    label: "Rent or other housing cost in an emergency",
    need: "housing",
    category: "HOUSING_COSTS",
    deliveries: ["THIRD_PARTY", "CASH"],
    ambiguous: true,
  },
];

export const supportFundCategories: readonly { code: Category; label: string; note?: string }[] = [
  { code: "ENERGY_WATER", label: "Energy and water" },
  { code: "FOOD_EX_FSM", label: "Food, not free school meals" },
  { code: "ESSENTIALS_ENERGY_WATER", label: "Essentials linked to energy and water" },
  { code: "WIDER_ESSENTIALS", label: "Wider essentials" },
  {
    code: "HOUSING_COSTS",
    label: "Housing costs",
    note: "Only in an emergency, after housing benefit, discretionary housing payment and homelessness duties.",
  },
];

/** The support fund's list with this round's usual amount for fuel. */
export const withUsualFuel = (withChildren: number, withoutChildren: number): readonly CatalogueItem[] =>
  supportFundItems.map((item) =>
    item.code === "fuelTopUp" ? { ...item, usual: { withChildren: pence(withChildren), withoutChildren: pence(withoutChildren) } } : item,
  );

/** The Crisis and Resilience Fund pays cash first; the strand is the category. */
export const crisisFundItems: readonly CatalogueItem[] = [
  ...supportFundItems
    .filter((item) => item.code !== "housingCosts")
    .map(
      ({ ambiguous: _, ...item }): CatalogueItem => ({
        ...item,
        category: "CRISIS_PAYMENT",
        deliveries: item.deliveries.includes("CASH") ? item.deliveries : ["CASH", ...item.deliveries],
      }),
    ),
  { code: "rentShortfall", label: "Rent shortfall", need: "housing", category: "HOUSING_PAYMENT", deliveries: ["THIRD_PARTY", "CASH"] },
  {
    code: "rentDeposit",
    label: "Deposit or rent in advance",
    need: "housing",
    category: "HOUSING_PAYMENT",
    deliveries: ["THIRD_PARTY", "CASH"],
  },
];
