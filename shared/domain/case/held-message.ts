/** Why a message waits in our hands. None of these is the resident's fault. */
export const heldCauses = [
  // Ours to mend.
  "keyRefused",
  "clockWrong",
  "teamOnlyKey",
  "trialMode",
  "templateMissing",
  "blankMissing",
  "tooLong",
  "notTurnedOn",
  "notSaid",
  // These pass by themselves.
  "rateLimit",
  "dayLimit",
  "numberLimit",
  "notDelivered",
] as const;
export type HeldCause = (typeof heldCauses)[number];

const passing: readonly HeldCause[] = ["rateLimit", "dayLimit", "numberLimit", "notDelivered"];
export const isOursToMend = (cause: HeldCause): boolean => !passing.includes(cause);

/** `since` is when a message was first held; it is tried again from `until` on. */
export type Held = { readonly cause: HeldCause; readonly since: string; readonly until: string };
