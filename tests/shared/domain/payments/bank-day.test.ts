import { expect, test } from "vitest";
import { processingDayFor, takenUntil } from "../../../../shared/domain/payments/bank-day.ts";

const cutOff = { takesFilesUntilHour: 16 };

test.each([
  ["on a Tuesday", "2026-11-24T10:00:00Z", "2026-11-25"],
  ["on a Tuesday a minute before the bank’s hour", "2026-11-24T15:59:00Z", "2026-11-25"],
  ["on a Tuesday at the bank’s hour, which the bank takes on Wednesday", "2026-11-24T16:00:00Z", "2026-11-26"],
  ["in summer by London’s clock", "2026-07-07T14:59:00Z", "2026-07-08"],
  ["in summer after the bank’s hour", "2026-07-07T15:00:00Z", "2026-07-09"],
  ["on a Friday", "2026-11-27T10:00:00Z", "2026-11-30"],
  ["on a Friday evening, which the bank takes on Monday", "2026-11-27T20:00:00Z", "2026-12-01"],
  ["on a Saturday, which the bank takes on Monday", "2026-11-28T10:00:00Z", "2026-12-01"],
  ["on Christmas Day, which the bank takes on the Tuesday after", "2026-12-25T10:00:00Z", "2026-12-30"],
])("the bank processes a file released %s, %s, on %s", (_, at, processed) => {
  expect(processingDayFor(new Date(at), cutOff)).toBe(processed);
});

test.each([
  ["2026-11-25", "2026-11-24T16:00:00.000Z"],
  ["2026-11-30", "2026-11-27T16:00:00.000Z"],
  ["2026-12-29", "2026-12-24T16:00:00.000Z"],
  ["2026-07-08", "2026-07-07T15:00:00.000Z"],
])("a file for %s is taken until %s", (day, until) => expect(takenUntil(day, cutOff).toISOString()).toBe(until));

test("a file goes to the bank before the hour of the day that it was given, whenever it is released", () => {
  for (let hour = 0; hour < 24 * 60; hour += 1) {
    const at = new Date(Date.parse("2026-12-01T00:00:00Z") + hour * 3_600_000);
    expect(takenUntil(processingDayFor(at, cutOff), cutOff) > at).toBe(true);
  }
});
