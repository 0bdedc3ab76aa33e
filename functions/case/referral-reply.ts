import { actorOf } from "../../shared/domain/principal.ts";
import type { Referral, ReferralStep } from "../../shared/domain/referral/referral.ts";
import { contactReply } from "./application-reply.ts";

const stepReply = ({ state, at, by, note }: ReferralStep) => ({ state, at, by: actorOf(by), ...(note !== undefined && { note }) });

export const referralReply = (referral: Referral) => {
  const { referralId, caseId, service, reasons, asks, urgent, person, contact, consent } = referral;
  const { requestedAt, requestedBy, answerDue, state, steps, version } = referral;
  return {
    referralId,
    caseId,
    service,
    reasons,
    asks,
    urgent,
    person: { name: person.name, householdSize: person.householdSize, children: person.children },
    contact: contactReply(contact),
    consent: { agreed: consent.agreed, at: consent.at },
    requestedAt,
    requestedBy: actorOf(requestedBy),
    answerDue,
    state,
    steps: steps.map(stepReply),
    version,
  };
};
