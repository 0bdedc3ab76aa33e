import type { Day } from "../dates.ts";
import type { ServiceCode } from "../directory/directory.ts";
import type { Referral } from "./referral.ts";

/**
 * The part of a referral that caseworkers need to follow it up. It is work from the day after the answer was due, or from
 * when the service gives it back, until a caseworker deals with it or the service answers.
 */
export type FollowUp = {
  readonly referralId: string;
  readonly caseId: string;
  readonly service: ServiceCode;
  readonly serviceName?: string;
  readonly name: string;
  readonly state: "requested" | "rejected" | "done";
  /** Why the service gave it back. */
  readonly said?: string;
  readonly since: string;
  readonly answerDue: Day;
};

/** The states of a referral that a caseworker may have to deal with. */
export const followedUpStates = ["requested", "rejected"] as const;
export type FollowedUpState = (typeof followedUpStates)[number];

const stateOf = ({ state }: Pick<Referral, "state">): FollowUp["state"] => followedUpStates.find((name) => name === state) ?? "done";

/** Nothing is left to do of a referral that the service has accepted or closed, or that was withdrawn. */
export const followUpOf = (referral: Referral): FollowUp => {
  const { referralId, caseId, service, serviceName, person, answerDue, requestedAt, steps } = referral;
  const state = stateOf(referral);
  const last = steps.at(-1);
  const said = state === "rejected" ? last?.note : undefined;
  return {
    referralId,
    caseId,
    service,
    ...(serviceName && { serviceName }),
    name: person.name,
    state,
    ...(said && { said }),
    since: last?.at ?? requestedAt,
    answerDue,
  };
};

/** Whether a caseworker still has to look. An older referral has no follow-up of its own, and nobody has said that it is done. */
export const isToFollowUp = (
  { state, answerDue }: Pick<Referral, "state" | "answerDue">,
  followUp: Pick<FollowUp, "state"> | undefined,
  today: Day,
): boolean => followUp?.state !== "done" && (state === "rejected" || (state === "requested" && answerDue < today));
