import * as z from "zod/mini";

/** DynamoDB refuses half a character: a surrogate without its other half. */
const isWhole = (text: string) => text.isWellFormed();
/** Has a letter, digit, mark or picture that a reader sees. */
const isVisible = (text: string) => text === "" || /[\p{L}\p{N}\p{P}\p{S}]/u.test(text);

const onOneLine = (text: string) => !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text);
/** New lines and tabs are part of a story. */
const withoutControls = (text: string) => !/(?![\n\t]|\r\n)\p{Cc}/u.test(text);

export const upperFirst = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
export const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

const typedText = (name: string, maximum: number, mayHold: (text: string) => boolean, rule: string) => {
  const named = upperFirst(name);
  return z.string({ error: `Enter ${name}` }).check(
    z.trim(),
    z.minLength(1, `Enter ${name}`),
    z.maxLength(maximum, { error: `${named} must be ${maximum.toLocaleString("en-GB")} characters or fewer`, abort: true }),
    z.refine(isVisible, `Enter ${name}`),
    z.refine((text) => isWhole(text) && mayHold(text), `${named} must be ${rule}`),
  );
};

/** `name` says what to enter, as in "Enter a full name". */
export const lineText = (name: string, maximum: number) => typedText(name, maximum, onOneLine, "on one line, without control characters");

export const longText = (name: string, maximum: number) => typedText(name, maximum, withoutControls, "text, without control characters");

/** "Zoë O'Neill" and "zoe oneill" are one name. A name without a letter or digit stays as it is. */
export const foldedText = (text: string): string => {
  const letters = text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLocaleLowerCase("en")
    .replace(/[^\p{L}\p{N}]/gu, "");
  return letters || text.normalize("NFKC").trim();
};
