import type { Application } from "../application.ts";
import { londonDay } from "../dates.ts";
import { afterApplying } from "./after-applying.ts";
import type { HouseholdIdentity } from "./identity.ts";
import { identityOf } from "./identity-of.ts";

type Sent = { readonly case: { readonly caseId: string; readonly submittedAt: string }; readonly application: Application };

/** The identity of a household from its applications alone, the oldest first. Its version is 0 while nothing of it is stored. */
export const identityFromApplications = (householdId: string, sent: readonly Sent[]): HouseholdIdentity => {
  const nobody: HouseholdIdentity = { householdId, version: 0, people: [], homes: [], phones: [], emails: [], accounts: [] };
  const whole = sent.reduce<HouseholdIdentity>((known, { case: { caseId, submittedAt }, application }) => {
    const today = londonDay(new Date(submittedAt));
    return afterApplying(known, identityOf(application, { householdId, caseId, today }), today);
  }, nobody);
  return { ...whole, version: 0 };
};
