import { type Pence, pence } from "./money.ts";

export type StepDone = { readonly step: string; readonly says: string } & (
  | { readonly outcome: "done"; readonly counts: Readonly<Record<string, number>> }
  | { readonly outcome: "failed"; readonly because: string }
);

export type NightlyRun = { readonly at: string; readonly steps: readonly StepDone[] };

/** A step that fails for some of its items goes on with the rest, and counts those as `failed`. */
export const undoneIn = (step: StepDone): number => (step.outcome === "done" ? (step.counts.failed ?? 0) : 0);

/** Codes that were used after their money had come back, and that nobody has settled with the provider. No budget shows them. */
export const unsettledLateUses = ({ steps }: NightlyRun): { readonly codes: number; readonly amount: Pence } => {
  const watching = steps.find(({ step }) => step === "watchCancelledCodes");
  const { unsettled = 0, unsettledPence = 0 } = watching?.outcome === "done" ? watching.counts : {};
  return { codes: unsettled, amount: pence(unsettledPence) };
};

export const failedSteps = ({ steps }: NightlyRun): readonly StepDone[] => steps.filter(({ outcome }) => outcome === "failed");
export const troubledSteps = ({ steps }: NightlyRun): readonly StepDone[] =>
  steps.filter((step) => step.outcome === "failed" || undoneIn(step) > 0);
