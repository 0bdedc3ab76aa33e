import { type PartnerStep, type PartnerStepPorts, type StepOutcome, takeStep } from "./take-step.ts";

/** The service says yes, or says why not. An accepted referral may still be given back. */
export type Answer = { readonly kind: "accepted" } | { readonly kind: "rejected"; readonly reason: string };

export const answerReferral = (step: PartnerStep, answer: Answer, ports: PartnerStepPorts): Promise<StepOutcome> =>
  takeStep(step, answer.kind === "accepted" ? { state: "accepted" } : { state: "rejected", note: answer.reason }, ports);
