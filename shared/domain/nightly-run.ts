/** What one step of the nightly work came to: how often it did what, or that it failed. */
export type StepDone = { readonly step: string; readonly says: string } & (
  | { readonly outcome: "done"; readonly counts: Readonly<Record<string, number>> }
  | { readonly outcome: "failed"; readonly because: string }
);

export type NightlyRun = { readonly at: string; readonly steps: readonly StepDone[] };

/** How many of what a step had to do it could not: it goes on with the rest, and says so under this name. */
export const undoneIn = (step: StepDone): number => (step.outcome === "done" ? (step.counts.failed ?? 0) : 0);

export const failedSteps = ({ steps }: NightlyRun): readonly StepDone[] => steps.filter(({ outcome }) => outcome === "failed");
/** Steps that somebody has to look at. */
export const troubledSteps = ({ steps }: NightlyRun): readonly StepDone[] =>
  steps.filter((step) => step.outcome === "failed" || undoneIn(step) > 0);
