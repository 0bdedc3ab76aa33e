import type { Pence } from "../../shared/domain/money.ts";

/** What the provider is told: nothing of whom it is for, since the code goes to the resident from here. */
export type CodeOrder = {
  /** The order's own key. However often it is sent under the same key, it is one order with one code. */
  readonly key: string;
  readonly kind: "voucher" | "cash";
  /** What the voucher is for, in the code of the scheme's catalogue. */
  readonly item: string;
  readonly amount: Pence;
};

export type OrderAnswer =
  | { readonly kind: "accepted"; readonly reference: string; readonly code: string; readonly expiresOn: string }
  /** For good: under this key there will never be a code. */
  | { readonly kind: "failed"; readonly because: string }
  /** Taken, and answered when it is asked again. */
  | { readonly kind: "later" };

/** What became of a code. */
export const codeStates = ["unused", "activated", "redeemed", "expired", "cancelled"] as const;
export type CodeState = (typeof codeStates)[number];

/** Gives out vouchers and cash codes. Whatever may pass, such as no answer in time, is thrown: ask again with the same key. */
export type Provider = {
  order(order: CodeOrder): Promise<OrderAnswer>;
  /** Makes a code useless, if it has not been used; says what it then is. */
  cancel(key: string): Promise<CodeState>;
};
