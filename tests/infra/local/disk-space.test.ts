import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { diskSpace, expectSpace } from "../../../infra/local/disk-space.ts";
import { startHost } from "../../../infra/local/host.ts";
import { startSchedules } from "../../../infra/local/schedules.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "space-"));
});
afterEach(() => rm(folder, { recursive: true }));

const megabytes = (count: number) => count * 2 ** 20;
const sentence = (left: number) =>
  `The disk with ${folder} has ${left} MB left, and what is written now might be lost: make room for 100 MB.`;

test("a disk of which little is left is told in a sentence, and one with room is not", async () => {
  expect(await diskSpace(folder, async () => megabytes(100)).refusal()).toBeUndefined();
  expect(await diskSpace(folder, async () => megabytes(100) - 1).refusal()).toBe(sentence(99));
  await expect(expectSpace(diskSpace(folder, async () => 36_000))).rejects.toThrow(sentence(0));
  expect(await diskSpace(folder).refusal()).toBeUndefined();
});

test("a writer that waits for room goes on when there is some, and stops waiting when told to", async () => {
  let left = 0;
  const space = diskSpace(folder, async () => left);
  const waiting = space.untilEnough(new AbortController().signal);
  left = megabytes(500);
  await waiting;

  const stopping = new AbortController();
  left = 0;
  const stopped = space.untilEnough(stopping.signal);
  stopping.abort();
  await stopped;
});

test("scheduled work that is due while the disk is full runs when there is room", async () => {
  let [left, ran, now] = [0, 0, new Date("2026-11-30T11:00:00Z")];
  const schedules = await startSchedules({
    scheduled: { watch: { schedule: { everyMinutes: 5 }, invoke: async () => (ran += 1) } },
    now: () => now,
    everyMilliseconds: 10,
    space: diskSpace(folder, async () => left),
  });
  now = new Date("2026-11-30T11:07:00Z");
  await new Promise((done) => setTimeout(done, 60));
  expect(ran).toBe(0);
  left = megabytes(500);
  await expect.poll(() => ran).toBe(1);
  await schedules.stop();
});

test("a host on a full disk does not start; one whose disk fills up answers pages and programs with the sentence, and goes on after", async () => {
  await expect(startHost({ folder, freeBytes: async () => 0 })).rejects.toThrow(sentence(0));

  let left = megabytes(500);
  const host = await startHost({ folder, freeBytes: async () => left });
  try {
    left = megabytes(12);
    const byApi = await fetch(`${host.origin}/api/applications`, { method: "POST", body: "{}" });
    expect(byApi.status).toBe(500);
    expect(await byApi.json()).toMatchObject({ type: "urn:hardship-support:problem:internal-fault", detail: sentence(12) });
    const byPage = await fetch(`${host.origin}/`);
    expect(byPage.status).toBe(500);
    expect(await byPage.text()).toContain(sentence(12));

    left = megabytes(500);
    expect((await fetch(`${host.origin}/`)).status).toBe(200);
  } finally {
    await host.stop();
  }
});
