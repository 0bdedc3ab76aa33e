import { formatPounds, type Pence, pence, zeroPence } from "../money.ts";
import { bandInWords, type HouseholdSize } from "./household-sizes.ts";
import type { CatalogueItem, Scheme } from "./scheme.ts";
import { bandFor } from "./tariff.ts";

/** Nothing is taken off where nobody knows what the household has had. */
type Had = { readonly spentSoFar?: Pence };

export type UsualAmount =
  /** Each step to the amount is a sentence. */
  | { readonly kind: "usual"; readonly amount: Pence; readonly working: readonly string[] }
  | { readonly kind: "none"; readonly because: string };

type Limit = { readonly most: Pence; readonly says: string };

const unconfirmed = ({ verified, source }: { readonly verified: boolean; readonly source: string }) =>
  verified ? "" : ` Not verified: ${source}`;

/** Every limit on the item for this household, in words. */
const limitsOn = (scheme: Scheme, item: CatalogueItem, { spentSoFar = zeroPence }: Had): readonly Limit[] => {
  const limits: Limit[] = [];
  if (item.most !== undefined)
    limits.push({ most: item.most, says: `The most for this item is ${formatPounds(item.most)}.${unconfirmed(item)}` });
  for (const cap of scheme.caps) {
    const figure = formatPounds(cap.amount);
    if (cap.cap === "award") limits.push({ most: cap.amount, says: `One award is at most ${figure}.${unconfirmed(cap)}` });
    else {
      const left = pence(Math.max(cap.amount - spentSoFar, 0));
      const had = spentSoFar > 0 ? `, and it has had ${formatPounds(spentSoFar)}, so ${formatPounds(left)} is left` : "";
      limits.push({ most: left, says: `One household is paid at most ${figure}${had}.${unconfirmed(cap)}` });
    }
  }
  return limits;
};

/** The tariff's amount, lowered to every limit. Without one the assessor decides, and reads why. */
export const usualAmount = (scheme: Scheme, item: CatalogueItem, household: HouseholdSize, had: Had = {}): UsualAmount => {
  if (item.tariff === undefined) return { kind: "none", because: item.noTariff ?? "The scheme sets no usual amount for it." };
  const band = bandFor(scheme.tariffs, item.tariff, household);
  if (!band) return { kind: "none", because: "No row of its tariff fits this household." };

  const working = [`${formatPounds(band.amount)} for a household of ${bandInWords(band)}.${unconfirmed(band)}`];
  let amount = band.amount;
  for (const { most, says } of limitsOn(scheme, item, had)) {
    if (most >= amount) continue;
    amount = most;
    working.push(says);
  }
  if (amount === 0) return { kind: "none", because: working.at(-1) ?? "" };
  return { kind: "usual", amount, working };
};

export type AmountProblem = { readonly field: "amount" | "reason"; readonly message: string };

/** A limit that the assessor's amount breaks, or a departure from the usual amount without a reason. */
export const amountProblem = (
  scheme: Scheme,
  item: CatalogueItem,
  amount: Pence,
  reason: string | undefined,
  household: HouseholdSize & Had,
): AmountProblem | undefined => {
  const [over] = limitsOn(scheme, item, household)
    .filter(({ most }) => amount > most)
    .toSorted((a, b) => a.most - b.most);
  if (over?.most === 0) return { field: "amount", message: `Nothing can be paid for “${item.label}”. ${over.says}` };
  if (over) return { field: "amount", message: `Enter ${formatPounds(over.most)} or less for “${item.label}”` };
  const usual = usualAmount(scheme, item, household, household);
  return usual.kind === "usual" && usual.amount !== amount && !reason?.trim()
    ? { field: "reason", message: `Say why this is not the usual amount of ${formatPounds(usual.amount)} for “${item.label}”` }
    : undefined;
};
