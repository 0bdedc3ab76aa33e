import { type Day, londonDay } from "../../../shared/domain/dates.ts";
import { budgetName } from "../../../shared/domain/ledger/budget-words.ts";
import { daysOfPeriod, type Envelope, type EnvelopeId, isOver, periodOn, periodsOf } from "../../../shared/domain/ledger/envelope.ts";
import type { Scheme } from "../../../shared/domain/scheme/scheme.ts";
import { schemesAsOf } from "../../../shared/domain/scheme/scheme-book.ts";
import type { Carrying } from "../../../shared/store/carry-money.ts";
import type { Money } from "../../../shared/store/money.ts";
import type { Schemes } from "../../../shared/store/schemes.ts";

export type CarryForwardPorts = {
  readonly schemes: Pick<Schemes, "book">;
  readonly money: Pick<Money, "envelopes">;
  readonly carry: (carrying: Carrying) => Promise<{ readonly kind: "carried" | "alreadyCarried" | "nothingLeft" }>;
};

/**
 * Carries the money left of a past period into the period of today, pot by pot. Frozen money stays where it is until
 * finance frees it. Nothing is carried once the scheme has ended: the department gets the rest.
 */
export const carryForward = async (now: Date, { schemes, money, carry }: CarryForwardPorts) => {
  const today = londonDay(now);
  const counts = { budgets: 0, pence: 0 };
  for (const scheme of schemesAsOf(await schemes.book(now), today)) {
    if (isOver(scheme, today) || today < scheme.about.start) continue;
    const ended = (await money.envelopes(scheme.code)).filter((envelope) => envelope.available > 0 && isPast(scheme, envelope, today));
    for (const envelope of ended) {
      const { kind } = await carry(carryingOf(scheme, envelope, now));
      if (kind !== "carried") continue;
      counts.budgets += 1;
      counts.pence += envelope.available;
    }
  }
  return counts;
};

/** No award can draw on it: its days are over, or the scheme no longer has such a period. */
const isPast = (scheme: Scheme, { category, period }: EnvelopeId, today: Day): boolean =>
  !periodsOf(scheme, category).includes(period) || daysOfPeriod(scheme, { category, period }).to < today;

const carryingOf = (scheme: Scheme, { scheme: code, category, period, pot, available }: Envelope, now: Date): Carrying => {
  const today = londonDay(now);
  const from = { scheme: code, category, period, pot };
  return {
    from,
    to: { ...from, period: periodOn(scheme, category, today) },
    amount: available,
    // One id a day and budget, so that a retry of the night finds its own entry.
    id: `carried-${category}-${period}-${pot}-${today}`,
    at: now.toISOString(),
    why: `Carried forward from ${budgetName(scheme, from)}`,
  };
};
