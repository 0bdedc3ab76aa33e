import * as z from "zod/mini";
import { amountSchema } from "./amount.ts";
import {
  applicantRoles,
  benefits,
  contactWays,
  essentialsWithout,
  kindsOfHome,
  otherSchemes,
  recourseAnswers,
  relationships,
  sharing,
  triggers,
} from "./answers.ts";
import { residenceOf, tidyPostcode } from "./area.ts";
import { type Payee, payeeSchema } from "./bank/payee.ts";
import { ageOn, type Day, isDay } from "./dates.ts";
import { emailAddress } from "./email.ts";
import { mostTyped } from "./money.ts";
import { type Need, needCodes } from "./needs.ts";
import { canBeTexted } from "./phone-digits.ts";
import { codesInWords, saidBy, sayAlso, says, unless, whereListed } from "./says.ts";
import { keptPhone, lineText, longText, upperFirst } from "./text.ts";

/** A resident's application. The API takes it whole, and the form collects it page by page. Residents read every message. */

const day = (name: string) =>
  says(
    z.string({ error: `Enter ${name}` }).check(z.refine(isDay, `${upperFirst(name)} must be a real date, like 1980-04-27`)),
    `${upperFirst(name)}.`,
    { format: "date" },
  );
export const householdAmount = (name: string) => ({ name, least: 0, most: mostTyped });

const oneOf = <T extends Record<string, string>>(options: T, error: string) =>
  says(
    z.enum(Object.keys(options) as [keyof T & string, ...(keyof T & string)[]], { error }),
    `${saidBy(error)} ${codesInWords(options)}.`,
  );

export const permissionMissing = "Confirm that the person has agreed to you applying for them";

export const applicantSchema = sayAlso(
  z
    .strictObject({
      role: oneOf(applicantRoles, "Select who you are applying for"),
      helperName: z.optional(lineText("your name", 100)),
      organisation: z.optional(lineText("your organisation", 100)),
      permission: z.optional(says(z.boolean(), "The person agreed that somebody else applies for them.")),
    })
    .check(
      z.refine(({ role, helperName }) => role === "self" || helperName !== undefined, { path: ["helperName"], error: "Enter your name" }),
      z.refine(({ role, organisation }) => role !== "organisation" || organisation !== undefined, {
        path: ["organisation"],
        error: "Enter your organisation",
      }),
      z.refine(({ role, permission }) => role === "self" || permission === true, {
        path: ["permission"],
        error: permissionMissing,
      }),
    ),
  {
    allOf: [
      unless("role", ["self"], "helperName"),
      unless("role", ["self", "friendOrRelative"], "organisation"),
      unless("role", ["self"], "permission", { const: true }),
    ],
  },
);

export const sharesMissing = "Select whether they share money with the person who needs help";

export const birthMissing = "Enter their date of birth, or about how old they are";
const ageProblem = "Age must be a whole number from 0 to 120";

