import type { StoredCase } from "../../shared/domain/audit/replay.ts";
import { type Award, type AwardRequest, consequencesOf, linesFrom, needsOf } from "../../shared/domain/award/award.ts";
import { type CaseEventDetail, decisionKindFor, type RefusalReason } from "../../shared/domain/case/case.ts";
import { cutsOfApplication } from "../../shared/domain/cuts.ts";
import { londonDay } from "../../shared/domain/dates.ts";
import { type HouseholdClaims, noClaims } from "../../shared/domain/household/household.ts";
import { periodOn } from "../../shared/domain/ledger/envelope.ts";
import { addPence, pence } from "../../shared/domain/money.ts";
import type { Need } from "../../shared/domain/needs.ts";
import { assessApplication, holdsOn, reasonsAgainst } from "../../shared/domain/rules/eligibility.ts";
import { evidenceAskedFor } from "../../shared/domain/rules/evidence.ts";
import { checkCodes, type DecisionFacts, type EvidenceGiven } from "../../shared/domain/rules/facts.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import { type SchemeBook, schemeAt } from "../../shared/domain/scheme/scheme-book.ts";
import { assessor } from "../examples.ts";
import type { GeneratedCase } from "./cases.ts";

const amounts: { readonly [need in Need]?: number } = {
  energy: 120_00,
  food: 45_00,
  clothing: 75_00,
  washingMachine: 289_00,
  fridgeFreezer: 249_00,
  heatingRepair: 340_00,
  bedsAndBedding: 180_00,
  curtains: 60_00,
  flooring: 260_00,
  water: 85_00,
  housing: 400_00,
};

/** An assessor's request for a generated case: one item for each need, and the evidence that came. */
export const requestFor = ({ application, evidence }: GeneratedCase, scheme: Scheme): Omit<AwardRequest, "seen"> => {
  const { needs } = application.wants;
  return {
    lines: needs.flatMap((need) => {
      const item = scheme.items.find((known) => known.need === need);
      if (!item) return [];
      return [{ item: item.code, amount: pence(amounts[need] ?? 50_00), delivery: item.deliveries[0] ?? "CASH", reason: "As quoted." }];
    }),
    evidence: evidenceAskedFor(needs, scheme).flatMap(({ code, accepts: [alternative = ""] }): EvidenceGiven[] => {
      if (evidence === "neverShown") return [];
      return evidence === "shown" || evidence === "shownLater"
        ? [{ evidence: code, shown: alternative }]
        : [{ evidence: code, waived: evidence }];
    }),
    checks: checkCodes,
    looked: [...scheme.rules.map(({ rule }) => rule)],
    referrals: [],
    signposts: [],
    reason: "The need is clear and there is no other way to meet it.",
  };
};

export type DecidedCase = StoredCase & { readonly generated: GeneratedCase };

/** Decides every case by the real rules, as the use cases do, and keeps the households' claims in memory. */
export const decideAll = (cases: readonly GeneratedCase[], book: SchemeBook): DecidedCase[] => {
  const households = new Map<string, HouseholdClaims>();
  return cases.map((one) => {
    const before = households.get(one.householdId) ?? noClaims(one.householdId);
    const { decided, after } = decide(one, before, book);
    households.set(one.householdId, after);
    return { ...decided, generated: one };
  });
};

/** If nobody asked about public funds, somebody has spoken with the household in private before the award. */
export const spokenOf = ({ publicFunds }: GeneratedCase["application"]): Pick<DecisionFacts, "conversation"> =>
  publicFunds ? {} : { conversation: "mayBeAwarded" };

const decide = (one: GeneratedCase, before: HouseholdClaims, book: SchemeBook): { decided: StoredCase; after: HouseholdClaims } => {
  const { caseId, application, decidedAt } = one;
  const scheme = schemeAt(book, decidedAt);
  if (!scheme) throw new RangeError("A generated case is decided while a scheme is open.");
  const { lines: asked, evidence, checks } = requestFor(one, scheme);
  const appliedUnder = schemeAt(book, one.submittedAt)?.code;
  const { claims, spent } = before;
  const known = { today: londonDay(decidedAt), claims: { claims, spent }, ...(appliedUnder && { appliedUnder }), ...spokenOf(application) };

  const refuse = (because: RefusalReason) => {
    const facts: DecisionFacts = { ...known, needs: application.wants.needs, evidence: [], checks: [] };
    const assessment = assessApplication(application, facts, scheme);
    const decision = { kind: decisionKindFor(because) };
    return { decided: stored(one, { kind: "refused", because, ...words, assessment }, decision), after: before };
  };
  if (one.means.kind === "close") return refuse(one.means.because);

  const read = linesFrom(asked, scheme);
  if (read.problems.length > 0 || read.lines.length === 0) return refuse("needInScope");
  const { lines } = read;
  const total = addPence(lines.map(({ amount }) => amount));
  const facts: DecisionFacts = { ...known, needs: needsOf(lines, scheme), amount: total, evidence, checks };
  const assessment = assessApplication(application, facts, scheme);
  const [against] = reasonsAgainst(assessment.results);
  if (against) return refuse(against);
  const [held] = holdsOn(assessment.results);
  if (held) return refuse(held.rule === "publicFundsRouted" ? "routedToAdvice" : "noAnswer");

  const award: Award = {
    awardId: `${caseId}-A1`,
    caseId,
    householdId: one.householdId,
    scheme: scheme.code,
    schemeVersion: scheme.version,
    lines,
    total,
    committedAt: decidedAt.toISOString(),
    by: assessor,
    reason: words.reason,
    decisionId: `decision-${caseId}`,
    results: assessment.results,
    evidence: [...evidence],
    checks: [...checks],
    cuts: cutsOfApplication(application, { today: known.today, ...scheme.about }),
    drawnOn: [...new Set(lines.map(({ category }) => category))].map((category) => ({
      scheme: scheme.code,
      category,
      period: periodOn(scheme, category, known.today),
      pot: "ordinary",
      shard: 0,
    })),
  };
  return {
    decided: stored(one, { kind: "awarded", awardId: award.awardId, ...words, assessment }, { kind: "awarded" }, award),
    after: consequencesOf(award, scheme, before, { day: known.today, isUrgent: false }).claims,
  };
};

const words = { says: "As the rules say.", reason: "As the generator has it.", signposts: [] };

const stored = (
  { caseId, application }: GeneratedCase,
  detail: CaseEventDetail,
  decision: NonNullable<StoredCase["decision"]>,
  award?: Award,
): StoredCase => ({ caseId, application, decision, events: [{ sequence: 2, detail }], awards: award ? [award] : [] });
