import { AsyncLocalStorage } from "node:async_hooks";

const asked = new AsyncLocalStorage<string>();

/** Does work under the id of the request that asked for it, which every line of a log about it carries. */
export const withCorrelation = <T>(id: string, work: () => T): T => asked.run(id, work);

/** The id of the request that what is being done goes back to: a person's, a program's or the clock's. None outside of one. */
export const correlationId = (): string | undefined => asked.getStore();
