import { type Award, needsOf } from "../../shared/domain/award/award.ts";
import { helpWords, type Message, messageToPerson, nextWords } from "../../shared/domain/case/message.ts";
import { londonDay } from "../../shared/domain/dates.ts";
import { claimAgainst, type HouseholdClaims } from "../../shared/domain/household/household.ts";
import { agreedBy, askFirst } from "../../shared/domain/household/standing-contact.ts";
import { messageIdFor } from "../../shared/domain/ids.ts";
import type { NextDate } from "../../shared/domain/rules/next-dates.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import type { Reached } from "../../shared/store/lines.ts";

/** The decision's number in the message's id: an award from a list has no case, so nothing else was decided under its id. */
const firstDecision = 1;

/**
 * Tells the household of an award from a list what was decided, by the list's phone or email where the household agrees
 * with it. Where it does not, a person tells them.
 */
export const messageOfRun = (
  award: Award,
  scheme: Scheme,
  { recipient, standing }: Reached,
  household: HouseholdClaims,
  now: Date,
): Message | undefined => {
  if (!recipient) return undefined;
  const { mayText, phone, email } = agreedBy(recipient, standing);
  const contact = {
    ways: [...(mayText ? ["text" as const] : []), ...(email ? ["email" as const] : [])],
    ...(phone && { phone }),
    ...(email && { email }),
    ...(standing.care && { safety: askFirst }),
  };
  const today = londonDay(now);
  // A list answers no rule about the household's people, so only what it has had gives a date.
  const nextDates = needsOf(award.lines, scheme).map((need): NextDate => {
    const from = claimAgainst(scheme, need, household, today)?.nextDay;
    if (from === undefined) return { need };
    return from > scheme.about.end ? { need, lastDay: scheme.about.end } : { need, from };
  });
  const says = { help: helpWords(award.lines, recipient.payTo, scheme), next: nextWords(nextDates, []) };
  const about = { messageId: messageIdFor(award.caseId, firstDecision), caseId: award.caseId, name: recipient.name };
  return messageToPerson("awarded", about, contact, now, says);
};
