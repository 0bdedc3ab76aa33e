import { createHmac } from "node:crypto";
import { maskedAccount, type Payee } from "../../shared/domain/bank/payee.ts";
import { phoneDigits } from "../../shared/domain/phone-digits.ts";
import type { GoesTo } from "../../shared/domain/run/row-outcome.ts";
import { accountDestination, contactDestination, type Destination, type Destinations } from "../../shared/store/destinations.ts";

type Given = { readonly phone?: string | undefined; readonly email?: string | undefined; readonly payTo?: Payee | undefined };

/** Long enough that no two places meet by chance, and short enough for some hundred rows in one item. */
const hashLength = 22;

type Place = { readonly goesTo: GoesTo; readonly destination: Destination };

/** The accounts, phones and emails that a row's money or codes may go to. A roll number does not make an account another one. */
export const placesOf = (key: string, { phone, email, payTo }: Given): readonly Place[] => {
  const place = (destination: Destination, shown: string, ...parts: readonly string[]): Place => ({
    goesTo: { hash: createHmac("sha256", key).update(JSON.stringify(parts)).digest("base64url").slice(0, hashLength), shown },
    destination,
  });
  const code = payTo?.way === "cashCode" ? payTo : undefined;
  const phones = new Set([phone, code?.phone].flatMap((given) => (given ? phoneDigits(given) : [])));
  const emails = new Set([email, code?.email].flatMap((given) => given?.trim().toLowerCase() ?? []));
  return [
    ...(payTo?.way === "bank"
      ? [
          place(
            accountDestination(key, payTo),
            `Bank ${maskedAccount(payTo.accountNumber)}`,
            "account",
            payTo.sortCode,
            payTo.accountNumber,
          ),
        ]
      : []),
    ...[...phones].map((digits) =>
      place(contactDestination(key, { channel: "text", to: digits }), `Phone ending ${digits.slice(-3)}`, "phone", digits),
    ),
    ...[...emails].map((address) =>
      place(
        contactDestination(key, { channel: "email", to: address }),
        `Email ${address.slice(0, 1)}…${address.slice(address.indexOf("@"))}`,
        "email",
        address,
      ),
    ),
  ];
};

/** The same, with how many other households have had money or codes there by whichever award. Nothing is noted here. */
export const goesToOf = async (
  key: string,
  given: Given,
  householdId: string,
  destinations: Pick<Destinations, "others">,
): Promise<readonly GoesTo[]> => {
  const places = placesOf(key, given);
  const others = await destinations.others(places.map(({ destination }) => ({ destination, householdId })));
  return places.map(({ goesTo }, index) => {
    const elsewhere = others[index]?.households.length ?? 0;
    return elsewhere > 0 ? { ...goesTo, elsewhere } : goesTo;
  });
};
