import * as z from "zod/mini";
import { axes, measures, precedences, spendCounts, typedKinds } from "../axes.ts";
import { cellPattern } from "../document/cell-pattern.ts";
import { amount, atMost, code, count, day, oneOf, sentence, sourced, yesNo } from "../document/document-values.ts";
import { defaultThresholds, leastCertain, leastPossible } from "../identity/thresholds.ts";
import type { Pence } from "../money.ts";
import { type Need, needCodes } from "../needs.ts";
import { sayAlso, says } from "../says.ts";
import { lineText as label, upperFirst } from "../text.ts";

/**
 * All that a round of grant decides for itself. A section is one object or a list of flat rows, so that sections.ts can
 * describe it once for forms, words and comparisons.
 */

export type SchemeCode = string;
export type Category = string;

export const deliveries = {
  VOUCHER: "Voucher",
  CASH: "Cash or bank payment",
  THIRD_PARTY: "Given by a partner organisation",
  TANGIBLE: "Goods delivered",
} as const;
export type Delivery = keyof typeof deliveries;

/** Says which categories a document must have. */
export const funds = { HSF: "Household Support Fund", CRF: "Crisis and Resilience Fund" } as const;
export type Fund = keyof typeof funds;

export const windows = {
  scheme: "the whole scheme",
  fixed: "months counted from the scheme’s first day",
  rolling: "months counted from the award",
} as const;
export const comparisons = {
  atLeast: "is at least",
  atMost: "is at most",
  includes: "includes",
  excludes: "does not include",
} as const;
export const deadlines = { support: "The last day that support may reach a household" } as const;
export const whatPays = { awards: "Awards to households", services: "Services", administration: "Administration" } as const;
export const otherwise = { fail: "The rule fails", refer: "Someone looks" } as const;
export const joinedBy = { all: "all of them", any: "any one of them" } as const;
export const caps = { award: "One award", household: "One household in the whole scheme" } as const;
export const deciders = { assessor: "Assessor", approver: "Approver", finance: "Finance, moving money between budgets" } as const;
/** What happens to an award for a purpose once the purpose’s own money cannot pay it. */
export const afterPurpose = {
  core: "It is paid from the everyday money of its category",
  stop: "It waits for more money of the purpose",
} as const;
export const limitsCount = { household: "For one household", all: "For all households together" } as const;
export const limitsOver = { day: "In one day", month: "In one calendar month", scheme: "In the whole scheme" } as const;
const awardDeciders = { assessor: deciders.assessor, approver: deciders.approver } as const;
export const whenNoMoney = {
  waits: "A household that qualifies waits in line for the next money, and nobody is refused for want of it",
  review: "It may be refused, and the resident can ask for a review",
  none: "It may be refused, without a review, because nobody was found ineligible",
} as const;

/** A comparison that a rule of the staff's own makes; measures.ts says what can be measured. */
export const conditionSchema = z.strictObject({
  measure: says(z.string({ error: "Select what is measured" }).check(z.maxLength(40)), "What is measured."),
  /** Both ends inside. */
  agedFrom: z.optional(count("the youngest age", 0, 120)),
  agedTo: z.optional(count("the oldest age", 0, 120)),
  is: oneOf(comparisons, "Select how it is compared"),
  value: says(
    z.union([count("what it is compared with", 0, 10_000_000_00), z.string().check(z.minLength(1), z.maxLength(60))], {
      error: "Enter what it is compared with",
    }),
    "What it is compared with: a figure, or the code of an option.",
  ),
  plusEachAdult: z.optional(count("what each adult adds", 0, 10_000_000_00)),
  plusEachChild: z.optional(count("what each child adds", 0, 10_000_000_00)),
});
export type Condition = z.infer<typeof conditionSchema>;

/** Far above every score, so that a scheme can leave every join to a person. */
const mostPoints = 500;

/** The thresholds of every scheme until its own document has some. */
export const ownMatching = {
  ...defaultThresholds,
  wrongJoin:
    "Two households become one. The second is refused help that it may have, and may learn of the first. A person has to split them, and to say whose each later award is.",
  missedMatch: "One household stands twice in the books and can be paid twice for one need. Only a later look finds it.",
  personsTime: "An assessor compares the two, which takes some minutes, and the household waits for its award until then.",
  verified: false,
  source: "The service’s own thresholds, tried on 10,000 made-up households with known answers. Try them on the council’s own cases.",
};

