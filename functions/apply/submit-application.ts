import { type Application, asSent, isUrgent, peopleProblems, personHelped, withNinoEnds } from "../../shared/domain/application.ts";
import type { Case } from "../../shared/domain/case/case.ts";
import { messageFor } from "../../shared/domain/case/message.ts";
import { londonDay } from "../../shared/domain/dates.ts";
import type { Concern } from "../../shared/domain/household/concern.ts";
import type { HouseholdClaims } from "../../shared/domain/household/household.ts";
import { barredFrom } from "../../shared/domain/household/interest.ts";
import { afterSaying, boundBy, isSameWord, notKnown } from "../../shared/domain/household/standing-contact.ts";
import { identityOf } from "../../shared/domain/identity/identity-of.ts";
import type { Match } from "../../shared/domain/identity/match.ts";
import { type Actor, resident } from "../../shared/domain/principal.ts";
import { type Assessment, assessApplication } from "../../shared/domain/rules/eligibility.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import { schemeAt } from "../../shared/domain/scheme/scheme-book.ts";
import { again, type Pauses, retry } from "../../shared/retry.ts";
import type { Applications, Submission } from "../../shared/store/applications.ts";
import { eventAfter, hashOf } from "../../shared/store/case-writes.ts";
import type { HouseholdIdentities } from "../../shared/store/household-identities.ts";
import type { Schemes } from "../../shared/store/schemes.ts";
import { type FoundHousehold, findHousehold } from "./find-household.ts";
import { type Pace, paceOf } from "./slow-down.ts";

export type ToSubmit = {
  readonly caseId: string;
  readonly application: Application;
  readonly by: Actor;
  readonly now: Date;
  readonly draftTokenHash?: string;
  /** The network address of an unknown sender. A program is known by name. */
  readonly source?: string;
};

export type SubmitPorts = {
  readonly applications: Applications;
  readonly identities: Pick<HouseholdIdentities, "candidates" | "change">;
  readonly schemes: Pick<Schemes, "book">;
  readonly matchingKey: () => Promise<string>;
};

export type SubmitOutcome =
  /** Now, or by an earlier try of the same. */
  | { readonly kind: "received"; readonly caseId: string }
  | { readonly kind: "notRightToday"; readonly problems: ReturnType<typeof peopleProblems> }
  | { readonly kind: "otherReceivedUnderThisId" }
  /** So many a minute come from this place that no people send them. */
  | { readonly kind: "tooManyAtOnce" };

/** Submits one application. Safe to run again: the case's id is fixed beforehand, and the same content under it counts once. */
export const submitApplication = async (toSubmit: ToSubmit, ports: SubmitPorts): Promise<SubmitOutcome> => {
  const { caseId, application, now } = toSubmit;
  const today = londonDay(now);
  const problems = peopleProblems(application, today);
  if (problems.length > 0) return { kind: "notRightToday", problems };

  const { applications, identities } = ports;
  const own = identityOf(application, { householdId: `H-${caseId}`, caseId, today });
  const pace = await paceOf(toSubmit, await ports.matchingKey(), applications);
  if (pace === "script") return { kind: "tooManyAtOnce" };
  return retry<SubmitOutcome>(async () => {
    const scheme = schemeAt(await ports.schemes.book(now), now);
    const found = await findHousehold(own, { application, today, thresholds: scheme?.matching }, identities);
    const assessment = assessmentOf(toSubmit, found.household, scheme);
    const submitted = await applications.submit(await submissionOf(toSubmit, found, assessment, { pace, identities }));
    switch (submitted.kind) {
      case "submitted":
      case "alreadySubmitted":
        return { kind: "received", caseId };
      case "otherSubmittedUnderThisId":
        return { kind: "otherReceivedUnderThisId" };
      case "householdMoved":
        return again;
    }
  }, untilAnotherIsDone);
};

/** A look and a write take longer than a usual pause: of many in one name, most wait while one is received. */
const untilAnotherIsDone: Pauses = (attempt) => Math.random() * Math.min(2_000, 200 * attempt);

/** Keeps the rules' results of the day: rules change, and staff can still see what stood then. */
const assessmentOf = (
  { application, now }: ToSubmit,
  { claims, spent }: HouseholdClaims,
  scheme: Scheme | undefined,
): Assessment | undefined => {
  if (!scheme) return undefined;
  const facts = { today: londonDay(now), needs: application.wants.needs, claims: { claims, spent }, evidence: [], checks: [] };
  return assessApplication(application, { ...facts, countsEarlierSchemes: true, appliedUnder: scheme.code }, scheme);
};

/** Items of a transaction that are no identifiers: application, household, identity, case, its place, event, message, draft. */
const otherWrites = 8;
const mostWrites = 100;

const submissionOf = async (
  { caseId, application, by, now, draftTokenHash }: ToSubmit,
  { household, isNew, possible, nearest, concerns: found, change, looked }: FoundHousehold,
  assessment: Assessment | undefined,
  { pace, identities }: { readonly pace: Pace; readonly identities: SubmitPorts["identities"] },
): Promise<Submission> => {
  const concerns: readonly Concern[] = [...found, ...(pace === "lookFirst" ? (["manyApplications"] as const) : [])];
  // One of those that are joined keeps its own id: its claims are of all of them.
  const { householdId } = change.becomes;
  const submittedAt = now.toISOString();
  const submitted = { kind: "submitted" as const, by, ...(assessment && { assessment }), nearest };
  const event = eventAfter({ caseId, version: 0, lastEventHash: "" }, submittedAt, by, submitted);
  const barred = barredFrom(household);
  const waiting: Case = {
    caseId,
    status: "waiting",
    version: 1,
    urgent: isUrgent(application),
    submittedAt,
    householdId,
    applicantName: personHelped(application).name,
    needs: application.wants.needs,
    lastEventHash: event.hash,
    possibleHouseholds: possible.map(({ identity }) => identity.householdId),
    ...(concerns.length > 0 && { concerns }),
    ...(by.id !== resident.id && { enteredBy: by.id }),
    ...(barred.length > 0 && { barred }),
  };
  const matches = possible.map(
    ({ identity, score }): Match => ({
      caseId,
      householdId,
      candidateId: identity.householdId,
      version: 1,
      applicantName: waiting.applicantName,
      urgent: waiting.urgent,
      score,
      state: "open",
      since: submittedAt,
    }),
  );
  // A decision's message has the number of the version that it decides on, which is 1 or more.
  // An older household's contact preferences are only in its applications, which this function may not read.
  const said = household.contact;
  const contact = boundBy(application.contact, said ?? notKnown);
  const message = messageFor("received", { caseId, version: 0 }, { application, contact }, now);
  const becomes = said && afterSaying(said, application.contact);
  const kept = withNinoEnds(application);
  return {
    application: kept,
    contentHash: hashOf(asSent(kept)),
    case: waiting,
    event,
    isNewHousehold: isNew,
    ...(!isNew && { householdVersion: household.version }),
    ...(household.parts && { joined: household }),
    // Two members of one household who apply in the same second meet at an identifier: the second looks again, and joins.
    identity: await identities.change([change], {
      room: mostWrites - otherWrites - matches.length,
      read: looked.keys,
      unchanged: looked.wanted,
    }),
    matches,
    ...(said && becomes && !isSameWord(said, becomes) && { says: { was: said, becomes } }),
    ...(message && { message }),
    ...(draftTokenHash && { draftTokenHash }),
  };
};
