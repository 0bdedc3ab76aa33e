/** The answers of a person who compares a case with another household. */
export const matchAnswers = {
  same: "The same household",
  different: "Different households",
  separate: "Separate households at one address",
  left: "They have left that household",
} as const;
export type MatchAnswer = keyof typeof matchAnswers;
export const matchAnswerCodes = Object.keys(matchAnswers) as [MatchAnswer, ...MatchAnswer[]];

/** Why nobody has to compare them any more. */
export const matchGoneWords = {
  notAlike: "What is known of the two no longer agrees enough",
  joined: "They are one household by now",
} as const;
export type MatchGoneBecause = keyof typeof matchGoneWords;
export const matchGoneCodes = Object.keys(matchGoneWords) as [MatchGoneBecause, ...MatchGoneBecause[]];
