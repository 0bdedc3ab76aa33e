/** Findings at submission that a person must look at before an award. Only staff see them. */
export const concernWords = {
  manyHouseholds: "An adult of this household is listed in more other households than can be shown here.",
  manyApplications:
    "Many applications came in within a day for one of these people, with this phone number or email, at this address or from one place.",
} as const;
export type Concern = keyof typeof concernWords;
