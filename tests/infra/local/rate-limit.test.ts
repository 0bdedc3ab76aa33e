import { expect, test } from "vitest";
import { tokenBucket } from "../../../infra/local/rate-limit.ts";

test("a burst passes at once, and then as many as the rate allows", () => {
  let now = 0;
  const bucket = tokenBucket({ perSecond: 10, burst: 3 }, () => now);
  const takeFour = () => [bucket.take(), bucket.take(), bucket.take(), bucket.take()];
  expect(takeFour()).toEqual([true, true, true, false]);
  now = 200;
  expect(takeFour()).toEqual([true, true, false, false]);
  now = 60_000;
  expect(takeFour()).toEqual([true, true, true, false]);
});