export const personSchema = sayAlso(
  z
    .strictObject({
      name: lineText("a full name", 100),
      /** Such as a name before marriage. Earlier applications lack it. */
      otherNames: z.optional(
        says(
          z.array(lineText("another name", 100)).check(z.maxLength(5, "List 5 other names or fewer")),
          "Other names they are known by, such as a name before marriage.",
        ),
      ),
      /** Nobody has to say it. A stored application has only its end, since the household's identity keeps it sealed. */
      nino: z.optional(
        says(
          z.string({ error: "Enter a National Insurance number, or leave it out" }).check(z.minLength(1), z.maxLength(30)),
          "The National Insurance number. It is never required.",
        ),
      ),
      dateOfBirth: z.optional(day("date of birth")),
      /** In years, where nobody knows the date of birth. */
      estimatedAge: z.optional(
        says(
          z.int(ageProblem).check(z.minimum(0, ageProblem), z.maximum(120, ageProblem)),
          "About how old somebody is, in years, where nobody knows the date of birth.",
        ),
      ),
      relationship: oneOf(relationships, "Select how they are related to the person who needs help"),
      /** Whether they share money with the person who needs help. Earlier applications lack it: nobody asked then. */
      shares: z.optional(oneOf(sharing, sharesMissing)),
    })
    .check(
      z.refine(({ dateOfBirth, estimatedAge, relationship }) => relationship === "self" || (dateOfBirth ?? estimatedAge) !== undefined, {
        path: ["dateOfBirth"],
        error: birthMissing,
      }),
      z.refine(({ dateOfBirth, estimatedAge }) => dateOfBirth === undefined || estimatedAge === undefined, {
        path: ["estimatedAge"],
        error: "Enter a date of birth or an age, not both",
      }),
      // Only by a date of birth can somebody be told from others of the same name, so that no household is helped twice.
      z.refine(({ dateOfBirth, relationship }) => relationship !== "self" || dateOfBirth !== undefined, {
        path: ["dateOfBirth"],
        error: "Enter the date of birth of the person who needs help, as their papers have it",
      }),
      z.refine(({ relationship, shares }) => shares !== "addressOnly" || (relationship !== "partner" && relationship !== "self"), {
        path: ["shares"],
        error: "A partner is part of the household. If they are no longer a couple, select ‘Another adult’",
      }),
    ),
  {
    allOf: [
      { anyOf: [{ required: ["dateOfBirth"] }, { required: ["estimatedAge"] }] },
      { not: { required: ["dateOfBirth", "estimatedAge"] } },
      { anyOf: [{ properties: { relationship: { not: { const: "self" } } } }, { required: ["dateOfBirth"] }] },
      {
        anyOf: [
          { properties: { shares: { not: { const: "addressOnly" } } } },
          { properties: { relationship: { not: { enum: ["self", "partner"] } } } },
        ],
      },
    ],
  },
);

const postcodeMissing = "Enter a full UK postcode, like CV1 2AB";
export const postcodeSchema = z
  .pipe(
    z.string({ error: "Enter a postcode" }).check(z.minLength(1, "Enter a postcode"), z.maxLength(12, postcodeMissing)),
    z.transform((typed) => tidyPostcode(typed) ?? typed),
  )
  .check(z.refine((typed) => tidyPostcode(typed) !== undefined, postcodeMissing));
const postcode = (check: string) => says(postcodeSchema, "The postcode.", { "x-also-checked": check });

const addressLines = () => ({
  line1: lineText("the first line of the address", 100),
  line2: z.optional(lineText("the second line of the address", 100)),
  town: z.optional(lineText("a town or city", 60)),
});

export const outsideArea = "This postcode is outside the area we can help. Your own council has its own scheme: gov.uk/find-local-council";

/** Up to twelve digits. The address list has it. */
const uprn = () =>
  says(
    z.string({ error: "Enter a UPRN as text, so that no digit is lost" }).check(z.regex(/^\d{1,12}$/, "A UPRN has up to 12 digits")),
    "The address’s Unique Property Reference Number, where it is known.",
  );

const settledShape = () => ({
  kind: says(z.literal("settled"), "They have an address."),
  ...addressLines(),
  postcode: postcode("It is a full UK postcode. Without a UPRN it is in the area that the council serves."),
  uprn: z.optional(uprn()),
  /** The part of a building, as the address list has it. */
  unit: z.optional(lineText("the flat or room", 100)),
  /** Earlier applications lack it: nobody was asked. */
  home: z.optional(oneOf(kindsOfHome, "Select what kind of home it is, or leave it out")),
});

export const settledAddressSchema = z.strictObject(settledShape()).check(
  // If the UPRN tells the council, the district is not asked.
  z.refine(({ postcode, uprn }) => uprn !== undefined || residenceOf(tidyPostcode(postcode)) !== "outside", {
    path: ["postcode"],
    error: outsideArea,
  }),
);

