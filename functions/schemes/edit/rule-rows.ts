import type { Parameter, Rule } from "../../../shared/domain/rules/rule.ts";
import { rules } from "../../../shared/domain/rules/rules.ts";
import type { RuleSetting, Scheme } from "../../../shared/domain/scheme/scheme.ts";
import { sections } from "../../../shared/domain/scheme-draft/sections.ts";
import type { TypedFields } from "../../../shared/forms/typed-form.ts";
import type { Form } from "../../../shared/http/read-body.ts";
import { type FormRow, type RowRead, readRow, typedRow } from "./form-row.ts";
import type { SchemeInput, SchemeInputField } from "./scheme-input.ts";

/** Every rule has a row of its own, whether the scheme uses it or not. */
export type RuleRow = FormRow & {
  readonly rule: string;
  readonly version: number;
  readonly says: string;
  /** Why it cannot be left out. A rule with several versions has a tick for each all the same. */
  readonly alwaysOn?: string;
  readonly hasTick: boolean;
};

const fieldFor = (parameter: Parameter): SchemeInputField => {
  const { kind, label } = parameter;
  switch (kind) {
    case "choice":
    case "choices":
      return { kind, label, options: () => parameter.options };
    case "evidence":
      return {
        kind: "choice",
        label,
        options: ({ evidence }) => Object.fromEntries(evidence.map(({ code, label: shown }) => [code, shown])),
      };
    default:
      return { kind, label };
  }
};

const used: SchemeInputField = { kind: "yesNo", label: "Use this rule" };
const place: SchemeInputField = {
  kind: "count",
  label: "Place in a decision letter",
  hint: "The rule with the lowest number gives its reason first.",
  isOptional: true,
};

const ruleRows: readonly RuleRow[] = rules.map(({ name: rule, version, says, parameters, alwaysOn }: Rule) => {
  const name = `rules-${rule}-${version}`;
  const { source, verified } = sections.rules.fields;
  const input = (field: SchemeInputField, ...at: string[]): SchemeInput => ({ name: `${name}-${at.join("-")}`, at, field });
  const settings = Object.entries(parameters).map(([parameter, described]) => input(fieldFor(described), "parameters", parameter));
  const hasTick = alwaysOn === undefined || rules.some((other) => other.name === rule && other.version !== version);
  const inputs = [
    ...(hasTick ? [input(used, "used")] : []),
    ...settings,
    input(verified, "verified"),
    input(source, "source"),
    input(place, "place"),
  ];
  return { name, rule, version, says, inputs, hasConditions: false, hasTick, ...(alwaysOn && { alwaysOn }) };
});

const sets = ({ rule, version }: RuleRow, setting: RuleSetting): boolean => setting.rule === rule && setting.version === version;

/** The rules of the document in its order, and then the rest. */
export const rulesInOrder = (scheme: Pick<Scheme, "rules">): readonly RuleRow[] => {
  const isUsed = (row: RuleRow) => scheme.rules.some((setting) => sets(row, setting));
  const inUse = scheme.rules.flatMap((setting) => ruleRows.find((row) => sets(row, setting)) ?? []);
  return [...inUse, ...ruleRows.filter((row) => !isUsed(row))];
};

export const rowOfUnused = (name: string | number | undefined): RuleRow | undefined => ruleRows.findLast(({ rule }) => rule === name);

/** The ticked rules and those that are always on, in the order of the places beside them. Rules without a place come last. */
export const rulesFrom = (form: Form, scheme: Scheme): readonly (RowRead & { readonly row: RuleRow })[] =>
  rulesInOrder(scheme)
    .map((row) => ({ row, ...readRow(row, form, scheme) }))
    .filter(({ row, value }) => !row.hasTick || value.used === true)
    .toSorted((a, b) => placeOf(a.value) - placeOf(b.value))
    .map(({ row, unread, value: { used: _used, place: _place, ...setting } }) => ({
      row,
      unread,
      value: { parameters: {}, ...setting, rule: row.rule, version: row.version },
    }));

const last = 1_000_000_000;
const placeOf = ({ place }: { readonly [field: string]: unknown }): number => (typeof place === "number" ? place : last);

export const typedRules = (scheme: Scheme): TypedFields =>
  Object.assign(
    {},
    ...scheme.rules.map((setting, index) => {
      const row = ruleRows.find((each) => sets(each, setting));
      return row ? typedRow(row, { ...setting, used: true, place: index + 1 }, scheme) : {};
    }),
  );
