import type { Case } from "../../shared/domain/case/case.ts";
import { barredWords } from "../../shared/domain/case/conflict-of-interest.ts";
import { separationWords } from "../../shared/domain/separation-words.ts";
import type { Again, FormSent, Outcomes } from "../../shared/http/act.ts";
import { invalidRequest } from "../../shared/http/answer.ts";
import { json, problem, type Reply } from "../../shared/http/reply.ts";
import type { CaseForm } from "./case-form.ts";
import { type CaseNotice, type CasePagePorts, casePage } from "./case-page.ts";
import { caseSummaryOf } from "./case-summary.ts";
import { changeWords } from "./case-words.ts";

type NotTaken = { readonly kind: "notFound" } | { readonly kind: "barred" } | { readonly kind: "stale"; readonly now: Case };

/** Refusals that every step of a case can meet. */
export const caseOutcomes: Outcomes<NotTaken, CaseNotice> = {
  notFound: { page: () => ({ status: 404 }), api: () => problem("not-found") },
  barred: {
    page: () => ({ status: 403, notice: { title: "Not done: you take no part in this case", text: barredWords } }),
    api: () => problem("interest-declared"),
  },
  stale: {
    page: () => ({ status: 409, notice: "stale" }),
    api: ({ now }) => problem("stale-case", { detail: changeWords(now), case: caseSummaryOf(now) }),
  },
};

type Deciding = "award" | "refuse" | "approveAward" | "declineAward";

export const enteredByYouWords = (does: Deciding): string => separationWords({ did: "apply", does });

/** The refusal for a decider who entered the application. */
export const enteredOutcomes = (does: Deciding): Outcomes<{ readonly kind: "enteredByYou" }, CaseNotice> => ({
  enteredByYou: {
    page: () => ({ status: 403, notice: { title: "Not done: you entered this application", text: enteredByYouWords(does) } }),
    api: () => problem("second-person-needed", { detail: enteredByYouWords(does) }),
  },
});

export const caseTaken = (part = "") => ({
  page: ({ case: { caseId } }: { readonly case: Case }) => ({ to: `/cases/${caseId}${part}` }),
  api: ({ case: head }: { readonly case: Case }) => json({ case: caseSummaryOf(head) }, 201),
});

export const noConsent = "They have not agreed to be referred to a service";

export const noConsentOutcomes = (form: "award" | "refuse"): Outcomes<{ readonly kind: "noConsentToRefer" }, CaseNotice> => ({
  noConsentToRefer: {
    page: () => ({ status: 400, errors: [{ field: `${form}-services`, text: noConsent }] }),
    api: () => invalidRequest([{ path: ["referrals"], message: noConsent }]),
  },
});

export const caseAgain =
  (form: CaseForm, ports: CasePagePorts) =>
  ({ path: { caseId = "" }, by, now, form: fields }: FormSent, says: Again<CaseNotice>): Promise<Reply> =>
    casePage(caseId, ports, { now, principal: by, typed: { form, fields }, ...says });