/** The service looks up in whose address list the UPRN stands, and takes it from nobody. */
const keptAddressSchema = z.strictObject({
  ...settledShape(),
  custodian: z.optional(says(z.string(), "The code of the council in whose address list the UPRN stands.")),
});

export const unsettledAddressSchema = z.strictObject({
  kind: says(z.literal("none"), "They have no address."),
  staying: lineText("where you are staying now", 200),
});

/** A refuge's address stays private: nobody asks for it, and it is not stored. */
export const refugeAddressSchema = z.strictObject({
  kind: says(z.literal("refuge"), "They are in a refuge, whose address nobody asks for."),
  post: z.optional(
    says(
      z.strictObject({ ...addressLines(), postcode: postcode("It is a full UK postcode, in any area.") }),
      "A PO box or an office to which letters can go. Never the refuge’s own address.",
    ),
  ),
});

export const addressSchema = z.discriminatedUnion("kind", [settledAddressSchema, unsettledAddressSchema, refugeAddressSchema], {
  error: "Select whether you have an address",
});
const keptAddress = z.discriminatedUnion("kind", [keptAddressSchema, unsettledAddressSchema, refugeAddressSchema]);

export const incomeAmount = householdAmount("the household's monthly income");
export const housingCostsAmount = householdAmount("rent or mortgage");

export const moneySchema = z.strictObject({
  /** Take-home pay and benefits of everyone in the household, a month, in pence. */
  monthlyIncome: amountSchema(incomeAmount),
  benefits: says(z.array(oneOf(benefits, "Select the benefits from the list")).check(z.maxLength(20)), "The benefits of the household."),
  savings: amountSchema(householdAmount("savings")),
  /** Rent or mortgage a month, in pence. Earlier applications lack it: the form did not ask then. */
  monthlyHousingCosts: z.optional(amountSchema(housingCostsAmount)),
});

export const storyMissing = "Tell us what has happened, in a sentence or more, or select that you would rather tell us by phone";

/** Nobody has to write down what they would rather tell a person. */
const hasStory = ({ story, storyByPhone }: { readonly story?: string | undefined; readonly storyByPhone?: true | undefined }) =>
  story !== undefined || storyByPhone === true;

const toldCircumstances = z.strictObject({
  trigger: oneOf(triggers, "Select what has happened to your money"),
  story: z.optional(longText("what happened", 4000)),
  /** They would rather tell it by phone. Earlier applications lack it: everyone had to write. */
  storyByPhone: z.optional(says(z.literal(true, { error: "Say true, or leave it out" }), "They would rather tell by phone what happened.")),
  without: says(
    z.array(oneOf(essentialsWithout, "Select what they go without")).check(z.maxLength(10)),
    "What they go without tonight. Anything here makes the case urgent.",
  ),
  /** Other schemes that help already. Earlier applications lack it. */
  helpFrom: z.optional(
    says(z.array(oneOf(otherSchemes, "Select the other schemes")).check(z.maxLength(10)), "Other schemes that help already."),
  ),
});
export const circumstancesSchema = sayAlso(toldCircumstances.check(z.refine(hasStory, { path: ["story"], error: storyMissing })), {
  allOf: [{ anyOf: [{ required: ["story"] }, { required: ["storyByPhone"] }] }],
});

/** Shown to nobody but caseworkers. */
export const publicFundsSchema = z.strictObject({
  noRecourse: oneOf(recourseAnswers, "Select yes if anyone’s visa says “no recourse to public funds”"),
});

export const wantsSchema = z.strictObject({
  needs: says(
    z
      .array(z.enum(needCodes as [Need, ...Need[]], { error: "Select what you need from the list" }), { error: "Select what you need" })
      .check(z.minLength(1, "Select what you need"), z.maxLength(20)),
    "What they need.",
  ),
  details: z.optional(longText("details of what you need", 2000)),
});

export const contactMissing = { phone: "Enter a phone number", email: "Enter an email address" } as const;
const textNeedsMobile = "This number can be called but not texted. Enter a UK mobile number, or do not select ‘Text message’";

