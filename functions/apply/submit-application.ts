import { type Application, dateProblems, isUrgent, personHelped } from "../../shared/domain/application.ts";
import type { Case } from "../../shared/domain/case/case.ts";
import { messageFor } from "../../shared/domain/case/message.ts";
import { londonDay } from "../../shared/domain/dates.ts";
import { type HouseholdClaims, noClaims } from "../../shared/domain/household/household.ts";
import { barredFrom } from "../../shared/domain/household/interest.ts";
import { type Actor, resident } from "../../shared/domain/principal.ts";
import { type Assessment, assessApplication } from "../../shared/domain/rules/eligibility.ts";
import { schemeAt } from "../../shared/domain/scheme/scheme-book.ts";
import { again, retry } from "../../shared/retry.ts";
import type { Applications, PersonMark } from "../../shared/store/applications.ts";
import { eventAfter, hashOf } from "../../shared/store/case-writes.ts";
import type { Cases } from "../../shared/store/cases.ts";
import { personMarksOf } from "../../shared/store/person-marks.ts";
import type { Schemes } from "../../shared/store/schemes.ts";

type ToSubmit = {
  readonly caseId: string;
  readonly application: Application;
  readonly by: Actor;
  readonly now: Date;
  readonly draftTokenHash?: string;
};

export type SubmitPorts = {
  readonly applications: Applications;
  readonly cases: Pick<Cases, "claims">;
  readonly schemes: Pick<Schemes, "book">;
  readonly matchingKey: () => Promise<string>;
};

export type SubmitOutcome =
  /** Now, or by an earlier try of the same. */
  | { readonly kind: "received"; readonly caseId: string }
  | { readonly kind: "impossibleDates"; readonly problems: ReturnType<typeof dateProblems> }
  | { readonly kind: "otherReceivedUnderThisId" };

/** Submits one application. Safe to run again: the case's id is fixed beforehand, and the same content under it counts once. */
export const submitApplication = async (toSubmit: ToSubmit, ports: SubmitPorts): Promise<SubmitOutcome> => {
  const { application, now } = toSubmit;
  const today = londonDay(now);
  const problems = dateProblems(application, today);
  if (problems.length > 0) return { kind: "impossibleDates", problems };

  const { applications } = ports;
  const adults = personMarksOf(await ports.matchingKey(), application, today);
  return retry<SubmitOutcome>(async () => {
    const found = await findHousehold(toSubmit.caseId, adults, applications);
    // A new household has had nothing, so only a known one costs a read.
    const household = found.isNew ? noClaims(found.householdId) : await ports.cases.claims(found.householdId);
    const assessment = await assessmentOf(toSubmit, household, ports);
    const submitted = await applications.submit(submissionOf(toSubmit, found, household, assessment));
    switch (submitted.kind) {
      case "submitted":
      case "alreadySubmitted":
        return { kind: "received", caseId: toSubmit.caseId };
      case "otherSubmittedUnderThisId":
        return { kind: "otherReceivedUnderThisId" };
      case "householdMoved":
        return again;
    }
  });
};

/** Keeps the rules' results of the day: rules change, and staff can still see what stood then. */
const assessmentOf = async (
  { application, now }: ToSubmit,
  { claims, spent }: HouseholdClaims,
  { schemes }: SubmitPorts,
): Promise<Assessment | undefined> => {
  const scheme = schemeAt(await schemes.book(now), now);
  if (!scheme) return undefined;
  const facts = { today: londonDay(now), needs: application.wants.needs, claims: { claims, spent }, evidence: [], checks: [] };
  return assessApplication(application, { ...facts, appliedUnder: scheme.code }, scheme);
};

type FoundHousehold = {
  readonly householdId: string;
  readonly isNew: boolean;
  readonly possible: readonly string[];
  /** The adults to mark as part of this household: all but those known at this address in another. */
  readonly adults: readonly PersonMark[];
};

/** Looks adult by adult: two adults of one application may be known here as two households, and then a person must look. */
const findHousehold = async (caseId: string, adults: readonly PersonMark[], applications: Applications): Promise<FoundHousehold> => {
  const known = await Promise.all(adults.map(async (mark) => ({ mark, found: await applications.knownHouseholds([mark]) })));
  const here = known.find(({ found }) => found.here)?.found.here;
  const others = known.flatMap(({ found }) => [...(found.here ? [found.here] : []), ...found.elsewhere]);
  return {
    householdId: here ?? `H-${caseId}`,
    isNew: here === undefined,
    possible: [...new Set(others)].filter((other) => other !== here),
    adults: known.filter(({ found }) => !found.here || found.here === here).map(({ mark }) => mark),
  };
};

const submissionOf = (
  { caseId, application, by, now, draftTokenHash }: ToSubmit,
  found: FoundHousehold,
  household: HouseholdClaims,
  assessment: Assessment | undefined,
) => {
  const submittedAt = now.toISOString();
  const submitted = { kind: "submitted" as const, by, ...(assessment && { assessment }) };
  const event = eventAfter({ caseId, version: 0, lastEventHash: "" }, submittedAt, by, submitted);
  const barred = barredFrom(household);
  const waiting: Case = {
    caseId,
    status: "waiting",
    version: 1,
    urgent: isUrgent(application),
    submittedAt,
    householdId: found.householdId,
    applicantName: personHelped(application).name,
    needs: application.wants.needs,
    lastEventHash: event.hash,
    possibleHouseholds: found.possible,
    ...(by.id !== resident.id && { enteredBy: by.id }),
    ...(barred.length > 0 && { barred }),
  };
  // A decision's message has the number of the version that it decides on, which is 1 or more.
  const message = messageFor("received", { caseId, version: 0 }, application, now);
  return {
    application,
    contentHash: hashOf(application),
    case: waiting,
    event,
    isNewHousehold: found.isNew,
    ...(!found.isNew && { householdVersion: household.version }),
    adults: found.adults,
    ...(message && { message }),
    ...(draftTokenHash && { draftTokenHash }),
  };
};
