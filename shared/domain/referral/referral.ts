import { type Application, personHelped } from "../application.ts";
import type { ReferralRequest } from "../award/award.ts";
import type { Case } from "../case/case.ts";
import { type Day, londonDay } from "../dates.ts";
import {
  type Directory,
  type ReferralReason,
  type Service,
  type ServiceCode,
  serviceOf,
  servicesNamedOnForm,
} from "../directory/directory.ts";
import { type DirectoryBook, directoryAt, directoryOn, reasonLabelsIn, serviceNamesIn } from "../directory/directory-book.ts";
import type { OnwardHelpProblem } from "../directory/onward-help.ts";
import { sharedWords } from "../directory/shared-items.ts";
import { referralIdFor } from "../ids.ts";
import type { Actor } from "../principal.ts";
import { addWorkingDays } from "../working-days.ts";

/** The states of a FHIR Task that a referral passes through here. */
export type ReferralState = "requested" | "accepted" | "rejected" | "completed" | "cancelled";

/** The next states of each state. A state without one is closed. */
export const referralMoves = {
  requested: ["accepted", "rejected", "cancelled"],
  accepted: ["completed", "rejected", "cancelled"],
  rejected: [],
  completed: [],
  cancelled: [],
} as const satisfies Record<ReferralState, readonly ReferralState[]>;

export const referralStateWords = {
  requested: "Waiting for an answer",
  accepted: "Accepted",
  rejected: "Not accepted",
  completed: "Closed with an outcome",
  cancelled: "Withdrawn",
} as const satisfies Record<ReferralState, string>;

export const mayMove = (from: ReferralState, to: ReferralState): boolean => (referralMoves[from] as readonly ReferralState[]).includes(to);

/** One event of a referral; the text is the partner's or assessor's own. */
export type ReferralStep = {
  readonly state: ReferralState;
  readonly at: string;
  readonly by: Actor;
  readonly note?: string;
  /** The id of one sending of the step, so that a retry finds it done. */
  readonly stepId?: string;
};

export type Referral = {
  readonly referralId: string;
  readonly caseId: string;
  readonly service: ServiceCode;
  /** The names of the service and the reasons on that day. Older referrals have none. */
  readonly serviceName?: string;
  readonly reasons: readonly ReferralReason[];
  readonly reasonLabels?: readonly string[];
  /** The assessor's request to the service. */
  readonly asks: string;
  readonly urgent: boolean;
  /** The least that the service needs. shared-with-service.ts decides how much of it the service sees. */
  readonly person: { readonly name: string };
  readonly contact: Application["contact"];
  /** The time of their consent, and the words on sharing that they agreed to; absent if nobody had named the service to them. */
  readonly consent: { readonly agreed: true; readonly at: string; readonly shares?: string };
  readonly requestedAt: string;
  readonly requestedBy: Actor;
  /** The day by which the service should answer. */
  readonly answerDue: string;
  readonly state: ReferralState;
  readonly steps: readonly ReferralStep[];
  /** The time at which the stream's consumer put it in the service's list; absent until then. */
  readonly deliveredAt?: string;
  readonly version: number;
};

/** Working days, for a service without days of its own. */
const usualAnswerDays = 5;
const answerDueFrom = (at: Date, urgent: boolean, service: Service | undefined): Day => {
  const { answerDays = usualAnswerDays, urgentAnswerDays = answerDays } = service ?? {};
  return addWorkingDays(londonDay(at), urgent ? urgentAnswerDays : answerDays);
};

/** The words on sharing that the form showed the resident, if it named the service. */
export const sharesAgreedTo = (code: ServiceCode, whenAgreed: Directory): string | undefined => {
  const { shares } = servicesNamedOnForm(whenAgreed).find((service) => service.code === code) ?? {};
  return shares && sharedWords(shares);
};

/** The person to refer, with contact limited by all of their household's applications. */
type ToRefer = { readonly case: Case; readonly application: Application; readonly contact: Application["contact"] };

/** Their last word on being referred: what a caseworker recorded, else what their application says. */
export const agreementOf = (
  { agreement, submittedAt }: Pick<Case, "agreement" | "submittedAt">,
  { sharing }: Pick<Application, "sharing">,
): { readonly agreed: boolean; readonly at: string } => agreement ?? { agreed: sharing.agreed, at: submittedAt };

/** A service with two open referrals for one person would help them twice. Each problem stands at its place among the requests. */
export const secondReferralProblems = (
  requests: readonly Pick<ReferralRequest, "service">[],
  referrals: readonly Referral[],
): readonly OnwardHelpProblem[] =>
  requests.flatMap(({ service }, index) => {
    const open = referrals.find((referral) => referral.service === service && !isClosed(referral));
    const isTwice = requests.findIndex((other) => other.service === service) < index;
    if (!open && !isTwice) return [];
    const message = open
      ? `${open.serviceName ?? "This service"} already has an open referral for them, ${open.referralId}. Select another service, or withdraw that referral first`
      : "Select each service once";
    return [{ path: ["referrals", index, "service"], message }];
  });

/**
 * The referrals that a decision or an assessor asks for; undefined when the person has not agreed to be referred.
 * Their ids come from the case's version, so that the same decision sent again asks for the same referrals.
 */
export const referralsFor = (
  requests: readonly ReferralRequest[],
  { case: subject, application, contact }: ToRefer,
  by: Actor,
  now: Date,
  directories: DirectoryBook,
): readonly Referral[] | undefined => {
  const { agreed, at: agreedAt } = agreementOf(subject, application);
  if (requests.length > 0 && !agreed) return undefined;
  const today = londonDay(now);
  const directory = directoryOn(directories, today);
  const whenAgreed = directoryAt(directories, new Date(agreedAt));
  return requests.map(({ service: code, reasons, asks }, index): Referral => {
    const service = serviceOf(directory, code);
    const shares = sharesAgreedTo(code, whenAgreed);
    return {
      referralId: referralIdFor(subject.caseId, subject.version, index + 1),
      caseId: subject.caseId,
      service: code,
      ...(service && { serviceName: service.name }),
      reasons,
      reasonLabels: reasons.map((reason) => directory.reasons.find((row) => row.code === reason)?.label ?? reason),
      asks,
      urgent: subject.urgent,
      person: { name: personHelped(application).name },
      contact,
      consent: { agreed: true, at: agreedAt, ...(shares && { shares }) },
      requestedAt: now.toISOString(),
      requestedBy: by,
      answerDue: answerDueFrom(now, subject.urgent, service),
      state: "requested",
      steps: [{ state: "requested", at: now.toISOString(), by }],
      version: 1,
    };
  });
};

export const isClosed = ({ state }: Pick<Referral, "state">): boolean => referralMoves[state].length === 0;
export const isOverdue = ({ state, answerDue }: Pick<Referral, "state" | "answerDue">, today: string): boolean =>
  state === "requested" && answerDue < today;

/** The names of a referral's service and reasons; those of the directory for a referral without names. */
export const referralWords = (
  { service, serviceName, reasons, reasonLabels }: Pick<Referral, "service" | "serviceName" | "reasons" | "reasonLabels">,
  directories: DirectoryBook,
) => {
  const labels = reasonLabelsIn(directories);
  return {
    serviceLabel: serviceName ?? serviceNamesIn(directories)[service] ?? service,
    reasonWords: reasonLabels ?? reasons.map((reason) => labels[reason] ?? reason),
  };
};
