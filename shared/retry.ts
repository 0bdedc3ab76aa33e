import { pauseFor, timeLeftMs, withTimeLeft } from "./deadline.ts";
import { Fault } from "./fault.ts";

export const again = Symbol("again");

/** The longest for one piece of work, even if the function has more time: other messages wait behind it. */
export const longestMs = 10_000;

const firstPauseMs = 25;
const longestPauseMs = 1_000;

export type Pauses = (attempt: number) => number;

/** Full jitter: many who collide once must not collide again together. */
export const growing: Pauses = (attempt) => Math.random() * Math.min(longestPauseMs, firstPauseMs * 2 ** (attempt - 1));

/** For an attempt that goes to another shard, where nobody is in the way. */
export const brief: Pauses = () => Math.random() * firstPauseMs;

/** For an attempt that has just read the change that it met. */
export const none: Pauses = () => 0;

/** Repeats an attempt until it succeeds. When the time is up it throws `tooBusy`. Retries within an attempt share its time. */
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
