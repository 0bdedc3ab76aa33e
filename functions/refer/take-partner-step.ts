import { actorOf, type Principal } from "../../shared/domain/principal.ts";
import { mayMove, type Referral, type ReferralState } from "../../shared/domain/referral/referral.ts";
import type { Referrals } from "../../shared/store/referrals.ts";
import { findReceived, type ReceivedPorts } from "./referral-for-service.ts";

/** A partner's step with a referral. The sender gives it an id, so that a retry takes it once. */
export type PartnerStep = {
  readonly referralId: string;
  /** The version of the referral that the partner saw. */
  readonly version: number;
  readonly stepId: string;
  readonly by: Principal;
  readonly now: Date;
};

export type StepTo = { readonly state: ReferralState; readonly note?: string };

/** In order of precedence. */
export type StepOutcome =
  | { readonly kind: "taken"; readonly referral: Referral }
  | { readonly kind: "notFound" }
  | { readonly kind: "barred"; readonly caseId: string }
  | { readonly kind: "withdrawn" }
  | { readonly kind: "otherStepUnderThisId" }
  | { readonly kind: "stale"; readonly now: Referral }
  | { readonly kind: "notPossible"; readonly now: Referral };

export type PartnerStepPorts = ReceivedPorts & { readonly referrals: Pick<Referrals, "move"> };

export const takePartnerStep = async (step: PartnerStep, to: StepTo, ports: PartnerStepPorts): Promise<StepOutcome> => {
  const received = await findReceived(step.referralId, step.by, ports);
  if (received.kind !== "found") return received;
  const seen = received.referral;
  const answered = answerFrom(seen, step, to);
  if (answered) return answered;

  const taken = { ...to, at: step.now.toISOString(), by: actorOf(step.by), stepId: step.stepId };
  const moved = await ports.referrals.move(seen, taken);
  switch (moved.kind) {
    case "moved":
      return { kind: "taken", referral: { ...seen, state: to.state, steps: [...seen.steps, taken], version: seen.version + 1 } };
    case "stale":
      return answerFrom(moved.now, step, to) ?? { kind: "stale", now: moved.now };
  }
};

/** The outcome where the referral no longer lets the partner take the step; undefined where it does. */
const answerFrom = (now: Referral, { version, stepId }: PartnerStep, to: StepTo): StepOutcome | undefined => {
  if (now.state === "cancelled") return { kind: "withdrawn" };
  const earlier = now.steps.find((step) => step.stepId === stepId);
  if (earlier)
    return earlier.state === to.state && earlier.note === to.note ? { kind: "taken", referral: now } : { kind: "otherStepUnderThisId" };
  if (now.version !== version) return { kind: "stale", now };
  return mayMove(now.state, to.state) ? undefined : { kind: "notPossible", now };
};
