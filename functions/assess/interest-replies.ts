import type { Principal } from "../../shared/domain/principal.ts";
import { notFoundPage } from "../../shared/http/answer.ts";
import type { Form } from "../../shared/http/read-body.ts";
import { json, problem, type Reply, seeOther } from "../../shared/http/reply.ts";
import { functions } from "../../shared/system.ts";
import { barredNotice, type CasePagePorts, type CasePageShown, casePage, type Notice } from "../case/case-page.ts";
import { caseSummaryOf } from "../case/case-summary.ts";
import type { DeclareOutcome } from "./declare-interest.ts";
import type { LiftOutcome } from "./lift-interest.ts";

const caseReaders: readonly string[] = functions.assess.routes["GET /cases/{caseId}"];

const notDeclared: Notice = {
  title: "Not done: they have declared no interest in this case",
  text: "Nothing was changed. They take part in this case already.",
};

/** Whoever does not read cases comes from an award and goes back to it. */
export const declaredPage = ({ kind }: DeclareOutcome, caseId: string, { roles }: Principal, form: Form): Reply => {
  if (kind === "notFound") return notFoundPage();
  if (roles.some((role) => caseReaders.includes(role))) return seeOther(`/cases/${caseId}#interests`);
  const awardId = form.one("awardId");
  return seeOther(/^[\w-]{1,40}$/.test(awardId) ? `/awards/${awardId}` : "/home");
};

export const declaredReply = (outcome: DeclareOutcome): Reply =>
  outcome.kind === "notFound" ? problem("not-found") : json({ caseId: outcome.case.caseId, takesPart: false }, 201);

export const liftedPage = async (outcome: LiftOutcome, caseId: string, ports: CasePagePorts, again: CasePageShown): Promise<Reply> => {
  switch (outcome.kind) {
    case "lifted":
      return seeOther(`/cases/${caseId}#interests`);
    case "notFound":
      return casePage(caseId, ports, again);
    case "barred":
      return casePage(caseId, ports, { ...again, notice: barredNotice, status: 403 });
    case "notDeclared":
      return casePage(caseId, ports, { ...again, notice: notDeclared, status: 409 });
  }
};

export const liftedReply = (outcome: LiftOutcome): Reply => {
  switch (outcome.kind) {
    case "lifted":
      return json({ case: caseSummaryOf(outcome.case) }, 201);
    case "notFound":
      return problem("not-found");
    case "barred":
      return problem("interest-declared");
    case "notDeclared":
      return problem("stale-case", { detail: notDeclared.text, case: caseSummaryOf(outcome.now) });
  }
};
