import { AsyncLocalStorage } from "node:async_hooks";

export type Clock = () => Date;

const clocks = new AsyncLocalStorage<Clock>();

/** The time by which workers decide. A message's time or a stored time may be days old. */
export const clock: Clock = () => clocks.getStore()?.() ?? new Date();

/** Does work by another clock: the service on a development machine can be moved to another day. */
export const withClock = <T>(now: Clock, work: () => T): T => clocks.run(now, work);
