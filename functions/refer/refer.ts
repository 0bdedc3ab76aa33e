import { serviceNamesIn } from "../../shared/domain/directory/directory-book.ts";
import { actorOf } from "../../shared/domain/principal.ts";
import type { FormRead } from "../../shared/forms/form.ts";
import { type Asked, act } from "../../shared/http/act.ts";
import { type AnswerPorts, answer, notFoundPage } from "../../shared/http/answer.ts";
import { referContracts } from "../../shared/http/contracts/refer-contracts.ts";
import type { Form } from "../../shared/http/read-body.ts";
import { json, page, problem } from "../../shared/http/reply.ts";
import { restOf } from "../../shared/http/slice-wanted.ts";
import type { Cases } from "../../shared/store/cases.ts";
import type { Directories } from "../../shared/store/directories.ts";
import type { Interests } from "../../shared/store/interests.ts";
import type { Money } from "../../shared/store/money.ts";
import type { Referrals } from "../../shared/store/referrals.ts";
import type { Registers } from "../../shared/store/registers.ts";
import type { Schemes } from "../../shared/store/schemes.ts";
import { readDeclareForm } from "../case/case-form.ts";
import { caseAgain } from "../case/case-outcomes.ts";
import { interestDeclared } from "../case/interest-declared.ts";
import { readAgreementForm, readReferForm, readSettleForm, readWithdrawForm } from "./case-forms.ts";
import { declareInReferral } from "./declare-in-referral.ts";
import { findFollowUps, followUpsReply, followUpsView } from "./follow-ups.ts";
import { recordAgreement } from "./record-agreement.ts";
import { referCase } from "./refer-case.ts";
import { agreementOutcomes, referOutcomes, settleOutcomes, withdrawOutcomes } from "./refer-outcomes.ts";
import { asServiceSees, findReceived, serviceReferralReply } from "./referral-for-service.ts";
import { readAcceptForm, readOutcomeForm, readRejectForm, stepIdFrom } from "./referral-forms.ts";
import { listReceived, listView } from "./referral-list.ts";
import { type ReferralForm, referralPage } from "./referral-page.ts";
import { settleReferral } from "./settle-referral.ts";
import { declareInReferralOutcomes, stepOutcomes } from "./step-outcomes.ts";
import { type StepTo, takePartnerStep } from "./take-partner-step.ts";
import { withdrawReferral } from "./withdraw-referral.ts";

export type ReferPorts = Required<AnswerPorts> & {
  readonly cases: Cases;
  readonly money: Pick<Money, "envelopes" | "lately">;
  readonly referrals: Referrals;
  readonly interests: Interests;
  readonly registers: Pick<Registers, "known">;
  readonly schemes: Pick<Schemes, "book">;
  readonly directories: Pick<Directories, "book">;
};

/** Assessors refer and withdraw; partners see the referrals of their service and answer them. */
export const createRefer = (ports: ReferPorts) => {
  /** Accepting, rejecting and closing differ only in their form and in the state that they lead to. */
  const step = <T extends { readonly version: number }>(
    form: ReferralForm,
    read: (fields: Form) => FormRead<T>,
    toOf: (request: T) => StepTo,
  ) =>
    act({
      read,
      sendingId: stepIdFrom,
      take: ({ path: { referralId = "" }, request, by, now, sendingId }: Asked<T>) =>
        takePartnerStep({ referralId, version: request.version, stepId: `${by.id}:${sendingId}`, by, now }, toOf(request), ports),
      outcomes: stepOutcomes,
      again: ({ path: { referralId = "" }, form: fields, by, now }, says) =>
        referralPage(referralId, ports, { now, principal: by, typed: { form, fields }, ...says }),
    });

  return answer(
    "refer",
    referContracts,
    {
      reads: {
        "GET /referrals": async ({ query, principal, now }) => {
          const found = await listReceived(query, principal, ports);
          if (!found) return notFoundPage();
          const names = serviceNamesIn(await ports.directories.book(now));
          return page("refer/referrals.njk", listView(found, names[principal.service ?? ""], now, query.cursor === undefined));
        },

        "GET /referrals/{referralId}": async ({ path: { referralId = "" }, principal, now }) =>
          referralPage(referralId, ports, { now, principal }),

        "GET /referrals-to-follow-up": async ({ query, now }) => {
          const found = await findFollowUps(query, now, ports.referrals);
          if (!found) return notFoundPage();
          return page(
            "refer/follow-ups.njk",
            followUpsView(found, serviceNamesIn(await ports.directories.book(now)), query.cursor === undefined),
          );
        },

        "GET /api/referrals-to-follow-up": async ({ query, now }) => {
          const found = await findFollowUps(query, now, ports.referrals);
          if (found) return json(followUpsReply(found));
          return problem("malformed-request", {
            detail: "Check the list (givenBack or overdue), the limit (1 to 100) and the cursor, which is one that an earlier page gave.",
          });
        },

        "GET /api/referrals": async ({ query, principal }) => {
          const found = await listReceived(query, principal, ports);
          if (found) return json({ items: found.items.map(serviceReferralReply), ...restOf(found) });
          return problem("malformed-request", {
            detail: "Check the limit (1 to 100) and the cursor, which is one that an earlier page gave.",
          });
        },

        "GET /api/referrals/{referralId}": async ({ path: { referralId = "" }, principal }) => {
          const found = await findReceived(referralId, principal, ports);
          if (found.kind === "barred") return interestDeclared(found.caseId);
          return found.kind === "found" ? json(serviceReferralReply(asServiceSees(found.referral))) : problem("not-found");
        },
      },
      acts: {
        refer: act({
          read: readReferForm,
          take: ({ path: { caseId = "" }, request: { seen, insteadOf, ...request }, by, now }) =>
            referCase({ caseId, by: actorOf(by), now, seen, request, insteadOf }, ports),
          outcomes: referOutcomes,
          again: caseAgain("refer", ports),
        }),
        withdrawReferral: act({
          read: readWithdrawForm,
          take: ({ path: { caseId = "" }, request, by, now }) => withdrawReferral({ caseId, by: actorOf(by), now, ...request }, ports),
          outcomes: withdrawOutcomes,
          again: caseAgain("withdraw", ports),
        }),
        settleReferral: act({
          read: readSettleForm,
          take: ({ path: { caseId = "" }, request, by, now }) => settleReferral({ caseId, by: actorOf(by), now, ...request }, ports),
          outcomes: settleOutcomes,
          again: caseAgain("settle", ports),
        }),
        recordAgreement: act({
          read: readAgreementForm,
          take: ({ path: { caseId = "" }, request: { says, ...request }, by, now }) =>
            recordAgreement({ caseId, by: actorOf(by), now, agreed: says === "agrees", ...request }, ports),
          outcomes: agreementOutcomes,
          again: caseAgain("agree", ports),
        }),
        acceptReferral: step("accept", readAcceptForm, () => ({ state: "accepted" })),
        rejectReferral: step("reject", readRejectForm, ({ reason }) => ({ state: "rejected", note: reason })),
        declareInterestInReferral: act({
          read: readDeclareForm,
          take: ({ path: { referralId = "" }, by, now }) => declareInReferral({ referralId, by, now }, ports),
          outcomes: declareInReferralOutcomes,
          again: async () => notFoundPage(),
        }),
        closeReferral: step("outcome", readOutcomeForm, ({ outcome }) => ({ state: "completed", note: outcome })),
      },
    },
    ports,
  );
};
