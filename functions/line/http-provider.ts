import * as z from "zod/mini";
import { correlationId } from "../../shared/correlation.ts";
import { isDay } from "../../shared/domain/dates.ts";
import { codeStates } from "../../shared/domain/line/taking-back.ts";
import { Fault } from "../../shared/fault.ts";
import { callOutTo, hostOf } from "../../shared/http/outbound.ts";
import type { Provider } from "./provider.ts";

/** Staff may wait for a code, and the consumer of orders has a minute in all. */
const timeoutMilliseconds = 10_000;

const answerSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("accepted"),
    reference: z.string().check(z.minLength(1), z.maxLength(60)),
    code: z.string().check(z.minLength(1), z.maxLength(60)),
    expiresOn: z.string().check(z.refine(isDay)),
  }),
  z.object({ kind: z.literal("failed"), because: z.string().check(z.maxLength(200)) }),
  z.object({ kind: z.literal("later") }),
]);
const stateSchema = z.object({ state: z.enum(codeStates) });

/** The provider over HTTP. An answer that does not match its schema is a fault. */
export const httpProvider = (url: string, key: () => Promise<string>): Provider => {
  const callOut = callOutTo([hostOf(url)]);
  const call = async <T>(schema: z.ZodMiniType<T>, path: string, body?: object): Promise<T> => {
    const correlation = correlationId();
    const bearer = await key();
    try {
      const response = await callOut(`${url}${path}`, {
        method: body ? "POST" : "GET",
        headers: {
          authorization: `Bearer ${bearer}`,
          ...(body && { "content-type": "application/json" }),
          // The provider can find the request in its own log by this id.
          ...(correlation && { "x-correlation-id": correlation }),
        },
        ...(body && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(timeoutMilliseconds),
      });
      if (!response.ok) throw new Error(`The provider answered with ${response.status}.`);
      return schema.parse(await response.json());
    } catch (error) {
      // Keep only the error's name: its message may quote a code.
      throw new Fault("providerUnavailable", { cause: new Error(error instanceof Error ? error.name : "unknown") });
    }
  };
  const pathOf = (orderKey: string) => `/orders/${encodeURIComponent(orderKey)}`;

  return {
    order: ({ key: orderKey, ...order }) => call(answerSchema, pathOf(orderKey), order),
    cancel: async (orderKey) => (await call(stateSchema, `${pathOf(orderKey)}/cancellation`, {})).state,
    state: async (orderKey) => (await call(stateSchema, pathOf(orderKey))).state,
  };
};
