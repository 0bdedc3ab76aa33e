import { formatPounds, pence } from "../money.ts";
import { type Condition, comparisons, type Scheme } from "../scheme/scheme.ts";
import { compositionOf, type Facts } from "./facts.ts";
import { type Measure, measureFor } from "./measures.ts";
import { quotedList } from "./rule.ts";

/** Publishing a scheme checks its conditions, so every published condition has a measure. */
const measureOf = ({ measure }: Condition): Measure => {
  const known = measureFor(measure);
  if (!known) throw new RangeError("A published condition measures something that exists.");
  return known;
};

const isMeasured = ({ measured }: Facts, name: string): boolean => measured === undefined || measured.includes(name);

/** Undefined where the facts do not answer the measure, or do not say how many people the threshold depends on. */
const read = (condition: Condition, facts: Facts, scheme: Scheme) => {
  const { measure, agedFrom = 0, agedTo = Number.POSITIVE_INFINITY, plusEachAdult, plusEachChild } = condition;
  const isAged = condition.agedFrom !== undefined || condition.agedTo !== undefined;
  const needed = [measure, ...(isAged ? ["ages"] : []), ...(plusEachAdult ? ["adults"] : []), ...(plusEachChild ? ["children"] : [])];
  return needed.every((name) => isMeasured(facts, name))
    ? measureOf(condition).read(facts, scheme, { from: agedFrom, to: agedTo })
    : undefined;
};

/** The condition's value, and what each adult and child of the household adds to it. */
const thresholdOf = ({ value, plusEachAdult = 0, plusEachChild = 0 }: Condition, facts: Facts, scheme: Scheme): number => {
  const { adults, children } = compositionOf(facts, scheme.about.childUnder);
  return Number(value) + plusEachAdult * adults + plusEachChild * children;
};

/** Undefined where nobody asked. */
export const isTrue = (condition: Condition, facts: Facts, scheme: Scheme): boolean | undefined => {
  const found = read(condition, facts, scheme);
  if (found === undefined) return undefined;
  if (typeof found !== "number") return found.includes(String(condition.value)) === (condition.is === "includes");
  const threshold = thresholdOf(condition, facts, scheme);
  return condition.is === "atLeast" ? found >= threshold : found <= threshold;
};

/** Undefined where the result hangs on something that nobody asked. No conditions always hold. */
export const areTrue = (conditions: readonly Condition[], joined: "all" | "any", facts: Facts, scheme: Scheme): boolean | undefined => {
  if (conditions.length === 0) return true;
  const answers = conditions.map((condition) => isTrue(condition, facts, scheme));
  const settles = joined === "any";
  if (answers.includes(settles)) return settles;
  return answers.includes(undefined) ? undefined : !settles;
};

/** Offers nothing where nobody asked. */
export const holdsTrue = (conditions: readonly Condition[], joined: "all" | "any", facts: Facts, scheme: Scheme): boolean =>
  areTrue(conditions, joined, facts, scheme) === true;

const amountInWords = ({ kind }: Measure, amount: number): string =>
  kind === "pence" ? formatPounds(pence(amount)) : amount.toLocaleString("en-GB");

const agesInWords = ({ agedFrom, agedTo }: Condition): string => {
  if (agedFrom !== undefined && agedTo !== undefined) return agedFrom === agedTo ? ` aged ${agedFrom}` : ` aged ${agedFrom} to ${agedTo}`;
  if (agedFrom !== undefined) return ` aged ${agedFrom} or over`;
  return agedTo === undefined ? "" : ` aged ${agedTo} or under`;
};

/** "the household’s monthly income is at most £1,000, plus £200 for each child under 19" */
export const conditionInWords = (condition: Condition, scheme: Scheme): string => {
  const measure = measureOf(condition);
  const subject = `${measure.label}${agesInWords(condition)}`;
  const { is, value, plusEachAdult, plusEachChild } = condition;
  if ("options" in measure) {
    const wanted = `“${measure.options[value] ?? value}”`;
    if (measure.kind === "choice") return `${subject} is ${is === "excludes" ? "not " : ""}${wanted}`;
    return `${subject} ${comparisons[is]} ${wanted}`;
  }
  const plus = [
    ...(plusEachAdult ? [`, plus ${amountInWords(measure, plusEachAdult)} for each adult`] : []),
    ...(plusEachChild ? [`, plus ${amountInWords(measure, plusEachChild)} for each child under ${scheme.about.childUnder}`] : []),
  ];
  return `${subject} ${comparisons[is]} ${amountInWords(measure, Number(value))}${plus.join("")}`;
};

/** "always", or "when" and the conditions. */
export const conditionsInWords = (conditions: readonly Condition[], joined: "all" | "any", scheme: Scheme): string => {
  if (conditions.length === 0) return "always";
  return `when ${conditions.map((condition) => conditionInWords(condition, scheme)).join(joined === "all" ? ", and " : ", or ")}`;
};

export const foundInWords = (condition: Condition, facts: Facts, scheme: Scheme): string => {
  const measure = measureOf(condition);
  const asked = `Asks whether ${conditionInWords(condition, scheme)}`;
  const found = read(condition, facts, scheme);
  if (found === undefined) return `${asked}: nobody asked.`;
  if (typeof found === "number") {
    const threshold = thresholdOf(condition, facts, scheme);
    const comesTo = threshold === condition.value ? "" : `, against ${amountInWords(measure, threshold)} in all`;
    return `${asked}: it is ${amountInWords(measure, found)}${comesTo}.`;
  }
  const { options } = measure as Extract<Measure, { options: unknown }>;
  return `${asked}: it is ${found.length > 0 ? quotedList(found.map((value) => options[value] ?? value)) : "empty"}.`;
};
