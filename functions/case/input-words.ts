import { benefits, otherSchemes, recourseAnswers, triggers } from "../../shared/domain/answers.ts";
import type { Residence } from "../../shared/domain/area.ts";
import { type Day, formatDay } from "../../shared/domain/dates.ts";
import { formatPounds, pence } from "../../shared/domain/money.ts";
import { needs } from "../../shared/domain/needs.ts";
import { checks, type EvidenceGiven, waivers } from "../../shared/domain/rules/facts.ts";
import type { Inputs } from "../../shared/domain/rules/rule.ts";
import { joinedBy, type Scheme } from "../../shared/domain/scheme/scheme.ts";

type Value = Inputs[string];
type InputWords = { readonly label: string; readonly say: (value: Value, scheme: Scheme | undefined) => string };

const each = (value: Value, say: (one: string) => string): string => {
  const all = [value].flat().map(String);
  return all.length > 0 ? all.map(say).join("; ") : "None";
};
const asIs = (label: string): InputWords => ({ label, say: (value) => each(value, (one) => one) });
const pounds = (label: string): InputWords => ({ label, say: (value) => formatPounds(pence(Number(value))) });
const chosen = (label: string, options: { readonly [code: string]: string }): InputWords => ({
  label,
  say: (value) => each(value, (code) => options[code] ?? code),
});

const evidenceLabel = (code: string, scheme: Scheme | undefined) => scheme?.evidence.find((asked) => asked.code === code)?.label ?? code;

export const evidenceWords = (given: readonly EvidenceGiven[], scheme: Scheme | undefined): readonly string[] =>
  given.map((one) => {
    const label = evidenceLabel(one.evidence, scheme);
    return "shown" in one ? `${label}: ${one.shown}` : `${label}: waived. ${waivers[one.waived]}`;
  });

/** Puts "address: Council tax record" into words: the code of the evidence, and its value where that is a code too. */
const evidence = (label: string, options: { readonly [code: string]: string } = {}): InputWords => ({
  label,
  say: (value, scheme) =>
    each(value, (one) => {
      const [code = "", said] = one.split(/: (.*)/s);
      return said === undefined ? evidenceLabel(code, scheme) : `${evidenceLabel(code, scheme)}: ${options[said] ?? said}`;
    }),
});

const residences = {
  inside: "Inside the area",
  partly: "In a district that crosses the boundary",
  outside: "Outside the area",
  unknown: "No settled address",
} as const satisfies Record<Residence, string>;

/** By the rules' own names for their inputs. */
const inputs: { readonly [name: string]: InputWords } = {
  age: asIs("Age of the person who needs help"),
  amount: pounds("This award"),
  appliedUnder: asIs("Applied under"),
  awards: asIs("Earlier awards"),
  benefits: chosen("Benefits", benefits),
  checks: chosen("Confirmed", checks),
  conditions: asIs("The rule’s conditions"),
  district: asIs("Postcode district"),
  estimatedAges: asIs("Ages that are estimates"),
  found: asIs("What was found"),
  held: chosen("Needs with an earlier award", needs),
  helpFrom: chosen("Helped already by", otherSchemes),
  housingCosts: chosen("Income is counted", { before: "Before housing costs", after: "After housing costs" }),
  isAsked: { label: "The scheme asks for one", say: (value) => (value ? "Yes" : "No") },
  isListedHome: { label: "The address list has the home", say: (value) => (value ? "Yes" : "No") },
  joined: chosen("How many must hold", joinedBy),
  limit: pounds("The limit for this household"),
  looksAt: chosen("Other schemes looked at", otherSchemes),
  minimumAge: asIs("The minimum age"),
  missing: evidence("Still to be shown"),
  monthlyHousingCosts: pounds("Rent or mortgage a month"),
  monthlyIncome: pounds("Income a month"),
  needs: chosen("Needs in question", needs),
  noRecourse: chosen("No recourse to public funds", { ...recourseAnswers, notAsked: "Not asked" }),
  perAward: pounds("The cap on one award"),
  perHousehold: pounds("The cap on one household"),
  residence: chosen("Where the postcode lies", residences),
  savings: pounds("Savings"),
  savingsMax: pounds("The limit"),
  scheme: asIs("Decided under"),
  shown: evidence("Shown"),
  shownBy: evidence("What can show it"),
  spent: pounds("Awarded so far in this scheme"),
  today: { label: "The day", say: (value) => formatDay(String(value) as Day) },
  trigger: chosen("What happened", triggers),
  waived: evidence("Waived", waivers),
  yearly: pounds("Income over a year"),
};

/** An input without words is shown under its own name, so that nothing that decided is left out. */
export const inputWords = (went: Inputs, scheme: Scheme | undefined) =>
  Object.entries(went).map(([name, value]) => {
    const { label, say } = inputs[name] ?? asIs(name);
    return { label, text: say(value, scheme) };
  });
