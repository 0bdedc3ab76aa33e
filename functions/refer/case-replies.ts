import { invalidRequest } from "../../shared/http/answer.ts";
import { onePerField } from "../../shared/http/form-error.ts";
import { json, problem, type Reply, seeOther } from "../../shared/http/reply.ts";
import { barredNotice, type CasePageAsk, type CasePagePorts, casePage } from "../case/case-page.ts";
import { caseSummaryOf } from "../case/case-summary.ts";
import { changeWords } from "../case/case-words.ts";
import type { ReferOutcome } from "./refer-case.ts";
import { referralReply } from "./referral-replies.ts";
import type { WithdrawOutcome } from "./withdraw-referral.ts";

type CaseOutcome = ReferOutcome | WithdrawOutcome;

const noConsent = {
  title: "Not referred: they have not agreed to it",
  text: "Nobody is referred without having agreed. Ask them, or tell them where to go themselves.",
} as const;
const alreadyClosed = {
  title: "Not withdrawn: the service has already closed this referral",
  text: "Nothing was changed. The referral below shows what the service said.",
} as const;

const noSuchReferral = { title: "Not done: this case has no such referral", text: "Nothing was changed." } as const;

/** What the assessor sees afterwards: the case as it now is, or the form again with everything typed. */
export const caseStepPage = async (outcome: CaseOutcome, caseId: string, ports: CasePagePorts, again: CasePageAsk): Promise<Reply> => {
  switch (outcome.kind) {
    case "referred":
    case "withdrawn":
      return seeOther(`/cases/${caseId}#referrals`);
    case "notFound":
      return casePage(caseId, ports, { ...again, notice: noSuchReferral, status: 404 });
    case "barred":
      return casePage(caseId, ports, { ...again, notice: barredNotice, status: 403 });
    case "stale":
      return casePage(caseId, ports, { ...again, isStale: true, status: 409 });
    case "noConsentToRefer":
      return casePage(caseId, ports, { ...again, notice: noConsent, status: 422 });
    case "notOffered": {
      const errors = onePerField(outcome.problems.map(({ path, message }) => ({ field: `refer-${path[0]}`, text: message })));
      return casePage(caseId, ports, { ...again, errors, status: 400 });
    }
    case "alreadyClosed":
      return casePage(caseId, ports, { ...again, notice: alreadyClosed, status: 409 });
  }
};

export const caseStepReply = (outcome: CaseOutcome): Reply => {
  switch (outcome.kind) {
    case "referred":
    case "withdrawn":
      return json(referralReply(outcome.referral), 201);
    case "notFound":
      return problem("not-found");
    case "barred":
      return problem("interest-declared");
    case "stale":
      return problem("stale-case", { detail: changeWords(outcome.now), case: caseSummaryOf(outcome.now) });
    case "noConsentToRefer":
      return invalidRequest([{ path: ["service"], message: "They have not agreed to be referred to a service" }]);
    case "notOffered":
      return invalidRequest(outcome.problems);
    case "alreadyClosed":
      return problem("stale-case", { detail: "The service has already closed this referral.", referral: referralReply(outcome.referral) });
  }
};
