import * as z from "zod/mini";
import { kindsOfHome, relationships } from "../../shared/domain/answers.ts";
import type { Application } from "../../shared/domain/application.ts";
import { refugeAddressSchema, unsettledAddressSchema } from "../../shared/domain/application.ts";
import { waysToJoin } from "../../shared/domain/identity/change-household.ts";
import { type Member, reasonsToLeave } from "../../shared/domain/identity/identity.ts";
import { choice, count, day, hiddenCount, lines, text } from "../../shared/forms/fields.ts";
import type { Part } from "../../shared/forms/form.ts";
import { becoming, fixed, group, heldTo, whichever } from "../../shared/forms/group.ts";
import { type TypedFields, typedForm } from "../../shared/forms/typed-form.ts";
import {
  correctionRequestSchema,
  homeRequestSchema,
  leavingRequestSchema,
  memberRequestSchema,
  settledHomeSchema,
} from "../../shared/http/contracts/household-contracts.ts";
import type { Form } from "../../shared/http/read-body.ts";

const seenOf = (box: string) => group({ version: hiddenCount("version", memberRequestSchema.shape.seen.shape.version, box) });

const reasonField = (id: string) =>
  text(
    {
      name: "reason",
      id,
      label: "Why do you record this, and how do you know it?",
      hint: "Whoever opens the household reads it.",
      rows: 3,
    },
    memberRequestSchema.shape.reason,
  );

const detailFields = (id: string) => ({
  name: text({ name: "name", id: `${id}-name`, label: "Full name" }, memberRequestSchema.shape.name),
  otherNames: lines({
    name: "otherNames",
    id: `${id}-otherNames`,
    label: "Other names that they use or used (optional)",
    hint: "Such as a name before marriage. Put each on a line of its own.",
  }),
  dateOfBirth: day({
    name: "dateOfBirth",
    id: `${id}-dateOfBirth`,
    label: "Date of birth",
    hint: "Leave it empty where nobody knows it, and enter about how old they are.",
    called: "date of birth",
    isOptional: true,
  }),
  estimatedAge: count({
    name: "estimatedAge",
    id: `${id}-estimatedAge`,
    label: "About how old are they? (optional)",
    hint: "In years, where nobody knows the date of birth.",
    called: "the age",
    most: 120,
    isOptional: true,
  }),
  nino: text(
    { name: "nino", id: `${id}-nino`, label: "National Insurance number (optional)", hint: "Like QQ 12 34 56 C.", width: 20 },
    memberRequestSchema.shape.nino,
  ),
});

/** An empty box for other names says that there are none. */
const detailParts = ({ otherNames, ...others }: ReturnType<typeof detailFields>) => ({
  ...others,
  otherNames: becoming(otherNames, (names): string[] | undefined => (names.length > 0 ? [...names] : undefined)) as Part<
    string[] | undefined
  >,
});

const { self: _, ...othersRelationships } = relationships;

export const memberFields = {
  how: choice({ name: "how", id: "add-how", label: "How did they join?", options: waysToJoin }, memberRequestSchema.shape.how),
  ...detailFields("add"),
  relationship: choice(
    { name: "relationship", id: "add-relationship", label: "Who are they in the household?", options: othersRelationships },
    memberRequestSchema.shape.relationship,
  ),
  on: day({
    name: "on",
    id: "add-on",
    label: "On which day did they join?",
    hint: "Leave it empty for a baby: it joins on the day of its birth.",
    called: "the day",
    isOptional: true,
  }),
  reason: reasonField("add-reason"),
};

const { how, relationship, on: joinedOn, reason: memberReason, ...memberDetails } = memberFields;
export const memberForm = heldTo(
  memberRequestSchema,
  group({ seen: seenOf("add-name"), how, ...detailParts(memberDetails), relationship, on: joinedOn, reason: memberReason }),
  "add-name",
);

export const correctionFields = { ...detailFields("correct"), reason: reasonField("correct-reason") };
const { reason: correctionReason, ...correctionDetails } = correctionFields;
export const correctionForm = heldTo(
  correctionRequestSchema,
  group({ seen: seenOf("correct-name"), ...detailParts(correctionDetails), reason: correctionReason }),
  "correct-name",
);

/** The boxes as if somebody had typed in what is known. */
export const typedMember = (member: Member): Form => {
  const { name, otherNames, dateOfBirth, estimatedAge, nino } = correctionFields;
  const typed: TypedFields = {
    ...name.typed(member.name),
    ...otherNames.typed(member.otherNames ?? []),
    ...dateOfBirth.typed(member.dateOfBirth),
    ...estimatedAge.typed(member.estimatedAge),
    ...(member.nino !== undefined && nino.typed(member.nino)),
  };
  return typedForm(typed);
};

export const leavingFields = {
  why: choice(
    { name: "why", id: "leave-why", label: "Why are they of the household no longer?", options: reasonsToLeave },
    leavingRequestSchema.shape.why,
  ),
  on: day({
    name: "on",
    id: "leave-on",
    label: "Which was their last day in the household?",
    hint: "Leave it empty if they were listed by mistake: then they never belonged to it.",
    called: "the day",
    isOptional: true,
  }),
  reason: reasonField("leave-reason"),
};
export const leavingForm = heldTo(leavingRequestSchema, group({ seen: seenOf("leave-why"), ...leavingFields }), "leave-why");

const kindsOfAddress = {
  settled: "At an address",
  none: "They have no address of their own",
  refuge: "In a refuge, whose address nobody asks for",
} as const satisfies Record<Application["address"]["kind"], string>;

const settled = settledHomeSchema.shape;
export const homeFields = {
  kind: choice({ name: "kind", id: "home-kind", label: "Where do they live now?", options: kindsOfAddress }, z.string()),
  line1: text({ name: "line1", id: "home-line1", label: "Address line 1" }, settled.line1),
  line2: text({ name: "line2", id: "home-line2", label: "Address line 2 (optional)" }, settled.line2),
  town: text({ name: "town", id: "home-town", label: "Town or city (optional)", width: 20 }, settled.town),
  postcode: text({ name: "postcode", id: "home-postcode", label: "Postcode", width: 10 }, settled.postcode),
  home: choice({ name: "home", id: "home-home", label: "What kind of home is it? (optional)", options: kindsOfHome }, settled.home),
  staying: text({ name: "staying", id: "home-staying", label: "Where they are staying" }, unsettledAddressSchema.shape.staying),
  on: day({ name: "on", id: "home-on", label: "On which day did they move there?", called: "the day on which they moved" }),
  reason: reasonField("home-reason"),
};

const addressPart = whichever<Application["address"]>((form) => {
  const { line1, line2, town, postcode, home, staying } = homeFields;
  if (form.one("kind") === "settled")
    return heldTo(settledHomeSchema, group({ kind: fixed("settled"), line1, line2, town, postcode, home }), "home-line1");
  if (form.one("kind") === "none") return heldTo(unsettledAddressSchema, group({ kind: fixed("none"), staying }), "home-staying");
  if (form.one("kind") === "refuge") return heldTo(refugeAddressSchema, fixed({ kind: "refuge" }, "home-kind"), "home-kind");
  return becoming(
    choice({ name: "kind", id: "home-kind", options: kindsOfAddress, whenEmpty: "Select where they live now" }, z.string()),
    (): Application["address"] => ({ kind: "refuge" }),
  );
});

export const homeForm = heldTo(
  homeRequestSchema,
  group({ seen: seenOf("home-kind"), address: addressPart, on: homeFields.on, reason: homeFields.reason }),
  "home-kind",
);
