import type { Principal } from "../../shared/domain/principal.ts";
import { invalidRequest } from "../../shared/http/answer.ts";
import { json, problem, type Reply, seeOther } from "../../shared/http/reply.ts";
import { ruleResultReply } from "../case/assessment-reply.ts";
import { barredNotice, type CasePageAsk, type CasePagePorts, casePage } from "../case/case-page.ts";
import { caseSummaryOf } from "../case/case-summary.ts";
import { changeWords } from "../case/case-words.ts";
import type { AwardOutcome } from "../decide/award-outcome.ts";
import { problemErrors } from "./award-form.ts";
import { aboveLimitWords, alreadyAwardedWords, heldWords, noConsentWords, notices } from "./award-notices.ts";
import { awardReplyOf } from "./award-view.ts";

type Again = CasePageAsk & Required<Pick<CasePageAsk, "typed">>;

/** The case with its award; or the case again, with everything typed and the reason why not. */
export const awardPage = async (outcome: AwardOutcome, caseId: string, ports: CasePagePorts, again: Again): Promise<Reply> => {
  const showAgain = (status: number, why: Partial<CasePageAsk>) => casePage(caseId, ports, { ...again, ...why, status });
  switch (outcome.kind) {
    case "awarded":
    case "waitsForMoney":
      return seeOther(`/cases/${caseId}#decision`);
    case "notFound":
      return casePage(caseId, ports, again);
    case "barred":
      return showAgain(403, { notice: barredNotice });
    case "stale":
      return showAgain(409, { isStale: true });
    case "otherDecisionUnderThisId":
      return showAgain(409, { notice: notices.otherDecisionUnderThisId(outcome) });
    case "noScheme":
      return showAgain(422, { notice: notices.noScheme() });
    case "notAllowed":
      return showAgain(400, { errors: problemErrors(outcome.problems, again.typed.fields) });
    case "noConsentToRefer":
      return showAgain(400, { errors: [{ field: "award-services", text: noConsentWords }] });
    case "notEligible":
      return showAgain(422, { notice: notices.notEligible(outcome) });
    case "held":
      return showAgain(422, { notice: notices.held(outcome) });
    case "aboveLimit":
      return showAgain(403, { notice: notices.aboveLimit(outcome) });
    case "householdAlreadyAwarded":
      return showAgain(409, { notice: notices.householdAlreadyAwarded(outcome) });
  }
};

/** 202 where it is decided and yet to be paid: a second person or the money is still missing. */
export const awardReply = async (outcome: AwardOutcome, principal: Principal, { cases }: Pick<CasePagePorts, "cases">): Promise<Reply> => {
  switch (outcome.kind) {
    case "awarded": {
      const { award } = outcome;
      const second = award.awaitsApproval && ({ kind: "awaited" } as const);
      return json(awardReplyOf(award, principal, second), second ? 202 : 201, { location: `/api/awards/${award.awardId}` });
    }
    case "waitsForMoney":
      return json({ case: caseSummaryOf(outcome.case), placeInLine: await cases.placeInLine(outcome.case) }, 202);
    case "notFound":
      return problem("not-found");
    case "barred":
      return problem("interest-declared");
    case "stale":
      return problem("stale-case", { detail: changeWords(outcome.now), case: caseSummaryOf(outcome.now) });
    case "otherDecisionUnderThisId":
      return problem("idempotency-key-reused", { awardId: outcome.awardId });
    case "noScheme":
      return problem("no-scheme");
    case "notAllowed":
      return invalidRequest(outcome.problems);
    case "noConsentToRefer":
      return invalidRequest([{ path: ["referrals"], message: noConsentWords }]);
    case "notEligible":
      return problem("not-eligible", { reasons: outcome.reasons, results: outcome.results.map(ruleResultReply) });
    case "held":
      return problem("held", {
        detail: heldWords(outcome),
        holds: outcome.holds.map(({ rule, because }) => ({ rule, because })),
        results: outcome.results.map(ruleResultReply),
      });
    case "aboveLimit":
      return problem("above-limit", { detail: aboveLimitWords(outcome), limit: outcome.limit, total: outcome.total });
    case "householdAlreadyAwarded": {
      const { need, earlierAwardId, nextDay } = outcome;
      return problem("household-already-awarded", { detail: alreadyAwardedWords(outcome), need, earlierAwardId, nextDay });
    }
  }
};
