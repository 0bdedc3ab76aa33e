import type { Application } from "../application.ts";
import { type Award, linesFrom, needsOf } from "../award/award.ts";
import { type CaseEvent, type Decision, type DecisionKind, decisionKindFor } from "../case/case.ts";
import type { Waiting } from "../case/waiting-list.ts";
import { londonDay } from "../dates.ts";
import { noClaims } from "../household/household.ts";
import { addPence, pence } from "../money.ts";
import type { Assessment } from "../rules/eligibility.ts";
import { assessApplication, type RuleResult, reasonsAgainst } from "../rules/eligibility.ts";
import type { CohortRow } from "../run/cohort-row.ts";
import { assessRow } from "../run/list-rules.ts";
import { itemOf, type Scheme } from "../scheme/scheme.ts";
import { type SchemeBook, schemeVersion } from "../scheme/scheme-book.ts";

export type StoredCase = {
  readonly caseId: string;
  readonly application: Application;
  readonly decision?: Pick<Decision, "kind">;
  readonly waits?: Pick<Waiting, "total">;
  readonly events: readonly Pick<CaseEvent, "sequence" | "detail">[];
  readonly awards: readonly Award[];
};

/** A result that differs when it is made again. It names rules, facts and verdicts, and nobody's answers. */
export type Difference =
  | { readonly what: "verdict"; readonly rule: string; readonly stored: string; readonly now: string }
  | { readonly what: "reason"; readonly rule: string; readonly inputs: readonly string[] }
  | { readonly what: "outcome"; readonly stored: Outcome; readonly now: Outcome | "held" }
  | { readonly what: "lines"; readonly awardId: string }
  | { readonly what: "waitingTotal" }
  /** The version of the scheme or of a rule is missing, or a stored item cannot be read. */
  | { readonly what: "cannotDecide"; readonly because: string };

/** "forMoney" is a decision to award that waits for money. */
type Outcome = DecisionKind | "forMoney" | "undecided";

export type Replayed = {
  /** One at the decision, and one at the submission where rules ran then. */
  readonly assessments: number;
  readonly differences: readonly Difference[];
};

/** Repeats every assessment of a stored case under its own version of the scheme, and the decision from the last one. */
export const replay = (stored: StoredCase, book: SchemeBook): Replayed => {
  const assessments = stored.events.flatMap(({ detail }) => ("assessment" in detail && detail.assessment ? [detail.assessment] : []));
  return replayed(assessments.length, () => [
    ...assessments.flatMap((assessment) => assessAgain(stored, assessment, book)),
    ...decideAgain(stored, book),
  ]);
};

/** Repeats the award of one row of a list, which has no case: its row and its rules' results stand in for one. */
export const replayListAward = (award: Award, row: CohortRow, book: SchemeBook): Replayed =>
  replayed(1, () => {
    const scheme = schemeOf({ scheme: award.scheme, schemeVersion: award.schemeVersion }, book);
    const now = assessRowAgain(award, row, scheme);
    const differences = differencesBetween(award.results, now);
    const outcome = outcomeFrom(now, "awarded", ({ verdict }) => verdict === "refer");
    if (outcome !== "awarded") return [...differences, { what: "outcome", stored: "awarded", now: outcome }];
    return isAsListed(award, scheme) ? differences : [...differences, { what: "lines", awardId: award.awardId }];
  });

const replayed = (assessments: number, differences: () => readonly Difference[]): Replayed => {
  try {
    return { assessments, differences: differences() };
  } catch (error) {
    const because = error instanceof RangeError ? error.message : "What was kept is not in a form that can be read.";
    return { assessments, differences: [{ what: "cannotDecide", because }] };
  }
};

const schemeOf = ({ scheme: code, schemeVersion: version }: Pick<Assessment, "scheme" | "schemeVersion">, book: SchemeBook): Scheme => {
  const scheme = schemeVersion(book, code, version);
  if (!scheme) throw new RangeError(`There is no version ${version} of the scheme ${code}.`);
  return scheme;
};

const assessAgain = ({ application }: StoredCase, assessment: Assessment, book: SchemeBook): Difference[] =>
  differencesBetween(assessment.results, assessApplication(application, assessment.facts, schemeOf(assessment, book)).results);

const assessRowAgain = (award: Award, row: CohortRow, scheme: Scheme) => {
  const { scheme: code, committedAt, lines, total, evidence, results, claimsBefore } = award;
  const item = itemOf(scheme, lines[0]?.item ?? "");
  if (!item) throw new RangeError(`Version ${scheme.version} of the scheme ${code} has no such item.`);
  // No row is awarded against an earlier award, so without own rules the only claim is what the household had, an input of the caps.
  const spent = resultOf("withinCaps", results)?.inputs.spent;
  const claims = claimsBefore ?? { ...noClaims(""), ...(typeof spent === "number" && { spent: { [code]: pence(spent) } }) };
  // Lists of earlier days were not held to a scheme's own rules.
  const asked = claimsBefore ? scheme : { ...scheme, ownRules: [] };
  return assessRow(row, { today: londonDay(new Date(committedAt)), item, amount: total, claims, evidence: evidence ?? [] }, asked);
};

