import type { Case } from "../../shared/domain/case/case.ts";
import type { Actor } from "../../shared/domain/principal.ts";

/** What an assessor does with a case's referrals. Unlike other steps it may follow the decision. */
export type OnwardStep = {
  readonly caseId: string;
  readonly by: Actor;
  readonly now: Date;
  readonly seen: { readonly version: number; readonly householdId: string };
};

export const isAsSeen = ({ version, householdId }: Case, seen: OnwardStep["seen"]): boolean =>
  version === seen.version && householdId === seen.householdId;
