import { passedWords } from "../../shared/domain/award/limits-together.ts";
import type { LookFirst } from "../../shared/domain/rules/look-first.ts";
import type { Outcomes } from "../../shared/http/act.ts";
import { json, problem } from "../../shared/http/reply.ts";
import { caseOutcomes, enteredOutcomes } from "../case/case-outcomes.ts";
import type { CaseNotice } from "../case/case-page.ts";
import { caseSummaryOf } from "../case/case-summary.ts";
import { seeAward } from "./award-faults.ts";
import { awardReplyFor } from "./award-reply.ts";
import { aboveLimitWords, alreadyAwardedWords, heldWords, schemeOverWords } from "./award-words.ts";
import type { SecondOutcome } from "./second-approval.ts";

const ownDecision = {
  title: "Not done: you decided this award",
  text: "Whoever decides an award, or prepares the run that makes it, is not the second person for it: an approver who had no part in it is.",
} as const;
const deciderBarred = {
  title: "Not approved: whoever decided has declared an interest since",
  text: "Send the award back, so that somebody without an interest decides.",
} as const;

/** A decider has to record a look; a match is settled while the award waits. */
const insteadWords = (holds: readonly LookFirst[]): string =>
  holds.every(({ settledBy }) => settledBy === "match")
    ? "Then approve the award, or send it back if the household has had this help."
    : "Send the award back, so that whoever decides can record it.";

const helpedByJoinedWords = (outcome: Extract<SecondOutcome, { kind: "helpedByJoined" }>): string =>
  `${alreadyAwardedWords({ ...outcome, kind: "householdAlreadyAwarded" })} Two households were joined after this award was decided. Send one of the two awards back.`;

type Settled = Outcomes<Extract<SecondOutcome, { kind: "approved" | "declined" }>, CaseNotice>["approved"];
const settled: Settled = {
  page: ({ case: { caseId } }) => ({ to: `/cases/${caseId}#decision` }),
  api: ({ kind, case: head, award, by, at }, asked) =>
    json({ case: caseSummaryOf(head), award: awardReplyFor(asked.by, award, { kind, by, at }) }, 201),
};

export const secondOutcomes = (does: "approveAward" | "declineAward"): Outcomes<SecondOutcome, CaseNotice> => ({
  ...caseOutcomes,
  ...enteredOutcomes(does),
  approved: settled,
  declined: settled,
  deciderBarred: {
    page: () => ({ status: 403, notice: deciderBarred }),
    api: () => problem("interest-declared", { detail: `${deciderBarred.title}. ${deciderBarred.text}` }),
  },
  ownDecision: {
    page: () => ({ status: 403, notice: ownDecision }),
    api: () => problem("second-person-needed", { detail: ownDecision.text }),
  },
  schemeOver: {
    page: ({ scheme }) => ({ status: 409, notice: { title: "Not approved: the scheme is over", text: schemeOverWords(scheme) } }),
    api: ({ scheme, case: head }) => problem("step-not-possible", { detail: schemeOverWords(scheme), case: caseSummaryOf(head) }),
  },
  held: {
    page: ({ holds }) => ({
      status: 422,
      notice: { title: "Not approved: something has to be looked at first", text: `${heldWords({ holds })} ${insteadWords(holds)}` },
    }),
    api: ({ holds }) =>
      problem("held", {
        detail: `${heldWords({ holds })} ${insteadWords(holds)}`,
        holds: holds.map(({ rule, because, settledBy }) => ({ rule, because, settledBy })),
      }),
  },
  aboveLimit: {
    page: (outcome) => ({ status: 403, notice: { title: "Not approved: above your limit", text: aboveLimitWords(outcome) } }),
    api: (outcome) => problem("above-limit", { detail: aboveLimitWords(outcome), limit: outcome.limit, total: outcome.total }),
  },
  helpedByJoined: {
    page: (outcome) => ({
      status: 409,
      notice: {
        title: "Not approved: the household already has this",
        text: helpedByJoinedWords(outcome),
        link: seeAward(outcome.earlierAwardId),
      },
    }),
    api: (outcome) => {
      const { need, earlierAwardId, nextDay } = outcome;
      return problem("household-already-awarded", { detail: helpedByJoinedWords(outcome), need, earlierAwardId, nextDay });
    },
  },
  aboveTogether: {
    page: ({ passed }) => ({ status: 403, notice: { title: "Not approved: above your limit", text: passedWords(passed) } }),
    api: ({ passed }) => problem("above-limit", { detail: passedWords(passed), limit: passed.limit.upTo, total: passed.comesTo }),
  },
});
