import type { CodeState } from "../../shared/domain/line/taking-back.ts";
import type { Pence } from "../../shared/domain/money.ts";

/** An order for a code. The provider never learns whom it is for: this service sends the code to the resident. */
export type CodeOrder = {
  /** The idempotency key: however often the order is sent under it, the provider gives one code. */
  readonly key: string;
  readonly kind: "voucher" | "cash";
  readonly item: string;
  readonly amount: Pence;
};

export type OrderAnswer =
  | { readonly kind: "accepted"; readonly reference: string; readonly code: string; readonly expiresOn: string }
  /** Final: this key will never have a code. */
  | { readonly kind: "failed"; readonly because: string }
  /** The provider took the order, and answers when it is sent again. */
  | { readonly kind: "later" };

/** Gives out vouchers and cash codes. Throws what may pass, such as a timeout: send the order again under the same key. */
export type Provider = {
  order(order: CodeOrder): Promise<OrderAnswer>;
  /** Makes a code useless, if nobody has used it. Its state afterwards is the provider's word, whenever it is asked again. */
  cancel(key: string): Promise<CodeState>;
  /** Reads a code's state without changing it. */
  state(key: string): Promise<CodeState>;
};
