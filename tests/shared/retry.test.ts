import { expect, test } from "vitest";
import { type Time, withTime, withTimeLeft } from "../../shared/deadline.ts";
import { again, longestMs, retry } from "../../shared/retry.ts";

/** A clock that moves only during pauses and work. */
const stillTime = () => {
  const pauses: number[] = [];
  let now = 0;
  const time: Time = {
    now: () => now,
    async pause(milliseconds) {
      pauses.push(milliseconds);
      now += milliseconds;
    },
  };
  const work = (milliseconds: number) => {
    now += milliseconds;
  };
  return { time, pauses, now: () => now, work };
};

const busy = { name: "Fault", code: "tooBusy" };

test("a successful attempt is made once, whatever time is left", async () => {
  const clock = stillTime();
  expect(await withTime(clock.time, () => withTimeLeft(-1, () => retry(async () => "done")))).toBe("done");
  expect(clock.pauses).toEqual([]);
});

test("attempts end with the time left, and no pause goes beyond it", async () => {
  const clock = stillTime();
  const never = withTime(clock.time, () => withTimeLeft(3_000, () => retry(async () => again)));
  await expect(never).rejects.toMatchObject(busy);
  expect(clock.pauses.length).toBeGreaterThan(2);
  expect(clock.now()).toBeLessThan(3_000);
});

test("without a deadline, attempts go on for ten seconds", async () => {
  const clock = stillTime();
  await expect(withTime(clock.time, () => retry(async () => again))).rejects.toMatchObject(busy);
  expect(clock.now()).toBeGreaterThan(longestMs / 2);
  expect(clock.now()).toBeLessThan(longestMs);
});

test("a retry within a retry has the outer one's time and no more", async () => {
  const clock = stillTime();
  const nested = withTime(clock.time, () => withTimeLeft(2_000, () => retry(() => retry(async () => again))));
  await expect(nested).rejects.toMatchObject(busy);
  expect(clock.now()).toBeLessThan(2_000);
});

test("an attempt that used up the time is the last", async () => {
  const clock = stillTime();
  let attempts = 0;
  const slow = withTime(clock.time, () =>
    withTimeLeft(500, () =>
      retry(async () => {
        attempts += 1;
        clock.work(501);
        return again;
      }),
    ),
  );
  await expect(slow).rejects.toMatchObject(busy);
  expect(attempts).toBe(1);
});
