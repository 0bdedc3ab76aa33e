import { referralStateWords } from "../../shared/domain/referral/referral.ts";
import { json, problem, type Reply, seeOther } from "../../shared/http/reply.ts";
import { asServiceSees } from "./referral-for-service.ts";
import { type ReferralPageAsk, type ReferralPagePorts, referralPage } from "./referral-page.ts";
import { referralReply, serviceReferralReply } from "./referral-replies.ts";
import type { StepOutcome } from "./take-step.ts";

const lastStepWords = ({ now }: Extract<StepOutcome, { kind: "stale" | "notPossible" }>): string => {
  const by = now.steps.at(-1)?.by.name;
  return `It is now: ${referralStateWords[now.state].toLowerCase()}${by ? ` (${by})` : ""}.`;
};

const notices = {
  stale: "Somebody changed this referral after you opened it, so nothing was done.",
  notPossible: "This cannot be done with the referral as it stands, so nothing was done.",
  otherStepUnderThisId: "This form was sent before with other words, so nothing more was done. What was recorded is below.",
} as const;

/** What the partner sees after a step: the referral as it now is, with what they typed if it was not taken. */
export const stepPage = async (
  outcome: StepOutcome,
  referralId: string,
  ports: ReferralPagePorts,
  again: ReferralPageAsk,
): Promise<Reply> => {
  switch (outcome.kind) {
    case "taken":
      return seeOther(`/referrals/${referralId}`);
    case "notFound":
      return referralPage(referralId, ports, again);
    case "withdrawn":
      return referralPage(referralId, ports, { ...again, status: 409 });
    case "stale":
    case "notPossible":
      return referralPage(referralId, ports, { ...again, notice: `${notices[outcome.kind]} ${lastStepWords(outcome)}`, status: 409 });
    case "otherStepUnderThisId":
      return referralPage(referralId, ports, { ...again, notice: notices.otherStepUnderThisId, status: 409 });
  }
};

export const stepReply = (outcome: StepOutcome): Reply => {
  switch (outcome.kind) {
    case "taken":
      return json(referralReply(outcome.referral), 201);
    case "notFound":
      return problem("not-found");
    case "withdrawn":
      return problem("stale-case", { detail: "The referral was withdrawn." });
    case "stale":
    case "notPossible":
      return problem("stale-case", {
        detail: `${notices[outcome.kind]} ${lastStepWords(outcome)}`,
        referral: serviceReferralReply(asServiceSees(outcome.now)),
      });
    case "otherStepUnderThisId":
      return problem("idempotency-key-reused");
  }
};
