import { readFile, writeFile } from "node:fs/promises";
import { addDays, londonDay, startOfDay } from "../../shared/domain/dates.ts";
import type { Schedule } from "../../shared/system.ts";

export type Scheduled = Readonly<
  Record<string, { readonly schedule: Schedule; readonly invoke: (event: { readonly time: string }) => Promise<unknown> }>
>;

export type SchedulesOptions = {
  readonly scheduled: Scheduled;
  readonly now: () => Date;
  /** Where it is kept when each was last run; without it, a start begins to count anew. */
  readonly file?: string | undefined;
  readonly everyMilliseconds?: number;
};

export type Schedules = {
  /** Runs one now, whatever the time, and fails as it fails. */
  run(name: string): Promise<void>;
  /** Waits for what is running, and runs nothing more. */
  stop(): Promise<void>;
};

/** The last moment, up to now, at which a schedule was due. */
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
 * Runs what is scheduled when the service's clock passes its time, and once for all the days that went by while the
 * service was stopped. A clock that is put back runs nothing.
 */
export const startSchedules = async ({ scheduled, now, file, everyMilliseconds = 20_000 }: SchedulesOptions): Promise<Schedules> => {
  const ranUpTo = await readKept(file);
  let running: Promise<void> = Promise.resolve();
  const begun = now().toISOString();

  const runDue = async () => {
    for (const [name, { schedule, invoke }] of Object.entries(scheduled)) {
      const due = lastDue(schedule, now());
      const upTo = ranUpTo[name] ?? begun;
      if (due > new Date(upTo)) {
        ranUpTo[name] = due.toISOString();
        if (file) await writeFile(file, JSON.stringify(ranUpTo));
        // What failed has said so in its own log, and in what it keeps.
        await invoke({ time: due.toISOString() }).catch(() => undefined);
      } else if (now() < new Date(upTo)) ranUpTo[name] = now().toISOString();
    }
  };
  const timer = setInterval(() => {
    running = running.then(runDue);
  }, everyMilliseconds);
  if (file && Object.keys(ranUpTo).length === 0) {
    for (const name of Object.keys(scheduled)) ranUpTo[name] = begun;
    await writeFile(file, JSON.stringify(ranUpTo));
  }

  return {
    async run(name) {
      const asked = running.then(() => scheduled[name]?.invoke({ time: now().toISOString() }));
      // One after another, so that nothing is met half-done here; a failure is the asker's to hear of.
      running = asked.then(
        () => undefined,
        () => undefined,
      );
      await asked;
    },
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
};

const readKept = async (file: string | undefined): Promise<Record<string, string>> => {
  if (!file) return {};
  return readFile(file, "utf8").then(
    (text) => JSON.parse(text) as Record<string, string>,
    () => ({}),
  );
};
