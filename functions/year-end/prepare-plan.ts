import { createHash } from "node:crypto";
import { caseIdFrom } from "../../shared/domain/ids.ts";
import { actorOf, type Principal } from "../../shared/domain/principal.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import type { YearEndPart, YearEndPlan } from "../../shared/domain/year-end/year-end-plan.ts";
import type { PlanRequest } from "../../shared/http/contracts/year-end-contracts.ts";
import type { YearEnds } from "../../shared/store/year-ends.ts";
import { firstHash } from "./list-part.ts";

type PlanToPrepare = {
  readonly scheme: Scheme;
  /** The sender's own id of the request: sent again, it is the same plan. */
  readonly sendingId: string;
  readonly request: PlanRequest;
  readonly by: Principal;
  readonly now: Date;
};

/** In order of precedence. */
export type PrepareOutcome =
  | { readonly kind: "prepared"; readonly plan: YearEndPlan }
  | { readonly kind: "notFound" }
  | { readonly kind: "otherPlanUnderThisId"; readonly scheme: Scheme }
  | { readonly kind: "otherOpen"; readonly plan: YearEndPlan };

/** Begins the list of a plan. It changes nothing but the plan. */
export const preparePlan = async (
  { scheme, sendingId, request, by, now }: PlanToPrepare,
  { yearEnds }: { readonly yearEnds: Pick<YearEnds, "prepare"> },
): Promise<PrepareOutcome> => {
  const { kind, reference } = request;
  const planId = caseIdFrom(createHash("sha256").update(`year-end\n${scheme.code}\n${by.id}\n${sendingId}`).digest());
  const at = now.toISOString();
  const plan: YearEndPlan = {
    planId,
    scheme: scheme.code,
    kind,
    state: "listing",
    preparedBy: actorOf(by),
    preparedAt: at,
    ...(reference && { reference }),
  };
  const list = { source: 0, hash: firstHash(plan), sums: {} };
  const first: YearEndPart = { planId, scheme: scheme.code, pass: "list", part: 1, list };
  const prepared = await yearEnds.prepare(plan, first);
  switch (prepared.kind) {
    case "prepared":
      return { kind: "prepared", plan };
    case "sentBefore": {
      const isSame = prepared.plan.kind === kind && prepared.plan.reference === reference;
      return isSame ? { kind: "prepared", plan: prepared.plan } : { kind: "otherPlanUnderThisId", scheme };
    }
    case "otherOpen":
      return prepared;
  }
};
