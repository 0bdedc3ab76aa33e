/** What submission found that a person has to look at before anybody awards. Nobody outside is told. */
export const concernWords = {
  manyHouseholds: "An adult of this household is listed in more other households than can be shown here.",
  manyApplications:
    "Many applications came in within a day for one of these people, with this phone number or email, at this address or from one place.",
} as const;
export type Concern = keyof typeof concernWords;
