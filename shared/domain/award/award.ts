import * as z from "zod/mini";
import { amountSchema } from "../amount.ts";
import type { Payee } from "../bank/payee.ts";
import type { Cuts } from "../cuts.ts";
import type { Day } from "../dates.ts";
import { codePattern } from "../document/code-pattern.ts";
import { type Claim, claimFor, decideMore, type HouseholdClaims, reachedIn, reachFurther, spendMore } from "../household/household.ts";
import { changePart } from "../household/parts.ts";
import { type EnvelopeId, envelopesToCharge, type Pot, type Tally } from "../ledger/envelope.ts";
import { type EntryToPut, placesOf } from "../ledger/ledger.ts";
import { addPence, formatPounds, type Pence, pence } from "../money.ts";
import type { Actor, Principal } from "../principal.ts";
import type { RuleResult } from "../rules/eligibility.ts";
import { type Check, checkCodes, evidenceListSchema } from "../rules/facts.ts";
import { says } from "../says.ts";
import {
  type CatalogueItem,
  type Category,
  type Delivery,
  deliveries,
  itemOf,
  purposeOfItem,
  type Scheme,
  type SchemeCode,
} from "../scheme/scheme.ts";
import { longText } from "../text.ts";

export const lineAmount = { name: "the amount", enter: "an amount", least: 1, most: 1_000_000_00 };

export const mostOfOneItem = 99;
const howMany = `Enter how many, from 1 to ${mostOfOneItem}`;

export const lineSchema = z.strictObject({
  item: says(z.string({ error: "Select an item" }).check(z.maxLength(50)), "The item’s code, from the items of the scheme’s document."),
  /** Of the whole line, however many it is for. */
  amount: amountSchema(lineAmount),
  /** One where it is not said. */
  quantity: z.optional(
    says(
      z.int({ error: howMany }).check(z.minimum(1, howMany), z.maximum(mostOfOneItem, howMany)),
      "How many of the item; one where it is not said.",
    ),
  ),
  delivery: says(
    z.enum(Object.keys(deliveries) as [Delivery, ...Delivery[]], { error: "Select how it is delivered" }),
    "How it reaches the household; the scheme says which ways an item allows.",
  ),
  /** Needed for an ambiguous item (why this category), and for an amount other than the usual. */
  reason: z.optional(longText("a reason for this item", 300)),
});

export const linesSchema = says(
  z
    .array(lineSchema, { error: "Choose at least one item" })
    .check(z.minLength(1, "Choose at least one item"), z.maxLength(20, "Choose 20 items or fewer")),
  "What the award gives, item by item.",
);

const eachOnce = (message: string) => z.refine<string[]>((chosen) => new Set(chosen).size === chosen.length, message);

/** The directory in force lists the services and reasons: see onward-help.ts. */
export const referralRequestSchema = z.strictObject({
  service: says(
    z.string({ error: "Select a service" }).check(z.regex(codePattern, "Select a service")),
    "The service’s code, from the directory of services.",
  ),
  reasons: says(
    z
      .array(z.string({ error: "Select a reason from the list" }).check(z.regex(codePattern, "Select a reason from the list")))
      .check(z.minLength(1, "Select why you are referring"), eachOnce("Select each reason once")),
    "Why you are referring: codes of reasons, from the directory of services.",
    { uniqueItems: true },
  ),
  asks: longText("what the service is asked to do", 1000),
});

export type ReferralRequest = z.infer<typeof referralRequestSchema>;

/** The problem stands at the second mention of a service, since that one has to go. */
const eachServiceOnce = z.check<ReferralRequest[]>(({ value: asked, issues }) => {
  asked.forEach(({ service }, index) => {
    if (asked.findIndex((earlier) => earlier.service === service) < index)
      issues.push({ code: "custom", message: "Refer to each service once", input: service, path: [index, "service"] });
  });
});

/** The state of the case that the assessor saw when deciding. */
export const seenSchema = says(
  z.strictObject({
    version: says(
      z.int({ error: "Say which version of the case you saw" }).check(z.positive("Say which version of the case you saw")),
      "The version of the case that you saw.",
    ),
    householdId: says(
      z.string({ error: "Say which household you saw" }).check(z.regex(/^[\w-]{1,60}$/, "Say which household you saw")),
      "The household that you saw, since a case can move to another.",
    ),
  }),
  "The state of the case that you saw. If it has changed since, nothing is done.",
);

