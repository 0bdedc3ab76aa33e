import type { AwardLine } from "../award/award.ts";
import type { Payee } from "../bank/payee.ts";
import type { Need } from "../needs.ts";

/**
 * The kinds of fulfiller: the bank pays, the provider gives out codes, a supplier takes orders, a partner hands out its
 * own goods and reports when it has spent the money.
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

/** Cash goes by the bank unless the resident asked for a cash code: staff can still ask for the account. */
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
