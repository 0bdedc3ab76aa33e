import * as z from "zod/mini";
import { isDay } from "../../domain/dates.ts";
import { type MatchAnswer, matchAnswerCodes } from "../../domain/identity/match-answer.ts";
import { sayAlso, says, unless } from "../../domain/says.ts";
import { longText } from "../../domain/text.ts";
import { caseSummary, matchScore, matchSettled, matchState, nextDates } from "./case-shapes.ts";
import { type ContractsOf, list, paging } from "./contract.ts";
import { day, instant, text, whole } from "./fields.ts";

export const whoLeftMissing = "Select who left the other household";
export const leftOnMissing = "Enter the day on which they left the other household";

/** Leaving has a day and people, and no other answer has. */
const onlyIfLeft = z.check<{ as: MatchAnswer; leftOn?: string; who?: string[] }>(({ value: { as, leftOn, who = [] }, issues }) => {
  const add = (path: string, message: string) => issues.push({ code: "custom", message, input: undefined, path: [path] });
  if (as === "left" && leftOn === undefined) add("leftOn", leftOnMissing);
  if (as === "left" && who.length === 0) add("who", whoLeftMissing);
  if (as !== "left" && leftOn !== undefined) add("leftOn", "Give a day only if people left the other household");
  if (as !== "left" && who.length > 0) add("who", "Say who left only if people left the other household");
});

const notLeft = matchAnswerCodes.filter((as) => as !== "left");

const settleShape = {
  as: says(
    z.enum(matchAnswerCodes, { error: "Select what you found" }),
    "What you found: `same` joins the two households, `different` and `separate` keep them apart, and `left` ends people’s time in the other household.",
  ),
  leftOn: z.optional(
    says(
      z.string({ error: leftOnMissing }).check(z.refine(isDay, "The day on which they left must be a real date")),
      "The day on which they left the other household. Only with `left`.",
      { format: "date" },
    ),
  ),
  who: z.optional(
    says(
      z.array(z.string({ error: whoLeftMissing }).check(z.regex(/^[\w.-]{1,80}$/, whoLeftMissing))).check(z.maxLength(60, whoLeftMissing)),
      "The ids of the people who left the other household. Only with `left`.",
      { "x-also-checked": "They are people of the other household, and still in it." },
    ),
  ),
  reason: longText("how you know", 1000),
};
export const settleMatchSchema = sayAlso(z.strictObject(settleShape).check(onlyIfLeft), {
  allOf: [
    unless("as", notLeft, "leftOn"),
    unless("as", notLeft, "who", { minItems: 1 }),
    { anyOf: [{ properties: { as: { const: "left" } } }, { not: { required: ["leftOn"] }, properties: { who: { maxItems: 0 } } }] },
  ],
});
export const settleMatchShape = settleShape;
export type SettleMatchRequest = z.infer<typeof settleMatchSchema>;

export const reopenMatchSchema = z.strictObject({ reason: longText("why they have to be compared again", 1000) });

const matchHead = () => ({
  caseId: text("The case’s id."),
  candidateId: text("The id of the household that may be the same as the case’s."),
  state: says(matchState(), "Where the match stands: open until somebody has compared the two."),
});

const inList = () =>
  z.union([
    z.strictObject({
      ...matchHead(),
      urgent: says(z.boolean(), "The case cannot wait."),
      since: instant("Since when it waits to be compared."),
      points: whole("The points of what agrees, without those of what differs."),
    }),
    z.strictObject({
      ...matchHead(),
      interestDeclared: says(z.literal(true), "You have declared an interest in one of the households, so nothing of them is shown."),
    }),
  ]);

const side = () =>
  z.strictObject({
    householdId: text("The household’s id."),
    people: says(
      z.array(
        z.strictObject({
          personId: text("The person’s id in the household."),
          name: text("The person’s name."),
          otherNames: z.optional(says(z.array(z.string()), "Other names that they gave.")),
          dateOfBirth: z.optional(day("Absent where only an age is known.")),
          estimatedAge: z.optional(whole("An age that somebody estimated.")),
          relationship: text("What they are to the applicant."),
          from: day("Since when they are of the household."),
          until: z.optional(day("The last day on which they were.")),
        }),
      ),
      "The people of the household, those who have left it too.",
    ),
    homes: says(
      z.array(
        z.strictObject({
          says: text("The address in one line; for a refuge, only that it is one."),
          from: day("Since when they lived there."),
          until: z.optional(day("The last day.")),
        }),
      ),
      "Where the household lived.",
    ),
    had: says(
      z.array(
        z.strictObject({
          need: text("The need’s code."),
          scheme: text("The scheme’s code."),
          awardId: text("The award’s id."),
          on: z.optional(day("The day of the award.")),
        }),
      ),
      "What the household has been awarded.",
    ),
    again: says(nextDates(), "From when each need can be met again."),
    cases: says(z.array(z.string()), "The ids of the household’s cases."),
  });

const matchReply = () =>
  z.strictObject({
    ...matchHead(),
    case: says(caseSummary(), "The case."),
    since: instant("Since when it waits, or waited, to be compared."),
    score: z.optional(says(matchScore(), "Absent for older matches of which nothing but names is known.")),
    compared: says(
      z.array(
        z.strictObject({
          what: text("What was compared."),
          verdict: says(z.enum(["agrees", "differs", "notKnown"]), "What came of it; not known where one side does not say."),
        }),
      ),
      "What is known of the two, point by point.",
    ),
    own: says(side(), "The case’s own household."),
    candidate: says(side(), "The household that may be the same."),
    settled: z.optional(says(matchSettled(), "Who settled it, and why.")),
    mayReopen: says(z.boolean(), "Whether what was found can be undone."),
  });

const settledReply = () =>
  z.strictObject({
    ...matchHead(),
    case: says(caseSummary(), "The case as the step left it."),
    follows: z.optional(text("What follows, in words.")),
  });

/** The API of matches: cases and households that somebody compares. */
export const matchContracts = {
  "GET /api/matches": {
    name: "listMatches",
    does: "Lists the matches that nobody has settled: urgent cases first, then those that wait longest. The count goes up to a thousand.",
    query: paging,
    reply: z.lazy(() => list(inList())),
    status: 200,
  },
  "GET /api/matches/{caseId}/{candidateId}": {
    name: "getMatch",
    does: "Shows a case’s household beside one that may be the same, with what agrees, what differs and what each has had.",
    reply: z.lazy(matchReply),
    status: 200,
    refuses: ["interest-declared"],
  },
  "POST /api/matches/{caseId}/{candidateId}/settlements": {
    request: settleMatchSchema,
    reply: z.lazy(settledReply),
    status: 201,
    refuses: ["interest-declared", "second-person-needed", "stale-case", "step-not-possible"],
  },
  "POST /api/matches/{caseId}/{candidateId}/reopenings": {
    request: reopenMatchSchema,
    reply: z.lazy(settledReply),
    status: 201,
    refuses: ["interest-declared", "second-person-needed", "stale-case", "step-not-possible"],
  },
} as const satisfies ContractsOf<"match">;
