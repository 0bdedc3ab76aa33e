import * as z from "zod/mini";
import type { Queued } from "./queued.ts";

const queuedSchema = z.object({
  partitionKey: z.string().check(z.minLength(1)),
  sortKey: z.string().check(z.minLength(1)),
  at: z.iso.datetime(),
});

/** Reads a message's body; undefined for one that the relay did not write. The relay itself only writes, and loads no schema. */
export const queuedFrom = (body: string): Queued | undefined => {
  try {
    return queuedSchema.parse(JSON.parse(body));
  } catch {
    return undefined;
  }
};
