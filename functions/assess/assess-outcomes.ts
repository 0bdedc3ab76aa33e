import { holdsOneOf, type Principal } from "../../shared/domain/principal.ts";
import { ruleWords } from "../../shared/domain/rules/eligibility.ts";
import type { Outcomes } from "../../shared/http/act.ts";
import { invalidRequest } from "../../shared/http/answer.ts";
import type { Form } from "../../shared/http/read-body.ts";
import { json, problem } from "../../shared/http/reply.ts";
import { functions, type Role } from "../../shared/system.ts";
import { caseOutcomes, caseTaken, enteredOutcomes, noConsentOutcomes } from "../case/case-outcomes.ts";
import type { CaseNotice } from "../case/case-page.ts";
import { caseSummaryOf } from "../case/case-summary.ts";
import type { CaseStepOutcome } from "../decide/case-step.ts";
import type { DeclareOutcome } from "../decide/declare-interest.ts";
import { onwardHelpErrors } from "./assess-form.ts";
import type { LiftOutcome } from "./lift-interest.ts";
import type { RefusalOutcome } from "./refuse-application.ts";

const unknownReason = "Select why the application is refused";
const waitsForMoney = "Award it instead: the scheme refuses nobody for want of money, and the case then waits in line for it";
const speakFirst =
  "Speak with them in private first, and record on the case that they take advice first. Then it can be closed with this reason.";

const rulePassesWords = ({ rule, failed, scheme }: Extract<RefusalOutcome, { kind: "rulePasses" }>): string => {
  const saysOf = (name: string) => `“${ruleWords(name, scheme)?.says ?? name}”`;
  const instead = failed.length > 0 ? `, or select a rule that fails: ${failed.map(saysOf).join(", ")}` : "";
  return `The rule ${saysOf(rule)} passes. Say why its pass is not accepted${instead}`;
};
const nothingAsked = {
  title: "Not recorded: nothing was asked",
  text: "The case is not waiting for the resident. Ask first, or decide.",
} as const;
const notDeclared = {
  title: "Not done: they have declared no interest in this household",
  text: "Nothing was changed. They take part already.",
} as const;

export const refuseOutcomes: Outcomes<RefusalOutcome, CaseNotice> = {
  ...caseOutcomes,
  ...enteredOutcomes("refuse"),
  ...noConsentOutcomes("refuse"),
  refused: caseTaken(),
  otherDecisionUnderThisId: {
    page: () => ({
      status: 409,
      notice: {
        title: "Not refused again: you have already refused this application",
        text: "Nothing was changed. The case below shows the reason that was recorded.",
      },
    }),
    api: () => problem("idempotency-key-reused"),
  },
  noScheme: {
    page: () => ({
      status: 422,
      notice: {
        title: "Not decided: no scheme is open today",
        text: "The case stays where it is. It can be decided when the next scheme opens.",
      },
    }),
    api: () => problem("no-scheme"),
  },
  notOffered: {
    page: ({ problems }, { form }) => ({ status: 400, errors: onwardHelpErrors(problems, form) }),
    api: ({ problems }) => invalidRequest(problems),
  },
  unknownReason: {
    page: () => ({ status: 400, errors: [{ field: "refuse-because", text: unknownReason }] }),
    api: () => invalidRequest([{ path: ["because"], message: unknownReason }]),
  },
  waitsForMoney: {
    page: () => ({ status: 400, errors: [{ field: "refuse-because", text: waitsForMoney }] }),
    api: () => invalidRequest([{ path: ["because"], message: waitsForMoney }]),
  },
  speakFirst: {
    page: () => ({
      status: 422,
      notice: {
        title: "Not refused: the private conversation is not recorded",
        text: speakFirst,
        link: { href: "#public-funds", text: "See what to do about public funds" },
      },
    }),
    api: () => problem("held", { detail: speakFirst }),
  },
  rulePasses: {
    page: (outcome) => ({ status: 400, errors: [{ field: "refuse-notAccepted", text: rulePassesWords(outcome) }] }),
    api: (outcome) => invalidRequest([{ path: ["notAccepted"], message: rulePassesWords(outcome) }]),
  },
};

/** Asking the resident, and taking a case off the waiting list. */
export const stepOutcomes: Outcomes<CaseStepOutcome<"ask" | "stopWaiting">, CaseNotice> = { ...caseOutcomes, taken: caseTaken() };

export const speakOutcomes: Outcomes<CaseStepOutcome<"speak">, CaseNotice> = { ...caseOutcomes, taken: caseTaken("#public-funds") };

export const answerOutcomes: Outcomes<CaseStepOutcome<"answer">, CaseNotice> = {
  ...stepOutcomes,
  nothingAsked: {
    page: () => ({ status: 409, notice: nothingAsked }),
    api: () => problem("stale-case", { detail: nothingAsked.text }),
  },
};

const caseReaders: readonly Role[] = functions.assess.routes["GET /cases/{caseId}"];

/** A person who declares an interest on an award’s page goes back to that page. */
const afterDeclaring = (caseId: string, { roles }: Principal, form: Form): string => {
  const awardId = form.one("awardId");
  if (/^[\w-]{1,40}$/.test(awardId)) return `/awards/${awardId}`;
  return holdsOneOf({ roles }, caseReaders) ? `/cases/${caseId}` : "/home";
};

export const declareOutcomes: Outcomes<DeclareOutcome> = {
  declared: {
    page: ({ caseId }, { by, form }) => ({ to: afterDeclaring(caseId, by, form) }),
    api: ({ caseId }) => json({ caseId, takesPart: false }, 201),
  },
  notFound: { page: () => ({ status: 404 }), api: () => problem("not-found") },
};

export const liftOutcomes: Outcomes<LiftOutcome, CaseNotice> = {
  ...caseOutcomes,
  lifted: {
    page: ({ caseId, case: head }) => ({ to: head ? `/cases/${caseId}#interests` : `/cases/${caseId}/interests` }),
    api: ({ caseId, case: head }) => json({ caseId, ...(head && { case: caseSummaryOf(head) }) }, 201),
  },
  notDeclared: {
    page: () => ({ status: 409, notice: notDeclared }),
    api: ({ now }) => problem("stale-case", { detail: notDeclared.text, ...(now && { case: caseSummaryOf(now) }) }),
  },
};
