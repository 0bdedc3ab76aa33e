import { type CaseEvent, decisionOf } from "../../shared/domain/case/case.ts";
import { londonDay } from "../../shared/domain/dates.ts";
import type { DirectoryBook } from "../../shared/domain/directory/directory-book.ts";
import type { HouseholdClaims } from "../../shared/domain/household/household.ts";
import { boundBy, type StandingContact } from "../../shared/domain/household/standing-contact.ts";
import { isCaseId } from "../../shared/domain/ids.ts";
import { type Known, knownOf, soughtIdentity } from "../../shared/domain/register/known-of.ts";
import type { Assessment } from "../../shared/domain/rules/eligibility.ts";
import { assessApplication } from "../../shared/domain/rules/eligibility.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import { type SchemeBook, schemeAt } from "../../shared/domain/scheme/scheme-book.ts";
import type { Cases, WholeCase } from "../../shared/store/cases.ts";
import type { Directories } from "../../shared/store/directories.ts";
import type { Money } from "../../shared/store/money.ts";
import type { Registers } from "../../shared/store/registers.ts";
import type { Schemes } from "../../shared/store/schemes.ts";
import { type Budget, readBudgets } from "./budgets.ts";

export type CaseFactsPorts = {
  readonly cases: Pick<Cases, "whole" | "claims" | "ofHousehold" | "placeInLine" | "standingContact">;
  readonly money: Pick<Money, "envelopes" | "lately">;
  readonly schemes: Pick<Schemes, "book">;
  readonly directories: Pick<Directories, "book">;
  readonly registers: Pick<Registers, "known">;
};

type HouseholdFacts = HouseholdClaims & {
  /** The reader has declared an interest in it, so it is blank. */
  readonly isWithheld?: true;
  readonly applications: readonly { readonly caseId: string; readonly submittedAt: string }[];
};

/** Everything that an assessor needs to decide, for the page and the API alike. */
export type CaseFacts = WholeCase & {
  readonly book: SchemeBook;
  /** Every version of the directory of services. */
  readonly directories: DirectoryBook;
  /** Today's scheme, to which money committed now belongs. None after the last scheme. */
  readonly scheme?: Scheme;
  readonly schemeApplied?: Scheme;
  /** As it stood at the decision; as it stands now where nobody has decided. */
  readonly assessment?: Assessment;
  /** As it stood when the application was sent, where a scheme was open then. */
  readonly pinned?: Assessment;
  readonly household: HouseholdFacts;
  /** The household's safe contact across its applications, and this application's contact limited by it. */
  readonly standing: StandingContact;
  readonly contact: WholeCase["application"]["contact"];
  readonly possibleHouseholds: readonly HouseholdFacts[];
  /** Rows of other offices’ lists in use today that may be about people of the application. */
  readonly known: readonly Known[];
  readonly budgets: readonly Budget[];
  /** Its place in the waiting list for money. */
  readonly placeInLine?: number;
};

export const readCaseFacts = async (
  caseId: string,
  now: Date,
  { cases, money, schemes, directories, registers }: CaseFactsPorts,
): Promise<CaseFacts | undefined> => {
  const [whole, book, services] = await Promise.all([
    isCaseId(caseId) ? cases.whole(caseId) : undefined,
    schemes.book(now),
    directories.book(now),
  ]);
  if (!whole) return undefined;
  const scheme = schemeAt(book, now);
  const schemeApplied = schemeAt(book, new Date(whole.case.submittedAt));
  const householdFacts = async (householdId: string): Promise<HouseholdFacts> => {
    const [claims, applications] = await Promise.all([cases.claims(householdId), cases.ofHousehold(householdId)]);
    return { ...claims, applications: applications.filter((application) => application.caseId !== caseId) };
  };
  const today = londonDay(now);
  const sought = soughtIdentity(whole.application, caseId, today);
  const [household, budgets, placeInLine, found, ...possibleHouseholds] = await Promise.all([
    householdFacts(whole.case.householdId),
    scheme ? readBudgets(scheme, now, { isUrgent: whole.case.urgent }, money) : [],
    cases.placeInLine(whole.case),
    registers.known(sought, today),
    ...whole.case.possibleHouseholds.map(householdFacts),
  ]);
  const standing = await cases.standingContact(household);
  return {
    ...whole,
    standing,
    contact: boundBy(whole.application.contact, standing),
    book,
    directories: services,
    scheme,
    schemeApplied,
    pinned: pinnedAssessment(whole.events),
    assessment:
      (decisionOf(whole.case) && decidedAssessment(whole.events)) ??
      (scheme && assessmentNow(whole, household, scheme, schemeApplied, now)),
    household,
    possibleHouseholds,
    known: knownOf(found, whole.application, sought, today),
    budgets,
    ...(placeInLine && { placeInLine }),
  };
};

const pinnedAssessment = (events: readonly CaseEvent[]): Assessment | undefined =>
  events.flatMap(({ detail }) => (detail.kind === "submitted" && detail.assessment ? [detail.assessment] : []))[0];

const decidedAssessment = (events: readonly CaseEvent[]): Assessment | undefined =>
  events.flatMap(({ detail }) => (detail.kind === "awarded" || detail.kind === "refused" ? [detail.assessment] : [])).at(-1);

export const assessmentNow = (
  { case: { needs, conversation }, application }: Pick<WholeCase, "case" | "application">,
  { claims, spent }: HouseholdClaims,
  scheme: Scheme,
  schemeApplied: Scheme | undefined,
  now: Date,
): Assessment => {
  const facts = {
    today: londonDay(now),
    needs,
    claims: { claims, spent },
    countsEarlierSchemes: true as const,
    evidence: [],
    checks: [],
    appliedUnder: schemeApplied?.code,
    ...(conversation && { conversation: conversation.outcome }),
  };
  return assessApplication(application, facts, scheme);
};
