import { pence, poundsTyped } from "../../../shared/domain/money.ts";
import { type MeasureName, measureFor, measureNames } from "../../../shared/domain/rules/measures.ts";
import type { Condition } from "../../../shared/domain/scheme/scheme.ts";
import { fieldsOfCondition } from "../../../shared/domain/scheme-draft/condition-fields.ts";
import { upperFirst } from "../../../shared/domain/text.ts";
import type { Form } from "../../../shared/http/read-body.ts";
import { isBlank, pounds, valueFrom, wholeNumberFrom } from "../../document/input.ts";
import type { SchemeInput } from "./scheme-input.ts";

export const mostConditions = 5;

const isAmount = (measure: string) => measureFor(measure)?.kind === "pence";
const optionsOf = (measure: string) => {
  const known = measureFor(measure);
  return known && "options" in known ? known.options : undefined;
};

const measured = Object.fromEntries(measureNames.map((name) => [name, upperFirst(measureFor(name)?.label ?? name)]));

/** Everything that a list can include, each with the list that it is in. */
const listed = Object.fromEntries(
  measureNames.flatMap((name: MeasureName) =>
    Object.entries(optionsOf(name) ?? {}).map(([option, label]) => [
      `${name}:${option}`,
      `${upperFirst(measureFor(name)?.label ?? name)}: ${label}`,
    ]),
  ),
);

/** A figure and one of a list cannot share an input, so what a condition compares with has two. */
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

/** The conditions that were typed, each with the number of its place in the form. */
export const conditionsFrom = (rowName: string, form: Form): readonly { readonly number: number; readonly condition: unknown }[] =>
  Array.from({ length: mostConditions }, (_, index) => index + 1).flatMap((number) => {
    const inputs = conditionInputs(conditionName(rowName, number));
    if (inputs.every((input) => isBlank(input, form))) return [];
    const typed = Object.fromEntries(inputs.map((input) => [input.at[0], valueFrom(input, form)]));
    return [{ number, condition: conditionFrom(typed) }];
  });

export const conditionName = (rowName: string, number: number): string => `${rowName}-condition-${number}`;

type TypedCondition = { readonly [field: string]: unknown };

const conditionFrom = ({ option, value, plusEachAdult, plusEachChild, ...rest }: TypedCondition): object => {
  const measure = String(rest.measure ?? "");
  const read = (text: unknown) =>
    text === undefined ? undefined : isAmount(measure) ? pounds(String(text)) : wholeNumberFrom(String(text));
  const [list, chosen] = String(option ?? "").split(":");
  const compared = optionsOf(measure) ? (list === measure ? chosen : undefined) : read(value);
  return { ...rest, value: compared, plusEachAdult: read(plusEachAdult), plusEachChild: read(plusEachChild) };
};

/** What stands in a condition's inputs, by their names within it. */
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

/** The input that a problem with a condition is mended in. */
export const conditionInputAt = (name: string, field: string | number | undefined, form: Form): SchemeInput | undefined => {
  const inputs = conditionInputs(name);
  const isList = optionsOf(form.one(`${name}-measure`)) !== undefined;
  const wanted = field === "value" && isList ? "option" : field;
  return inputs.find(({ at }) => at[0] === wanted) ?? inputs[0];
};
