import type { IncomingMessage } from "node:http";

/** Lambda's limit, in base64. A function refuses a body that is over its own route's limit. */
const passedOnBytes = 4.5 * 1024 * 1024;
/** Read and dropped, so that a client which sends too much still gets the answer. Beyond this the connection is closed. */
const drainedBytes = 64 * 1024 * 1024;

export type RequestBody = { readonly kind: "read"; readonly bytes: Buffer } | { readonly kind: "tooLarge" } | { readonly kind: "gone" };

export const readRequestBody = async (request: IncomingMessage): Promise<RequestBody> => {
  let chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request) {
      size += chunk.length;
      if (size > drainedBytes) return { kind: "gone" };
      if (size <= passedOnBytes) chunks.push(chunk);
      else chunks = [];
    }
  } catch {
    return { kind: "gone" };
  }
  return size > passedOnBytes ? { kind: "tooLarge" } : { kind: "read", bytes: Buffer.concat(chunks) };
};
