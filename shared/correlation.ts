import { AsyncLocalStorage } from "node:async_hooks";

const requestId = new AsyncLocalStorage<string>();

/** Every log line of this work carries the id of the request that asked for it. */
export const withCorrelation = <T>(id: string, work: () => T): T => requestId.run(id, work);

/** The id of the request that asked for the current work, also through a queue; undefined outside of any. */
export const correlationId = (): string | undefined => requestId.getStore();
