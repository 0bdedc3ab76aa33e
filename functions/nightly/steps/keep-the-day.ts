import { londonDay } from "../../../shared/domain/dates.ts";
import { envelopeName } from "../../../shared/domain/ledger/envelope.ts";
import { awardedFrom } from "../../../shared/domain/ledger/pace.ts";
import { schemesAsOf } from "../../../shared/domain/scheme/scheme-book.ts";
import type { BudgetDays } from "../../../shared/store/budget-days.ts";
import type { Money } from "../../../shared/store/money.ts";
import type { Schemes } from "../../../shared/store/schemes.ts";

export type KeepTheDayPorts = {
  readonly schemes: Pick<Schemes, "book">;
  readonly money: Pick<Money, "envelopes">;
  readonly days: Pick<BudgetDays, "keep">;
};

/** Keeps how much every budget had awarded when the day began: the present rate is reckoned from it. */
export const keepTheDay = async (now: Date, { schemes, money, days }: KeepTheDayPorts) => {
  const day = londonDay(now);
  const counts = { schemes: 0, budgets: 0 };
  for (const { code } of schemesAsOf(await schemes.book(now), day)) {
    const envelopes = await money.envelopes(code);
    if (envelopes.length === 0) continue;
    const awarded = Object.fromEntries(envelopes.map((envelope) => [envelopeName(envelope), awardedFrom(envelope)]));
    const households = envelopes.reduce((total, envelope) => total + envelope.households.inScheme, 0);
    const { kind } = await days.keep(code, { day, awarded, households });
    if (kind === "alreadyKept") continue;
    counts.schemes += 1;
    counts.budgets += envelopes.length;
  }
  return counts;
};
