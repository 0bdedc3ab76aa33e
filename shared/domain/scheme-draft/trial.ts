import type { Application } from "../application.ts";
import type { AwardLine } from "../award/award.ts";
import { type CaseEventDetail, decisionKindFor } from "../case/case.ts";
import { spentIn } from "../household/household.ts";
import { addPence, type Pence, pence } from "../money.ts";
import { assess, type RuleResult, reasonsAgainst } from "../rules/eligibility.ts";
import { compositionOf, factsOf } from "../rules/facts.ts";
import { type CatalogueItem, type Category, capOf, itemOf, type Scheme } from "../scheme/scheme.ts";
import { usualAmount } from "../scheme/usual-amount.ts";

/** Enough of a decided case to decide it again under other rules. */
export type CaseToTry = {
  readonly application: Application;
  readonly detail: Extract<CaseEventDetail, { kind: "awarded" | "refused" }>;
  /** Empty where it was refused. */
  readonly lines: readonly AwardLine[];
};

export type Cost = { readonly category: Category; readonly inForce: Pence; readonly draft: Pence };

/** Why a trial cannot know an amount. */
export type Unknown = "noUsualAmount" | "severalItems" | "itemInOneVersion";

export type TriedCase =
  /** No rule decided it (withdrawn, not answered, met elsewhere, no money left), so no version would change it. */
  | { readonly change: "leftOut" }
  | {
      readonly change: "same" | "helped" | "refused" | "more" | "less";
      /** The rules that refuse it: under the draft, or under the version in force where the draft helps. */
      readonly rules: readonly string[];
      readonly costs: readonly Cost[];
      readonly unknown: readonly Unknown[];
    };

/** Keeps evidence, checks and judgements as they were at the decision, so that only the versions differ. */
export const tryCase = (one: CaseToTry, inForce: Scheme, draft: Scheme): TriedCase => {
  if (one.detail.kind === "refused" && decisionKindFor(one.detail.because) !== "notEligible") return { change: "leftOut" };
  const [now, drafted] = [underVersion(one, inForce, draft), underVersion(one, draft, inForce)];
  const [paid, wouldBePaid] = [totalOf(now), totalOf(drafted)];
  const found = {
    costs: costsOf(now, drafted),
    unknown: [...new Set([now, drafted].flatMap(({ isHelped, unknown }) => (isHelped ? unknown : [])))],
  };
  if (now.isHelped && !drafted.isHelped) return { change: "refused", rules: drafted.against, ...found };
  if (!now.isHelped && drafted.isHelped) return { change: "helped", rules: now.against, ...found };
  if (wouldBePaid === paid) return { change: "same", rules: [], ...found };
  return { change: wouldBePaid > paid ? "more" : "less", rules: [], ...found };
};

type Paid = { readonly category: Category; readonly amount: Pence };
type UnderVersion = {
  readonly isHelped: boolean;
  readonly against: readonly string[];
  readonly paid: readonly Paid[];
  readonly unknown: readonly Unknown[];
};

const underVersion = (one: CaseToTry, scheme: Scheme, other: Scheme): UnderVersion => {
  const { facts } = one.detail.assessment;
  const { paid, unknown } = amountsOf(one, scheme, other);
  const amount = unknown.length === 0 ? addPence(paid.map((line) => line.amount)) : undefined;
  // A year of cases reaches back into other schemes.
  const results = assess(factsOf(one.application, { ...facts, amount, appliedUnder: undefined }), scheme);
  const failing = reasonsAgainst(results);
  const against = failing.length > 0 ? failing : judgedAgainst(one, results);
  return { isHelped: against.length === 0, against, paid: against.length === 0 ? paid : [], unknown };
};

/** An assessor's own refusal stands while the rule that they looked at finds the same. */
const judgedAgainst = ({ detail }: CaseToTry, now: readonly RuleResult[]): readonly string[] => {
  if (detail.kind === "awarded") return [];
  const verdictIn = (results: readonly RuleResult[]) => results.find(({ rule }) => rule === detail.because)?.verdict;
  return verdictIn(now) === verdictIn(detail.assessment.results) ? [detail.because] : [];
};

/** The usual amount, or else the amount awarded, within the version's limits. */
const amountsOf = (one: CaseToTry, scheme: Scheme, other: Scheme): Pick<UnderVersion, "paid" | "unknown"> => {
  const { facts } = one.detail.assessment;
  const household = compositionOf(factsOf(one.application, facts), scheme.about.childUnder);
  const spentBefore = spentIn(facts.claims, scheme.code);
  const paid: Paid[] = [];
  const unknown: Unknown[] = [];
  for (const { item, awarded } of itemsOf(one, scheme, other, unknown)) {
    const total = addPence(paid.map(({ amount }) => amount));
    const usual = usualAmount(scheme, item, household, { spentSoFar: addPence([spentBefore, total]) });
    const amount = usual.kind === "usual" ? usual.amount : awarded;
    if (amount === undefined) unknown.push("noUsualAmount");
    else paid.push({ category: item.category, amount: within(scheme, item, amount, total, spentBefore) });
  }
  return { paid, unknown };
};

type ItemToPay = { readonly item: CatalogueItem; readonly awarded?: Pence };

/** The items awarded; after a refusal, the items that alone meet a need. */
const itemsOf = ({ detail, lines }: CaseToTry, scheme: Scheme, other: Scheme, unknown: Unknown[]): ItemToPay[] => {
  if (detail.kind === "awarded") {
    return lines.flatMap((line) => {
      const item = itemOf(scheme, line.item);
      if (item && itemOf(other, line.item)) return [{ item, awarded: line.amount }];
      unknown.push("itemInOneVersion");
      return [];
    });
  }
  return detail.assessment.facts.needs.flatMap((need) => {
    const [item, ...others] = scheme.items.filter((known) => known.need === need);
    if (others.length > 0) unknown.push("severalItems");
    return item && others.length === 0 ? [{ item }] : [];
  });
};

const within = (scheme: Scheme, { most }: CatalogueItem, amount: Pence, total: Pence, spentBefore: Pence): Pence => {
  const [awardCap, householdCap] = [capOf(scheme, "award"), capOf(scheme, "household")];
  const limits = [
    most,
    awardCap === undefined ? undefined : awardCap - total,
    householdCap === undefined ? undefined : householdCap - spentBefore - total,
  ];
  return pence(Math.max(0, Math.min(amount, ...limits.filter((limit) => limit !== undefined))));
};

const totalOf = ({ paid }: UnderVersion): Pence => addPence(paid.map(({ amount }) => amount));

const costsOf = (now: UnderVersion, drafted: UnderVersion): Cost[] => {
  const categories = new Set([...now.paid, ...drafted.paid].map(({ category }) => category));
  const paidIn = (category: Category, { paid }: UnderVersion) =>
    addPence(paid.filter((line) => line.category === category).map(({ amount }) => amount));
  return [...categories].map((category) => ({ category, inForce: paidIn(category, now), draft: paidIn(category, drafted) }));
};
