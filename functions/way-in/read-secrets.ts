import * as z from "zod/mini";
import { Fault } from "../../shared/fault.ts";

const secretsSchema = z.record(z.string(), z.string().check(z.minLength(32)));

/** The time until a secret that somebody added is known. API Gateway remembers an answer as long. */
export const secondsKnown = 60;

/** The values of the secret's names, read again when they are a minute old, so that a new one needs no release. */
export const readSecrets = (read: () => Promise<string>, milliseconds: () => number = Date.now) => {
  let known: { readonly values: readonly string[]; readonly until: number } | undefined;
  return async (): Promise<readonly string[]> => {
    if (known && known.until > milliseconds()) return known.values;
    const found = secretsSchema.safeParse(parsed(await read()));
    if (!found.success) throw new Fault("secretUnreadable");
    known = { values: Object.values(found.data), until: milliseconds() + secondsKnown * 1000 };
    return known.values;
  };
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
