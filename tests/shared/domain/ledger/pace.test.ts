import { expect, test } from "vitest";
import { addDays } from "../../../../shared/domain/dates.ts";
import { type Envelope, emptyEnvelope, envelopeName } from "../../../../shared/domain/ledger/envelope.ts";
import { type BudgetDay, runOutOf, runOutWords } from "../../../../shared/domain/ledger/pace.ts";
import { pence } from "../../../../shared/domain/money.ts";
import type { Scheme } from "../../../../shared/domain/scheme/scheme.ts";
import { newestVersion } from "../../../../shared/domain/scheme/scheme-book.ts";
import { shippedSchemes } from "../../../../shared/domain/scheme/shipped.ts";

const crf = newestVersion(shippedSchemes, "CRF") as Scheme;
const today = "2026-11-20";
const id = { scheme: "CRF", category: "CRISIS_PAYMENT", period: "whole", pot: "ordinary" } as const;

const envelope = (left: number, awarded: number, more: Partial<Envelope> = {}): Envelope => ({
  ...emptyEnvelope(id),
  available: pence(left),
  committed: pence(awarded),
  ...more,
});
/** Days so long ago, each with the sum awarded by then; a day without a sum is before the budget's first money. */
const mornings = (...days: readonly (readonly [daysAgo: number, awarded?: number])[]): readonly BudgetDay[] =>
  days.map(([daysAgo, awarded]) => ({
    day: addDays(today, -daysAgo),
    awarded: awarded === undefined ? {} : { [envelopeName(id)]: pence(awarded) },
    households: 0,
  }));
const wordsFor = (of: Envelope, days: readonly BudgetDay[], on = today) => runOutWords(runOutOf(crf, of, days, on));

test("the rate is that of the last 28 days: earlier awards do not count", () => {
  const days = mornings([28, 1_000_00], [14, 1_200_00], [0, 1_280_00]);
  // £280 in 28 days is £10 a day, so £55 lasts five whole days.
  expect(wordsFor(envelope(55_00, 1_280_00), days)).toBe("Runs out on 25 November 2026 at the present rate");
});

test("days longer ago than 28 days do not count", () => {
  const days = mornings([40, 0], [28, 1_000_00], [0, 1_280_00]);
  expect(wordsFor(envelope(55_00, 1_280_00), days)).toBe("Runs out on 25 November 2026 at the present rate");
});

test("a budget that is younger counts from its first money", () => {
  const days = mornings([28], [11], [10], [9, 20_00], [0, 100_00]);
  // £100 in the ten days since the last day without it.
  expect(wordsFor(envelope(55_00, 100_00), days)).toBe("Runs out on 25 November 2026 at the present rate");
});

test("a budget whose first money came today counts as one day", () => {
  expect(wordsFor(envelope(25_00, 10_00), mornings([1], [0]))).toBe("Runs out on 22 November 2026 at the present rate");
});

test("returned money lowers the rate, and where as much came back as went out nothing was awarded lately", () => {
  expect(wordsFor(envelope(55_00, 1_140_00), mornings([28, 1_000_00]))).toBe("Runs out on 1 December 2026 at the present rate");
  expect(wordsFor(envelope(55_00, 1_000_00), mornings([28, 1_000_00]))).toBe("Nothing was awarded lately");
  expect(wordsFor(envelope(55_00, 900_00), mornings([28, 1_000_00]))).toBe("Nothing was awarded lately");
});

test("money that outlasts its period is said to, to the day", () => {
  const month = { ...id, category: "HOUSING_PAYMENT", period: "2026-11" };
  const days = mornings([1, 0], [0, 0]).map((day) => ({ ...day, awarded: { [envelopeName(month)]: pence(0) } }));
  const until = (left: number) => wordsFor(envelope(left, 10_00, month), days);
  expect(until(109_99)).toBe("Runs out on 30 November 2026 at the present rate");
  expect(until(110_00)).toBe("At the present rate it lasts past the end, 30 November 2026");
});

test.each([
  ["Nothing is left", envelope(0, 10_00), today],
  ["Its time is over", envelope(10_00, 0, { category: "HOUSING_PAYMENT", period: "2026-10" }), today],
  ["Begins on 1 December 2026", envelope(10_00, 0, { category: "HOUSING_PAYMENT", period: "2026-12" }), today],
  ["Its time is over", envelope(10_00, 10_00), "2029-04-01"],
])("it says “%s” where it knows no rate", (words, of, on) => {
  expect(wordsFor(of, mornings([28, 0], [0, 0]), on)).toBe(words);
});

test("before the first night the rate is not known", () => {
  expect(wordsFor(envelope(10_00, 10_00), [])).toBe("The rate is known after the first night");
});

test("an envelope of a hundred million pounds is reckoned without losing a day", () => {
  const days = mornings([28, 0]);
  expect(runOutOf(crf, envelope(10_000_000_000, 28_000_000_000), days, today)).toEqual({ kind: "runsOut", on: "2026-11-30" });
});
