import { invalidRequest } from "../../shared/http/answer.ts";
import { json, problem, type Reply, seeOther } from "../../shared/http/reply.ts";
import { barredNotice, type CasePagePorts, type CasePageShown, casePage } from "../case/case-page.ts";
import { caseSummaryOf } from "../case/case-summary.ts";
import { changeWords } from "../case/case-words.ts";
import type { AskOutcome } from "./ask-resident.ts";
import { onwardHelpErrors } from "./assess-forms.ts";
import type { AnswerOutcome } from "./record-answer.ts";
import type { RefusalOutcome } from "./refuse-application.ts";
import type { StopWaitingOutcome } from "./stop-waiting.ts";

type StepOutcome = RefusalOutcome | AskOutcome | AnswerOutcome | StopWaitingOutcome;

const noConsent = "They have not agreed to be referred to a service";
const unknownReason = "Select why the application is refused";
const noScheme = {
  title: "Not decided: no scheme is open today",
  text: "The case stays where it is. It can be decided when the next scheme opens.",
} as const;
const nothingAsked = {
  title: "Not recorded: nothing was asked",
  text: "The case is not waiting for the resident. Ask first, or decide.",
} as const;
const otherDecision = {
  title: "Not refused again: you have already refused this application",
  text: "Nothing was changed. The case below shows the reason that was recorded.",
} as const;

/** The case as it now is; or the case again, with everything typed and the reason why not. */
export const stepPage = async (outcome: StepOutcome, caseId: string, ports: CasePagePorts, again: CasePageShown): Promise<Reply> => {
  const showAgain = (status: number, why: Partial<CasePageShown>) => casePage(caseId, ports, { ...again, ...why, status });
  switch (outcome.kind) {
    case "refused":
    case "asked":
    case "answered":
    case "stoppedWaiting":
      return seeOther(`/cases/${caseId}`);
    case "notFound":
      return casePage(caseId, ports, again);
    case "barred":
      return showAgain(403, { notice: barredNotice });
    case "stale":
      return showAgain(409, { isStale: true });
    case "noScheme":
      return showAgain(422, { notice: noScheme });
    case "unknownReason":
      return showAgain(400, { errors: [{ field: "refuse-because", text: unknownReason }] });
    case "nothingAsked":
      return showAgain(409, { notice: nothingAsked });
    case "otherDecisionUnderThisId":
      return showAgain(409, { notice: otherDecision });
    case "noConsentToRefer":
      return showAgain(400, { errors: [{ field: "refuse-services", text: noConsent }] });
    case "notOffered":
      return showAgain(400, { errors: again.typed ? onwardHelpErrors(outcome.problems, again.typed.fields) : [] });
  }
};

export const stepReply = (outcome: StepOutcome): Reply => {
  switch (outcome.kind) {
    case "refused":
    case "asked":
    case "answered":
    case "stoppedWaiting":
      return json({ case: caseSummaryOf(outcome.case) }, 201);
    case "notFound":
      return problem("not-found");
    case "barred":
      return problem("interest-declared");
    case "stale":
      return problem("stale-case", { detail: changeWords(outcome.now), case: caseSummaryOf(outcome.now) });
    case "noScheme":
      return problem("no-scheme");
    case "unknownReason":
      return invalidRequest([{ path: ["because"], message: unknownReason }]);
    case "nothingAsked":
      return problem("stale-case", { detail: nothingAsked.text });
    case "otherDecisionUnderThisId":
      return problem("idempotency-key-reused");
    case "noConsentToRefer":
      return invalidRequest([{ path: ["referrals"], message: noConsent }]);
    case "notOffered":
      return invalidRequest(outcome.problems);
  }
};
