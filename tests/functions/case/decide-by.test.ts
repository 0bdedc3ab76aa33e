import { expect, test } from "vitest";
import { decideBy } from "../../../functions/case/decide-by.ts";
import type { Scheme } from "../../../shared/domain/scheme/scheme.ts";
import { shippedSchemes } from "../../../shared/domain/scheme/shipped.ts";

const each = shippedSchemes.map((scheme): [string, Scheme] => [scheme.code, scheme]);
const hourMs = 3_600_000;

test.each(each)("%s: an urgent case is in time at the last minute of its hours, and late a minute after", (_, { about, clock }) => {
  const submitted = Date.parse(`${about.start}T12:00:00Z`);
  const urgent = { urgent: true, submittedAt: new Date(submitted).toISOString() };
  const end = submitted + clock.urgentHours * hourMs;
  expect(decideBy(urgent, shippedSchemes, new Date(end))).toMatchObject({ at: new Date(end).toISOString(), isLate: false });
  expect(decideBy(urgent, shippedSchemes, new Date(end + 60_000))?.isLate).toBe(true);
});

test.each([
  ["HSF4", "2023-06-05", "2023-06-23"],
  ["HSF5", "2024-06-03", "2024-06-21"],
  ["HSF6", "2024-10-07", "2024-10-25"],
  ["HSF7", "2025-06-02", "2025-06-20"],
  ["CRF", "2026-06-01", "2026-06-19"],
])("%s: another case that came on a Monday has until the end of its fourteenth working day", (code, monday, last) => {
  const scheme = shippedSchemes.find((shipped) => shipped.code === code);
  expect(scheme?.clock.otherDays).toBe(14);
  const other = { urgent: false, submittedAt: `${monday}T09:00:00.000Z` };
  expect(decideBy(other, shippedSchemes, new Date(`${last}T22:30:00Z`))).toMatchObject({ at: last, isLate: false });
  expect(decideBy(other, shippedSchemes, new Date(`${last}T23:30:00Z`))?.isLate).toBe(true);
});

test("the clock is that of the scheme at the time of the application, and says that nobody has verified it", () => {
  const [first, ...others] = shippedSchemes;
  const slower = others.map((scheme) => ({ ...scheme, clock: { ...scheme.clock, urgentHours: 480 } }));
  const lastDay = { urgent: true, submittedAt: `${first?.about.end}T12:00:00.000Z` };
  const later = new Date(Date.parse(lastDay.submittedAt) + 49 * hourMs);
  expect(decideBy(lastDay, [first as Scheme, ...slower], later)).toMatchObject({ isLate: true, unverified: first?.clock.source });
});
