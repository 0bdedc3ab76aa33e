import { axes, everyReturn, measures, precedences, spendCounts, typedKinds } from "../axes.ts";
import { always, sourcedFields as sourced } from "../document/field.ts";
import { earlierAwardsWords } from "../household/household.ts";
import { needs } from "../needs.ts";
import { ruleFor, rules } from "../rules/rules.ts";
import { bandInWords } from "../scheme/household-sizes.ts";
import {
  afterPurpose,
  caps,
  deadlines,
  deciders,
  deliveries,
  funds,
  joinedBy,
  limitsCount,
  limitsOver,
  otherwise,
  type Scheme,
  whatPays,
  whenNoMoney,
  windows,
} from "../scheme/scheme.ts";
import { tariffNames } from "../scheme/tariff.ts";
import type { Field, FieldsOf, FieldValue, Offers } from "./field.ts";

/** Forms, pages and comparisons all read these words, so none can miss a field. */

export type SectionName = Exclude<keyof Scheme, "format" | "code" | "version">;
type RowOf<Name extends SectionName> = Scheme[Name] extends readonly (infer Row)[] ? Row : Scheme[Name];

type SectionOf<Name extends SectionName> = {
  readonly title: string;
  readonly hint?: string;
  readonly fields: FieldsOf<RowOf<Name>>;
} & (Scheme[Name] extends readonly unknown[]
  ? {
      /** As in "Item added". */
      readonly row: string;
      /** Finds the same row in another version. */
      readonly key: (row: RowOf<Name>) => string;
      /** The name of a row in a sentence. */
      readonly name: (row: RowOf<Name>, offers: Offers) => string;
    }
  : { readonly row?: never });

const withoutStop = (sentence: string) => sentence.replace(/\.$/, "");

const named = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, name]));

const conditionFields = {
  joined: { kind: "choice", label: "How many of the conditions must hold", options: always(joinedBy) },
  conditions: { kind: "conditions", label: "Conditions" },
} as const;

const categoriesToChoose = ({ categories }: Pick<Scheme, "categories">) =>
  Object.fromEntries(categories.map(({ code, label }) => [code, label]));

/** A return that is gone stays among the choices while a table names it, so that saving the page loses nothing. */
const returnsToChoose = ({ returns, returnTables }: Pick<Scheme, "returns" | "returnTables">) => {
  const named = { [everyReturn]: "Every return", ...Object.fromEntries(returns.map(({ code, name }) => [code, name])) };
  const gone = returnTables.flatMap((table) => table.returns).filter((code) => !(code in named));
  return { ...named, ...Object.fromEntries(gone.map((code) => [code, `${code}, which this scheme does not have`])) };
};

const tablesToChoose = ({ returnTables }: Pick<Scheme, "returnTables">) =>
  Object.fromEntries(returnTables.map(({ code, title }) => [code, title]));

const itemsToChoose = ({ items }: Pick<Scheme, "items">) => Object.fromEntries(items.map(({ code, label }) => [code, label]));

const codeHint = "One word that staff and files use. It stays the same from version to version.";

