import { type Award, needsOf } from "../../shared/domain/award/award.ts";
import { countsInAll, limitPassed, spansInAll } from "../../shared/domain/award/limits-together.ts";
import { helpWords, messageFor, nextWords, signpostsIn } from "../../shared/domain/case/message.ts";
import { nextAfter } from "../../shared/domain/case/take-step.ts";
import { londonDay } from "../../shared/domain/dates.ts";
import { directoryAt } from "../../shared/domain/directory/directory-book.ts";
import { decideMore } from "../../shared/domain/household/household.ts";
import { changePart, partWithAward } from "../../shared/domain/household/parts.ts";
import { boundBy } from "../../shared/domain/household/standing-contact.ts";
import { isCaseId } from "../../shared/domain/ids.ts";
import { moveLine } from "../../shared/domain/line/line-move.ts";
import { actorOf } from "../../shared/domain/principal.ts";
import { nextDates } from "../../shared/domain/rules/next-dates.ts";
import { type SchemeBook, schemeVersion } from "../../shared/domain/scheme/scheme-book.ts";
import { Fault } from "../../shared/fault.ts";
import { again, retry } from "../../shared/retry.ts";
import type { WholeCase } from "../../shared/store/cases.ts";
import { schemeOverWords } from "./award-words.ts";
import { declineAward } from "./decline-award.ts";
import {
  aboveLimit,
  findToSettle,
  heldBack,
  helpedByJoined,
  isSchemeOver,
  type SecondOutcome,
  type SecondPorts,
  type SecondStep,
} from "./second-approval.ts";

/**
 * Commits the award's money, sends its lines out and tells the resident. Once its scheme is over, the award is sent back instead.
 * Safe to send again after a lost answer.
 */
export const approveAward = async (step: SecondStep, ports: SecondPorts): Promise<SecondOutcome> => {
  const { cases, lines, approvals, schemes, directories } = ports;
  const { caseId, now, key, reason } = step;
  const by = actorOf(step.by);
  const at = now.toISOString();
  const today = londonDay(now);
  const [book, directory] = await Promise.all([schemes.book(now), directories.book(now)]);
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
    const held = heldBack(award, whole.case);
    if (held) return held;
    const above = aboveLimit(award, scheme, step.by);
    if (above) return above;

    const [standing, inAll] = await Promise.all([
      lines.standing(award),
      approvals.decided(scheme.code, step.by.id, spansInAll(scheme, step.by, today)),
    ]);
    const helped = helpedByJoined(award, scheme, standing.household);
    if (helped) return helped;
    const toCommit = { scheme, by: step.by, today, total: award.total, isOfRun: false };
    const passed = limitPassed(toCommit, { household: standing.household, inAll });
    // The same approval, sent twice at once, may have moved the sums that this one read.
    if (passed) return (await cases.find(caseId))?.version === whole.case.version ? { kind: "aboveTogether", passed } : again;
    const commits = { scheme: scheme.code, by: by.id, day: today, amount: award.total };
    const part = partWithAward(standing.household, award.awardId, award.householdId);
    const claims = {
      ...changePart(standing.household, part, (own) => ({ ...own, decided: decideMore(own, commits) })),
      version: standing.household.version + 1,
    };
    const moves = standing.lines
      .filter(({ state }) => state === "reserved")
      .map((line) => moveLine(line, ["approve"], { at, by, key }, { change: { decidedBy: [...line.decidedBy, by.id] } }));
    const { application } = whole;
    const contact = boundBy(application.contact, await cases.standingContact(standing.household));
    const dates = nextDates(needsOf(award.lines, scheme), { application, claims: standing.household, book, today });
    const told = signpostsIn(award.signposts ?? [], directoryAt(directory, now));
    const says = { help: helpWords(award.lines, application.payTo, scheme), next: nextWords(dates, told) };
    const message = messageFor("awarded", taken.before, { application, contact }, now, says);
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

/** The award, if the next step after the one seen sent it back. An earlier attempt of this request may have done so. */
const awardSentBack = ({ seen }: SecondStep, whole: WholeCase | undefined): Award | undefined => {
  const detail = whole && nextAfter(seen, whole.events)?.detail;
  return detail?.kind === "declined" ? whole?.awards.find(({ awardId }) => awardId === detail.awardId) : undefined;
};

/** Gives the money back: the award's fund is closed, and only a new decision can spend another fund's money. */
const sendBack = async (step: SecondStep, award: Award, book: SchemeBook, ports: SecondPorts): Promise<SecondOutcome> => {
  const scheme = schemeVersion(book, award.scheme, award.schemeVersion);
  if (!scheme) throw new Fault("itemUnreadable");
  const outcome = await declineAward({ ...step, reason: schemeOverWords(scheme) }, ports);
  return outcome.kind === "declined" ? { kind: "schemeOver", case: outcome.case, award, scheme } : outcome;
};
