import type { Case } from "../../shared/domain/case/case.ts";
import { takeStep } from "../../shared/domain/case/take-step.ts";
import { isCaseId } from "../../shared/domain/ids.ts";
import type { Actor } from "../../shared/domain/principal.ts";
import { again, retry } from "../../shared/retry.ts";
import type { Cases } from "../../shared/store/cases.ts";
import { takerOf } from "../decide/case-step.ts";

export type DeclareOutcome = { readonly kind: "declared"; readonly case: Case } | { readonly kind: "notFound" };

/**
 * Somebody says that they know this household or have an interest in the case. From then on they take no step in it. It
 * holds whatever else has happened to the case meanwhile, and declared again it is declared once.
 */
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
