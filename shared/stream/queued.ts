import * as z from "zod/mini";

const queuedSchema = z.object({
  partitionKey: z.string().check(z.minLength(1)),
  sortKey: z.string().check(z.minLength(1)),
  at: z.iso.datetime(),
});

/**
 * What stands in a queue: which item was put, and when the table took it. Never anything of what is in the item, so that
 * nobody's answers lie in a queue, nor in its dead letters.
 */
export type Queued = Readonly<z.infer<typeof queuedSchema>>;

export const bodyOf = ({ partitionKey, sortKey, at }: Queued): string => JSON.stringify({ partitionKey, sortKey, at });

/** Reads a message's body; undefined for one that the relay did not write. */
export const queuedFrom = (body: string): Queued | undefined => {
  try {
    return queuedSchema.parse(JSON.parse(body));
  } catch {
    return undefined;
  }
};
