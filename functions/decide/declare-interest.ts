import { takeStep } from "../../shared/domain/case/take-step.ts";
import { barredFrom, withInterest } from "../../shared/domain/household/interest.ts";
import { isCaseId } from "../../shared/domain/ids.ts";
import type { Actor } from "../../shared/domain/principal.ts";
import { again, retry } from "../../shared/retry.ts";
import type { Cases } from "../../shared/store/cases.ts";
import type { Interests } from "../../shared/store/interests.ts";
import { takerOf } from "./case-step.ts";

export type DeclareOutcome = { readonly kind: "declared"; readonly caseId: string } | { readonly kind: "notFound" };

export type DeclarePorts = { readonly cases: Pick<Cases, "find" | "change" | "ofHousehold">; readonly interests: Interests };
type ToDeclare = { readonly caseId: string; readonly by: Actor; readonly now: Date };

/**
 * From now on the person sees nothing of the household and takes no step in anything of it. The household says so first,
 * so that no new award or application misses it; then each of its cases does. Sent again, it goes on where it was cut short.
 */
export const declareInterest = async (declared: ToDeclare, { cases, interests }: DeclarePorts): Promise<DeclareOutcome> => {
  const { caseId, by, now } = declared;
  const householdId = await retry<string | undefined>(async () => {
    const found = isCaseId(caseId) ? await interests.behind(caseId) : undefined;
    if (!found) return undefined;
    const { household } = found;
    if (barredFrom(household).includes(by.id)) return household.householdId;
    const kept = await interests.keep(withInterest(household, { by, at: now.toISOString() }));
    return kept.kind === "kept" ? household.householdId : again;
  });
  if (householdId === undefined) return { kind: "notFound" };
  const others = (await cases.ofHousehold(householdId)).map((one) => one.caseId);
  for (const each of new Set([caseId, ...others])) await declareIn(each, declared, cases);
  return { kind: "declared", caseId };
};

/** A change to the case in between does not stop a declaration: read the case again and retry. */
export const declareIn = (caseId: string, { by, now }: Pick<ToDeclare, "by" | "now">, cases: DeclarePorts["cases"]): Promise<"declared"> =>
  retry<"declared">(async () => {
    const before = await cases.find(caseId);
    const taken = before && takeStep(before, { kind: "declareInterest" }, takerOf({ by, now }));
    if (taken?.kind !== "taken") return "declared";
    const changed = await cases.change({ taken });
    return changed.kind === "changed" ? "declared" : again;
  });
