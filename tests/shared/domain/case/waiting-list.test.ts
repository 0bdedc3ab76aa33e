import { expect, test } from "vitest";
import { countsIn, mustJoin, priorityOf, type WaitingPriority } from "../../../../shared/domain/case/waiting-list.ts";

test.each<[isUrgent: boolean, hasChild: boolean, WaitingPriority]>([
  [true, true, 0],
  [true, false, 1],
  [false, true, 2],
  [false, false, 3],
])("urgent: %s, with a child: %s, is served in class %d", (isUrgent, hasChild, priority) => {
  expect(priorityOf({ isUrgent, hasChild })).toBe(priority);
});

test.each<[string, { waiting: number; urgent: number }, isUrgent: boolean, boolean]>([
  ["nobody waits", { waiting: 0, urgent: 0 }, false, false],
  ["nobody waits", { waiting: 0, urgent: 0 }, true, false],
  ["somebody waits", { waiting: 1, urgent: 0 }, false, true],
  ["somebody waits, who is not urgent", { waiting: 9, urgent: 0 }, true, false],
  ["somebody urgent waits", { waiting: 1, urgent: 1 }, true, true],
  ["somebody urgent waits", { waiting: 1, urgent: 1 }, false, true],
])("where %s (%o), a new case that is urgent: %s has to wait behind them: %s", (_, queue, isUrgent, has) => {
  expect(mustJoin(queue, isUrgent)).toBe(has);
});

test("a case that joins counts once, and as urgent if it is", () => {
  expect(([0, 1, 2, 3] as const).map((priority) => countsIn({ priority }))).toEqual([
    { waiting: 1, urgent: 1 },
    { waiting: 1, urgent: 1 },
    { waiting: 1, urgent: 0 },
    { waiting: 1, urgent: 0 },
  ]);
});
