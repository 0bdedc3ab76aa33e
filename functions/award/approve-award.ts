import { type Award, needsOf } from "../../shared/domain/award/award.ts";
import { againFromWords, messageFor } from "../../shared/domain/case/message.ts";
import { nextAfter } from "../../shared/domain/case/take-step.ts";
import { londonDay } from "../../shared/domain/dates.ts";
import { earliestNextDates } from "../../shared/domain/household/household.ts";
import { isCaseId } from "../../shared/domain/ids.ts";
import { moveLine } from "../../shared/domain/line/line-move.ts";
import { actorOf } from "../../shared/domain/principal.ts";
import { type SchemeBook, schemeVersion } from "../../shared/domain/scheme/scheme-book.ts";
import { Fault } from "../../shared/fault.ts";
import { again, retry } from "../../shared/retry.ts";
import type { WholeCase } from "../../shared/store/cases.ts";
import { schemeOverWords } from "./award-words.ts";
import { declineAward } from "./decline-award.ts";
import { aboveLimit, findToSettle, isSchemeOver, type SecondOutcome, type SecondPorts, type SecondStep } from "./second-approval.ts";

/**
 * Commits the award's money, sends its lines out and tells the resident. Once its scheme is over, the award is sent back instead.
 * Safe to send again after a lost answer.
 */
export const approveAward = async (step: SecondStep, ports: SecondPorts): Promise<SecondOutcome> => {
  const { cases, lines, approvals, schemes } = ports;
  const { caseId, now, key, reason } = step;
  const by = actorOf(step.by);
  const at = now.toISOString();
  const book = await schemes.book(now);
  return retry<SecondOutcome>(async () => {
    const seen = isCaseId(caseId) ? await cases.whole(caseId) : undefined;
    const found = findToSettle(step, seen, (award) => ({
      kind: "approve",
      award,
      reason,
    }));
    const ofOver = found.kind === "toSettle" ? found.award : found.kind === "stale" ? awardSentBack(step, seen) : undefined;
    if (ofOver && isSchemeOver(ofOver, book, now)) return sendBack(step, ofOver, book, ports);
    if (found.kind !== "toSettle") return found;
    const { award, taken, whole } = found;
    const scheme = schemeVersion(book, award.scheme, award.schemeVersion);
    if (!scheme) throw new Fault("itemUnreadable");
    const above = aboveLimit(award, scheme, step.by);
    if (above) return above;

    const standing = await lines.standing(award);
    const moves = standing.lines
      .filter(({ state }) => state === "reserved")
      .map((line) => moveLine(line, ["approve"], { at, by, key }, { change: { decidedBy: [...line.decidedBy, by.id] } }));
    const againFrom = againFromWords(earliestNextDates(scheme, standing.household, needsOf(award.lines, scheme), londonDay(now)));
    const message = messageFor("awarded", taken.before, whole.application, now, { againFrom });
    const settled = await approvals.settle({ taken, moves, approves: award.awardId, ...(message && { message }) });
    if (settled.kind === "settled") return { kind: "approved", case: settled.case, award, by, at };
    return again;
  });
};

/** The award that the step after the one seen sent back, perhaps by an earlier sending of this very request. */
const awardSentBack = ({ seen }: SecondStep, whole: WholeCase | undefined): Award | undefined => {
  const detail = whole && nextAfter(seen, whole.events)?.detail;
  return detail?.kind === "declined" ? whole?.awards.find(({ awardId }) => awardId === detail.awardId) : undefined;
};

/** Gives the money back as sending back does: the fund is closed, and only a new decision spends another one's. */
const sendBack = async (step: SecondStep, award: Award, book: SchemeBook, ports: SecondPorts): Promise<SecondOutcome> => {
  const scheme = schemeVersion(book, award.scheme, award.schemeVersion);
  if (!scheme) throw new Fault("itemUnreadable");
  const outcome = await declineAward({ ...step, reason: schemeOverWords(scheme) }, ports);
  return outcome.kind === "declined" ? { kind: "schemeOver", case: outcome.case, award, scheme } : outcome;
};
