import { formatPounds, pence } from "../money.ts";
import type { ParameterValue, RuleSetting, Scheme } from "../scheme/scheme.ts";
import type { Parameter } from "./rule.ts";
import { ruleFor, rules } from "./rules.ts";

/** A problem of one rule's settings, at its place in the rule's row. */
export type SettingProblem = {
  readonly place: readonly ["rule"] | readonly ["version"] | readonly ["parameters", string];
  readonly message: string;
};

const mostPence = 10_000_000_00;

export const parameterProblems = (setting: RuleSetting, scheme: Pick<Scheme, "evidence">): readonly SettingProblem[] => {
  const versions = rules.flatMap((known) => (known.name === setting.rule ? [known.version] : []));
  if (versions.length === 0) return [{ place: ["rule"], message: `Select a rule from the list: none is called “${setting.rule}”` }];
  const known = ruleFor(setting);
  if (!known) return [{ place: ["version"], message: `Select a version of the rule that exists: ${versions.join(" or ")}` }];

  const { parameters } = known;
  const given = Object.keys(setting.parameters);
  const unknown = given.filter((name) => !Object.hasOwn(parameters, name));
  return [
    ...unknown.map((name) => ({ place: ["parameters", name] as const, message: `Take “${name}” out: the rule has no such setting` })),
    ...Object.entries(parameters).flatMap(([name, parameter]) => {
      const value = Object.hasOwn(setting.parameters, name) ? setting.parameters[name] : undefined;
      const message = valueProblem(parameter, value, scheme);
      return message ? [{ place: ["parameters", name] as const, message }] : [];
    }),
  ];
};

const isWhole = (value: ParameterValue | undefined, least: number, most: number): boolean =>
  typeof value === "number" && Number.isInteger(value) && least <= value && value <= most;

const valueProblem = (
  parameter: Parameter,
  value: ParameterValue | undefined,
  { evidence }: Pick<Scheme, "evidence">,
): string | undefined => {
  const named = `“${parameter.label}”`;
  switch (parameter.kind) {
    case "pence":
      return isWhole(value, 0, mostPence) ? undefined : `Enter an amount of money from £0 to £10 million for ${named}`;
    case "count": {
      const { least, most } = parameter;
      return isWhole(value, least, most) ? undefined : `Enter a whole number from ${least} to ${most} for ${named}`;
    }
    case "yesNo":
      return typeof value === "boolean" ? undefined : `Select yes or no for ${named}`;
    case "choice":
      return typeof value === "string" && Object.hasOwn(parameter.options, value)
        ? undefined
        : `Select an option from the list for ${named}`;
    case "choices": {
      const areListed = Array.isArray(value) && value.every((each) => Object.hasOwn(parameter.options, each));
      return areListed && new Set(value).size === value.length ? undefined : `Select options from the list, each once, for ${named}`;
    }
    case "evidence":
      if (evidence.length === 0 && (value === undefined || value === "")) return undefined;
      return evidence.some(({ code }) => code === value) ? undefined : `Select evidence that the scheme asks for, for ${named}`;
  }
};

/** "Always on: no path awards more than the scheme’s caps allow." */
export const alwaysOnWords = (why: string): string => `Always on: ${why}.`;

/** "£6,000", "Yes", "After housing costs". */
export const settingInWords = (parameter: Parameter, value: ParameterValue, scheme: Pick<Scheme, "evidence">): string => {
  switch (parameter.kind) {
    case "pence":
      return formatPounds(pence(Number(value)));
    case "count":
      return String(value);
    case "yesNo":
      return value ? "Yes" : "No";
    case "choice":
      return parameter.options[String(value)] ?? String(value);
    case "choices": {
      const labels = (Array.isArray(value) ? value : []).map((each) => parameter.options[each] ?? each);
      return labels.length > 0 ? labels.join("; ") : "None";
    }
    case "evidence":
      return scheme.evidence.find(({ code }) => code === value)?.label ?? (value ? String(value) : "None");
  }
};
