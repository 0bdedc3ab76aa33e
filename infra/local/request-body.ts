import type { IncomingMessage } from "node:http";

/** What Lambda takes at most, in base64. What is too large for a route, its function says. */
const passedOnBytes = 4.5 * 1024 * 1024;
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