/** Stored phones are any text; sent-application.ts holds a sent one to the numbers that there can be. */
export const contactBy = <P extends z.ZodMiniType<string, string>>(phone: P) =>
  sayAlso(
    z
      .strictObject({
        ways: says(
          z
            .array(oneOf(contactWays, "Select a safe way from the list"), { error: "Select at least one safe way to contact you" })
            .check(z.minLength(1, "Select at least one safe way to contact you"), z.maxLength(4)),
          "The safe ways to contact them.",
        ),
        phone: z.optional(
          says(phone, "The phone number.", { "x-also-checked": "There can be such a number. A text goes to a UK mobile." }),
        ),
        email: z.optional(says(emailAddress, "The email address.", { "x-also-checked": "GOV.UK Notify can send to it." })),
        /** Anything that keeps the person safe: times, names to ask for, who must not know. */
        safety: z.optional(longText("how to contact you safely", 500)),
      })
      .check(
        z.refine(({ ways, phone }) => !(ways.includes("phone") || ways.includes("text")) || phone !== undefined, {
          path: ["phone"],
          error: contactMissing.phone,
        }),
        z.refine(({ ways, phone }) => !ways.includes("text") || phone === undefined || canBeTexted(phone), {
          path: ["phone"],
          error: textNeedsMobile,
        }),
        z.refine(({ ways, email }) => !ways.includes("email") || email !== undefined, { path: ["email"], error: contactMissing.email }),
      ),
    {
      allOf: [whereListed("ways", ["phone", "text"], "phone"), whereListed("ways", ["email"], "email")],
    },
  );

export const sharingSchema = z.strictObject({
  agreed: says(z.boolean({ error: "Select yes if we may ask another service to help you" }), "We may ask another service to help."),
});

type Address = z.infer<typeof keptAddress>;

/** Stored payees have their shape checked alone; sent-application.ts holds a sent payee to the banks' tables too. */
export const applicationWith = <P extends z.ZodMiniType<Payee>, C extends z.ZodMiniType<Contact>, A extends z.ZodMiniType<Address>>(
  payee: P,
  contact: C,
  address: A,
) =>
  z
    .strictObject({
      applicant: says(applicantSchema, "Who applies, and for whom."),
      people: says(
        z
          .array(personSchema, { error: "List the people who live in the household" })
          .check(z.minLength(1, "List the people who live in the household"), z.maxLength(20, "List 20 people or fewer")),
        "Everybody at the address, the person who needs help among them once.",
        {
          contains: { properties: { relationship: { const: "self" } }, required: ["relationship"] },
          maxContains: 1,
          "x-also-checked": "A date of birth is in the past. Adults other than a partner say what they share.",
        },
      ),
      address: says(address, "Where they live."),
      money: says(moneySchema, "What the household lives on."),
      circumstances: says(circumstancesSchema, "What has happened."),
      wants: says(wantsSchema, "What they ask for."),
      /** Earlier applications lack it. */
      publicFunds: z.optional(says(publicFundsSchema, "Their entitlement to public funds. Only caseworkers see it.")),
      contact: says(contact, "How to contact them safely."),
      sharing: says(sharingSchema, "What we may share with other services."),
      /** Nobody has to say it to apply. */
      payTo: z.optional(says(payee, "How money can be paid, if they said.")),
      declared: says(z.literal(true, { error: "Confirm that the answers are true" }), "Somebody confirmed that the answers are true."),
    })
    .check(
      z.refine(({ people }) => people.filter(({ relationship }) => relationship === "self").length === 1, {
        path: ["people"],
        error: "The household must include the person who needs help, once",
      }),
    );

const contactSchema = contactBy(keptPhone);
type Contact = z.infer<typeof contactSchema>;

export const applicationSchema = applicationWith(payeeSchema, contactSchema, keptAddress);

