import { setImmediate as nextTurn } from "node:timers/promises";
import { withTime } from "../../shared/deadline.ts";
import type { Table } from "../../shared/store/items.ts";
import { inFront } from "../setup/in-front.ts";

type Sleeper = { readonly at: number; readonly wake: () => void };

/**
 * Time that stands still while the engine or a processor works, and jumps to the next wake-up when all wait. It measures
 * how long callers wait for the service and for one another, as if each had a machine of its own. The cores that they
 * share here, and an engine that takes transactions one after another, do not count.
 */
export type VirtualTime = {
  now(): number;
  pause(milliseconds: number): Promise<void>;
  /** The same table, whose calls take no time by themselves. */
  timeless(table: Table): Table;
  /** Lets time pass until the work is done. */
  pass<T>(does: () => Promise<T>): Promise<T>;
};

export const virtualTime = (): VirtualTime => {
  const sleepers: Sleeper[] = [];
  let now = 0;
  let callsUnderWay = 0;
  let allAnswered: (() => void) | undefined;

  const pause = (milliseconds: number) =>
    new Promise<void>((wake) => {
      const at = now + milliseconds;
      const place = sleepers.findIndex((sleeper) => sleeper.at > at);
      sleepers.splice(place < 0 ? sleepers.length : place, 0, { at, wake });
    });

  const untilAllWait = async () => {
    do {
      if (callsUnderWay > 0)
        await new Promise<void>((done) => {
          allAnswered = done;
        });
      await nextTurn();
    } while (callsUnderWay > 0);
  };

  return {
    now: () => now,
    pause,
    timeless: (table) =>
      inFront(table, async (command, onward) => {
        callsUnderWay += 1;
        try {
          return await onward(command);
        } finally {
          callsUnderWay -= 1;
          if (callsUnderWay === 0) allAnswered?.();
        }
      }),
    async pass(does) {
      let isDone = false;
      const done = () => {
        isDone = true;
      };
      // The product's own pauses and deadlines are part of what is measured.
      const work = withTime({ now: () => now, pause }, does);
      work.then(done, done);
      for (await untilAllWait(); !isDone; await untilAllWait()) {
        const next = sleepers.shift();
        if (!next) throw new Error("Everybody waits, and nothing will wake them.");
        now = next.at;
        next.wake();
      }
      return await work;
    },
  };
};
