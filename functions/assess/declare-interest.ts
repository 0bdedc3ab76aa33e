import type { Case } from "../../shared/domain/case/case.ts";
import { takeStep } from "../../shared/domain/case/take-step.ts";
import { isCaseId } from "../../shared/domain/ids.ts";
import type { Actor } from "../../shared/domain/principal.ts";
import { again, retry } from "../../shared/retry.ts";
import type { Cases } from "../../shared/store/cases.ts";
import { takerOf } from "../decide/case-step.ts";

export type DeclareOutcome = { readonly kind: "declared"; readonly case: Case } | { readonly kind: "notFound" };

/** From now on the person takes no step in the case. A declaration holds whatever else has happened to the case meanwhile. */
export const declareInterest = (
  { caseId, by, now }: { readonly caseId: string; readonly by: Actor; readonly now: Date },
  { cases }: { readonly cases: Pick<Cases, "find" | "change"> },
): Promise<DeclareOutcome> =>
  retry<DeclareOutcome>(async () => {
    const before = isCaseId(caseId) ? await cases.find(caseId) : undefined;
    if (!before) return { kind: "notFound" };
    const taken = takeStep(before, { kind: "declareInterest" }, takerOf({ by, now }));
    if (taken.kind !== "taken") return { kind: "declared", case: before };
    const changed = await cases.change({ taken });
    if (changed.kind === "changed") return { kind: "declared", case: changed.case };
    return again;
  });