/** Never changes once it is submitted. */
export type Application = z.infer<typeof applicationSchema>;
export type ApplicationInput = z.input<typeof applicationSchema>;
export type OtherScheme = keyof typeof otherSchemes;
export type Person = z.infer<typeof personSchema>;

/** Only they can be looked for in other applications. */
export type BornPerson = Person & { readonly dateOfBirth: Day };
export const isBirthKnown = (person: Person): person is BornPerson => person.dateOfBirth !== undefined;

export const personHelped = ({ people }: Pick<Application, "people">): BornPerson => {
  const person = people.find(({ relationship }) => relationship === "self");
  if (!person || !isBirthKnown(person)) throw new RangeError("An application has the person who needs help, with a date of birth.");
  return person;
};

/** As it is stored: the ends of National Insurance numbers. The whole numbers stand sealed with the household's identity. */
export const withNinoEnds = (application: Application): Application => ({
  ...application,
  people: application.people.map((person) => (person.nino === undefined ? person : { ...person, nino: ninoEnd(person.nino) })),
});

/** Without what the service looked up itself: a retry is the same where the address list has changed meanwhile. */
export const asSent = (application: Application): Application => {
  const { address } = application;
  if (address.kind !== "settled" || address.custodian === undefined) return application;
  const { custodian: _, ...sent } = address;
  return { ...application, address: sent };
};

/** "*****456C": enough to tell two numbers apart. */
export const ninoEnd = (nino: string): string =>
  `*****${nino
    .replace(/[^A-Za-z\d]/g, "")
    .slice(-4)
    .toUpperCase()}`;

type Aged = Pick<Person, "dateOfBirth" | "estimatedAge">;

/** In whole years, by the estimate where nobody knows the date of birth. */
export const ageOf = ({ dateOfBirth, estimatedAge = 0 }: Aged, today: Day): number =>
  dateOfBirth === undefined ? estimatedAge : ageOn(dateOfBirth, today);

/** People who only share the address are no part of the household. Where nobody was asked, everyone listed is, as before. */
export const householdOf = ({ people }: Pick<Application, "people">): readonly Person[] =>
  people.filter(({ shares }) => shares !== "addressOnly");

/** People of this age may be a household of their own. It is no rule about who may apply. */
export const adultAge = 16;
export const isAdult = (person: Aged, today: Day): boolean => ageOf(person, today) >= adultAge;

/** Partners are one household by what they are, and a child by age. */
export const mustSayWhatTheyShare = (person: Aged & Pick<Person, "relationship">, today: Day): boolean =>
  person.relationship !== "self" && person.relationship !== "partner" && isAdult(person, today);

/** Faults in people's answers that depend on the day, which a schema does not know. */
export const peopleProblems = ({ people }: Pick<Application, "people">, today: Day): { path: (string | number)[]; message: string }[] =>
  people.flatMap((person, index) => {
    const wrongDate = person.dateOfBirth === undefined ? undefined : birthProblem(person.dateOfBirth, today);
    if (wrongDate) return [{ path: ["people", index, "dateOfBirth"], message: wrongDate }];
    const isUnsaid = person.shares === undefined && mustSayWhatTheyShare(person, today);
    return isUnsaid ? [{ path: ["people", index, "shares"], message: sharesMissing }] : [];
  });

/** Undefined for a date on which somebody alive can have been born. */
export const birthProblem = (dateOfBirth: Day, today: Day): string | undefined => {
  if (dateOfBirth > today) return "Date of birth must be in the past";
  if (ageOn(dateOfBirth, today) > 120) return "Date of birth must be within the last 120 years";
  return undefined;
};

export const isUrgent = ({ circumstances }: Application): boolean => circumstances.without.length > 0;

/** A child is under 19 here, as the support fund's first two rounds define it; the later rounds' text is not verified. */
export const hasChildren = (application: Application, on: Day): boolean =>
  householdOf(application).some((person) => ageOf(person, on) < 19);
