import { addDays, londonDay, startOfDay } from "../../shared/domain/dates.ts";
import type { Schedule } from "../../shared/system.ts";
import { type DiskSpace, noDisk } from "./disk-space.ts";
import { type StateFile, stateFile } from "./state-file.ts";

export type Scheduled = Readonly<
  Record<string, { readonly schedule: Schedule; readonly invoke: (event: { readonly time: string }) => Promise<unknown> }>
>;

export type SchedulesOptions = {
  readonly scheduled: Scheduled;
  readonly now: () => Date;
  /** Keeps the time of each last run. Without it, a start counts anew. */
  readonly file?: string | undefined;
  readonly everyMilliseconds?: number;
  /** Without space, what is due waits. */
  readonly space?: DiskSpace;
};

export type Schedules = {
  /** Runs one now. Rejects if the function fails. */
  run(name: string): Promise<void>;
  /** Waits for the run under way and starts no more. */
  stop(): Promise<void>;
};

/** The last time up to now when a schedule was due. */
export const lastDue = (schedule: Schedule, now: Date): Date => {
  if ("everyMinutes" in schedule) {
    const every = schedule.everyMinutes * 60_000;
    return new Date(Math.floor(now.getTime() / every) * every);
  }
  const { dailyAt } = schedule;
  const [hours = 0, minutes = 0] = dailyAt.split(":").map(Number);
  const dueOn = (day: string) => new Date(startOfDay(day).getTime() + (hours * 60 + minutes) * 60_000);
  const today = londonDay(now);
  return dueOn(today) <= now ? dueOn(today) : dueOn(addDays(today, -1));
};

/**
 * Runs a scheduled function when the service's clock passes its time, and once for all days while the service was
 * stopped. A clock that is set back runs nothing.
 */
export const startSchedules = async ({
  scheduled,
  now,
  file,
  everyMilliseconds = 20_000,
  space = noDisk,
}: SchedulesOptions): Promise<Schedules> => {
  const kept = file === undefined ? undefined : keptIn(file);
  const ranUpTo: Record<string, string> = { ...(await kept?.read()) };
  let running: Promise<void> = Promise.resolve();
  const begun = now().toISOString();

  const runDue = async () => {
    if (await space.refusal()) return;
    for (const [name, { schedule, invoke }] of Object.entries(scheduled)) {
      const due = lastDue(schedule, now());
      const upTo = ranUpTo[name] ?? begun;
      if (due > new Date(upTo)) {
        ranUpTo[name] = due.toISOString();
        await kept?.write(ranUpTo);
        // A failed function has logged the failure.
        await invoke({ time: due.toISOString() }).catch(() => undefined);
      } else if (now() < new Date(upTo)) ranUpTo[name] = now().toISOString();
    }
  };
  const timer = setInterval(() => {
    running = running.then(runDue);
  }, everyMilliseconds);
  if (kept && Object.keys(ranUpTo).length === 0) {
    for (const name of Object.keys(scheduled)) ranUpTo[name] = begun;
    await kept.write(ranUpTo);
  }

  return {
    async run(name) {
      const run = running.then(() => scheduled[name]?.invoke({ time: now().toISOString() }));
      // One run after another. Only the caller gets the failure.
      running = run.then(
        () => undefined,
        () => undefined,
      );
      await run;
    },
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
};

const keptIn = (file: string): StateFile<Record<string, string>> =>
  stateFile({
    file,
    what: "the times of the scheduled work",
    without: "The scheduled work of the time while the service was stopped is then left out once.",
  });
