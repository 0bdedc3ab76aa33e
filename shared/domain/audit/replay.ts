import type { Application } from "../application.ts";
import { type Award, linesFrom, needsOf } from "../award/award.ts";
import { type CaseEvent, type Decision, type DecisionKind, decisionKindFor } from "../case/case.ts";
import { addPence } from "../money.ts";
import type { Assessment } from "../rules/eligibility.ts";
import { assessApplication, holdsOn, type RuleResult, reasonsAgainst } from "../rules/eligibility.ts";
import type { Scheme } from "../scheme/scheme.ts";
import { type SchemeBook, schemeVersion } from "../scheme/scheme-book.ts";

/** What is kept of one case, as far as its decision rests on it. */
export type StoredCase = {
  readonly caseId: string;
  readonly application: Application;
  readonly decision?: Pick<Decision, "kind">;
  readonly events: readonly Pick<CaseEvent, "sequence" | "detail">[];
  readonly awards: readonly Award[];
};

/** What comes out otherwise when it is done again. It names rules, facts and verdicts, and nobody's answers. */
export type Difference =
  | { readonly what: "verdict"; readonly rule: string; readonly stored: string; readonly now: string }
  /** The same verdict, for another reason or by other facts. */
  | { readonly what: "reason"; readonly rule: string; readonly inputs: readonly string[] }
  | { readonly what: "outcome"; readonly stored: DecisionKind | "undecided"; readonly now: DecisionKind | "held" | "undecided" }
  | { readonly what: "lines"; readonly awardId: string }
  /** The scheme's version or a rule's is not there, or what was kept cannot be read. */
  | { readonly what: "cannotDecide"; readonly because: string };

export type Replayed = {
  /** One when it was sent, where it was looked at then, and one when it was decided. */
  readonly assessments: number;
  readonly differences: readonly Difference[];
};

/** Makes every assessment of a stored case again, by the version that it was made by, and its decision from the last one. */
export const replay = (stored: StoredCase, book: SchemeBook): Replayed => {
  const assessments = stored.events.flatMap(({ detail }) => ("assessment" in detail && detail.assessment ? [detail.assessment] : []));
  try {
    const differences = [...assessments.flatMap((assessment) => assessAgain(stored, assessment, book)), ...decideAgain(stored, book)];
    return { assessments: assessments.length, differences };
  } catch (error) {
    const because = error instanceof RangeError ? error.message : "What was kept is not in a form that can be read.";
    return { assessments: assessments.length, differences: [{ what: "cannotDecide", because }] };
  }
};

const schemeOf = ({ scheme: code, schemeVersion: version }: Assessment, book: SchemeBook): Scheme => {
  const scheme = schemeVersion(book, code, version);
  if (!scheme) throw new RangeError(`There is no version ${version} of the scheme ${code}.`);
  return scheme;
};

const assessAgain = ({ application }: StoredCase, assessment: Assessment, book: SchemeBook): Difference[] => {
  const now = assessApplication(application, assessment.facts, schemeOf(assessment, book)).results;
  const rules = new Set([...assessment.results, ...now].map(({ rule }) => rule));
  return [...rules].flatMap((rule) => differenceBetween(rule, resultOf(rule, assessment.results), resultOf(rule, now)) ?? []);
};

const resultOf = (rule: string, results: readonly RuleResult[]) => results.find((result) => result.rule === rule);

const differenceBetween = (rule: string, stored: RuleResult | undefined, now: RuleResult | undefined): Difference | undefined => {
  const verdicts = { stored: verdictOf(stored), now: verdictOf(now) };
  if (verdicts.stored !== verdicts.now) return { what: "verdict", rule, ...verdicts };
  const names = new Set([...Object.keys(stored?.inputs ?? {}), ...Object.keys(now?.inputs ?? {})]);
  const inputs = [...names].filter((name) => JSON.stringify(stored?.inputs[name]) !== JSON.stringify(now?.inputs[name]));
  return inputs.length > 0 || stored?.because !== now?.because ? { what: "reason", rule, inputs } : undefined;
};

/** With the rule's version, since another version is another rule. */
const verdictOf = (result: RuleResult | undefined): string =>
  result ? `${result.verdict}${result.holds ? " and hold" : ""} by version ${result.version}` : "not asked";

/** A decision that a second person did not approve is none. */
const decides: readonly string[] = ["awarded", "refused", "declined"];

const decideAgain = (stored: StoredCase, book: SchemeBook): Difference[] => {
  const before = stored.decision?.kind ?? "undecided";
  const detail = stored.events.map((event) => event.detail).findLast(({ kind }) => decides.includes(kind));
  const now = outcomeOf(stored, detail, book);
  if (before !== now) return [{ what: "outcome", stored: before, now }];
  if (detail?.kind !== "awarded") return [];
  const award = stored.awards.find(({ awardId }) => awardId === detail.awardId);
  return award && isCharged(award, detail.assessment, schemeOf(detail.assessment, book))
    ? []
    : [{ what: "lines", awardId: detail.awardId }];
};

/** A refusal's kind follows from its reason; an award follows only where nothing fails and nothing is held. */
const outcomeOf = ({ application }: StoredCase, detail: CaseEvent["detail"] | undefined, book: SchemeBook) => {
  if (detail?.kind === "refused") return decisionKindFor(detail.because);
  if (detail?.kind !== "awarded") return "undecided";
  const { results } = assessApplication(application, detail.assessment.facts, schemeOf(detail.assessment, book));
  if (reasonsAgainst(results).length > 0) return "notEligible";
  return holdsOn(results).length > 0 ? "held" : "awarded";
};

/** Whether an award's lines are still what the catalogue makes of them, and what was assessed is what was awarded. */
const isCharged = ({ lines, total }: Award, { facts }: Assessment, scheme: Scheme): boolean => {
  const now = linesFrom([...lines], scheme);
  return (
    "lines" in now &&
    JSON.stringify(now.lines.map(({ item, category, amount }) => [item, category, amount])) ===
      JSON.stringify(lines.map(({ item, category, amount }) => [item, category, amount])) &&
    addPence(lines.map(({ amount }) => amount)) === total &&
    facts.amount === total &&
    JSON.stringify(needsOf(lines, scheme)) === JSON.stringify(facts.needs)
  );
};
