import { needsOf } from "../../shared/domain/award/award.ts";
import { countsInAll, limitPassed, spansInAll } from "../../shared/domain/award/limits-together.ts";
import { againFromWords, messageFor } from "../../shared/domain/case/message.ts";
import { londonDay } from "../../shared/domain/dates.ts";
import { decideMore, earliestNextDates } from "../../shared/domain/household/household.ts";
import { isCaseId } from "../../shared/domain/ids.ts";
import { moveLine } from "../../shared/domain/line/line-move.ts";
import { actorOf } from "../../shared/domain/principal.ts";
import { schemeVersion } from "../../shared/domain/scheme/scheme-book.ts";
import { Fault } from "../../shared/fault.ts";
import { again, retry } from "../../shared/retry.ts";
import { aboveLimit, findToSettle, heldBack, type SecondOutcome, type SecondPorts, type SecondStep } from "./second-approval.ts";

/** Commits the award's money, sends its lines out and tells the resident. Safe to send again after a lost answer. */
export const approveAward = async (step: SecondStep, { cases, lines, approvals, schemes }: SecondPorts): Promise<SecondOutcome> => {
  const { caseId, now, key, reason } = step;
  const by = actorOf(step.by);
  const at = now.toISOString();
  const today = londonDay(now);
  const book = await schemes.book(now);
  return retry<SecondOutcome>(async () => {
    const found = findToSettle(step, isCaseId(caseId) ? await cases.whole(caseId) : undefined, (award) => ({
      kind: "approve",
      award,
      reason,
    }));
    if (found.kind !== "toSettle") return found;
    const { award, taken, whole } = found;
    const scheme = schemeVersion(book, award.scheme, award.schemeVersion);
    if (!scheme) throw new Fault("itemUnreadable");
    const held = heldBack(award, whole.case);
    if (held) return held;
    const above = aboveLimit(award, scheme, step.by);
    if (above) return above;

    const [standing, inAll] = await Promise.all([
      lines.standing(award),
      approvals.decided(scheme.code, step.by.id, spansInAll(scheme, step.by, today)),
    ]);
    const toCommit = { scheme, by: step.by, today, total: award.total, isOfRun: false };
    const passed = limitPassed(toCommit, { household: standing.household, inAll });
    if (passed) return { kind: "aboveTogether", passed };
    const decided = decideMore(standing.household, { scheme: scheme.code, by: by.id, day: today, amount: award.total });
    const claims = { ...standing.household, version: standing.household.version + 1, decided };
    const moves = standing.lines
      .filter(({ state }) => state === "reserved")
      .map((line) => moveLine(line, ["approve"], { at, by, key }, { change: { decidedBy: [...line.decidedBy, by.id] } }));
    const againFrom = againFromWords(earliestNextDates(scheme, standing.household, needsOf(award.lines, scheme), today));
    const message = messageFor("awarded", taken.before, whole.application, now, { againFrom });
    const settled = await approvals.settle({
      taken,
      moves,
      approves: award.awardId,
      commits: { claims, counts: countsInAll(toCommit) },
      ...(message && { message }),
    });
    if (settled.kind === "settled") return { kind: "approved", case: settled.case, award, by, at };
    return again;
  });
};
