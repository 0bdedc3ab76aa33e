import { createHmac } from "node:crypto";
import { foldLetters } from "../domain/fold-letters.ts";

/** "Zoë O'Neill" and "zoe oneill" are one name. A name without a letter or digit stays as it is. */
export const plain = (text: string): string => foldLetters(text).replace(/[^\p{L}\p{N}]/gu, "") || text.normalize("NFKC").trim();

export const keyedHash = (key: string, ...parts: string[]): string => createHmac("sha256", key).update(JSON.stringify(parts)).digest("hex");
