import { londonDay } from "../../shared/domain/dates.ts";
import { isCaseId } from "../../shared/domain/ids.ts";
import { isOver } from "../../shared/domain/ledger/envelope.ts";
import { actorOf, type Principal } from "../../shared/domain/principal.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import { partAgainst } from "../../shared/domain/separation.ts";
import { partsOfPlan, type YearEndPart, type YearEndPlan } from "../../shared/domain/year-end/year-end-plan.ts";
import type { YearEnds } from "../../shared/store/year-ends.ts";

export type PlanToSettle = { readonly scheme: Scheme; readonly planId: string; readonly by: Principal; readonly now: Date };

/** In order of precedence. */
export type SignOutcome =
  | { readonly kind: "signed"; readonly plan: YearEndPlan }
  | { readonly kind: "notFound" }
  /** Nobody signs the plan that they prepared. */
  | { readonly kind: "preparedByYou" }
  | { readonly kind: "settledByAnother"; readonly plan: YearEndPlan }
  | { readonly kind: "stillListing" }
  | { readonly kind: "seenOtherwise" }
  | { readonly kind: "notOver"; readonly scheme: Scheme }
  | { readonly kind: "nothingToReturn" };

export type ThrowAwayOutcome =
  | { readonly kind: "thrownAway"; readonly plan: YearEndPlan }
  | { readonly kind: "notFound" }
  | { readonly kind: "settledByAnother"; readonly plan: YearEndPlan };

type SignPorts = { readonly yearEnds: Pick<YearEnds, "find" | "sign" | "throwAway"> };

const findPlan = async ({ scheme, planId }: PlanToSettle, { yearEnds }: SignPorts): Promise<YearEndPlan | undefined> =>
  isCaseId(planId) ? yearEnds.find(scheme.code, planId) : undefined;

/** The second signature has the plan done, item by item, as it was seen. */
export const signPlan = async (asked: PlanToSettle & { readonly hash: string }, ports: SignPorts): Promise<SignOutcome> => {
  const { scheme, by, now, hash } = asked;
  const plan = await findPlan(asked, ports);
  if (!plan) return { kind: "notFound" };
  if (partAgainst("yearEndPlan", "signYearEnd", by, partsOfPlan(plan))) return { kind: "preparedByYou" };
  if (plan.state === "listing") return { kind: "stillListing" };
  if (plan.state !== "ready") return signedAlready(plan, asked);
  if (plan.hash !== hash) return { kind: "seenOtherwise" };
  if (!isOver(scheme, londonDay(now))) return { kind: "notOver", scheme };
  if (plan.kind === "return" && Object.keys(plan.sums ?? {}).length === 0) return { kind: "nothingToReturn" };

  const at = now.toISOString();
  const signed: YearEndPlan = { ...plan, state: "doing", signedBy: actorOf(by), signedAt: at };
  const first: YearEndPart = { planId: plan.planId, scheme: plan.scheme, pass: "do", part: 1 };
  const moved = await ports.yearEnds.sign(plan, signed, first);
  return moved.kind === "moved" ? { kind: "signed", plan: signed } : signedAlready(moved.now, asked);
};

/** A person who repeats their own signature is told that it is done. */
const signedAlready = (plan: YearEndPlan, { by, hash }: { readonly by: Principal; readonly hash: string }): SignOutcome =>
  plan.signedBy?.id === by.id && plan.hash === hash ? { kind: "signed", plan } : { kind: "settledByAnother", plan };

/** Ends a plan that nobody has signed. Its list stays on record. */
export const throwPlanAway = async (asked: PlanToSettle, ports: SignPorts): Promise<ThrowAwayOutcome> => {
  const plan = await findPlan(asked, ports);
  if (!plan) return { kind: "notFound" };
  if (plan.state !== "listing" && plan.state !== "ready") return thrownAlready(plan, asked);
  const after: YearEndPlan = { ...plan, state: "thrownAway", thrownAwayBy: actorOf(asked.by), thrownAwayAt: asked.now.toISOString() };
  const moved = await ports.yearEnds.throwAway(plan, after);
  if (moved.kind === "moved") return { kind: "thrownAway", plan: after };
  // Its list was completed at the same moment.
  return moved.now.state === "ready" ? throwPlanAway(asked, ports) : thrownAlready(moved.now, asked);
};

const thrownAlready = (plan: YearEndPlan, { by }: PlanToSettle): ThrowAwayOutcome => ({
  kind: plan.thrownAwayBy?.id === by.id ? "thrownAway" : "settledByAnother",
  plan,
});
