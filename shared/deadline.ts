import { AsyncLocalStorage } from "node:async_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import type { Context } from "aws-lambda";

export type Time = { now(): number; pause(milliseconds: number): Promise<unknown> };

const inEarnest: Time = { now: () => performance.now(), pause: (milliseconds) => sleep(milliseconds) };

type Allotted = { readonly time: Time; readonly endsAt: number };

const allotted = new AsyncLocalStorage<Allotted>();
const current = (): Allotted => allotted.getStore() ?? { time: inEarnest, endsAt: Number.POSITIVE_INFINITY };

/** Enough to finish the current call, to answer, and to hand messages back to their queue. */
const marginMs = 2_000;

/** Gives work this much time, but never more than its caller has left. */
export const withTimeLeft = <T>(milliseconds: number, work: () => T): T => {
  const { time, endsAt } = current();
  return allotted.run({ time, endsAt: Math.min(endsAt, time.now() + milliseconds) }, work);
};

export const withDeadlineOf = <T>({ getRemainingTimeInMillis }: Pick<Context, "getRemainingTimeInMillis">, work: () => T): T =>
  withTimeLeft(getRemainingTimeInMillis() - marginMs, work);

/** Does work without a deadline, by another clock. */
export const withTime = <T>(time: Time, work: () => T): T => allotted.run({ time, endsAt: Number.POSITIVE_INFINITY }, work);

export const timeLeftMs = (): number => {
  const { time, endsAt } = current();
  return endsAt - time.now();
};

export const pauseFor = (milliseconds: number): Promise<unknown> => current().time.pause(milliseconds);
