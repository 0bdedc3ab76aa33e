import { randomUUID } from "node:crypto";
import type { Principal } from "../../shared/domain/principal.ts";
import type { FormError } from "../../shared/forms/form.ts";
import { notFoundPage } from "../../shared/http/answer.ts";
import type { Form } from "../../shared/http/read-body.ts";
import { page, type Reply } from "../../shared/http/reply.ts";
import type { ErrorAt } from "../../shared/pages/views.ts";
import type { Directories } from "../../shared/store/directories.ts";
import { interestDeclaredPage } from "../case/interest-declared.ts";
import { asServiceSees, findReceived, type ReceivedPorts } from "./referral-for-service.ts";
import { referralView } from "./referral-view.ts";

export type ReferralForm = "accept" | "reject" | "outcome";

export type ReferralPageShown = {
  readonly now: Date;
  readonly principal: Principal;
  /** The form as the partner sent it, where the page shows it again. */
  readonly typed?: { readonly form: ReferralForm; readonly fields: Form };
  readonly errors?: readonly FormError[];
  /** Why nothing was done, where no input is to blame. */
  readonly notice?: string;
  readonly status?: number;
};

type ReferralPageView = {
  readonly referral: ReturnType<typeof referralView>;
  readonly errors: readonly FormError[];
  readonly errorAt: ErrorAt;
  readonly notice?: string;
  readonly openForm?: ReferralForm;
  readonly typed: string;
  readonly unsent?: string;
  readonly stepId: string;
};
type WithdrawnPageView = { readonly referral: { readonly referralId: string; readonly withdrawnAt: string } };

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "refer/referral.njk": ReferralPageView;
    "refer/withdrawn.njk": WithdrawnPageView;
  }
}

type ReferralPagePorts = ReceivedPorts & {
  readonly directories: Pick<Directories, "book">;
};

export const referralPage = async (referralId: string, ports: ReferralPagePorts, ask: ReferralPageShown): Promise<Reply> => {
  const found = await findReceived(referralId, ask.principal, ports);
  if (found.kind === "notFound") return notFoundPage();
  if (found.kind === "barred") return interestDeclaredPage(found.caseId);
  const seen = asServiceSees(found.referral);
  if (seen.kind === "withdrawn") {
    const { withdrawnAt } = seen;
    return page("refer/withdrawn.njk", { referral: { referralId, withdrawnAt } }, ask.status ?? 200);
  }

  const { typed, errors = [], notice, now, status = 200 } = ask;
  const referral = referralView(seen.referral, now, await ports.directories.book(now));
  const isOffered = { accept: referral.mayAccept, reject: referral.mayReject, outcome: referral.mayComplete };
  const words = typed ? typed.fields.one(typed.form === "reject" ? "reason" : "outcome") : "";
  const view: ReferralPageView = {
    referral,
    errors,
    errorAt: Object.fromEntries(errors.map(({ field, text }) => [field, { text }])),
    notice,
    openForm: typed?.form,
    typed: words,
    // Keep what the partner typed, even where the page no longer offers the form.
    unsent: typed && !isOffered[typed.form] && words.trim() !== "" ? words : undefined,
    // A form with a mistake is still the same step when it comes again; one that came too late becomes a new step.
    stepId: (notice === undefined && typed?.fields.one("stepId")) || randomUUID(),
  };
  return page("refer/referral.njk", view, status);
};
