import type { AwardLine } from "../award/award.ts";
import type { Payee } from "../bank/payee.ts";
import type { Need } from "../needs.ts";

/**
 * Who brings the lines of an award to the household, and how: the bank pays, the provider gives out codes, a supplier
 * takes orders, a partner hands out what it has and says when it has spent the money.
 */
export const fulfillers = {
  bank: { label: "Bank payments", way: "bank" },
  codes: { label: "Vouchers and cash codes", way: "provider" },
  whiteGoods: { label: "White goods and heating", way: "supplier" },
  furniture: { label: "Beds, flooring and furniture", way: "supplier" },
  foodNetwork: { label: "Food network", way: "partner" },
  otherPartners: { label: "Other partners", way: "partner" },
} as const satisfies Record<string, { label: string; way: "bank" | "provider" | "supplier" | "partner" }>;
export type Fulfiller = keyof typeof fulfillers;
export type Way = (typeof fulfillers)[Fulfiller]["way"];

export const fulfillerNames = Object.keys(fulfillers) as Fulfiller[];
export const isFulfiller = (name: string): name is Fulfiller => Object.hasOwn(fulfillers, name);
export const wayOf = (fulfiller: Fulfiller): Way => fulfillers[fulfiller].way;

const heatedOrPluggedIn: readonly Need[] = ["washingMachine", "fridgeFreezer", "cooker", "heatingRepair"];

/** Money goes to the bank unless somebody asked for a cash code: who has said nothing yet can still be asked. */
export const fulfillerFor = ({ delivery }: Pick<AwardLine, "delivery">, need: Need | undefined, payTo?: Pick<Payee, "way">): Fulfiller => {
  switch (delivery) {
    case "CASH":
      return payTo?.way === "cashCode" ? "codes" : "bank";
    case "VOUCHER":
      return "codes";
    case "TANGIBLE":
      return need !== undefined && heatedOrPluggedIn.includes(need) ? "whiteGoods" : "furniture";
    case "THIRD_PARTY":
      return need === "food" ? "foodNetwork" : "otherPartners";
  }
};
