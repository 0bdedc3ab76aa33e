import { pauseFor, timeLeftMs, withTimeLeft } from "./deadline.ts";
import { Fault } from "./fault.ts";

/** What an attempt returns when it has to be made again. */
export const again = Symbol("again");

/** One piece of work is not tried for longer, whatever time the function has: other messages and other lines wait behind it. */
export const longestMs = 10_000;

const firstPauseMs = 25;
const longestPauseMs = 1_000;

/** Milliseconds to wait before the next attempt. */
export type Pauses = (attempt: number) => number;

/** Full jitter: many who collide once must not collide again together. */
export const growing: Pauses = (attempt) => Math.random() * Math.min(longestPauseMs, firstPauseMs * 2 ** (attempt - 1));

/** For an attempt that goes elsewhere: nobody is there to wait for. */
export const brief: Pauses = () => Math.random() * firstPauseMs;

/** For an attempt that has just looked at what came in between. */
export const none: Pauses = () => 0;

/**
 * Makes an attempt until it comes to something, or until the time is up: that is a fault, answered as busy. Retries
 * within an attempt share its time.
 */
export const retry = <T>(attempt: () => Promise<T | typeof again>, pauses: Pauses = growing): Promise<T> =>
  withTimeLeft(longestMs, async () => {
    for (let attempts = 1; ; attempts += 1) {
      const done = await attempt();
      if (done !== again) return done;
      const pause = pauses(attempts);
      if (pause >= timeLeftMs()) throw new Fault("tooBusy");
      if (pause > 0) await pauseFor(pause);
    }
  });
