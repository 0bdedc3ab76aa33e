import { type Application, asSent, isUrgent, peopleProblems, personHelped, withNinoEnds } from "../../shared/domain/application.ts";
import type { Case } from "../../shared/domain/case/case.ts";
import { messageFor } from "../../shared/domain/case/message.ts";
import { londonDay } from "../../shared/domain/dates.ts";
import type { Concern } from "../../shared/domain/household/concern.ts";
import { type HouseholdClaims, noClaims } from "../../shared/domain/household/household.ts";
import { barredFrom } from "../../shared/domain/household/interest.ts";
import { afterSaying, boundBy, isSameWord, notKnown } from "../../shared/domain/household/standing-contact.ts";
import { type Actor, resident } from "../../shared/domain/principal.ts";
import { type Assessment, assessApplication } from "../../shared/domain/rules/eligibility.ts";
import { schemeAt } from "../../shared/domain/scheme/scheme-book.ts";
import { again, retry } from "../../shared/retry.ts";
import type { Applications, MarkToPut, SoughtPerson } from "../../shared/store/applications.ts";
import { eventAfter, hashOf } from "../../shared/store/case-writes.ts";
import type { Cases } from "../../shared/store/cases.ts";
import { marksOfOthersHere, personMarksOf } from "../../shared/store/person-marks.ts";
import type { Schemes } from "../../shared/store/schemes.ts";
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
  readonly cases: Pick<Cases, "claims">;
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
  const { application, now } = toSubmit;
  const today = londonDay(now);
  const problems = peopleProblems(application, today);
  if (problems.length > 0) return { kind: "notRightToday", problems };

  const { applications } = ports;
  const key = await ports.matchingKey();
  const sought: Sought = {
    household: personMarksOf(key, application, today),
    othersHere: marksOfOthersHere(key, application, today),
  };
  const pace = await paceOf(toSubmit, key, applications);
  if (pace === "script") return { kind: "tooManyAtOnce" };
  return retry<SubmitOutcome>(async () => {
    const found = await findHousehold(toSubmit.caseId, sought, applications);
    // A new household has had and said nothing, so only a known one costs a read.
    const household = found.isNew ? noClaims(found.householdId) : await ports.cases.claims(found.householdId);
    const assessment = await assessmentOf(toSubmit, household, ports);
    const submitted = await applications.submit(submissionOf(toSubmit, found, household, assessment, pace));
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
  return assessApplication(application, { ...facts, countsEarlierSchemes: true, appliedUnder: scheme.code }, scheme);
};

type FoundHousehold = {
  readonly householdId: string;
  readonly isNew: boolean;
  readonly possible: readonly string[];
  readonly concerns: readonly Concern[];
  readonly adults: readonly MarkToPut[];
};

/** The people to look for: of the household, the one who needs help first, and those who only share the address. */
type Sought = { readonly household: readonly SoughtPerson[]; readonly othersHere: readonly SoughtPerson[] };

/**
 * Somebody joins a household in which they are known here, unless what they say and what it says disagree: it was only
 * another's word that they are of it, or it has a person of whom they say that they share nothing with them. Then they are a
 * household of their own, and a person must look before an award.
 */
const findHousehold = async (caseId: string, sought: Sought, applications: Applications): Promise<FoundHousehold> => {
  const lookFor = (people: readonly SoughtPerson[]) =>
    Promise.all(people.map(async (mark) => ({ mark, found: await applications.knownHouseholds(mark) })));
  const [known, apart] = await Promise.all([lookFor(sought.household), lookFor(sought.othersHere)]);
  const [helped, ...listed] = known;
  const own = helped?.found.here;
  const isOf = ({ found }: (typeof known)[number]) => own !== undefined && found.here?.householdId === own.householdId;
  const isTheirs = own !== undefined && !apart.some(isOf) && (!own.byOthersWord || listed.some(isOf));

  const householdId = isTheirs ? own.householdId : `H-${caseId}`;
  const others = known.flatMap(({ found }) => [...(found.here ? [found.here.householdId] : []), ...found.elsewhere]);
  const possible = [...new Set(others)].filter((other) => other !== householdId);
  return {
    householdId,
    isNew: !isTheirs,
    possible: possible.slice(0, possibleHouseholdsShown),
    concerns: possible.length > possibleHouseholdsShown || known.some(({ found }) => found.areMore) ? ["manyHouseholds"] : [],
    adults: known.flatMap(({ mark: { personHash, addressHash }, found: { here } }, index): MarkToPut[] => {
      const mark = { personHash, addressHash };
      if (index === 0) return [{ ...mark, ...(here && { instead: here.householdId }) }];
      if (here && here.householdId !== householdId) return [];
      return [{ ...mark, ...((here?.byOthersWord ?? true) && { byOthersWord: true }) }];
    }),
  };
};

/** As many as an assessor can compare. That there are more is said beside them. */
const possibleHouseholdsShown = 20;

const submissionOf = (
  { caseId, application, by, now, draftTokenHash }: ToSubmit,
  found: FoundHousehold,
  household: HouseholdClaims,
  assessment: Assessment | undefined,
  pace: Pace,
) => {
  const concerns: readonly Concern[] = [...found.concerns, ...(pace === "lookFirst" ? (["manyApplications"] as const) : [])];
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
    ...(concerns.length > 0 && { concerns }),
    ...(by.id !== resident.id && { enteredBy: by.id }),
    ...(barred.length > 0 && { barred }),
  };
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
    isNewHousehold: found.isNew,
    ...(!found.isNew && { householdVersion: household.version }),
    ...(household.parts && { joined: household }),
    adults: found.adults,
    ...(said && becomes && !isSameWord(said, becomes) && { says: { was: said, becomes } }),
    ...(message && { message }),
    ...(draftTokenHash && { draftTokenHash }),
  };
};
