import type { Principal } from "../../shared/domain/principal.ts";
import { json, problem, type Reply, seeOther } from "../../shared/http/reply.ts";
import { barredNotice, type CasePagePorts, type CasePageShown, casePage, type Notice } from "../case/case-page.ts";
import { caseSummaryOf } from "../case/case-summary.ts";
import { changeWords } from "../case/case-words.ts";
import { aboveLimitWords } from "./award-notices.ts";
import { awardReplyOf } from "./award-view.ts";
import type { SecondOutcome } from "./second-approval.ts";

const ownDecision: Notice = {
  title: "Not done: you decided this award",
  text: "Whoever decides an award, or prepares the run that makes it, is not the second person for it.",
};

const deciderBarred: Notice = {
  title: "Not approved: whoever decided has declared an interest since",
  text: "Send the award back, so that somebody without an interest decides.",
};

/** The case with what became of its award; or the case again, with the reason why not. */
export const secondPage = async (outcome: SecondOutcome, caseId: string, ports: CasePagePorts, again: CasePageShown): Promise<Reply> => {
  const showAgain = (status: number, why: Partial<CasePageShown>) => casePage(caseId, ports, { ...again, ...why, status });
  switch (outcome.kind) {
    case "approved":
    case "declined":
      return seeOther(`/cases/${caseId}#decision`);
    case "notFound":
      return casePage(caseId, ports, again);
    case "barred":
      return showAgain(403, { notice: barredNotice });
    case "deciderBarred":
      return showAgain(403, { notice: deciderBarred });
    case "stale":
      return showAgain(409, { isStale: true });
    case "ownDecision":
      return showAgain(403, { notice: ownDecision });
    case "aboveLimit":
      return showAgain(403, { notice: { title: "Not approved: above your limit", text: aboveLimitWords(outcome) } });
  }
};

export const secondReply = (outcome: SecondOutcome, principal: Principal): Reply => {
  switch (outcome.kind) {
    case "approved":
    case "declined": {
      const { kind, by, at } = outcome;
      return json({ case: caseSummaryOf(outcome.case), award: awardReplyOf(outcome.award, principal, { kind, by, at }) }, 201);
    }
    case "notFound":
      return problem("not-found");
    case "barred":
      return problem("interest-declared");
    case "deciderBarred":
      return problem("interest-declared", { detail: `${deciderBarred.title}. ${deciderBarred.text}` });
    case "stale":
      return problem("stale-case", { detail: changeWords(outcome.now), case: caseSummaryOf(outcome.now) });
    case "ownDecision":
      return problem("second-person-needed", { detail: ownDecision.text });
    case "aboveLimit":
      return problem("above-limit", { detail: aboveLimitWords(outcome), limit: outcome.limit, total: outcome.total });
  }
};
