import { isCaseId } from "../../shared/domain/ids.ts";
import { actorOf } from "../../shared/domain/principal.ts";
import { schemeVersion } from "../../shared/domain/scheme/scheme-book.ts";
import { Fault } from "../../shared/fault.ts";
import { again, retry } from "../../shared/retry.ts";
import { declineLines } from "../decide/decline-lines.ts";
import { findToSettle, type SecondOutcome, type SecondPorts, type SecondStep } from "./second-approval.ts";

/**
 * Frees the award's money and claims, and the case waits for another decision. The award stays on record.
 * Safe to send again after a lost answer.
 */
export const declineAward = async (
  step: SecondStep & { readonly reason: string },
  { cases, lines, approvals, schemes }: SecondPorts,
): Promise<SecondOutcome> => {
  const { caseId, now, key, reason } = step;
  const by = actorOf(step.by);
  const at = now.toISOString();
  const book = await schemes.book(now);
  return retry<SecondOutcome>(async () => {
    const found = findToSettle(step, isCaseId(caseId) ? await cases.whole(caseId) : undefined, (award) => ({
      kind: "decline",
      award,
      reason,
    }));
    if (found.kind !== "toSettle") return found;
    const { award, taken } = found;
    const scheme = schemeVersion(book, award.scheme, award.schemeVersion);
    if (!scheme) throw new Fault("itemUnreadable");

    const moves = declineLines(await lines.standing(award), scheme, { at, by, key });
    const settled = await approvals.settle({ taken, moves });
    if (settled.kind === "settled") return { kind: "declined", case: settled.case, award, by, at };
    return again;
  });
};
