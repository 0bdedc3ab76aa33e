import * as z from "zod/mini";
import type { DocumentProblem } from "../document/document-problem.ts";
import { readShape } from "../document/read-shape.ts";
import { type Need, needCodes } from "../needs.ts";
import { requiredCategories } from "./required-categories.ts";
import { type Delivery, deliveries, type Fund, type Scheme, type SchemeDocument } from "./scheme.ts";

const sourced = <T extends z.ZodMiniType>(value: T) => z.strictObject({ value, verified: z.boolean(), source: z.string() });
const needSchema = z.enum(needCodes as [Need, ...Need[]]);
const windowSchema = z.union([
  z.strictObject({ window: z.literal("scheme"), awards: z.int() }),
  z.strictObject({ window: z.enum(["fixed", "rolling"]), months: z.int(), awards: z.int() }),
]);

const format1Schema = z.strictObject({
  format: z.literal(1),
  code: z.string(),
  version: z.int(),
  name: z.string(),
  period: z.strictObject({ start: z.string(), end: z.string() }),
  grant: sourced(z.int()),
  categories: z.array(z.strictObject({ code: z.string(), label: z.string(), note: z.optional(z.string()) })),
  items: z.array(
    z.strictObject({
      code: z.string(),
      label: z.string(),
      need: needSchema,
      category: z.string(),
      deliveries: z.array(z.enum(Object.keys(deliveries) as [Delivery, ...Delivery[]])),
      usual: z.optional(z.strictObject({ withChildren: z.int(), withoutChildren: z.int() })),
      ambiguous: z.optional(z.literal(true)),
    }),
  ),
  rules: z.strictObject({
    minimumAge: sourced(z.int()),
    incomeMaxYearly: sourced(z.int()),
    savingsMax: sourced(z.int()),
    needsTrigger: z.boolean(),
  }),
  claims: z.strictObject({ usual: sourced(windowSchema), byNeed: z.partialRecord(needSchema, sourced(windowSchema)) }),
});

type Format1 = z.infer<typeof format1Schema>;

/** The document decides as it did, and says that nobody has confirmed what it left out. */
const unsaid = { verified: false, source: "A document of the first format did not say." };

const fundOf = ({ code }: Format1): Fund => (code.startsWith("CRF") ? "CRF" : "HSF");

const categoriesOf = (old: Format1): SchemeDocument["categories"] => [
  ...old.categories.map((category) => ({ ...category, pays: "awards" as const, reportsAs: category.label, ...unsaid })),
  ...requiredCategories[fundOf(old)]
    .filter(({ code }) => !old.categories.some((category) => category.code === code))
    .map((category) => ({ ...category, reportsAs: category.label, ...unsaid })),
];

const itemsOf = ({ items }: Format1): SchemeDocument["items"] =>
  items.map(({ usual, ...item }) => ({
    ...item,
    ...(usual ? { tariff: item.code } : { noTariff: "A document of the first format gave no usual amount." }),
    ...unsaid,
  }));

const tariffsOf = ({ items }: Format1): SchemeDocument["tariffs"] =>
  items.flatMap(({ code: tariff, usual }) =>
    usual
      ? [
          { tariff, peopleFrom: 1, childrenFrom: 0, childrenTo: 0, amount: usual.withoutChildren, ...unsaid },
          { tariff, peopleFrom: 1, childrenFrom: 1, amount: usual.withChildren, ...unsaid },
        ]
      : [],
  );

const windowsOf = ({ claims }: Format1): SchemeDocument["windows"] =>
  [["usual" as const, claims.usual] as const, ...(Object.entries(claims.byNeed) as [Need, Format1["claims"]["usual"]][])].map(
    ([need, { value, verified, source }]) => ({ need, ...value, verified, source }),
  );

/** Its seven rules in order, and the rule that no scheme may do without. */
const rulesOf = ({ rules: { minimumAge, incomeMaxYearly, savingsMax, needsTrigger } }: Format1): SchemeDocument["rules"] => {
  const from = ({ verified, source }: { verified: boolean; source: string }) => ({ verified, source });
  const limit = { yearlyMax: incomeMaxYearly.value, eachFurtherAdult: 0, eachChild: 0, housingCosts: "before" };
  return [
    { rule: "livesInArea", version: 1, parameters: { shownBy: "address" }, ...unsaid },
    { rule: "oldEnough", version: 1, parameters: { minimumAge: minimumAge.value }, ...from(minimumAge) },
    { rule: "incomeWithinLimit", version: 1, parameters: limit, ...from(incomeMaxYearly) },
    { rule: "savingsWithinLimit", version: 1, parameters: { savingsMax: savingsMax.value }, ...from(savingsMax) },
    { rule: "needInScope", version: 1, parameters: {}, ...unsaid },
    { rule: "crisisOrShock", version: 1, parameters: { isAsked: needsTrigger }, ...unsaid },
    { rule: "notAlreadyHelped", version: 1, parameters: {}, ...unsaid },
    { rule: "publicFundsRouted", version: 1, parameters: {}, ...unsaid },
  ];
};

/**
 * The rules that every new scheme has and no document of this format had. Decisions of its time were made without them, so
 * only a new draft gets them.
 */
export const withLaterRules = (scheme: Scheme): Scheme => ({
  ...scheme,
  rules: [
    ...scheme.rules,
    { rule: "withinCaps", version: 1, parameters: {}, ...unsaid },
    { rule: "evidenceOrWaiver", version: 1, parameters: {}, ...unsaid },
  ],
});

const upgraded = (old: Format1): SchemeDocument => ({
  format: 2,
  code: old.code,
  version: old.version,
  about: { name: old.name, fund: fundOf(old), ...old.period, startsOn: old.period.start, childUnder: 19 },
  grant: { amount: old.grant.value, verified: old.grant.verified, source: old.grant.source },
  subYears: [],
  categories: categoriesOf(old),
  items: itemsOf(old),
  tariffs: tariffsOf(old),
  windows: windowsOf(old),
  caps: [],
  rules: rulesOf(old),
  ownRules: [],
  evidence: [
    {
      code: "address",
      label: "That the household lives at the address",
      askedFor: "everyone",
      accepts: ["Anything that shows it"],
      ...unsaid,
    },
  ],
  delegation: [],
  limitsTogether: [],
  pacing: [],
  clock: { urgentHours: 48, otherDays: 14, ...unsaid },
  review: { askWithinDays: 28, differentOfficer: true, cannotReduce: true, whenNoMoneyLeft: "waits", ...unsaid },
  onwardHelp: [],
  deadlines: [],
  returns: [],
});

export const fromFormat1 = (document: unknown): { readonly shape: SchemeDocument } | { readonly problems: readonly DocumentProblem[] } => {
  const read = readShape(format1Schema, document);
  return "problems" in read ? read : { shape: upgraded(read.shape) };
};
