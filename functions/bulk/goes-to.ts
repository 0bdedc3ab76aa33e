import { createHmac } from "node:crypto";
import { maskedAccount, type Payee } from "../../shared/domain/bank/payee.ts";
import { phoneDigits } from "../../shared/domain/phone-digits.ts";
import type { GoesTo } from "../../shared/domain/run/row-outcome.ts";

type Given = { readonly phone?: string | undefined; readonly email?: string | undefined; readonly payTo?: Payee | undefined };

/** Long enough that no two places meet by chance, and short enough for some hundred rows in one item. */
const hashLength = 22;

/** Where money or codes of a row may go. A roll number does not make an account another one. */
export const goesToOf = (key: string, { phone, email, payTo }: Given): readonly GoesTo[] => {
  const place = (shown: string, ...parts: readonly string[]): GoesTo => ({
    hash: createHmac("sha256", key).update(JSON.stringify(parts)).digest("base64url").slice(0, hashLength),
    shown,
  });
  const code = payTo?.way === "cashCode" ? payTo : undefined;
  const phones = new Set([phone, code?.phone].flatMap((given) => (given ? phoneDigits(given) : [])));
  const emails = new Set([email, code?.email].flatMap((given) => given?.trim().toLowerCase() ?? []));
  return [
    ...(payTo?.way === "bank" ? [place(`Bank ${maskedAccount(payTo.accountNumber)}`, "account", payTo.sortCode, payTo.accountNumber)] : []),
    ...[...phones].map((digits) => place(`Phone ending ${digits.slice(-3)}`, "phone", digits)),
    ...[...emails].map((address) => place(`Email ${address.slice(0, 1)}…${address.slice(address.indexOf("@"))}`, "email", address)),
  ];
};