export const onwardHelpShape = {
  referrals: says(z.array(referralRequestSchema).check(eachServiceOnce), "Referrals to make with the decision.", {
    "x-also-checked": "Each service is named once, and the directory in force has it.",
  }),
  signposts: says(
    z
      .array(z.string({ error: "Select a signpost from the list" }).check(z.regex(codePattern, "Select a signpost from the list")))
      .check(eachOnce("Choose each signpost once")),
    "Services that the resident is told of: codes from the directory of services.",
    { uniqueItems: true, "x-also-checked": "The directory in force has them." },
  ),
};

export const awardRequestSchema = z.strictObject({
  seen: seenSchema,
  lines: linesSchema,
  ...onwardHelpShape,
  evidence: says(
    z._default(evidenceListSchema, []),
    "What you were shown, or why it is waived, for each piece of evidence that the scheme asks for.",
  ),
  checks: says(
    z._default(
      z
        .array(z.enum(checkCodes as [Check, ...Check[]], { error: "Select a check from the list" }))
        .check(eachOnce("Confirm each check once")),
      [],
    ),
    "Codes of what you confirm, from `checksAsked` of the case.",
    { uniqueItems: true },
  ),
  /** Looks that the decider records: names of rules that ask for a look, and concerns. */
  looked: z.optional(
    says(
      z
        .array(z.string({ error: "Select what you looked at from the list" }).check(z.maxLength(80)))
        .check(z.maxLength(50), eachOnce("Record each look once")),
      "Looks that you record: names of rules that ask for a look, and concerns. No look settles `possibleHousehold`: its matches are settled.",
      { uniqueItems: true },
    ),
  ),
  reason: longText("the reason for your decision", 2000),
});
export type AwardRequest = z.infer<typeof awardRequestSchema>;

export type AwardLine = {
  readonly item: string;
  /** With the number where it is not one: "2 × Single bed". */
  readonly label: string;
  readonly category: Category;
  readonly delivery: Delivery;
  /** Of the whole line: the quantity times the amount for each. */
  readonly amount: Pence;
  /** One where it is not said, as in every award from before there were quantities. */
  readonly quantity?: number;
  readonly reason?: string;
  /** The pot that paid it, where a purpose and the rest of its category paid for one award. */
  readonly pot?: Pot;
};

export const quantityOf = ({ quantity = 1 }: Pick<AwardLine, "quantity">): number => quantity;

export type Award = {
  readonly awardId: string;
  readonly caseId: string;
  readonly householdId: string;
  readonly scheme: SchemeCode;
  readonly schemeVersion: number;
  readonly lines: readonly AwardLine[];
  readonly total: Pence;
  readonly committedAt: string;
  readonly by: Actor;
  readonly reason: string;
  readonly decisionId: string;
  readonly results: readonly RuleResult[];
  /** The envelopes that paid: one for each category, and one more for each purpose that paid from another pot. */
  readonly drawnOn: readonly (EnvelopeId & { readonly shard: number })[];
  /** Above its decider's limit: the money is reserved until a second person has approved. */
  readonly awaitsApproval?: true;
  /** The run that made the award. */
  readonly run?: { readonly runId: string; readonly row: string; readonly preparedBy: Actor };
  /** The assessor or partner who entered the application. */
  readonly enteredBy?: string;
  /** The household of an award from a list, which has no application. */
  readonly recipient?: Recipient;
  /** Earlier awards of a list's household, if the scheme's own rules looked at them. */
  readonly claimsBefore?: Pick<HouseholdClaims, "claims" | "spent">;
  readonly evidence: AwardRequest["evidence"];
  readonly checks: AwardRequest["checks"];
  /** Services that the resident is told of. Earlier awards have them in their case's history alone. */
  readonly signposts?: AwardRequest["signposts"];
  /** Names of the looks that the decider recorded. */
  readonly looked?: readonly string[];
  /** What returns cut the award by. Earlier awards lack it. */
  readonly cuts?: Cuts;
};