export const sections: { readonly [Name in SectionName]: SectionOf<Name> } = {
  about: {
    title: "Name and period",
    fields: {
      name: { kind: "text", label: "Name" },
      fund: { kind: "choice", label: "National fund", options: always(funds) },
      start: { kind: "day", label: "First day of the scheme" },
      end: { kind: "day", label: "Last day of the scheme" },
      startsOn: { kind: "day", label: "First day of this version", hint: "Decisions are made by this version from this day on." },
      childUnder: { kind: "count", label: "Age from which someone no longer counts as a child" },
    },
  },
  grant: { title: "Grant", fields: { amount: { kind: "pence", label: "Grant" }, ...sourced } },
  subYears: {
    title: "Years",
    hint: "For a scheme with an allocation for each year. Together they are the whole period.",
    row: "Year",
    key: ({ code }) => code,
    name: ({ code }) => code,
    fields: {
      code: { kind: "text", label: "Year", hint: "For example, 2026-27." },
      start: { kind: "day", label: "First day" },
      end: { kind: "day", label: "Last day" },
    },
  },
  categories: {
    title: "Categories",
    hint: "The strands or categories that the fund’s return asks about.",
    row: "Category",
    key: ({ code }) => code,
    name: ({ label }) => label,
    fields: {
      code: { kind: "text", label: "Code", hint: codeHint },
      label: { kind: "text", label: "What it is called" },
      publicName: {
        kind: "text",
        label: "Name that residents read",
        hint: "For example, Crisis Payment. Leave empty where residents read none.",
        isOptional: true,
      },
      note: { kind: "longText", label: "Note for staff", isOptional: true },
      pays: { kind: "choice", label: "What it pays for", options: always(whatPays) },
      reportsAs: { kind: "text", label: "Row of the return" },
      ...sourced,
    },
  },
  items: {
    title: "Items",
    hint: "What can be awarded.",
    row: "Item",
    key: ({ code }) => code,
    name: ({ label }) => label,
    fields: {
      code: { kind: "text", label: "Code", hint: codeHint },
      label: { kind: "text", label: "What it is called" },
      need: { kind: "choice", label: "Need that it meets", options: always(needs) },
      category: {
        kind: "choice",
        label: "Category",
        options: categoriesToChoose,
      },
      deliveries: { kind: "choices", label: "How it can be delivered", options: always(deliveries) },
      tariff: { kind: "choice", label: "Tariff", options: ({ tariffs }) => named(tariffNames(tariffs)), isOptional: true },
      noTariff: { kind: "longText", label: "Why it has no usual amount", hint: "Only where it has no tariff.", isOptional: true },
      most: { kind: "pence", label: "Most that can be paid", isOptional: true },
      ambiguous: { kind: "yesNo", label: "The category is a matter of judgement and needs a reason", isOptional: true },
      ...sourced,
    },
  },
  tariffs: {
    title: "Tariffs",
    hint: "Usual amounts by the size of a household. Each tariff has one amount for every household.",
    row: "Tariff",
    key: (band) => `${band.tariff} ${bandInWords(band)}`,
    name: (band) => `${band.tariff}, ${bandInWords(band)}`,
    fields: {
      tariff: { kind: "text", label: "Tariff", hint: codeHint },
      peopleFrom: { kind: "count", label: "Fewest people" },
      peopleTo: { kind: "count", label: "Most people", hint: "Leave empty for any number.", isOptional: true },
      childrenFrom: { kind: "count", label: "Fewest children" },
      childrenTo: { kind: "count", label: "Most children", hint: "Leave empty for any number.", isOptional: true },
      amount: { kind: "pence", label: "Usual amount" },
      ...sourced,
    },
  },
  windows: {
    title: "How often",
    hint: `How often one household may be helped with one need. ${earlierAwardsWords}`,
    row: "Window",
    key: ({ need }) => need,
    name: ({ need }) => (need === "usual" ? "every other need" : needs[need]),
    fields: {
      need: { kind: "choice", label: "Need", options: always({ usual: "Every other need", ...needs }) },
      window: { kind: "choice", label: "How the time is counted", options: always(windows) },
      months: { kind: "count", label: "Months", hint: "Leave empty where the whole scheme is counted.", isOptional: true },
      awards: { kind: "count", label: "Awards in that time" },
      inScheme: { kind: "count", label: "Most awards in the whole scheme", hint: "Leave empty for no such limit.", isOptional: true },
      ...sourced,
    },
  },
  caps: {
    title: "Caps",
    row: "Cap",
    key: ({ cap }) => cap,
    name: ({ cap }) => caps[cap],
    fields: {
      cap: { kind: "choice", label: "What is capped", options: always(caps) },
      amount: { kind: "pence", label: "Cap" },
      ...sourced,
    },
  },
  rules: {
    title: "Rules",
    hint: "In the order in which a decision letter gives its reasons.",
    row: "Rule",
    key: ({ rule }) => rule,
    name: (setting) => `“${withoutStop(ruleFor(setting)?.says ?? setting.rule)}”`,
    fields: {
      rule: { kind: "choice", label: "Rule", options: always(Object.fromEntries(rules.map(({ name, says }) => [name, says]))) },
      version: { kind: "count", label: "Version of the rule" },
      parameters: { kind: "parameters", label: "Settings" },
      ...sourced,
    },
  },
  ownRules: {
    title: "Rules of our own",
    hint: "Simple rules that staff write themselves. Their reasons come last.",
    row: "Rule of our own",
    key: ({ name }) => name,
    name: ({ says }) => `“${withoutStop(says)}”`,
    fields: {
      name: { kind: "text", label: "Short name", hint: codeHint },
      says: { kind: "longText", label: "What must be true", hint: "One sentence." },
      toResident: { kind: "longText", label: "What a resident is told" },
      otherwise: { kind: "choice", label: "What happens where it does not hold", options: always(otherwise) },
      ...conditionFields,
    },
  },
  evidence: {
    title: "Evidence",
    row: "Evidence",
    key: ({ code }) => code,
    name: ({ label }) => label,
    fields: {
      code: { kind: "text", label: "Code", hint: codeHint },
      label: { kind: "text", label: "What has to be shown" },
      askedFor: { kind: "choice", label: "Who is asked", options: always({ everyone: "Everyone", ...needs }) },
      accepts: { kind: "lines", label: "What is accepted", hint: "One on each line. Any one of them is enough." },
      ...sourced,
    },
  },
  pacing: {
    title: "Money by period",
    hint: "A category listed here gets its money period by period. Every other has one budget for the whole scheme.",
    row: "Period",
    key: ({ category }) => category,
    name: ({ category }) => category,
    fields: {
      category: { kind: "choice", label: "Category", options: categoriesToChoose },
      months: { kind: "count", label: "Months in a period", hint: "Counted from the first day of the scheme." },
      ...sourced,
    },
  },
  delegation: {
    title: "Who may decide",
    row: "Limit",
    key: ({ role }) => role,
    name: ({ role }) => deciders[role],
    fields: {
      role: { kind: "choice", label: "Role", options: always(deciders) },
      upTo: { kind: "pence", label: "Most that they may award, or move between budgets, alone" },
      ...sourced,
    },
  },
  limitsTogether: {
    title: "What one person may commit in several awards",
    hint: "Above it an award waits for a second person, as above the limit for one award. An approver’s own sums count what they award alone, what they approve, and runs.",
    row: "Limit",
    key: ({ role, counts, over }) => `${role} ${counts} ${over}`,
    name: ({ role, counts, over }) => `${deciders[role]}, ${limitsCount[counts].toLowerCase()}, ${limitsOver[over].toLowerCase()}`,
    fields: {
      role: { kind: "choice", label: "Role", options: always({ assessor: deciders.assessor, approver: deciders.approver }) },
      counts: { kind: "choice", label: "What is counted together", options: always(limitsCount) },
      over: { kind: "choice", label: "How long it is counted together", options: always(limitsOver) },
      upTo: { kind: "pence", label: "Most that they may commit together" },
      ...sourced,
    },
  },
  clock: {
    title: "Time to decide",
    fields: {
      urgentHours: { kind: "count", label: "Hours for an urgent decision" },
      otherDays: { kind: "count", label: "Working days for any other decision" },
      ...sourced,
    },
  },
  review: {
    title: "Reviews",
    fields: {
      askWithinDays: { kind: "count", label: "Days to ask for a review" },
      differentOfficer: { kind: "yesNo", label: "Another officer reviews" },
      cannotReduce: { kind: "yesNo", label: "A review cannot lower an award" },
      whenNoMoneyLeft: { kind: "choice", label: "When no money is left", options: always(whenNoMoney) },
      ...sourced,
    },
  },
  matching: {
    title: "One household or two",
    hint: "Each application is compared with the households that have applied before. Facts that agree give points, and facts that differ take points away. Try other points on last year’s cases before you publish them.",
    fields: {
      certain: {
        kind: "count",
        label: "Points from which an application joins a household without a person",
        hint: "Some differences, such as another National Insurance number, always need a person.",
      },
      possible: {
        kind: "count",
        label: "Points from which a person compares the two before any award",
        hint: "With fewer points an application is a new household.",
      },
      wrongJoin: { kind: "longText", label: "Cost of a wrong join", hint: "Fewer wrong joins need more points for a join." },
      missedMatch: { kind: "longText", label: "Cost of a missed match", hint: "Fewer missed matches need fewer points for a look." },
      personsTime: { kind: "longText", label: "Cost of a person’s time", hint: "Fewer looks need more points for a look." },
      ...sourced,
    },
  },
  onwardHelp: {
    title: "Other help",
    hint: "What is offered beside money, and when. Without conditions it is always offered.",
    row: "Offer",
    key: ({ offer }) => offer,
    name: ({ offer }, offers) => offers[offer] ?? offer,
    fields: { offer: { kind: "choice", label: "What is offered", options: (_, offers) => offers }, ...conditionFields },
  },
  deadlines: {
    title: "After the scheme",
    row: "Deadline",
    key: ({ deadline }) => deadline,
    name: ({ deadline }) => deadlines[deadline],
    fields: {
      deadline: { kind: "choice", label: "Deadline", options: always(deadlines) },
      days: { kind: "count", label: "Days after the scheme’s last day" },
      ...sourced,
    },
  },
  returns: {
    title: "Returns",
    row: "Return",
    key: ({ code }) => code,
    name: ({ name }) => name,
    fields: {
      code: { kind: "text", label: "Code", hint: codeHint },
      name: { kind: "text", label: "What the return is called" },
      from: { kind: "day", label: "First day that it covers" },
      to: { kind: "day", label: "Last day that it covers" },
      due: { kind: "day", label: "Due", hint: "Leave empty until the real date and its source are known.", isOptional: true },
      layout: { kind: "longText", label: "Layout" },
      counts: { kind: "choice", label: "Money that counts as spend", options: always(spendCounts) },
      cumulative: { kind: "yesNo", label: "It covers everything since the scheme’s first day" },
      fileName: {
        kind: "text",
        label: "Name of the file",
        hint: "Letters, digits, - and _. {authority} stands for the authority’s code, {MMYY} for the last month that the return covers. For example, HSF7MI_{authority}_{MMYY}.",
        isOptional: true,
      },
      ...sourced,
    },
  },
  returnTables: {
    title: "Tables of the returns",
    hint: "Say what the rows and columns of each table are. The service lists them from the categories and the calendar, and fills in the figures from the ledger.",
    row: "Table",
    key: ({ code }) => code,
    name: ({ title }) => title,
    fields: {
      code: { kind: "text", label: "Code", hint: codeHint },
      returns: { kind: "choices", label: "Returns that have the table", options: returnsToChoose },
      sheet: { kind: "text", label: "Sheet of the workbook", hint: "At most 31 characters, without : \\ / ? * [ and ]." },
      title: { kind: "text", label: "What the table is called" },
      known: {
        kind: "yesNo",
        label: "Its rows and columns are known",
        hint: "Without this tick the return shows the table without figures.",
      },
      rowsBy: { kind: "choice", label: "Rows", options: always(axes) },
      columnsBy: { kind: "choice", label: "Columns", options: always(axes) },
      measures: { kind: "choices", label: "What each cell measures", options: always(measures) },
      precedence: {
        kind: "choice",
        label: "Where a household has several, report it under",
        hint: "Only in a table by who lives in the household.",
        options: always(precedences),
        isOptional: true,
      },
      totals: { kind: "yesNo", label: "It has totals" },
      note: { kind: "longText", label: "Note for finance", isOptional: true },
      ...sourced,
    },
  },
  returnFields: {
    title: "What finance types in a return",
    row: "Field",
    key: ({ table, code }) => `${table} ${code}`,
    name: ({ label }) => label,
    fields: {
      table: { kind: "choice", label: "Table", options: tablesToChoose },
      code: { kind: "text", label: "Code", hint: codeHint },
      label: { kind: "text", label: "What finance is asked for" },
      kind: { kind: "choice", label: "What finance types", options: always(typedKinds) },
      required: { kind: "yesNo", label: "The return cannot be signed without it" },
      ...sourced,
    },
  },
  administration: {
    title: "Lines of administration",
    hint: "The lines in which the return asks about administration.",
    row: "Line of administration",
    key: ({ code }) => code,
    name: ({ label }) => label,
    fields: {
      code: { kind: "text", label: "Code", hint: codeHint },
      label: { kind: "text", label: "What it is called" },
      ...sourced,
    },
  },
  contributions: {
    title: "Contributions between categories",
    hint: "Money that finance moves from one category to another, where the return asks about it.",
    row: "Contribution",
    key: ({ code }) => code,
    name: ({ label }) => label,
    fields: {
      code: { kind: "text", label: "Code", hint: codeHint },
      label: { kind: "text", label: "What it is called" },
      from: { kind: "choices", label: "Categories that give", options: categoriesToChoose },
      to: { kind: "choice", label: "Category that gets", options: categoriesToChoose },
      ...sourced,
    },
  },
  returnCells: {
    title: "Cells of the department’s workbook",
    hint: "Where each figure is written into the department’s own workbook. Nothing is written where the label’s cell has another text.",
    row: "Cell",
    key: ({ table, row, column, measure }) => `${table} ${row} ${column} ${measure}`,
    name: ({ sheet, cell }) => `${sheet}, ${cell}`,
    fields: {
      table: { kind: "choice", label: "Table", options: tablesToChoose },
      row: { kind: "text", label: "Code of the row", hint: "Of a typed field, its own code. TOTAL stands for the total." },
      column: { kind: "text", label: "Code of the column", hint: "TOTAL stands for the total, and for a table with one column." },
      measure: { kind: "choice", label: "What is written", options: always({ ...measures, typed: "What finance typed" }) },
      sheet: { kind: "text", label: "Sheet of the workbook" },
      cell: { kind: "text", label: "Cell", hint: "For example, C12." },
      labelCell: { kind: "text", label: "Cell of its label" },
      label: { kind: "text", label: "Text of its label" },
      ...sourced,
    },
  },
  purposes: {
    title: "Money for one purpose",
    hint: "Only the items of a purpose can spend its money, and they spend it first. Put the money into the purpose’s own budget.",
    row: "Purpose",
    key: ({ code }) => code,
    name: ({ label }) => label,
    fields: {
      code: { kind: "text", label: "Code", hint: codeHint },
      label: { kind: "text", label: "What it is called" },
      category: { kind: "choice", label: "Category", options: categoriesToChoose },
      items: { kind: "choices", label: "Items", options: itemsToChoose },
      after: { kind: "choice", label: "When its money is used up", options: always(afterPurpose) },
      amount: { kind: "pence", label: "Part of the grant that is for it", hint: "Leave it empty if nobody has said.", isOptional: true },
      ...sourced,
    },
  },
  supportTypes: {
    title: "Support types",
    hint: "The public statement counts households by these. An item that is in none of them counts as other support.",
    row: "Support type",
    key: ({ code }) => code,
    name: ({ label }) => label,
    fields: {
      code: { kind: "text", label: "Code", hint: codeHint },
      label: { kind: "text", label: "What the public reads" },
      items: { kind: "choices", label: "Items", options: itemsToChoose },
      ...sourced,
    },
  },
};

export type Row = { readonly [field: string]: FieldValue | undefined };

export type Section = {
  readonly title: string;
  readonly hint?: string;
  readonly fields: { readonly [field: string]: Field };
  readonly row?: string;
  readonly key?: (row: Row) => string;
  readonly name?: (row: Row, offers: Offers) => string;
};

export const sectionNames = Object.keys(sections) as SectionName[];
export const isSection = (name: string): name is SectionName => Object.hasOwn(sections, name);

export const sectionOf = (name: SectionName): Section => sections[name] as unknown as Section;

/** One row for a section that is not a list. */
export const rowsOf = (scheme: Scheme, name: SectionName): readonly Row[] => [scheme[name]].flat() as unknown as readonly Row[];
