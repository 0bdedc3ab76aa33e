import { type PartnerStep, type PartnerStepPorts, type StepOutcome, takeStep } from "./take-step.ts";

/** Closes an accepted referral with what came of it, in the service's own words. */
export const recordOutcome = (step: PartnerStep, outcome: string, ports: PartnerStepPorts): Promise<StepOutcome> =>
  takeStep(step, { state: "completed", note: outcome }, ports);
