export type StepDone = { readonly step: string; readonly says: string } & (
  | { readonly outcome: "done"; readonly counts: Readonly<Record<string, number>> }
  | { readonly outcome: "failed"; readonly because: string }
);

export type NightlyRun = { readonly at: string; readonly steps: readonly StepDone[] };

/** A step that fails for some of its items goes on with the rest, and counts those as `failed`. */
export const undoneIn = (step: StepDone): number => (step.outcome === "done" ? (step.counts.failed ?? 0) : 0);

export const failedSteps = ({ steps }: NightlyRun): readonly StepDone[] => steps.filter(({ outcome }) => outcome === "failed");
export const troubledSteps = ({ steps }: NightlyRun): readonly StepDone[] =>
  steps.filter((step) => step.outcome === "failed" || undoneIn(step) > 0);
