import type { Case } from "../../shared/domain/case/case.ts";
import type { Again, FormSent, Outcomes } from "../../shared/http/act.ts";
import { problem, type Reply } from "../../shared/http/reply.ts";
import type { CaseForm } from "./case-form.ts";
import { barredNotice, type CasePagePorts, casePage, type Notice } from "./case-page.ts";
import { caseSummaryOf } from "./case-summary.ts";
import { changeWords } from "./case-words.ts";

/** "stale" has the page say who changed the case, and how. */
export type CaseNotice = Notice | "stale";

type NotTaken = { readonly kind: "notFound" } | { readonly kind: "barred" } | { readonly kind: "stale"; readonly now: Case };

/** What every step of a case can meet. */
export const caseOutcomes: Outcomes<NotTaken, CaseNotice> = {
  notFound: { page: () => ({ status: 404 }), api: () => problem("not-found") },
  barred: { page: () => ({ status: 403, notice: barredNotice }), api: () => problem("interest-declared") },
  stale: {
    page: () => ({ status: 409, notice: "stale" }),
    api: ({ now }) => problem("stale-case", { detail: changeWords(now), case: caseSummaryOf(now) }),
  },
};

/** The case page again, with one of its forms as it was sent. */
export const caseAgain =
  (form: CaseForm, ports: CasePagePorts) =>
  ({ path: { caseId = "" }, by, now, form: fields }: FormSent, { notice, ...says }: Again<CaseNotice>): Promise<Reply> =>
    casePage(caseId, ports, {
      now,
      principal: by,
      typed: { form, fields },
      ...says,
      ...(notice === "stale" ? { isStale: true } : notice && { notice }),
    });