const cell = (name: string) =>
  says(
    z.string({ error: `Enter ${name}` }).check(z.regex(cellPattern, `Enter ${name} as a spreadsheet names it, like C12`)),
    `${upperFirst(name)}, as a spreadsheet names it.`,
    { pattern: cellPattern.source },
  );

const joined = oneOf(joinedBy, "Select whether all or any of the conditions must hold");
const conditions = says(z.array(conditionSchema, { error: "Add a condition" }).check(atMost(5, "conditions")), "The conditions.");

const parameterValue = z.union(
  [z.number(), z.boolean(), z.string().check(z.maxLength(500)), z.array(z.string().check(z.maxLength(60))).check(z.maxLength(30))],
  { error: "Enter a figure, yes or no, a choice or a list of choices" },
);
export type ParameterValue = z.infer<typeof parameterValue>;

/** Documents of older formats are brought up to it when they are read. */
export const newestFormat = 2;

export const schemeSchema = sayAlso(
  z.strictObject({
    format: says(z.literal(newestFormat), "The format of the document."),
    code: code("the scheme’s code"),
    version: count("the version", 1),
    about: says(
      z.strictObject({
        name: label("the scheme’s name", 80),
        fund: oneOf(funds, "Select which national fund this is"),
        start: day("the first day of the scheme"),
        end: day("the last day of the scheme"),
        /** A later version takes over from its own first day. */
        startsOn: day("the first day of this version"),
        childUnder: count("the age at which someone no longer counts as a child", 1, 26),
      }),
      "The scheme’s name and days.",
    ),
    grant: says(z.strictObject({ amount: amount("the grant"), ...sourced }), "The grant, with its source."),
    subYears: says(
      z
        .array(
          z.strictObject({ code: label("the year", 20), start: day("the first day of the year"), end: day("the last day of the year") }),
        )
        .check(atMost(10, "years")),
      "The years of the scheme.",
    ),
    categories: says(
      z
        .array(
          z.strictObject({
            code: code("the category’s code"),
            label: label("what the category is called", 80),
            /** As residents read it. The department fixes the name of some strands. */
            publicName: z.optional(label("the name that residents read", 80)),
            note: z.optional(sentence("the note", 200)),
            pays: oneOf(whatPays, "Select what it pays for"),
            reportsAs: label("the row of the return", 120),
            ...sourced,
          }),
        )
        .check(z.minLength(1, "Add a category"), atMost(20, "categories")),
      "The categories.",
    ),
    items: says(
      z
        .array(
          z.strictObject({
            code: code("the item’s code"),
            label: label("what the item is called", 80),
            need: says(z.enum(needCodes as [Need, ...Need[]], { error: "Select the need that the item meets" }), "The code of the need."),
            category: code("the item’s category"),
            deliveries: says(
              z
                .array(oneOf(deliveries, "Select how the item is delivered"))
                .check(z.minLength(1, "Select how the item is delivered"), atMost(10, "ways of delivery")),
              "The ways of delivery that the item allows.",
            ),
            /** An item without a tariff says why in noTariff. */
            tariff: z.optional(code("the tariff")),
            noTariff: z.optional(sentence("why there is no usual amount", 200)),
            most: z.optional(amount("the most that can be paid")),
            /** The category is a matter of judgement, so the assessor gives a reason on the line. */
            ambiguous: z.optional(yesNo("Say whether the category is a matter of judgement")),
            ...sourced,
          }),
        )
        .check(z.minLength(1, "Add an item"), atMost(60, "items")),
      "The items that the scheme pays for.",
    ),
    /** Usual amounts by people in the household and children among them. No end means any number. */
    tariffs: says(
      z
        .array(
          z.strictObject({
            tariff: code("the tariff’s name"),
            peopleFrom: count("the fewest people", 1, 20),
            peopleTo: z.optional(count("the most people", 1, 20)),
            childrenFrom: count("the fewest children", 0, 20),
            childrenTo: z.optional(count("the most children", 0, 20)),
            amount: amount("the usual amount"),
            ...sourced,
          }),
        )
        .check(atMost(100, "bands")),
      "Usual amounts, by people in the household and children among them. No end means any number.",
    ),
    /** "usual" stands for every need without a row of its own. */
    windows: says(
      z
        .array(
          z.strictObject({
            need: says(z.enum(["usual", ...needCodes] as ["usual", ...Need[]], { error: "Select the need" }), "The code of the need."),
            window: oneOf(windows, "Select how the time is counted"),
            months: z.optional(count("the months", 1, 36)),
            awards: count("the awards in that time", 1, 50),
            inScheme: z.optional(count("the awards in the whole scheme", 1, 50)),
            ...sourced,
          }),
        )
        .check(atMost(30, "rows")),
      "How often a need may be met; `usual` stands for every need without a row of its own.",
    ),
    caps: says(
      z
        .array(z.strictObject({ cap: oneOf(caps, "Select what is capped"), amount: amount("the cap"), ...sourced }))
        .check(atMost(10, "caps")),
      "The most that one award or one household may get.",
    ),
    /** In the order in which a decision letter gives its reasons. Each rule says which parameters it takes. */
    rules: says(
      z
        .array(
          z.strictObject({
            rule: code("the rule’s name"),
            version: count("the rule’s version", 1),
            parameters: says(z.record(z.string(), parameterValue), "The rule’s settings, under names of its own."),
            ...sourced,
          }),
        )
        .check(atMost(50, "rules")),
      "The rules, in the order in which a decision letter gives its reasons.",
    ),
    ownRules: says(
      z
        .array(
          z.strictObject({
            name: code("a short name for the rule"),
            says: sentence("what must be true", 200),
            toResident: sentence("what a resident is told", 300),
            otherwise: oneOf(otherwise, "Select what happens when it does not hold"),
            joined,
            conditions: conditions.check(z.minLength(1, "Add a condition")),
          }),
        )
        .check(atMost(20, "rules")),
      "Rules of the staff’s own.",
    ),
    evidence: says(
      z
        .array(
          z.strictObject({
            code: code("the evidence’s code"),
            label: label("what has to be shown", 120),
            askedFor: says(
              z.enum(["everyone", ...needCodes] as ["everyone", ...Need[]], { error: "Select who is asked" }),
              "Who is asked for it: everyone, or who asks for this need.",
            ),
            accepts: says(
              z
                .array(label("an accepted alternative", 120))
                .check(z.minLength(1, "Say what is accepted"), atMost(15, "accepted alternatives")),
              "The accepted alternatives.",
            ),
            ...sourced,
          }),
        )
        .check(atMost(20, "pieces of evidence")),
      "What has to be shown.",
    ),
    delegation: says(
      z
        .array(z.strictObject({ role: oneOf(deciders, "Select who may decide"), upTo: amount("the most that they may award"), ...sourced }))
        .check(atMost(10, "limits")),
      "The most that each role may award at once.",
    ),
    /** Limits on the sum of one person's awards, as the decider or as the second person. */
    limitsTogether: says(
      z._default(
        z
          .array(
            z.strictObject({
              role: oneOf(awardDeciders, "Select who may decide"),
              counts: oneOf(limitsCount, "Select what is counted together"),
              over: oneOf(limitsOver, "Select how long it is counted together"),
              upTo: amount("the most that they may commit together"),
              ...sourced,
            }),
          )
          .check(atMost(12, "limits")),
        [],
      ),
      "Limits on the sum of one person’s awards, as the decider or as the second person.",
    ),
    /** Categories with a budget for each period, counted from the scheme's first day. Others have one budget for the whole scheme. */
    pacing: says(
      z._default(
        z
          .array(
            z.strictObject({
              category: code("the category"),
              months: count("the months of a period", 1, 36),
              ...sourced,
            }),
          )
          .check(atMost(20, "rows")),
        [],
      ),
      "Categories with a budget for each period; others have one budget for the whole scheme.",
    ),
    clock: says(
      z.strictObject({
        urgentHours: count("the hours for an urgent decision", 1, 720),
        otherDays: count("the working days for any other decision", 1, 120),
        ...sourced,
      }),
      "By when a decision is due.",
    ),
    review: says(
      z.strictObject({
        askWithinDays: count("the days to ask for a review", 1, 366),
        differentOfficer: yesNo("Say whether another officer reviews"),
        cannotReduce: yesNo("Say whether a review can lower an award"),
        whenNoMoneyLeft: oneOf(whenNoMoney, "Select what happens when no money is left"),
        ...sourced,
      }),
      "How a resident may ask for a review.",
    ),
    /** Documents from before this section decide by the service's own thresholds. */
    matching: says(
      z._default(
        z.strictObject({
          certain: count("the points for a join", leastCertain, mostPoints),
          possible: count("the points for a look", leastPossible, mostPoints),
          wrongJoin: sentence("the cost of a wrong join"),
          missedMatch: sentence("the cost of a missed match"),
          personsTime: sentence("the cost of a person’s time"),
          ...sourced,
        }),
        ownMatching,
      ),
      "From how many points two households are one, and from how many a person compares them.",
    ),
    /** Services of the directory. Without conditions one is always offered. */
    onwardHelp: says(
      z.array(z.strictObject({ offer: code("the service’s code"), joined, conditions })).check(atMost(20, "offers")),
      "Services to offer beside money. Without conditions one is always offered.",
    ),
    deadlines: says(
      z
        .array(z.strictObject({ deadline: oneOf(deadlines, "Select the deadline"), days: count("the days", 0, 366), ...sourced }))
        .check(atMost(10, "deadlines")),
      "Days that the scheme must keep.",
    ),
    returns: says(
      z
        .array(
          z.strictObject({
            code: code("the return’s code"),
            name: label("what the return is called", 80),
            from: day("the first day that the return covers"),
            to: day("the last day that the return covers"),
            /** Unknown until finance has typed the real date and its source. */
            due: z.optional(day("the day that the return is due")),
            layout: sentence("the layout of the return", 300),
            counts: oneOf(spendCounts, "Select which money counts as spend"),
            /** A cumulative return starts on the scheme's first day, and repeats what an earlier one told. */
            cumulative: yesNo("Say whether the return covers everything since the scheme’s first day"),
            /** As in HSF7MI_{authority}_{MMYY}; file-name.ts fills it. */
            fileName: z.optional(label("the name of the file", 80)),
            ...sourced,
          }),
        )
        .check(atMost(30, "returns")),
      "The returns to the government.",
    ),
    /** The rows of a table are not listed: layout.ts takes them from the categories, the calendar and the other sections. */
    returnTables: says(
      z._default(
        z
          .array(
            z.strictObject({
              code: code("the table’s code"),
              returns: says(
                z
                  .array(code("the return that has the table"))
                  .check(z.minLength(1, "Select the returns that have the table"), atMost(31, "returns")),
                "The codes of the returns that have the table; `every` stands for all of them.",
              ),
              sheet: label("the sheet of the workbook", 31),
              title: label("what the table is called", 120),
              /** A table that nobody could read is declared all the same, and computes nothing. */
              known: yesNo("Say whether the table’s rows and columns are known"),
              rowsBy: oneOf(axes, "Select what the rows are"),
              columnsBy: oneOf(axes, "Select what the columns are"),
              measures: says(
                z.array(oneOf(measures, "Select what is measured")).check(atMost(3, "measures")),
                "What each cell measures. A table that finance types measures nothing.",
              ),
              /** Of a table by composition. Others need none. */
              precedence: z.optional(oneOf(precedences, "Select which comes first")),
              totals: yesNo("Say whether the table has totals"),
              note: z.optional(sentence("the note", 300)),
              ...sourced,
            }),
          )
          .check(atMost(40, "tables")),
        [],
      ),
      "The tables of the returns.",
    ),
    returnFields: says(
      z._default(
        z
          .array(
            z.strictObject({
              table: code("the table’s code"),
              code: code("the field’s code"),
              label: label("what finance is asked for", 120),
              kind: oneOf(typedKinds, "Select what finance types"),
              required: yesNo("Say whether the return can go without it"),
              ...sourced,
            }),
          )
          .check(atMost(40, "fields")),
        [],
      ),
      "What finance types in a return.",
    ),
    administration: says(
      z._default(
        z
          .array(z.strictObject({ code: code("the line’s code"), label: label("what the line is called", 120), ...sourced }))
          .check(atMost(10, "lines")),
        [],
      ),
      "The lines in which a return asks about administration.",
    ),
    /** Money that finance moves between categories, which a return asks about. */
    contributions: says(
      z._default(
        z
          .array(
            z.strictObject({
              code: code("the contribution’s code"),
              label: label("what the contribution is called", 120),
              from: says(
                z.array(code("the category that gives")).check(z.minLength(1, "Select the categories that give"), atMost(20, "categories")),
                "The categories that give.",
              ),
              to: code("the category that gets"),
              ...sourced,
            }),
          )
          .check(atMost(10, "contributions")),
        [],
      ),
      "Contributions from one category to another, which a return asks about.",
    ),
    returnCells: says(
      z._default(
        z
          .array(
            z.strictObject({
              table: code("the table’s code"),
              row: label("the code of the row", 40),
              column: label("the code of the column", 40),
              measure: oneOf({ ...measures, typed: "What finance typed" }, "Select what is written"),
              sheet: label("the sheet of the workbook", 31),
              cell: cell("the cell"),
              /** Nothing is written into a workbook where this cell has another text. */
              labelCell: cell("the cell of the label"),
              label: label("the text of the label", 200),
              ...sourced,
            }),
          )
          .check(atMost(400, "cells")),
        [],
      ),
      "Where each figure stands in the department’s own workbook.",
    ),
    /** Money for one purpose inside a category, such as a top-up of the grant. Only the items named here can spend it. */
    purposes: says(
      z._default(
        z
          .array(
            z.strictObject({
              code: code("the purpose’s code"),
              label: label("what the purpose is called", 80),
              category: code("the category that the money is in"),
              items: says(
                z.array(code("an item of this purpose")).check(z.minLength(1, "Select the items of this purpose"), atMost(60, "items")),
                "The codes of the items that the money may pay for.",
              ),
              after: oneOf(afterPurpose, "Select what happens when the money is used up"),
              /** The part of the grant that is for it, where that is known. */
              amount: z.optional(amount("the part of the grant for it")),
              ...sourced,
            }),
          )
          .check(atMost(10, "purposes")),
        [],
      ),
      "Money that only its purpose may spend.",
    ),
    /** How the public statement sorts households. An item without a row here counts as other support. */
    supportTypes: says(
      z._default(
        z
          .array(
            z.strictObject({
              code: code("the support type’s code"),
              label: label("what the public reads", 120),
              items: says(
                z
                  .array(code("an item of this support type"))
                  .check(z.minLength(1, "Select the items of this support type"), atMost(60, "items")),
                "The codes of the items that count as this support.",
              ),
              ...sourced,
            }),
          )
          .check(atMost(20, "support types")),
        [],
      ),
      "The types of support that the public statement counts households by.",
    ),
  }),
  { title: "Scheme" },
);

