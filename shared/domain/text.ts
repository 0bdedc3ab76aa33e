import * as z from "zod/mini";

/** Text that a person typed. It is kept as typed but for the spaces around it, so it must be text that can be kept. */

/** A string can hold half a character (a surrogate without its other half), which no store takes. */
const isWhole = (text: string) => text.isWellFormed();
/** Letters, digits, marks and pictures: something that a reader sees. */
const isVisible = (text: string) => text === "" || /[\p{L}\p{N}\p{P}\p{S}]/u.test(text);

const onOneLine = (text: string) => !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text);
/** New lines and tabs are part of a story; other control characters are not. */
const withoutControls = (text: string) => !/(?![\n\t]|\r\n)\p{Cc}/u.test(text);

/** For a label that begins a sentence, and a sentence that goes on after a colon. */
export const upperFirst = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
export const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

const typedText = (name: string, maximum: number, mayHold: (text: string) => boolean, rule: string) => {
  const named = upperFirst(name);
  return z.string({ error: `Enter ${name}` }).check(
    z.trim(),
    z.minLength(1, `Enter ${name}`),
    // What is too long is not looked at any further.
    z.maxLength(maximum, { error: `${named} must be ${maximum.toLocaleString("en-GB")} characters or fewer`, abort: true }),
    z.refine(isVisible, `Enter ${name}`),
    z.refine((text) => isWhole(text) && mayHold(text), `${named} must be ${rule}`),
  );
};

/** A name or a line of an address: `name` says what to enter, as in "Enter a full name". */
export const lineText = (name: string, maximum: number) => typedText(name, maximum, onOneLine, "on one line, without control characters");

/** A story or a reason, over as many lines as it takes. */
export const longText = (name: string, maximum: number) => typedText(name, maximum, withoutControls, "text, without control characters");
