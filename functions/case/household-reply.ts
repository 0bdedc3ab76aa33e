import type { Claim, HouseholdClaims } from "../../shared/domain/household/household.ts";

export const claimReply = ({ need, scheme, awardId, on, window, from, until }: Claim) => ({
  need,
  scheme,
  awardId,
  ...(on !== undefined && { on }),
  ...(window && { window }),
  from,
  until,
});

type OtherApplication = { readonly caseId: string; readonly submittedAt: string };

export const householdReply = (household: HouseholdClaims & { readonly applications: readonly OtherApplication[] }) => {
  const { householdId, version, claims, reached, spent, applications } = household;
  const reachedReply = Object.entries(reached).map(([scheme, { awards, categories }]) => [scheme, { awards, categories }]);
  return {
    householdId,
    version,
    claims: claims.map(claimReply),
    reached: Object.fromEntries(reachedReply),
    spent,
    applications: applications.map(({ caseId, submittedAt }) => ({ caseId, submittedAt })),
  };
};