export type Recipient = {
  readonly name: string;
  readonly address: { readonly line1: string; readonly line2?: string; readonly town?: string; readonly postcode: string };
  readonly phone?: string;
  readonly email?: string;
  readonly payTo?: Payee;
};

/** A problem with a request, at its place there. */
export type RequestProblem = { readonly path: readonly (string | number)[]; readonly message: string };

export type LinesRead = {
  /** Every line whose item the catalogue has, faulty or not, so that all faults of a request can be told together. */
  readonly lines: readonly AwardLine[];
  /** The place in the request of each of them. */
  readonly places: readonly number[];
  readonly problems: readonly RequestProblem[];
};

export const linesFrom = (requested: AwardRequest["lines"], scheme: Scheme): LinesRead => {
  const read = requested.map((line, place) => ({ place, line, item: itemOf(scheme, line.item) }));
  const known = read.flatMap(({ place, line, item }) => (item ? [{ place, line: lineOf(item, line) }] : []));
  return {
    lines: known.map(({ line }) => line),
    places: known.map(({ place }) => place),
    problems: read.flatMap(({ place, line, item }) => lineProblems(line, item, place, scheme)),
  };
};

const lineOf = (
  { code, label, category }: CatalogueItem,
  { amount, delivery, quantity = 1, reason }: AwardRequest["lines"][number],
): AwardLine => ({
  item: code,
  label: quantity === 1 ? label : `${quantity} × ${label}`,
  category,
  delivery,
  amount,
  ...(quantity !== 1 && { quantity }),
  ...(reason && { reason }),
});

const lineProblems = (
  line: AwardRequest["lines"][number],
  item: CatalogueItem | undefined,
  place: number,
  scheme: Scheme,
): RequestProblem[] => {
  const problem = (field: keyof typeof line, message: string) => ({ path: ["lines", place, field], message });
  if (!item) return [problem("item", `Select an item that ${scheme.about.name} pays for`)];
  const { label } = item;
  const quantity = quantityOf(line);
  return [
    ...(line.amount % quantity === 0
      ? []
      : [problem("quantity", `${formatPounds(line.amount)} cannot be shared equally among ${quantity}. Enter a number times an amount`)]),
    ...(item.deliveries.includes(line.delivery) ? [] : [problem("delivery", `Select a way to deliver “${label}” that the scheme allows`)]),
    ...(item.ambiguous && !line.reason ? [problem("reason", `Say why “${label}” belongs in its category`)] : []),
  ];
};

/**
 * The highest limit of any of a person's roles. Undefined where the scheme sets no limits at all. Where it sets some, a
 * role that it leaves out may award nothing.
 */
export const awardLimitOf = (scheme: Scheme, roles: Principal["roles"]): Pence | undefined => {
  const limits = awardLimits(scheme);
  if (limits.length === 0) return undefined;
  return pence(Math.max(0, ...limits.filter(({ role }) => roles.includes(role)).map(({ upTo }) => upTo)));
};

/** Without finance, whose limit is for moving money between budgets. */
export const awardLimits = ({ delegation }: Pick<Scheme, "delegation">) => delegation.filter(({ role }) => role !== "finance");

export type Charge = {
  readonly category: Category;
  /** The code of the purpose whose items it pays for. */
  readonly purpose?: string;
  /** The indexes of the award's lines that it pays for. */
  readonly lines: readonly number[];
  /** The first of these that can pay, pays all of it. */
  readonly envelopes: readonly EnvelopeId[];
  readonly amount: Pence;
  readonly into: "reserved" | "committed";
  readonly tally: Tally;
};

export type Consequences = {
  readonly charges: readonly Charge[];
  readonly claims: HouseholdClaims;
  /** Only the store knows the envelope and the shard that pay. */
  readonly entries: readonly EntryOfAward[];
};

export type EntryOfAward = Omit<EntryToPut, "period" | "pot">;

/** The envelope that paid a line. */
export const drawnBy = (
  { drawnOn }: Pick<Award, "drawnOn">,
  line: Pick<AwardLine, "category" | "pot"> | undefined,
): Award["drawnOn"][number] => {
  const drawn = drawnOn.find(({ category, pot }) => category === line?.category && (line.pot === undefined || line.pot === pot));
  if (!drawn) throw new RangeError("An award says what each of its lines drew on.");
  return drawn;
};

