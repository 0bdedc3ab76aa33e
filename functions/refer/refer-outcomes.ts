import { actorOf } from "../../shared/domain/principal.ts";
import { onePerField } from "../../shared/forms/form.ts";
import type { Outcomes } from "../../shared/http/act.ts";
import { invalidRequest } from "../../shared/http/answer.ts";
import { json, problem } from "../../shared/http/reply.ts";
import { caseOutcomes } from "../case/case-outcomes.ts";
import type { CaseNotice } from "../case/case-page.ts";
import { referralReply } from "../case/referral-reply.ts";
import type { AgreementOutcome } from "./record-agreement.ts";
import type { ReferOutcome } from "./refer-case.ts";
import type { SettleOutcome } from "./settle-referral.ts";
import type { WithdrawOutcome } from "./withdraw-referral.ts";

const noConsent = {
  title: "Not referred: they have not agreed to it",
  text: "Nobody is referred without having agreed. Ask them, or tell them where to go themselves.",
} as const;
const alreadyClosed = {
  title: "Not withdrawn: the service has already closed this referral",
  text: "Nothing was changed. The referral below shows what the service said.",
} as const;
const nothingToSettle = {
  title: "Not recorded: this referral needs no following up any more",
  text: "Its service has answered, or a colleague has dealt with it. Nothing was changed. The referral below shows what it says now.",
} as const;
const noSuchReferral = { title: "Not done: this case has no such referral", text: "Nothing was changed." } as const;

export const referOutcomes: Outcomes<ReferOutcome, CaseNotice> = {
  ...caseOutcomes,
  referred: {
    page: ({ referral: { caseId } }) => ({ to: `/cases/${caseId}#referrals` }),
    api: ({ referral }) => json(referralReply(referral), 201),
  },
  noConsentToRefer: {
    page: () => ({ status: 422, notice: noConsent }),
    api: () => invalidRequest([{ path: ["service"], message: "They have not agreed to be referred to a service" }]),
  },
  notOfThisCase: {
    page: () => ({ status: 404, notice: noSuchReferral }),
    api: () => invalidRequest([{ path: ["insteadOf"], message: "This case has no such referral" }]),
  },
  notOffered: {
    page: ({ problems }) => ({
      status: 400,
      errors: onePerField(problems.map(({ path, message }) => ({ field: `refer-${path[0]}`, text: message }))),
    }),
    api: ({ problems }) => invalidRequest(problems),
  },
};

export const withdrawOutcomes: Outcomes<WithdrawOutcome, CaseNotice> = {
  ...caseOutcomes,
  withdrawn: {
    page: ({ referral: { caseId } }) => ({ to: `/cases/${caseId}#referrals` }),
    api: ({ referral }) => json(referralReply(referral), 201),
  },
  notFound: { page: () => ({ status: 404, notice: noSuchReferral }), api: () => problem("not-found") },
  alreadyClosed: {
    page: () => ({ status: 409, notice: alreadyClosed }),
    api: ({ referral }) =>
      problem("stale-case", { detail: "The service has already closed this referral.", referral: referralReply(referral) }),
  },
};

const saidBefore = (agreed: boolean): string =>
  agreed ? "They agree to be referred already." : "It is recorded already that they do not agree to be referred.";

export const agreementOutcomes: Outcomes<AgreementOutcome, CaseNotice> = {
  ...caseOutcomes,
  recorded: {
    page: ({ caseId }) => ({ to: `/cases/${caseId}#referrals` }),
    api: ({ agreement: { agreed, at, by }, withdrawn }) => json({ agreement: { agreed, at, by: actorOf(by) }, withdrawn }, 201),
  },
  saidBefore: {
    page: ({ agreed }) => ({ status: 409, notice: { title: "Nothing was changed", text: saidBefore(agreed) } }),
    api: ({ agreed }) => problem("stale-case", { detail: saidBefore(agreed) }),
  },
};

export const settleOutcomes: Outcomes<SettleOutcome, CaseNotice> = {
  ...caseOutcomes,
  settled: {
    page: ({ referral: { caseId } }) => ({ to: `/cases/${caseId}#referrals` }),
    api: ({ referral }) => json(referralReply(referral), 201),
  },
  notFound: { page: () => ({ status: 404, notice: noSuchReferral }), api: () => problem("not-found") },
  nothingToSettle: {
    page: () => ({ status: 409, notice: nothingToSettle }),
    api: ({ referral }) =>
      problem("stale-case", { detail: "This referral needs no following up any more.", referral: referralReply(referral) }),
  },
};
