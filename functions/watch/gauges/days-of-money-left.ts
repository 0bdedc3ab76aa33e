import { type Day, daysBetween, londonDay } from "../../../shared/domain/dates.ts";
import { daysOfPeriod, type Envelope, envelopeName } from "../../../shared/domain/ledger/envelope.ts";
import { type BudgetDay, runOutOf } from "../../../shared/domain/ledger/pace.ts";
import type { Scheme } from "../../../shared/domain/scheme/scheme.ts";
import { schemesAsOf } from "../../../shared/domain/scheme/scheme-book.ts";
import type { Money } from "../../../shared/store/money.ts";
import type { Schemes } from "../../../shared/store/schemes.ts";
import type { Gauge, Reading } from "../watch.ts";

/** A budget that runs out sooner than this, with more of its time than this to go, is somebody's business today. */
const soonDays = 7;

export type DaysOfMoneyLeftPorts = { readonly schemes: Pick<Schemes, "book">; readonly money: Pick<Money, "envelopes" | "lately"> };

/** For how many days each budget of today has money at the present rate, at most to its end; and whether it runs out soon. */
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

/** Nothing is said of a budget whose time is not now, or whose rate nobody knows. */
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
