import type { CheckedBooks } from "../../shared/domain/audit/reconcile.ts";
import type { WaitingList } from "../../shared/domain/case/waiting-list.ts";
import { londonDay } from "../../shared/domain/dates.ts";
import type { BudgetDay } from "../../shared/domain/ledger/pace.ts";
import type { NightlyRun } from "../../shared/domain/nightly-run.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import type { BudgetChanges } from "../../shared/store/budget-changes.ts";
import type { Count, Counts } from "../../shared/store/counts.ts";
import type { Gauges } from "../../shared/store/gauges.ts";
import type { Money } from "../../shared/store/money.ts";
import type { Nights } from "../../shared/store/nights.ts";
import type { WaitingLists } from "../../shared/store/waiting-list.ts";
import { type Spend, spendOf } from "./spend-of.ts";
import { type WaitingTimes, waitingDays, waitingTimesOf } from "./waiting-times.ts";

export type SchemeMoneyPorts = {
  readonly money: Pick<Money, "envelopes" | "grant" | "mornings">;
  readonly counts: Pick<Counts, "of">;
  readonly waitingLists: Pick<WaitingLists, "ofScheme">;
  readonly nights: Pick<Nights, "checked" | "lastRun">;
  readonly changes: Pick<BudgetChanges, "ofScheme">;
  readonly gauges: Pick<Gauges, "decidedOf">;
};

/** All that finance sees of a scheme, in as many reads however long the ledger is. */
export type SchemeMoney = {
  readonly spend: Spend;
  readonly counts: readonly Count[];
  readonly waitingLists: readonly WaitingList[];
  readonly checked: CheckedBooks | undefined;
  readonly lastRun: NightlyRun | undefined;
  readonly changesWaiting: number;
  readonly mornings: readonly BudgetDay[];
  readonly waited: WaitingTimes;
};

const dayMs = 86_400_000;

export const readSchemeMoney = async (
  scheme: Scheme,
  now: Date,
  { money, counts, waitingLists, nights, changes, gauges }: SchemeMoneyPorts,
): Promise<SchemeMoney> => {
  const { code } = scheme;
  const [envelopes, grant, mornings, counted, waiting, checked, lastRun, changed, decided] = await Promise.all([
    money.envelopes(code),
    money.grant(code),
    money.mornings(code, now),
    counts.of(code),
    waitingLists.ofScheme(code),
    nights.checked(code),
    nights.lastRun(),
    changes.ofScheme(code),
    gauges.decidedOf(code, new Date(now.getTime() - waitingDays * dayMs), now),
  ]);
  return {
    spend: spendOf(scheme, { envelopes, grant, lately: mornings }, londonDay(now)),
    counts: counted,
    waitingLists: waiting,
    checked,
    lastRun,
    changesWaiting: changed.filter(({ state }) => state === "waiting").length,
    mornings,
    waited: waitingTimesOf(decided),
  };
};
