import { AsyncLocalStorage } from "node:async_hooks";

const requestId = new AsyncLocalStorage<string>();

/** Does work under the id of its request, which every line of a log about it carries. */
export const withCorrelation = <T>(id: string, work: () => T): T => requestId.run(id, work);

/** The id of the request behind the present work: a person's, a program's or the clock's. */
export const correlationId = (): string | undefined => requestId.getStore();
