import * as z from "zod/mini";
import { correlationId } from "../../shared/correlation.ts";
import { isDay } from "../../shared/domain/dates.ts";
import { Fault } from "../../shared/fault.ts";
import { codeStates, type Provider } from "./provider.ts";

/** A code is wanted while somebody waits, and the function that asks may take a minute in all. */
const patienceMilliseconds = 10_000;

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

/** The provider over HTTP. An answer that is none of those agreed is no answer: nothing is believed of it. */
export const httpProvider = (url: string, key: () => Promise<string>): Provider => {
  const ask = async <T>(schema: z.ZodMiniType<T>, path: string, body: object): Promise<T> => {
    const correlation = correlationId();
    const bearer = await key();
    try {
      const response = await fetch(`${url}${path}`, {
        method: "POST",
        headers: {
          authorization: `Bearer ${bearer}`,
          "content-type": "application/json",
          // So that a question to the provider about an order can be asked in words that its log knows too.
          ...(correlation && { "x-correlation-id": correlation }),
        },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(patienceMilliseconds),
      });
      if (!response.ok) throw new Error(`The provider answered with ${response.status}.`);
      return schema.parse(await response.json());
    } catch (error) {
      // Of what came, only the kind of trouble is kept: an answer may have a code in it.
      throw new Fault("providerUnavailable", { cause: new Error(error instanceof Error ? error.name : "unknown") });
    }
  };
  const pathOf = (orderKey: string) => `/orders/${encodeURIComponent(orderKey)}`;

  return {
    order: ({ key: orderKey, ...order }) => ask(answerSchema, pathOf(orderKey), order),
    cancel: async (orderKey) => (await ask(stateSchema, `${pathOf(orderKey)}/cancellation`, {})).state,
  };
};
