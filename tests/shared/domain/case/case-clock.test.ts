import { expect, test } from "vitest";
import { clockStart, dueDay, pausesAfter } from "../../../../shared/domain/case/case-clock.ts";

const monday = "2026-11-02T09:00:00.000Z";
const pause = (from: string, to?: string) => ({ from: `2026-11-${from}:00.000Z`, ...(to && { to: `2026-11-${to}:00.000Z` }) });

test.each([
  ["never stood still", [], "2026-11-20"],
  ["stood still within one day", [pause("03T09:00", "03T17:00")], "2026-11-20"],
  ["stood still from a Tuesday to a Thursday", [pause("03T09:00", "05T09:00")], "2026-11-24"],
  ["stood still over a weekend only", [pause("06T17:00", "08T17:00")], "2026-11-20"],
  [
    "stood still twice, the second time from the day of the first answer",
    [pause("03T09:00", "04T09:00"), pause("04T12:00", "05T09:00")],
    "2026-11-24",
  ],
  ["stands still now", [pause("03T09:00")], "2026-11-20"],
])("a case of a Monday whose clock %s is due %s", (_, pauses, due) => {
  expect(dueDay({ submittedAt: monday, pauses }, 14)).toBe(due);
});

test("working days over Christmas leave out the bank holidays", () => {
  expect(dueDay({ submittedAt: "2026-12-24T09:00:00.000Z" }, 3)).toBe("2026-12-31");
  const pauses = [{ from: "2026-12-24T12:00:00.000Z", to: "2026-12-29T12:00:00.000Z" }];
  expect(dueDay({ submittedAt: "2026-12-24T09:00:00.000Z", pauses }, 3)).toBe("2027-01-04");
});

test("the hours of an urgent case are moved by just the time that the resident took, also over the end of summer time", () => {
  expect(clockStart({ submittedAt: monday })).toBe(monday);
  expect(clockStart({ submittedAt: monday, pauses: [pause("02T10:00", "02T13:30")] })).toBe("2026-11-02T12:30:00.000Z");
  expect(clockStart({ submittedAt: monday, pauses: [pause("02T10:00")] })).toBe(monday);
  const overTheChange = [{ from: "2026-10-24T12:00:00.000Z", to: "2026-10-25T12:00:00.000Z" }];
  expect(clockStart({ submittedAt: "2026-10-24T09:00:00.000Z", pauses: overTheChange })).toBe("2026-10-25T09:00:00.000Z");
});

test("a question opens one pause, and whatever takes the case on ends it", () => {
  const asked = pausesAfter({ status: "waiting" }, "asked", "T1");
  expect(asked).toEqual([{ from: "T1" }]);
  expect(pausesAfter({ status: "asked", pauses: asked }, "asked", "T2")).toEqual(asked);
  const answered = pausesAfter({ status: "asked", pauses: asked }, "waiting", "T3");
  expect(answered).toEqual([{ from: "T1", to: "T3" }]);
  expect(pausesAfter({ status: "waiting", pauses: answered }, "asked", "T4")).toEqual([...answered, { from: "T4" }]);
  expect(pausesAfter({ status: "asked", pauses: asked }, "toApprove", "T5")).toEqual([{ from: "T1", to: "T5" }]);
  // Questions from before there was a clock left no pause.
  expect(pausesAfter({ status: "asked" }, "waiting", "T6")).toEqual([]);
});
