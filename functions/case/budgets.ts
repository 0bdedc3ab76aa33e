import { type Day, londonDay } from "../../shared/domain/dates.ts";
import { type Envelope, type EnvelopeId, emptyEnvelope, isSameEnvelope, periodOn, potOf } from "../../shared/domain/ledger/envelope.ts";
import { type BudgetDay, type RunOut, runOutOf } from "../../shared/domain/ledger/pace.ts";
import type { Pence } from "../../shared/domain/money.ts";
import { type Category, payingCategories, type Scheme } from "../../shared/domain/scheme/scheme.ts";
import type { Money } from "../../shared/store/money.ts";

type Balance = {
  readonly allocated: Pence;
  readonly left: Pence;
  readonly frozen: Pence;
  readonly reserved: Pence;
  readonly committed: Pence;
  readonly paid: Pence;
  readonly returned: Pence;
  readonly runOut: RunOut;
};

export type Budget = Balance & {
  readonly category: Category;
  readonly label: string;
  readonly note?: string;
  /** "whole", or the first month of today's period. */
  readonly period: string;
  /** Only an urgent case may draw on it, once the everyday money cannot pay. */
  readonly urgentReserve?: Balance;
  /** Money inside the category that only its purpose may spend. */
  readonly purposes?: readonly (Balance & { readonly purpose: string; readonly label: string })[];
};

/** Today's budget of each category. An urgent case is shown its reserve too. */
export const readBudgets = async (
  scheme: Scheme,
  now: Date,
  { isUrgent }: { readonly isUrgent: boolean },
  money: Pick<Money, "envelopes" | "lately">,
): Promise<readonly Budget[]> => {
  const [envelopes, lately] = await Promise.all([money.envelopes(scheme.code), money.lately(scheme.code, now)]);
  const today = londonDay(now);
  return payingCategories(scheme).map(({ code, label, note }) => {
    const period = periodOn(scheme, code, today);
    const purposes = scheme.purposes.filter(({ category }) => category === code);
    const balance = (pot: EnvelopeId["pot"]) =>
      balanceOf(scheme, { scheme: scheme.code, category: code, period, pot }, { envelopes, lately, today });
    return {
      category: code,
      label,
      ...(note && { note }),
      period,
      ...balance("ordinary"),
      ...(isUrgent && { urgentReserve: balance("urgent") }),
      ...(purposes.length > 0 && {
        purposes: purposes.map((purpose) => ({ purpose: purpose.code, label: purpose.label, ...balance(potOf(purpose)) })),
      }),
    };
  });
};

type Read = { readonly envelopes: readonly Envelope[]; readonly lately: readonly BudgetDay[]; readonly today: Day };

const balanceOf = (scheme: Scheme, id: EnvelopeId, { envelopes, lately, today }: Read): Balance => {
  const envelope = envelopes.find((each) => isSameEnvelope(each, id)) ?? emptyEnvelope(id);
  const { allocated, available, frozen, reserved, committed, paid, returned } = envelope;
  return { allocated, left: available, frozen, reserved, committed, paid, returned, runOut: runOutOf(scheme, envelope, lately, today) };
};
