/**
 * A message: the key of the item that was put, and when the table took it. Nothing of its content, so that nobody's answers
 * lie in a queue or in its dead letters.
 */
export type Queued = { readonly partitionKey: string; readonly sortKey: string; readonly at: string };

export const bodyOf = ({ partitionKey, sortKey, at }: Queued): string => JSON.stringify({ partitionKey, sortKey, at });
