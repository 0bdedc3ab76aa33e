import { serviceNamesIn } from "../../shared/domain/directory/directory-book.ts";
import { actorOf } from "../../shared/domain/principal.ts";
import { type AnswerPorts, answer, notFoundPage } from "../../shared/http/answer.ts";
import { json, page, problem } from "../../shared/http/reply.ts";
import type { Cases } from "../../shared/store/cases.ts";
import type { Directories } from "../../shared/store/directories.ts";
import type { Money } from "../../shared/store/money.ts";
import type { Referrals } from "../../shared/store/referrals.ts";
import type { Schemes } from "../../shared/store/schemes.ts";
import { casePage } from "../case/case-page.ts";
import { readReferForm, readWithdrawForm } from "./case-forms.ts";
import { caseStepPage, caseStepReply } from "./case-replies.ts";
import { nextDatesOf } from "./next-dates.ts";
import { partnerSteps } from "./partner-steps.ts";
import { referCase } from "./refer-case.ts";
import { asServiceSees, findReceived } from "./referral-for-service.ts";
import { listReceived, listView } from "./referral-list.ts";
import { referralPage } from "./referral-page.ts";
import { serviceReferralReply } from "./referral-replies.ts";
import { withdrawReferral } from "./withdraw-referral.ts";

export type ReferPorts = Required<AnswerPorts> & {
  readonly cases: Cases;
  readonly money: Pick<Money, "envelopes" | "lately">;
  readonly referrals: Referrals;
  readonly schemes: Pick<Schemes, "book">;
  readonly directories: Pick<Directories, "book">;
};

/** An assessor's pages, a partner's pages, then the API of both: each POST makes the same use case as its page. */
export const createRefer = (ports: ReferPorts) => {
  const steps = partnerSteps(ports);
  return answer(
    "refer",
    {
      "POST /cases/{caseId}/refer": async ({ path: { caseId = "" }, form, now, principal }) => {
        const again = { now, principal, typed: { form: "refer", fields: form } } as const;
        const read = readReferForm(form);
        if (read.kind === "invalid") return casePage(caseId, ports, { ...again, errors: read.errors, status: 400 });
        const { seen, ...request } = read.request;
        return caseStepPage(await referCase({ caseId, by: actorOf(principal), now, seen, request }, ports), caseId, ports, again);
      },

      "POST /cases/{caseId}/withdraw": async ({ path: { caseId = "" }, form, now, principal }) => {
        const again = { now, principal, typed: { form: "withdraw", fields: form } } as const;
        const read = readWithdrawForm(form);
        if (read.kind === "invalid") return casePage(caseId, ports, { ...again, errors: read.errors, status: 400 });
        return caseStepPage(await withdrawReferral({ caseId, by: actorOf(principal), now, ...read.request }, ports), caseId, ports, again);
      },

      "GET /referrals": async ({ query, principal, now }) => {
        const found = await listReceived(query, principal, ports.referrals);
        if (!found) return notFoundPage();
        const names = serviceNamesIn(await ports.directories.book(now));
        return page("refer/referrals.njk", listView(found, names[principal.service ?? ""], now, query.cursor === undefined));
      },

      "GET /referrals/{referralId}": async ({ path: { referralId = "" }, principal, now }) =>
        referralPage(referralId, ports, { now, principal }),

      "POST /referrals/{referralId}/accept": steps.acceptForm,
      "POST /referrals/{referralId}/reject": steps.rejectForm,
      "POST /referrals/{referralId}/outcome": steps.outcomeForm,

      "POST /api/cases/{caseId}/referrals": async ({ path: { caseId = "" }, body: { seen, ...request }, principal, now }) =>
        caseStepReply(await referCase({ caseId, by: actorOf(principal), now, seen, request }, ports)),

      "POST /api/cases/{caseId}/withdrawals": async ({ path: { caseId = "" }, body, principal, now }) =>
        caseStepReply(await withdrawReferral({ caseId, by: actorOf(principal), now, ...body }, ports)),

      "GET /api/referrals": async ({ query, principal }) => {
        const found = await listReceived(query, principal, ports.referrals);
        if (found) return json({ items: found.items.map(serviceReferralReply), ...(found.next && { next: found.next }) });
        return problem("malformed-request", {
          detail: "Check the limit (1 to 100) and the cursor, which is one that an earlier page gave.",
        });
      },

      "GET /api/referrals/{referralId}": async ({ path: { referralId = "" }, principal, now }) => {
        const found = await findReceived(referralId, principal, ports.referrals);
        if (!found) return problem("not-found");
        const seen = asServiceSees(found);
        const reply = serviceReferralReply(seen);
        return json(seen.kind === "shown" ? { ...reply, nextDates: await nextDatesOf(found.caseId, now, ports) } : reply);
      },

      "POST /api/referrals/{referralId}/acceptances": steps.acceptCall,
      "POST /api/referrals/{referralId}/rejections": steps.rejectCall,
      "POST /api/referrals/{referralId}/outcomes": steps.outcomeCall,
    },
    ports,
  );
};
