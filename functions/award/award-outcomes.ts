import type { Outcomes } from "../../shared/http/act.ts";
import { invalidRequest } from "../../shared/http/answer.ts";
import { json, problem } from "../../shared/http/reply.ts";
import type { Cases } from "../../shared/store/cases.ts";
import { ruleResultReply } from "../case/assessment-reply.ts";
import { caseOutcomes, enteredOutcomes, noConsentOutcomes } from "../case/case-outcomes.ts";
import type { CaseNotice } from "../case/case-page.ts";
import { caseSummaryOf } from "../case/case-summary.ts";
import type { AwardOutcome } from "../decide/award-outcome.ts";
import { problemErrors } from "./award-form.ts";
import { awardReplyFor } from "./award-reply.ts";
import { aboveLimitWords, alreadyAwardedWords, failedRulesWords, heldWords } from "./award-words.ts";

const seeRules = { href: "#rules", text: "See each rule with its reason" };
const seeAward = (awardId: string) => ({ href: `/awards/${awardId}`, text: `See award ${awardId}` });

/** The API answers 202 while a second approval or the money is missing. */
export const awardOutcomes = ({ cases }: { readonly cases: Pick<Cases, "placeInLine"> }): Outcomes<AwardOutcome, CaseNotice> => ({
  ...caseOutcomes,
  ...enteredOutcomes("award"),
  ...noConsentOutcomes("award"),
  awarded: {
    page: ({ award: { caseId } }) => ({ to: `/cases/${caseId}#decision` }),
    api: ({ award }, { by }) => {
      const second = award.awaitsApproval && ({ kind: "awaited" } as const);
      return json(awardReplyFor(by, award, second), second ? 202 : 201, { location: `/api/awards/${award.awardId}` });
    },
  },
  waitsForMoney: {
    page: ({ case: { caseId } }) => ({ to: `/cases/${caseId}#decision` }),
    api: async ({ case: head }) => json({ case: caseSummaryOf(head), placeInLine: await cases.placeInLine(head) }, 202),
  },
  otherDecisionUnderThisId: {
    page: ({ awardId }) => ({
      status: 409,
      notice: {
        title: "Not awarded again: you have already decided this",
        text: "The decision stands as it was first sent, not as it was sent now.",
        ...(awardId && { link: seeAward(awardId) }),
      },
    }),
    api: ({ awardId }) => problem("idempotency-key-reused", { awardId }),
  },
  noScheme: {
    page: () => ({
      status: 422,
      notice: {
        title: "Not awarded: no scheme is open today",
        text: "The case stays where it is. It can be decided when the next scheme opens.",
      },
    }),
    api: () => problem("no-scheme"),
  },
  notAllowed: {
    page: ({ problems }, { form }) => ({ status: 400, errors: problemErrors(problems, form) }),
    api: ({ problems }) => invalidRequest(problems),
  },
  notEligible: {
    page: ({ scheme, reasons }) => ({
      status: 422,
      notice: {
        title: "Not awarded: not eligible",
        text: `What must be true and is not: ${failedRulesWords(reasons, scheme)}`,
        link: seeRules,
      },
    }),
    api: ({ reasons, results }) => problem("not-eligible", { reasons, results: results.map(ruleResultReply) }),
  },
  householdAlreadyAwarded: {
    page: (outcome) => ({
      status: 409,
      notice: {
        title: "Not awarded: the household already has this",
        text: alreadyAwardedWords(outcome),
        link: seeAward(outcome.earlierAwardId),
      },
    }),
    api: (outcome) => {
      const { need, earlierAwardId, nextDay } = outcome;
      return problem("household-already-awarded", { detail: alreadyAwardedWords(outcome), need, earlierAwardId, nextDay });
    },
  },
  held: {
    page: (outcome) => ({
      status: 422,
      notice: {
        title: "Not awarded: something has to be settled first",
        text: `The household is not ineligible: the case still waits for a decision. ${heldWords(outcome)}`,
        link: seeRules,
      },
    }),
    api: (outcome) =>
      problem("held", {
        detail: heldWords(outcome),
        holds: outcome.holds.map(({ rule, because }) => ({ rule, because })),
        results: outcome.results.map(ruleResultReply),
      }),
  },
  aboveLimit: {
    page: (outcome) => ({ status: 403, notice: { title: "Not awarded: above your limit", text: aboveLimitWords(outcome) } }),
    api: (outcome) => problem("above-limit", { detail: aboveLimitWords(outcome), limit: outcome.limit, total: outcome.total }),
  },
});
