import type { IncomingMessage } from "node:http";

/** API Gateway takes far more than a function does, and the function says what is too large for it; this only bounds memory. */
const passedOnBytes = 1024 * 1024;
/** What is drained unkept, so that whoever sends too much still reads the answer. Beyond it the line is cut. */
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
