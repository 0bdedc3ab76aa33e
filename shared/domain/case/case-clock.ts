import { londonDay } from "../dates.ts";
import { addWorkingDays, workingDaysBetween } from "../working-days.ts";
import type { Case, CaseStatus, Pause } from "./case.ts";

/** The clock of a decision stands still from a question to the resident until the case goes on. */
export const pausesAfter = ({ status, pauses = [] }: Pick<Case, "status" | "pauses">, next: CaseStatus, at: string): readonly Pause[] => {
  if (next === status) return pauses;
  if (next === "asked") return [...pauses, { from: at }];
  return status !== "asked" ? pauses : pauses.map((pause) => (pause.to === undefined ? { ...pause, to: at } : pause));
};

type OnClock = Pick<Case, "submittedAt" | "pauses">;

const endedPauses = ({ pauses = [] }: OnClock) => pauses.flatMap(({ from, to }) => (to === undefined ? [] : [{ from, to }]));

/** Moves the start of the clock later by the pauses, so that the clock can be read as if it never stood still. */
export const clockStart = (of: OnClock): string => {
  const pausedMs = endedPauses(of).reduce((sum, { from, to }) => sum + Date.parse(to) - Date.parse(from), 0);
  return pausedMs > 0 ? new Date(Date.parse(of.submittedAt) + pausedMs).toISOString() : of.submittedAt;
};

/** The working day by whose end a case has had so many working days on the council's desk. */
export const dueDay = (of: OnClock, workingDays: number) => {
  const dayOf = (instant: string) => londonDay(new Date(instant));
  const paused = endedPauses(of).reduce((sum, { from, to }) => sum + workingDaysBetween(dayOf(from), dayOf(to)), 0);
  return addWorkingDays(dayOf(of.submittedAt), workingDays + paused);
};
