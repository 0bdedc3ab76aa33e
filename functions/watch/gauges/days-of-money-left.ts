import { type Day, daysBetween, londonDay } from "../../../shared/domain/dates.ts";
import { daysOfPeriod, type Envelope, envelopeName } from "../../../shared/domain/ledger/envelope.ts";
import { type BudgetDay, runOutOf } from "../../../shared/domain/ledger/pace.ts";
import type { Scheme } from "../../../shared/domain/scheme/scheme.ts";
import { schemesAsOf } from "../../../shared/domain/scheme/scheme-book.ts";
import type { Money } from "../../../shared/store/money.ts";
import type { Schemes } from "../../../shared/store/schemes.ts";
import type { Gauge, Reading } from "../watch.ts";

/** Finance should look at a budget that runs out within a week, though its period goes on for longer. */
const soonDays = 7;

type DaysOfMoneyLeftPorts = { readonly schemes: Pick<Schemes, "book">; readonly money: Pick<Money, "envelopes" | "lately"> };

export const daysOfMoneyLeft = ({ schemes, money }: DaysOfMoneyLeftPorts): Gauge => ({
  name: "daysOfMoneyLeft",
  async read(now) {
    const today = londonDay(now);
    const readings = await Promise.all(
      schemesAsOf(await schemes.book(now), today).map(async (scheme) => {
        const [envelopes, lately] = await Promise.all([money.envelopes(scheme.code), money.lately(scheme.code, now)]);
        return envelopes.flatMap((envelope) => readingsOf(scheme, envelope, lately, today));
      }),
    );
    return readings.flat();
  },
});

/** A budget of another period, or without a known rate, has no reading. */
const readingsOf = (scheme: Scheme, envelope: Envelope, lately: readonly BudgetDay[], today: Day): readonly Reading[] => {
  const days = daysLeft(scheme, envelope, lately, today);
  if (days === undefined) return [];
  const isEarly = daysBetween(today, daysOfPeriod(scheme, envelope).to) > soonDays;
  return [{ scheme: scheme.code, budget: envelopeName(envelope), days, runsOutSoon: Number(isEarly && days <= soonDays) }];
};

const daysLeft = (scheme: Scheme, envelope: Envelope, lately: readonly BudgetDay[], today: Day): number | undefined => {
  const runOut = runOutOf(scheme, envelope, lately, today);
  switch (runOut.kind) {
    case "runsOut":
      return daysBetween(today, runOut.on);
    case "lasts":
      return daysBetween(today, runOut.to);
    case "empty":
      return 0;
    case "nothingAwarded":
    case "begins":
    case "over":
    case "unknown":
      return undefined;
  }
};
