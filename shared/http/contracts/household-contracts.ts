import * as z from "zod/mini";
import { relationships } from "../../domain/answers.ts";
import { birthMissing, personSchema, refugeAddressSchema, settledAddressSchema, unsettledAddressSchema } from "../../domain/application.ts";
import { isDay } from "../../domain/dates.ts";
import { type WayToJoin, waysToJoin } from "../../domain/identity/change-household.ts";
import { type ReasonToLeave, reasonsToLeave } from "../../domain/identity/identity.ts";
import { readNino } from "../../domain/identity/read-nino.ts";
import { codesInWords, sayAlso, says } from "../../domain/says.ts";
import { longText } from "../../domain/text.ts";
import { nextDates } from "./case-shapes.ts";
import { actor, type ContractsOf } from "./contract.ts";
import { day, instant, money, text, whole } from "./fields.ts";

const enumOf = <T extends string>(options: Readonly<Record<T, string>>, error: string, what: string) =>
  says(z.enum(Object.keys(options) as [T, ...T[]], { error }), `${what}: ${codesInWords(options)}.`);

const onDay = (missing: string, what: string) =>
  says(z.string({ error: missing }).check(z.refine(isDay, "The day must be a real date, like 2026-11-30")), what, { format: "date" });

const seen = says(
  z.strictObject({
    version: says(z.int({ error: "Say which version of the household you saw" }).check(z.minimum(0)), "The version that you saw."),
  }),
  "The household as you saw it.",
);
const reason = longText("why you record this, and how you know it", 1000);

const ninoProblem = (typed: string): string | undefined => {
  const read = readNino(typed);
  return read.kind === "problem" ? read.problem : undefined;
};

/** Letters and figures without spaces. The refusal says what is wrong with the number, and never repeats it. */
const nino = says(
  z
    .pipe(
      z.string({ error: "Enter a National Insurance number, or leave it out" }).check(z.maxLength(100)),
      z.transform((typed) => {
        const read = readNino(typed);
        return read.kind === "nino" ? read.nino : typed;
      }),
    )
    .check((ctx) => {
      const message = ninoProblem(ctx.value);
      if (message) ctx.issues.push({ code: "custom", message, input: ctx.value });
    }),
  "The National Insurance number.",
  { "x-also-checked": "It is a number that HMRC gives to people, and not a temporary one." },
);

const { name, otherNames, dateOfBirth, estimatedAge } = personSchema.shape;
const described = { name, otherNames, dateOfBirth, estimatedAge, nino: z.optional(nino) };

/** "Self" is the person whom the first application was for. */
const { self: _, ...othersRelationships } = relationships;

const notBoth = z.refine<{ dateOfBirth?: string | undefined; estimatedAge?: number | undefined }>(
  (person) => person.dateOfBirth === undefined || person.estimatedAge === undefined,
  { path: ["estimatedAge"], error: "Enter a date of birth or an age, not both" },
);

const neverBoth = { not: { required: ["dateOfBirth", "estimatedAge"] } };

export const memberRequestSchema = sayAlso(
  z
    .strictObject({
      seen,
      how: enumOf<WayToJoin>(waysToJoin, "Select how they joined", "How they joined"),
      ...described,
      relationship: enumOf(othersRelationships, "Select who they are in the household", "Who they are in the household"),
      on: z.optional(onDay("Enter the day on which they joined", "The day on which they joined; not for somebody who was born.")),
      reason,
    })
    .check(
      notBoth,
      z.refine(({ dateOfBirth: born, estimatedAge: age }) => born !== undefined || age !== undefined, {
        path: ["dateOfBirth"],
        error: birthMissing,
      }),
    ),
  { allOf: [{ anyOf: [{ required: ["dateOfBirth"] }, { required: ["estimatedAge"] }] }, neverBoth] },
);

export const correctionRequestSchema = sayAlso(z.strictObject({ seen, ...described, reason }).check(notBoth), { allOf: [neverBoth] });

export const leavingRequestSchema = z.strictObject({
  seen,
  why: enumOf<ReasonToLeave>(reasonsToLeave, "Select why they are of the household no longer", "Why"),
  on: z.optional(onDay("Enter the day on which they left", "Their last day in the household; not for somebody who was listed by mistake.")),
  reason,
});

/** Somebody may move out of the area that the council serves. */
export const settledHomeSchema = z.strictObject(settledAddressSchema.shape);
export const homeAddressSchema = z.discriminatedUnion("kind", [settledHomeSchema, unsettledAddressSchema, refugeAddressSchema], {
  error: "Select where they live now",
});

export const homeRequestSchema = z.strictObject({
  seen,
  address: says(homeAddressSchema, "Where they live now."),
  on: onDay("Enter the day on which they moved", "The first day at this home."),
  reason,
});

export const splitRequestSchema = z.strictObject({
  /** Awards that are not named stay with the household of their case. */
  awards: says(
    z.record(z.string().check(z.maxLength(40)), z.string({ error: "Select one of the two households" }).check(z.maxLength(60))),
    "For each award made since the join, by its id: the household that it belongs to. Others stay with the household of their case.",
  ),
  reason: longText("why they are two households, and how you know it", 1000),
});

