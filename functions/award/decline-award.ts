import { isCaseId } from "../../shared/domain/ids.ts";
import type { LineStep } from "../../shared/domain/line/line.ts";
import { type LineMove, moveLine } from "../../shared/domain/line/line-move.ts";
import { actorOf } from "../../shared/domain/principal.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import { schemeVersion } from "../../shared/domain/scheme/scheme-book.ts";
import { Fault } from "../../shared/fault.ts";
import { again, retry } from "../../shared/retry.ts";
import type { Standing } from "../../shared/store/lines.ts";
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

    const moves = takenBack(await lines.standing(award), scheme, { at, by, key });
    const settled = await approvals.settle({ taken, moves });
    if (settled.kind === "settled") return { kind: "declined", case: settled.case, award, by, at };
    return again;
  });
};

/** Takes each line back in turn, each from the claims that the one before left. */
const takenBack = ({ lines, household }: Standing, scheme: Scheme, taken: Omit<LineStep, "step">): readonly LineMove[] => {
  let claims = household;
  const stillThere = [...lines];
  return lines.flatMap((line) => {
    if (line.state !== "reserved") return [];
    stillThere.splice(stillThere.indexOf(line), 1);
    const move = moveLine(line, ["decline"], taken, { back: { household: claims, others: [...stillThere], scheme } });
    claims = move.claims ?? claims;
    return [move];
  });
};
