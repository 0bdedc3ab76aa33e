import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { lastDue, type Schedules, startSchedules } from "../../../infra/local/schedules.ts";

const schedule = { dailyAt: "00:15" } as const;
let started: Schedules | undefined;
afterEach(() => started?.stop());

const start = async (clock: { now: string }, more: { file?: string; fails?: boolean } = {}) => {
  const ran: string[] = [];
  const invoke = async ({ time }: { time: string }) => {
    ran.push(time);
    if (more.fails) throw new Error("It failed.");
  };
  started = await startSchedules({
    scheduled: { nightly: { schedule, invoke } },
    now: () => new Date(clock.now),
    file: more.file,
    everyMilliseconds: 5,
  });
  return ran;
};
const settle = () => new Promise((done) => setTimeout(done, 60));

test.each([
  ["2026-11-20T00:14:59Z", "2026-11-19T00:15:00.000Z"],
  ["2026-11-20T00:15:00Z", "2026-11-20T00:15:00.000Z"],
  ["2026-07-01T10:00:00Z", "2026-06-30T23:15:00.000Z"],
  ["2026-03-29T12:00:00Z", "2026-03-29T00:15:00.000Z"],
])("at %s a quarter past midnight in London was last at %s", (now, due) => {
  expect(lastDue(schedule, new Date(now)).toISOString()).toBe(due);
});

test.each([
  ["2026-11-20T10:14:59Z", "2026-11-20T10:00:00.000Z"],
  ["2026-11-20T10:15:00Z", "2026-11-20T10:15:00.000Z"],
])("at %s what runs every quarter of an hour was last due at %s", (now, due) => {
  expect(lastDue({ everyMinutes: 15 }, new Date(now)).toISOString()).toBe(due);
});

test("a scheduled function runs once when the clock passes its time, with the time when it was due", async () => {
  const clock = { now: "2026-11-20T23:59:00Z" };
  const ran = await start(clock);
  await settle();
  expect(ran).toEqual([]);
  clock.now = "2026-11-21T00:20:00Z";
  await vi.waitFor(() => expect(ran).toEqual(["2026-11-21T00:15:00.000Z"]));
  await settle();
  expect(ran).toHaveLength(1);
});

test("a clock that is put back runs nothing, and the next night after that is run again", async () => {
  const clock = { now: "2026-11-20T12:00:00Z" };
  const ran = await start(clock);
  clock.now = "2024-01-21T10:00:00Z";
  await settle();
  expect(ran).toEqual([]);
  clock.now = "2024-01-22T10:00:00Z";
  await vi.waitFor(() => expect(ran).toEqual(["2024-01-22T00:15:00.000Z"]));
});

test("a function runs once for all days while the service was stopped", async () => {
  const folder = await mkdtemp(join(tmpdir(), "schedules-"));
  const file = join(folder, "schedules.json");
  const clock = { now: "2026-11-20T12:00:00Z" };
  await start(clock, { file });
  await started?.stop();
  expect(JSON.parse(await readFile(file, "utf8"))).toEqual({ nightly: "2026-11-20T12:00:00.000Z" });
  clock.now = "2026-11-25T09:00:00Z";
  const ran = await start(clock, { file });
  await vi.waitFor(() => expect(ran).toEqual(["2026-11-25T00:15:00.000Z"]));
  await started?.stop();
  await rm(folder, { recursive: true });
});

test("a failed night is not tried again the same night, and a run by hand reports its failure", async () => {
  const clock = { now: "2026-11-20T12:00:00Z" };
  const ran = await start(clock, { fails: true });
  clock.now = "2026-11-21T12:00:00Z";
  await vi.waitFor(() => expect(ran).toHaveLength(1));
  await expect(started?.run("nightly")).rejects.toThrow("It failed.");
  await settle();
  expect(ran).toHaveLength(2);
});
