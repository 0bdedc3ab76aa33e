import { actorOf } from "../../shared/domain/principal.ts";
import type { Referral, ReferralStep } from "../../shared/domain/referral/referral.ts";
import { contactReply } from "./application-reply.ts";

export const stepReply = ({ state, at, by, note }: ReferralStep) => ({ state, at, by: actorOf(by), ...(note !== undefined && { note }) });

export const referralReply = (referral: Referral) => {
  const { referralId, caseId, service, serviceName, reasons, reasonLabels, asks, urgent, person, contact, consent } = referral;
  const { requestedAt, requestedBy, answerDue, state, steps, version } = referral;
  return {
    referralId,
    caseId,
    service,
    ...(serviceName && { serviceName }),
    reasons,
    ...(reasonLabels && { reasonLabels }),
    asks,
    urgent,
    person: { name: person.name },
    contact: contactReply(contact),
    consent: { agreed: consent.agreed, at: consent.at, ...(consent.shares && { shares: consent.shares }) },
    requestedAt,
    requestedBy: actorOf(requestedBy),
    answerDue,
    state,
    steps: steps.map(stepReply),
    version,
  };
};
