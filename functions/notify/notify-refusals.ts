import * as z from "zod/mini";
import type { HeldCause } from "../../shared/domain/case/held-message.ts";

/** An answer of GOV.UK Notify that takes no message. */
export type NotifyAnswer = {
  readonly status: number;
  readonly text: string;
  /** Its header `Retry-After`. */
  readonly retryAfter: string | null;
  readonly now: Date;
};

export type Refusal =
  /** The number or address can be sent nothing. */
  | { readonly kind: "recipientWrong" }
  /** Ours to mend, or a limit: the message waits. */
  | { readonly kind: "held"; readonly cause: HeldCause; readonly until: Date }
  /** Notify is down or slow: the queue tries again. */
  | { readonly kind: "passes" };

/** Notify's names of the recipient's field. Its errors of validation begin with the field that they are about. */
export const recipientFields = { text: "phone_number", email: "email_address" } as const;
const aboutRecipient = new RegExp(`^(?:${Object.values(recipientFields).join("|")}) `);

const errorsSchema = z.object({ errors: z.array(z.object({ error: z.string(), message: z.string() })).check(z.minLength(1)) });

type NotifyError = z.infer<typeof errorsSchema>["errors"][number];

const errorsIn = (text: string): readonly NotifyError[] => {
  try {
    return errorsSchema.parse(JSON.parse(text)).errors;
  } catch {
    return [];
  }
};

/**
 * Names the cause of a refusal that is our fault, for operators. Notify may change its words at any time, so they decide
 * nothing: a refusal in other words waits in the same way.
 */
const saidOf: readonly (readonly [HeldCause, RegExp])[] = [
  ["clockWrong", /clock/i],
  ["teamOnlyKey", /team[- ]only/i],
  ["trialMode", /trial[- ]mode/i],
  ["blankMissing", /missing personalisation/i],
  ["tooLong", /character count|longer than/i],
  ["notTurnedOn", /international|cannot send|can['’]t send|permission|sender_id|reply_to_id/i],
  ["templateMissing", /template/i],
];

const nameOf = (errors: readonly NotifyError[], otherwise: HeldCause): HeldCause =>
  saidOf.find(([, words]) => errors.some(({ message }) => words.test(message)))?.[0] ?? otherwise;

const rateLimitSeconds = 60;
/** Longer than Notify ever asks for, so that a strange header holds nothing up for days. */
const longestSeconds = 60 * 60;

const afterRateLimit = ({ retryAfter, now }: NotifyAnswer): Date => {
  const told = Number(retryAfter ?? "");
  const seconds = told > 0 ? Math.min(Math.ceil(told), longestSeconds) : rateLimitSeconds;
  return new Date(now.getTime() + seconds * 1000);
};

/** Notify counts its days in UTC. */
const nextMidnight = (now: Date): Date => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 1));

/**
 * Every refusal that Notify documents, and any that it does not: by status and kind of error, as it asks its clients to.
 * Only a fault of the recipient ends a message. A refusal that nobody has foreseen waits, since no message may be lost.
 */
export const refusalOf = (answer: NotifyAnswer): Refusal => {
  const { status, text, now } = answer;
  const errors = errorsIn(text);
  const ours = (cause: HeldCause): Refusal => ({ kind: "held", cause, until: now });
  if (status >= 500 || status === 408 || status < 400) return { kind: "passes" };
  if (status === 429) {
    const isForToday = errors.some(({ error }) => error === "TooManyRequestsError");
    return isForToday
      ? { kind: "held", cause: "dayLimit", until: nextMidnight(now) }
      : { kind: "held", cause: "rateLimit", until: afterRateLimit(answer) };
  }
  if (status === 401 || status === 403) return ours(nameOf(errors, "keyRefused") === "clockWrong" ? "clockWrong" : "keyRefused");
  const isAboutRecipient = ({ error, message }: NotifyError) => error === "ValidationError" && aboutRecipient.test(message);
  if (status === 400 && errors.length > 0 && errors.every(isAboutRecipient)) return { kind: "recipientWrong" };
  return ours(nameOf(errors, status === 404 ? "templateMissing" : "notSaid"));
};
