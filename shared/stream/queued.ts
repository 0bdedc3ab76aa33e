/**
 * What stands in a queue: which item was put, and when the table took it. Never anything of what is in the item, so that
 * nobody's answers lie in a queue, nor in its dead letters.
 */
export type Queued = { readonly partitionKey: string; readonly sortKey: string; readonly at: string };

export const bodyOf = ({ partitionKey, sortKey, at }: Queued): string => JSON.stringify({ partitionKey, sortKey, at });
