import type { FormSent, Outcomes } from "../../shared/http/act.ts";
import { json, problem } from "../../shared/http/reply.ts";
import type { Cases } from "../../shared/store/cases.ts";
import { caseOutcomes, enteredOutcomes } from "../case/case-outcomes.ts";
import type { CaseNotice } from "../case/case-page.ts";
import { caseSummaryOf } from "../case/case-summary.ts";
import type { AwardFault, AwardOutcome } from "../decide/award-outcome.ts";
import { faultsAgain, faultsProblem, seeAward } from "./award-faults.ts";
import { awardReplyFor } from "./award-reply.ts";

type Faulty = Extract<AwardOutcome, { readonly besides: readonly AwardFault[] }>;
const fault = {
  page: ({ besides, ...first }: Faulty, { form }: FormSent) => faultsAgain([first, ...besides], form),
  api: ({ besides, ...first }: Faulty) => faultsProblem(first, besides),
};

/** The API answers 202 while a second approval or the money is missing. */
export const awardOutcomes = ({ cases }: { readonly cases: Pick<Cases, "placeInLine"> }): Outcomes<AwardOutcome, CaseNotice> => ({
  ...caseOutcomes,
  ...enteredOutcomes("award"),
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
  notAllowed: fault,
  noConsentToRefer: fault,
  notEligible: fault,
  householdAlreadyAwarded: fault,
  held: fault,
  aboveLimit: fault,
});
