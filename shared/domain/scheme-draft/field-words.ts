import { plainFieldInWords } from "../document/field-words.ts";
import { conditionsInWords } from "../rules/condition.ts";
import { ruleFor } from "../rules/rules.ts";
import { settingInWords } from "../rules/settings.ts";
import type { RuleSetting, Scheme } from "../scheme/scheme.ts";
import type { Field, Offers } from "./field.ts";
import type { Row } from "./sections.ts";

export const ruleSettingsInWords = (
  setting: RuleSetting,
  scheme: Scheme,
): readonly { readonly name: string; readonly label: string; readonly words: string }[] =>
  Object.entries(ruleFor(setting)?.parameters ?? {}).flatMap(([name, parameter]) => {
    const value = setting.parameters[name];
    return value === undefined ? [] : [{ name, label: parameter.label, words: settingInWords(parameter, value, scheme) }];
  });

/** Empty for an empty field. */
export const fieldInWords = (field: Field, name: string, row: Row, scheme: Scheme, offers: Offers): string => {
  const value = row[name];
  if (value === undefined) return "";
  switch (field.kind) {
    case "conditions": {
      const { conditions, joined } = row as unknown as Scheme["onwardHelp"][number];
      return conditionsInWords(conditions, joined, scheme);
    }
    case "parameters":
      return ruleSettingsInWords(row as unknown as RuleSetting, scheme)
        .map(({ label, words }) => `${label}: ${words}`)
        .join("; ");
    default:
      return plainFieldInWords(field, value, scheme, offers);
  }
};