/** An award before the store has found the envelope that pays. */
export type AwardToDraw = Omit<Award, "drawnOn">;

/** The claims, a charge for each category and a ledger entry for each line. Pure: the store only writes them. */
export const consequencesOf = (
  award: AwardToDraw,
  scheme: Scheme,
  before: HouseholdClaims,
  { day, isUrgent }: { readonly day: Day; readonly isUrgent: boolean },
): Consequences => {
  const reachedBefore = reachedIn(before, scheme.code);
  const isFirstIn = (category: Category) => (reachedBefore.categories[category] ?? 0) === 0;
  const isFirstInScheme = reachedBefore.awards === 0;
  const kind = award.awaitsApproval ? "reservation" : "award";
  const together = before.parts?.map(({ householdId }) => householdId);
  const categories = [...new Set(award.lines.map(({ category }) => category))];
  const firstLine = new Map(categories.map((category) => [category, award.lines.findIndex((line) => line.category === category)]));
  const purposes = award.lines.map(({ item }) => purposeOfItem(scheme, item));
  const paidTogether = Map.groupBy(award.lines.keys(), (index) => `${award.lines[index]?.category}#${purposes[index]?.code ?? ""}`);

  const charges = [...paidTogether.values()].flatMap((own): Charge[] => {
    const lines = own.flatMap((index) => award.lines[index] ?? []);
    const [first = 0] = own;
    const category = lines[0]?.category;
    if (category === undefined) return [];
    const purpose = purposes[first];
    const isFirst = firstLine.get(category) === first;
    return [
      {
        category,
        ...(purpose && { purpose: purpose.code }),
        lines: own,
        envelopes: envelopesToCharge(scheme, category, day, isUrgent, purpose),
        amount: addPence(lines.map(({ amount }) => amount)),
        into: award.awaitsApproval ? "reserved" : "committed",
        tally: {
          payments: lines.length,
          awards: { inCategory: isFirst ? 1 : 0, inScheme: first === 0 ? 1 : 0 },
          households: { inCategory: isFirst && isFirstIn(category) ? 1 : 0, inScheme: first === 0 && isFirstInScheme ? 1 : 0 },
        },
      },
    ];
  });

  const entries = award.lines.map((line, index): EntryOfAward => {
    const isFirst = firstLine.get(line.category) === index;
    return {
      entryId: `${award.awardId}.${index + 1}`,
      kind,
      scheme: scheme.code,
      category: line.category,
      amount: line.amount,
      ...placesOf(kind),
      at: award.committedAt,
      by: award.by,
      // Finance reads entries and nobody can change them, so nothing that an assessor typed goes into them.
      why: line.label,
      award: {
        awardId: award.awardId,
        caseId: award.caseId,
        householdId: award.householdId,
        line: index,
        item: line.item,
        delivery: line.delivery,
        ...(award.cuts && { cuts: award.cuts }),
        ...(together && { together }),
        countsAward: { inCategory: isFirst, inScheme: index === 0 },
        countsHousehold: { inCategory: isFirst && isFirstIn(line.category), inScheme: index === 0 && isFirstInScheme },
      },
    };
  });

  const claimed = needsOf(award.lines, scheme).map((need): Claim => claimFor(scheme, need, award.awardId, day));
  return {
    charges,
    entries,
    claims: {
      ...changePart(before, award.householdId, (part) => ({
        ...part,
        claims: [...part.claims, ...claimed],
        spent: spendMore(part, scheme.code, award.total),
        reached: { ...part.reached, [scheme.code]: reachFurther(part, scheme.code, categories) },
        // The second person commits an award that waits for approval, and it counts then.
        ...(!award.awaitsApproval && {
          decided: decideMore(part, { scheme: scheme.code, by: award.by.id, day, amount: award.total }),
        }),
      })),
      version: before.version + 1,
    },
  };
};

export const needsOf = (lines: readonly Pick<AwardLine, "item">[], scheme: Scheme) => [
  ...new Set(lines.flatMap(({ item }) => itemOf(scheme, item)?.need ?? [])),
];
