/** Outcomes of the private conversation about public funds. Nothing else of the conversation is kept. */
export const conversationOutcomes = {
  mayBeAwarded: "They want the help, and it may be awarded",
  routedToAdvice: "They take advice first",
  withdrawn: "They no longer want the help",
} as const;
export type ConversationOutcome = keyof typeof conversationOutcomes;

/** The one story about public funds. Residents and staff read it from here, so that no two pages can differ. */
export const publicFundsStory = {
  held: "We hold the help until one of us has spoken with you about it, in private and only in ways that you say are safe.",
  choice: "Then it is your choice: take the help, get advice first, or stop the application.",
  notRefused: "Nobody is found ineligible because of a visa.",
  rule: "Where a visa limits public funds, or nobody knows, help is held until a private conversation about it is recorded.",
} as const;

export const publicFundsForResident: readonly string[] = [publicFundsStory.held, publicFundsStory.choice, publicFundsStory.notRefused];