const differencesBetween = (stored: readonly RuleResult[], now: readonly RuleResult[]): Difference[] => {
  const rules = new Set([...stored, ...now].map(({ rule }) => rule));
  return [...rules].flatMap((rule) => differenceBetween(rule, resultOf(rule, stored), resultOf(rule, now)) ?? []);
};

const resultOf = (rule: string, results: readonly RuleResult[]) => results.find((result) => result.rule === rule);

const differenceBetween = (rule: string, stored: RuleResult | undefined, now: RuleResult | undefined): Difference | undefined => {
  const verdicts = { stored: verdictOf(stored), now: verdictOf(now) };
  if (verdicts.stored !== verdicts.now) return { what: "verdict", rule, ...verdicts };
  const names = new Set([...Object.keys(stored?.inputs ?? {}), ...Object.keys(now?.inputs ?? {})]);
  const inputs = [...names].filter((name) => JSON.stringify(stored?.inputs[name]) !== JSON.stringify(now?.inputs[name]));
  return inputs.length > 0 || stored?.because !== now?.because ? { what: "reason", rule, inputs } : undefined;
};

/** Names the rule's version, since another version is another rule. */
const verdictOf = (result: RuleResult | undefined): string =>
  result ? `${result.verdict}${result.holds ? " and hold" : ""} by version ${result.version}` : "not asked";

/** A decision that a second person declined is none. */
const decides: readonly string[] = ["awarded", "refused", "declined", "waitsForMoney", "stoppedWaiting"];

const decideAgain = (stored: StoredCase, book: SchemeBook): Difference[] => {
  const before = stored.waits ? "forMoney" : (stored.decision?.kind ?? "undecided");
  const detail = stored.events.map((event) => event.detail).findLast(({ kind }) => decides.includes(kind));
  const now = outcomeOf(stored, detail, book);
  if (before !== now) return [{ what: "outcome", stored: before, now }];
  if (detail?.kind === "waitsForMoney") return detail.assessment.facts.amount === stored.waits?.total ? [] : [{ what: "waitingTotal" }];
  if (detail?.kind !== "awarded") return [];
  const award = stored.awards.find(({ awardId }) => awardId === detail.awardId);
  return award && isCharged(award, detail.assessment, schemeOf(detail.assessment, book))
    ? []
    : [{ what: "lines", awardId: detail.awardId }];
};

/** A refusal's kind follows from its reason; an award needs no rule that fails and none that holds it. */
const outcomeOf = ({ application }: StoredCase, detail: CaseEvent["detail"] | undefined, book: SchemeBook): Outcome | "held" => {
  if (detail?.kind === "refused") return decisionKindFor(detail.because);
  if (detail?.kind !== "awarded" && detail?.kind !== "waitsForMoney") return "undecided";
  const { facts } = detail.assessment;
  const { results } = assessApplication(application, facts, schemeOf(detail.assessment, book));
  // The first version of that rule knows of no conversation, which settles its hold all the same.
  const isSettled = ({ rule }: RuleResult) => rule === "publicFundsRouted" && facts.conversation === "mayBeAwarded";
  const isHeld = (result: RuleResult) => result.holds === true && !isSettled(result);
  return outcomeFrom(results, detail.kind === "awarded" ? "awarded" : "forMoney", isHeld);
};

const outcomeFrom = (results: readonly RuleResult[], otherwise: Outcome, isHeld: (result: RuleResult) => boolean): Outcome | "held" => {
  if (reasonsAgainst(results).length > 0) return "notEligible";
  return results.some(isHeld) ? "held" : otherwise;
};

/** The award is as assessed, and the catalogue still gives its lines. */
const isCharged = (award: Award, { facts }: Assessment, scheme: Scheme): boolean =>
  isAsListed(award, scheme) && facts.amount === award.total && JSON.stringify(needsOf(award.lines, scheme)) === JSON.stringify(facts.needs);

/** The catalogue still gives an award's lines, and they add up to its total. */
const isAsListed = ({ lines, total }: Award, scheme: Scheme): boolean => {
  const now = linesFrom([...lines], scheme);
  return (
    now.problems.length === 0 &&
    JSON.stringify(now.lines.map(({ item, category, amount }) => [item, category, amount])) ===
      JSON.stringify(lines.map(({ item, category, amount }) => [item, category, amount])) &&
    addPence(lines.map(({ amount }) => amount)) === total
  );
};
