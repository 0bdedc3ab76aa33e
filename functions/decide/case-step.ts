import { type Case, type CaseEventDetail, isOpenStatus } from "../../shared/domain/case/case.ts";
import type { Actor } from "../../shared/domain/principal.ts";
import type { Cases } from "../../shared/store/cases.ts";

/** A step that an assessor takes with a case, other than deciding it. */
export type CaseStep = {
  readonly caseId: string;
  readonly by: Actor;
  readonly now: Date;
  readonly seen: { readonly version: number; readonly householdId: string };
};

export const isOpenAsSeen = ({ version, householdId, status }: Case, seen: CaseStep["seen"]): boolean =>
  version === seen.version && householdId === seen.householdId && isOpenStatus(status);

/**
 * Whether the step was taken already, as when a lost answer has it sent again. A case's version is its last event's
 * number, so the event after the version seen is this very step, or else somebody else's.
 */
export const alreadyDone = async (
  { caseId, by, seen }: CaseStep,
  isThisStep: (detail: CaseEventDetail) => boolean,
  cases: Pick<Cases, "whole">,
): Promise<boolean> => {
  const whole = await cases.whole(caseId);
  const next = whole?.events.find(({ sequence }) => sequence === seen.version + 1);
  return next !== undefined && next.by.id === by.id && isThisStep(next.detail);
};