const person = () =>
  z.strictObject({
    personId: text("The person’s id within the household."),
    name: text("The name."),
    otherNames: z.optional(says(z.array(z.string()), "Other names that they gave.")),
    dateOfBirth: z.optional(day("The date of birth.")),
    age: z.optional(whole("The age today, by an estimate where nobody knows the date of birth.")),
    isEstimate: z.optional(says(z.literal(true), "Nobody knows the date of birth.")),
    hasNino: says(z.boolean(), "Whether their National Insurance number is known."),
    relationship: text("Who they are in the household."),
    byOthersWord: z.optional(says(z.literal(true), "Only another person’s application named them.")),
    from: day("The first day in the household."),
    until: z.optional(day("The last day in the household.")),
    left: z.optional(text("Why they left.")),
    notListedSince: z.optional(day("The day of the first application that no longer listed them.")),
    turnedAdult: z.optional(says(z.literal(true), "They turned 18 after the last application.")),
  });

const home = () =>
  z.strictObject({
    kind: text("The kind of home."),
    says: text("The address in words, never a refuge’s."),
    from: day("The first day there."),
    until: z.optional(day("The last day there.")),
  });

const householdPeople = () =>
  z.strictObject({
    householdId: text("The household’s id."),
    version: whole("The version; send the one that you saw when you change it."),
    people: says(z.array(person()), "Everybody who belongs to it or did."),
    homes: says(z.array(home()), "Where it lives and has lived, the newest last."),
  });

const personThen = () =>
  z.strictObject({ personId: text("The person’s id within the household."), name: text("The name, as it was known then.") });

const wholeHousehold = () =>
  z.strictObject({
    ...householdPeople().shape,
    isRecorded: says(z.boolean(), "False where its people are only known from its applications."),
    cases: says(
      z.array(
        z.strictObject({
          caseId: text("The case’s id."),
          householdId: text("The household under which it came in."),
          submittedAt: instant("When the application was sent."),
          status: text("Where the case stands."),
          applicantName: text("The name of the person who needs help."),
        }),
      ),
      "Its cases, the newest first.",
    ),
    awards: says(
      z.array(
        z.strictObject({
          awardId: text("The award’s id."),
          scheme: text("The scheme’s code."),
          on: day("The day of the award."),
          total: money("The total, in pence."),
          needs: says(z.array(z.string()), "The codes of the needs met."),
          knownThen: says(z.array(personThen()), "Who was known to be of the household on that day, when it was awarded."),
          knownNow: says(z.array(personThen()), "Who was of the household on that day, by all that is known now."),
        }),
      ),
      "What it has had, the newest first.",
    ),
    next: says(
      z.array(
        z.strictObject({
          scheme: text("The scheme’s code."),
          needs: says(nextDates(), "From when each need can be met again in this scheme."),
        }),
      ),
      "From when each need can be met, in each scheme that is open.",
    ),
    joined: says(
      z.array(
        z.strictObject({
          householdId: text("The household’s id."),
          to: text("The household that it was joined to."),
          at: instant("When it was joined."),
          by: says(actor, "Who did it."),
          reason: text("Why, as somebody typed it."),
        }),
      ),
      "Households that were joined to it.",
    ),
    apart: says(
      z.array(z.strictObject({ householdId: text("The household’s id."), as: text("What a person found.") })),
      "Households that a person compared with it and found to be others.",
    ),
    changes: says(
      z.array(
        z.strictObject({
          changeId: text("The change’s id."),
          at: instant("When it was recorded."),
          by: says(actor, "Who recorded it."),
          kind: text("What was recorded."),
          says: text("What was recorded, in words."),
          reason: z.optional(text("Why, as somebody typed it.")),
        }),
      ),
      "What people recorded of it, the newest first.",
    ),
  });

const refuses = ["interest-declared", "stale-household", "household-joined"] as const;

/** The API of a household and its people over time. */
export const householdContracts = {
  "GET /api/households/{householdId}": {
    name: "getHousehold",
    does: "Gives a household: its people and homes over time, its cases, what it has had and may have again, and every change. One that was joined to another gives that one.",
    reply: z.lazy(wholeHousehold),
    status: 200,
    refuses: ["interest-declared"],
  },
  "POST /api/households/{householdId}/people": { request: memberRequestSchema, reply: z.lazy(householdPeople), status: 201, refuses },
  "POST /api/households/{householdId}/people/{personId}/corrections": {
    request: correctionRequestSchema,
    reply: z.lazy(householdPeople),
    status: 201,
    refuses,
  },
  "POST /api/households/{householdId}/people/{personId}/leavings": {
    request: leavingRequestSchema,
    reply: z.lazy(householdPeople),
    status: 201,
    refuses,
  },
  "POST /api/households/{householdId}/joined/{partId}/splits": {
    request: splitRequestSchema,
    reply: z.lazy(() =>
      z.strictObject({ householdId: text("The household that stays."), splitOff: text("The household that is one of its own again.") }),
    ),
    status: 201,
    refuses,
  },
  "POST /api/households/{householdId}/homes": { request: homeRequestSchema, reply: z.lazy(householdPeople), status: 201, refuses },
} as const satisfies ContractsOf<"household">;
