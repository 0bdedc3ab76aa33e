import type { Assessment } from "../../shared/domain/rules/eligibility.ts";
import { type RuleResult, ruleWords, unverifiedSource } from "../../shared/domain/rules/eligibility.ts";
import type { Verdict } from "../../shared/domain/rules/rule.ts";
import { type SchemeBook, schemeVersion } from "../../shared/domain/scheme/scheme-book.ts";
import { inputWords } from "./input-words.ts";

export const verdictTags = {
  pass: { text: "Pass", colour: "green" },
  fail: { text: "Fail", colour: "red" },
  refer: { text: "Look", colour: "yellow" },
} as const satisfies Record<Verdict, { text: string; colour: string }>;

export const rulesView = ({ scheme: code, schemeVersion: version, facts: { today }, results }: Assessment, book: SchemeBook) => {
  const scheme = schemeVersion(book, code, version);
  return {
    schemeName: scheme?.about.name ?? code,
    version,
    on: today,
    results: results.map((result) => ({
      ...result,
      says: (scheme && ruleWords(result.rule, scheme)?.says) ?? result.rule,
      unverified: scheme && unverifiedSource(result.rule, scheme),
      tag: verdictTags[result.verdict],
      wentBy: inputWords(result.inputs, scheme),
    })),
  };
};

/** A rule with two results. A rule that one of the schemes lacks has no result on that side. */
type Difference = { readonly says: string; readonly before?: string; readonly now?: string };

const outcome = ({ verdict, because }: RuleResult): string => `${verdictTags[verdict].text}. ${because}`;

/** Every rule whose result differs between the day of the application and now. */
export const differencesSince = (then: Assessment, now: Assessment, book: SchemeBook): readonly Difference[] => {
  const [schemeThen, schemeNow] = [then, now].map(({ scheme, schemeVersion: version }) => schemeVersion(book, scheme, version));
  const rules = [...new Set([...now.results, ...then.results].map(({ rule }) => rule))];
  return rules.flatMap((rule) => {
    const before = then.results.find((result) => result.rule === rule);
    const after = now.results.find((result) => result.rule === rule);
    if (before?.verdict === after?.verdict) return [];
    const words = (schemeNow && ruleWords(rule, schemeNow)) ?? (schemeThen && ruleWords(rule, schemeThen));
    return [{ says: words?.says ?? rule, ...(before && { before: outcome(before) }), ...(after && { now: outcome(after) }) }];
  });
};
