import * as z from "zod/mini";
import { cleanLine, cleanLines } from "./clean-text.ts";
import { says } from "./says.ts";

/** Has a letter, digit, mark or picture that a reader sees. */
const visible = /[\p{L}\p{N}\p{P}\p{S}]/u;
const isVisible = (text: string) => text === "" || visible.test(text);

export const upperFirst = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
export const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

const typedText = (name: string, maximum: number, clean: (text: string) => string) => {
  const named = upperFirst(name);
  const read = z
    .string({ error: `Enter ${name}` })
    .check(
      z.overwrite(clean),
      z.minLength(1, `Enter ${name}`),
      z.maxLength(maximum, { error: `${named} must be ${maximum.toLocaleString("en-GB")} characters or fewer`, abort: true }),
      z.refine(isVisible, `Enter ${name}`),
    );
  return says(read, `${named}.`, { pattern: visible.source });
};

/** `name` says what to enter, as in "Enter a full name". Text that was pasted is cleaned, and never refused for it. */
export const lineText = (name: string, maximum: number) => typedText(name, maximum, cleanLine);

export const longText = (name: string, maximum: number) => typedText(name, maximum, cleanLines);

/** A stored phone. phone.ts reads what somebody sends. */
export const keptPhone = lineText("a phone number", 100);
