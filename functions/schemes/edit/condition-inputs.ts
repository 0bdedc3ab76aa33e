import { documentAmount } from "../../../shared/domain/document/document-values.ts";
import { pence, poundsTyped } from "../../../shared/domain/money.ts";
import { type MeasureName, measureFor, measureNames } from "../../../shared/domain/rules/measures.ts";
import type { Condition, Scheme } from "../../../shared/domain/scheme/scheme.ts";
import { fieldsOfCondition } from "../../../shared/domain/scheme-draft/condition-fields.ts";
import { upperFirst } from "../../../shared/domain/text.ts";
import { count, money } from "../../../shared/forms/fields.ts";
import type { Form } from "../../../shared/http/read-body.ts";
import { isBlank, mostOfAnyCount, type Unread } from "../../document/input.ts";
import { readSchemeInput, type SchemeInput } from "./scheme-input.ts";

export const mostConditions = 5;

const isAmount = (measure: string) => measureFor(measure)?.kind === "pence";
const optionsOf = (measure: string) => {
  const known = measureFor(measure);
  return known && "options" in known ? known.options : undefined;
};

const measured = Object.fromEntries(measureNames.map((name) => [name, upperFirst(measureFor(name)?.label ?? name)]));

/** The options of every list, each under the name of its list. */
const listed = Object.fromEntries(
  measureNames.flatMap((name: MeasureName) =>
    Object.entries(optionsOf(name) ?? {}).map(([option, label]) => [
      `${name}:${option}`,
      `${upperFirst(measureFor(name)?.label ?? name)}: ${label}`,
    ]),
  ),
);

/** A figure and an option of a list cannot share an input, so a condition has two inputs to compare with. */
export const conditionInputs = (name: string): readonly SchemeInput[] => [
  {
    name: `${name}-measure`,
    at: ["measure"],
    field: { kind: "choice", label: fieldsOfCondition.measure.label, options: () => measured, empty: "No condition" },
  },
  { name: `${name}-agedFrom`, at: ["agedFrom"], field: fieldsOfCondition.agedFrom },
  { name: `${name}-agedTo`, at: ["agedTo"], field: fieldsOfCondition.agedTo },
  { name: `${name}-is`, at: ["is"], field: fieldsOfCondition.is },
  {
    name: `${name}-value`,
    at: ["value"],
    field: { kind: "text", label: "An amount in pounds, or a number", isShort: true, isOptional: true },
  },
  {
    name: `${name}-option`,
    at: ["option"],
    field: { kind: "choice", label: "Or one of a list", options: () => listed, isOptional: true },
  },
  {
    name: `${name}-plusEachAdult`,
    at: ["plusEachAdult"],
    field: { kind: "text", label: "Added for each adult", isShort: true, isOptional: true },
  },
  {
    name: `${name}-plusEachChild`,
    at: ["plusEachChild"],
    field: { kind: "text", label: "Added for each child", isShort: true, isOptional: true },
  },
];

/** The numbers of the conditions that are not blank. */
export const typedConditions = (rowName: string, form: Form): readonly number[] =>
  Array.from({ length: mostConditions }, (_, index) => index + 1).filter((number) =>
    conditionInputs(conditionName(rowName, number)).some((input) => !isBlank(input, form)),
  );

export const conditionName = (rowName: string, number: number): string => `${rowName}-condition-${number}`;

/** Pounds or a whole number, by the measure. */
const figure = (name: string, called: string, measure: string, form: Form) => {
  const read = isAmount(measure)
    ? money({ name, bounds: { name: called, ...documentAmount }, isOptional: true }).read(form)
    : count({ name, called, most: mostOfAnyCount, isOptional: true }).read(form);
  if (read.kind === "read") return { value: read.request, unread: [] };
  return { unread: read.errors.map((error): Unread => ({ id: name, error })) };
};

const isTyped = (name: string, form: Form): boolean => form.one(name).trim() !== "";

/** The measure that was selected, or the one whose option was. */
const measureIn = (name: string, form: Form): string => form.one(`${name}-measure`) || (form.one(`${name}-option`).split(":")[0] ?? "");

/** The measure decides whether a condition compares with a figure or an option. A value in the other input is an error. */
const readCompared = (name: string, measure: string, form: Form): { readonly value?: unknown; readonly unread: readonly Unread[] } => {
  const { label = "" } = measureFor(measure) ?? {};
  const [figureName, optionName] = [`${name}-value`, `${name}-option`];
  const [hasFigure, hasOption] = [isTyped(figureName, form), isTyped(optionName, form)];
  const told = (id: string, text: string): Unread => ({ id, error: { field: id, text } });
  if (optionsOf(measure) === undefined) {
    const read = figure(figureName, "what it is compared with", measure, form);
    if (!hasOption) return read;
    if (!hasFigure) return { unread: [told(figureName, `Enter a figure, and select “None” below: ${label} is compared with a figure`)] };
    return { ...read, unread: [...read.unread, told(optionName, `Select “None”: ${label} is compared with a figure`)] };
  }
  const [list, chosen] = form.one(optionName).split(":");
  const value = list === measure ? chosen : undefined;
  if (hasFigure && hasOption) return { value, unread: [told(figureName, `Leave this empty: ${label} is compared with an option`)] };
  if (hasFigure) return { unread: [told(optionName, `Select an option, and leave the figure empty: ${label} is compared with an option`)] };
  if (hasOption && value === undefined) return { unread: [told(optionName, `Select an option that begins with “${upperFirst(label)}”`)] };
  return { value, unread: [] };
};

export const readCondition = (name: string, form: Form, scheme: Scheme) => {
  const measure = measureIn(name, form);
  const own = conditionInputs(name)
    .filter(({ at: [field = ""] }) => ["agedFrom", "agedTo", "is"].includes(field))
    .map((input) => ({ at: input.at[0] ?? "", ...readSchemeInput(input, form, scheme) }));
  const compared = readCompared(name, measure, form);
  const eachAdult = figure(`${name}-plusEachAdult`, "what is added for each adult", measure, form);
  const eachChild = figure(`${name}-plusEachChild`, "what is added for each child", measure, form);
  return {
    value: {
      measure: measure || undefined,
      ...Object.fromEntries(own.map(({ at, value }) => [at, value])),
      value: compared.value,
      plusEachAdult: eachAdult.value,
      plusEachChild: eachChild.value,
    },
    unread: [...own.flatMap(({ unread }) => unread ?? []), ...compared.unread, ...eachAdult.unread, ...eachChild.unread],
  };
};

export const typedCondition = (condition: Condition): { readonly [at: string]: unknown } => {
  const { measure, value, plusEachAdult, plusEachChild, ...rest } = condition;
  const typed = (figure: number | undefined) => (figure !== undefined && isAmount(measure) ? poundsTyped(pence(figure)) : figure);
  return {
    ...rest,
    measure,
    ...(typeof value === "number" ? { value: typed(value) } : { option: `${measure}:${value}` }),
    plusEachAdult: typed(plusEachAdult),
    plusEachChild: typed(plusEachChild),
  };
};

/** The input where people mend a problem of a condition. */
export const conditionInputAt = (name: string, field: string | number | undefined, form: Form): SchemeInput | undefined => {
  const inputs = conditionInputs(name);
  const isList = optionsOf(measureIn(name, form)) !== undefined;
  const wanted = field === "value" && isList ? "option" : field;
  return inputs.find(({ at }) => at[0] === wanted) ?? inputs[0];
};
