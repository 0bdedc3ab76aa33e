import { actorOf } from "../../shared/domain/principal.ts";
import { type PlanItem, type PlanOutcome, planDeedNames, planDeeds, type YearEndPlan } from "../../shared/domain/year-end/year-end-plan.ts";

/** A plan as the API gives it. */
export const planReply = (plan: YearEndPlan) => {
  const { planId, scheme, kind, state, preparedBy, preparedAt, reference, hash, parts, sums = {}, outcomes } = plan;
  const { signedBy, signedAt, doneAt, thrownAwayBy, thrownAwayAt } = plan;
  return {
    planId,
    scheme,
    kind,
    state,
    preparedBy: actorOf(preparedBy),
    preparedAt,
    ...(reference && { reference }),
    ...(hash && { hash }),
    ...(parts !== undefined && { parts }),
    deeds: planDeedNames.flatMap((deed) => {
      const sum = sums[deed];
      const became = outcomes?.[deed];
      return sum ? [{ deed, does: planDeeds[deed].does, items: sum.items, amount: sum.amount, ...(became && { outcomes: became }) }] : [];
    }),
    ...(signedBy && { signedBy: actorOf(signedBy) }),
    ...(signedAt && { signedAt }),
    ...(doneAt && { doneAt }),
    ...(thrownAwayBy && { thrownAwayBy: actorOf(thrownAwayBy) }),
    ...(thrownAwayAt && { thrownAwayAt }),
  };
};

export const itemReply = ({ deed, of, seen, amount, what, until }: PlanItem, outcome: PlanOutcome | undefined) => ({
  deed,
  of,
  seen,
  ...(amount !== undefined && { amount }),
  ...(what && { what }),
  ...(until && { until }),
  ...(outcome && { outcome }),
});
