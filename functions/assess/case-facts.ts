import type { Assessment, CaseEvent } from "../../shared/domain/case.ts";
import { londonDay } from "../../shared/domain/dates.ts";
import { assess } from "../../shared/domain/eligibility.ts";
import type { HouseholdClaims } from "../../shared/domain/household.ts";
import { isCaseId } from "../../shared/domain/ids.ts";
import type { Envelope } from "../../shared/domain/ledger.ts";
import { addPence, type Pence } from "../../shared/domain/money.ts";
import type { Category, Scheme } from "../../shared/domain/scheme.ts";
import { schemeAt } from "../../shared/domain/schemes.ts";
import type { Cases, WholeCase } from "../../shared/store/cases.ts";
import type { Money } from "../../shared/store/money.ts";

export type CaseFactsPorts = {
  readonly cases: Pick<Cases, "whole" | "claims" | "ofHousehold">;
  readonly money: Pick<Money, "envelopes">;
};

type HouseholdFacts = HouseholdClaims & {
  readonly applications: readonly { readonly caseId: string; readonly submittedAt: string }[];
};

export type Budget = {
  readonly category: Category;
  readonly label: string;
  readonly note?: string;
  readonly allocated: Pence;
  readonly left: Pence;
};

/** Everything that an assessor needs to decide, for the page and the API alike. */
export type CaseFacts = WholeCase & {
  /** Today's scheme: the one that money committed now belongs to. None between schemes. */
  readonly scheme?: Scheme;
  readonly schemeApplied?: Scheme;
  /** As it stood at the decision, once there is one; otherwise as it stands now. */
  readonly assessment?: Assessment;
  readonly household: HouseholdFacts;
  readonly possibleHouseholds: readonly HouseholdFacts[];
  readonly budgets: readonly Budget[];
};

export const readCaseFacts = async (caseId: string, now: Date, { cases, money }: CaseFactsPorts): Promise<CaseFacts | undefined> => {
  const whole = isCaseId(caseId) ? await cases.whole(caseId) : undefined;
  if (!whole) return undefined;
  const scheme = schemeAt(now);
  const householdFacts = async (householdId: string): Promise<HouseholdFacts> => {
    const [claims, applications] = await Promise.all([cases.claims(householdId), cases.ofHousehold(householdId)]);
    return { ...claims, applications: applications.filter((application) => application.caseId !== caseId) };
  };
  const [household, envelopes, ...possibleHouseholds] = await Promise.all([
    householdFacts(whole.case.householdId),
    scheme ? money.envelopes(scheme.code) : [],
    ...whole.case.possibleHouseholds.map(householdFacts),
  ]);
  return {
    ...whole,
    scheme,
    schemeApplied: schemeAt(new Date(whole.case.submittedAt)),
    assessment: decidedAssessment(whole.events) ?? (scheme && assessmentNow(whole, household, scheme, now)),
    household,
    possibleHouseholds,
    budgets: scheme ? budgetsOf(scheme, envelopes) : [],
  };
};

const decidedAssessment = (events: readonly CaseEvent[]): Assessment | undefined =>
  events.flatMap(({ detail }) => (detail.kind === "awarded" || detail.kind === "refused" ? [detail.assessment] : [])).at(-1);

/** Every rule against everything that was asked for, under today's scheme. */
export const assessmentNow = (
  { case: { needs }, application }: Pick<WholeCase, "case" | "application">,
  claims: HouseholdClaims,
  scheme: Scheme,
  now: Date,
): Assessment => {
  const today = londonDay(now);
  return { scheme: scheme.code, schemeVersion: scheme.version, on: today, results: assess({ application, claims, needs, today }, scheme) };
};

const budgetsOf = (scheme: Scheme, envelopes: readonly Envelope[]): Budget[] =>
  scheme.categories.map(({ code, label, note }) => {
    const shards = envelopes.filter(({ category }) => category === code);
    return {
      category: code,
      label,
      ...(note && { note }),
      allocated: addPence(shards.map(({ allocated }) => allocated)),
      left: addPence(shards.map(({ available }) => available)),
    };
  });
