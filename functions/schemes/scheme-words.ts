import { earlierAwardsWords } from "../../shared/domain/household/household.ts";
import { ownRuleInWords } from "../../shared/domain/rules/own-rule.ts";
import type { Rule } from "../../shared/domain/rules/rule.ts";
import { ruleFor } from "../../shared/domain/rules/rules.ts";
import { alwaysOnWords } from "../../shared/domain/rules/settings.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import type { Field, Offers } from "../../shared/domain/scheme-draft/field.ts";
import { fieldInWords, ruleSettingsInWords } from "../../shared/domain/scheme-draft/field-words.ts";
import { type Row, rowsOf, type SectionName, sectionNames, sectionOf } from "../../shared/domain/scheme-draft/sections.ts";
import { upperFirst } from "../../shared/domain/text.ts";

/** A whole scheme as its staff read it: every section of the document, none left out. */

type Source = { readonly verified: boolean; readonly text: string };
type RowWords = { readonly name: string; readonly cells: readonly string[]; readonly source: Source };
export type SectionWords = { readonly id: SectionName; readonly title: string; readonly note?: string } & (
  | { readonly kind: "facts"; readonly facts: readonly { readonly label: string; readonly words: string }[]; readonly source?: Source }
  | {
      readonly kind: "table";
      readonly word: string;
      readonly columns: readonly string[];
      readonly rows: readonly RowWords[];
      readonly hasSources: boolean;
    }
  | { readonly kind: "rules"; readonly rules: readonly RuleWords[] }
  | { readonly kind: "ownRules"; readonly rules: readonly OwnRuleWords[] }
);

type RuleWords = {
  readonly says: string;
  readonly settings: readonly { readonly label: string; readonly words: string }[];
  readonly alwaysOn?: string;
  readonly source: Source;
};
type OwnRuleWords = { readonly says: string; readonly inWords: string; readonly toResident: string };

export const schemeInWords = (scheme: Scheme, offers: Offers): readonly SectionWords[] =>
  sectionNames.map((name) => sectionInWords(name, scheme, offers));

const sectionInWords = (id: SectionName, scheme: Scheme, offers: Offers): SectionWords => {
  const { title, row } = sectionOf(id);
  if (id === "rules") return { id, title, kind: "rules", rules: rulesInWords(scheme) };
  if (id === "ownRules") return { id, title, kind: "ownRules", rules: ownRulesInWords(scheme) };
  if (row === undefined) return { id, title, ...factsOf(id, scheme, offers) };
  return { id, title, ...tableOf(id, row, scheme, offers), ...(id === "windows" && { note: earlierAwardsWords }) };
};

const rulesInWords = (scheme: Scheme): readonly RuleWords[] =>
  scheme.rules.map((setting) => ({
    says: ruleFor(setting)?.says ?? setting.rule,
    settings: ruleSettingsInWords(setting, scheme),
    ...alwaysOn(ruleFor(setting)),
    source: sourceOf(setting) ?? unsourced,
  }));
const alwaysOn = (rule: Rule | undefined) => (rule?.alwaysOn ? { alwaysOn: alwaysOnWords(rule.alwaysOn) } : {});
const unsourced: Source = { verified: false, text: "" };

const ownRulesInWords = (scheme: Scheme): readonly OwnRuleWords[] =>
  scheme.ownRules.map((rule) => ({ says: rule.says, inWords: ownRuleInWords(rule, scheme), toResident: rule.toResident }));

const sourceOf = ({ verified, source }: { readonly verified?: unknown; readonly source?: unknown }): Source | undefined =>
  typeof source === "string" ? { verified: verified === true, text: source } : undefined;

/** The page shows these elsewhere: a source beside its row, a code as its name. */
const shownElsewhere: readonly string[] = ["verified", "source", "code", "joined"];
/** The name of a band says its household, so its ends need no columns. */
const inTheName: readonly string[] = ["tariff", "peopleFrom", "peopleTo", "childrenFrom", "childrenTo"];
const fieldsOf = (id: SectionName): readonly (readonly [string, Field])[] =>
  Object.entries(sectionOf(id).fields).filter(
    ([field]) => !shownElsewhere.includes(field) && !(id === "tariffs" && inTheName.includes(field)),
  );

const factsOf = (id: SectionName, scheme: Scheme, offers: Offers) => {
  const [row = {}] = rowsOf(scheme, id);
  const facts = fieldsOf(id).map(([name, field]) => ({ label: field.label, words: fieldInWords(field, name, row, scheme, offers) }));
  const source = sourceOf(row);
  return { kind: "facts" as const, facts, ...(source && { source }) };
};

/** The name of each row comes first. Empty columns are left out. */
const tableOf = (id: SectionName, word: string, scheme: Scheme, offers: Offers) => {
  const rows = rowsOf(scheme, id);
  const { name } = sectionOf(id);
  const nameOf = (row: Row) => name?.(row, offers) ?? "";
  const wordsOf = (row: Row, [field, described]: readonly [string, Field]) => fieldInWords(described, field, row, scheme, offers);
  const columns = fieldsOf(id).filter((column) =>
    rows.some((row) => !["", nameOf(row).toLowerCase()].includes(wordsOf(row, column).toLowerCase())),
  );
  return {
    kind: "table" as const,
    word,
    columns: columns.map(([, { label }]) => label),
    rows: rows.map((row) => {
      const cells = columns.map((column) => upperFirst(wordsOf(row, column)));
      return { name: upperFirst(nameOf(row)), cells, source: sourceOf(row) ?? unsourced };
    }),
    hasSources: rows.some((row) => sourceOf(row) !== undefined),
  };
};