export type Scheme = z.infer<typeof schemeSchema>;
/** In JSON, pence are plain whole numbers. */
export type SchemeDocument = z.input<typeof schemeSchema>;

export type CatalogueItem = Scheme["items"][number];
export type Purpose = Scheme["purposes"][number];
export type WindowRule = Scheme["windows"][number];
export type RuleSetting = Scheme["rules"][number];
export type OwnRule = Scheme["ownRules"][number];
export type EvidenceAsked = Scheme["evidence"][number];

export const categoryOf = (scheme: Scheme, code: string) => scheme.categories.find((category) => category.code === code);
export const itemOf = (scheme: Scheme, code: string) => scheme.items.find((item) => item.code === code);

/** The purpose whose money pays for an item first. An item has one at most. */
export const purposeOfItem = ({ purposes }: Pick<Scheme, "purposes">, item: string): Purpose | undefined =>
  purposes.find(({ items }) => items.includes(item));

export const payingCategories = (scheme: Scheme) => scheme.categories.filter(({ pays }) => pays === "awards");

/** The name under which residents know most of what the scheme gives: its first strand's. */
export const publicNameOf = (scheme: Scheme): string | undefined =>
  payingCategories(scheme).find(({ publicName }) => publicName !== undefined)?.publicName;

export const needsMetBy = (scheme: Scheme): ReadonlySet<Need> => new Set(scheme.items.map((item) => item.need));

export const capOf = (scheme: Scheme, of: Scheme["caps"][number]["cap"]): Pence | undefined =>
  scheme.caps.find(({ cap }) => cap === of)?.amount;

/** Under other schemes an award without money joins the waiting list. */
export const mayRefuseForMoney = ({ review }: Pick<Scheme, "review">): boolean => review.whenNoMoneyLeft !== "waits";
