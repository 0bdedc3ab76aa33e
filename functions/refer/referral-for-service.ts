import { caseIdOf } from "../../shared/domain/ids.ts";
import { actorOf, type Principal } from "../../shared/domain/principal.ts";
import type { Referral } from "../../shared/domain/referral/referral.ts";
import { type SharedReferral, sharedWithService } from "../../shared/domain/referral/shared-with-service.ts";
import type { Referrals } from "../../shared/store/referrals.ts";
import { contactReply } from "../case/application-reply.ts";
import { stepReply } from "../case/referral-reply.ts";

/** A referral as its service may see it. A withdrawn one says nothing of the person. */
export type ReferralForService =
  | { readonly kind: "shown"; readonly referral: SharedReferral }
  | {
      readonly kind: "withdrawn";
      readonly referralId: string;
      readonly service: string;
      readonly withdrawnAt: string;
      readonly version: number;
    };

export const asServiceSees = (referral: Referral): ReferralForService => {
  if (referral.state !== "cancelled") return { kind: "shown", referral: sharedWithService(referral) };
  const { referralId, service, version, steps } = referral;
  return { kind: "withdrawn", referralId, service, version, withdrawnAt: steps.at(-1)?.at ?? referral.requestedAt };
};

/** Finds a referral that was delivered to this partner's service. A referral of another service looks the same as an unknown id. */
export const findReceived = async (
  referralId: string,
  { service }: Principal,
  referrals: Pick<Referrals, "find">,
): Promise<Referral | undefined> => {
  const caseId = caseIdOf(referralId);
  const found = caseId && service ? await referrals.find(caseId, referralId) : undefined;
  return found && found.service === service && found.deliveredAt ? found : undefined;
};

/** A referral as its service gets it from the API. */
export const serviceReferralReply = (seen: ReferralForService) => {
  if (seen.kind === "withdrawn") {
    const { referralId, service, withdrawnAt, version } = seen;
    return { referralId, service, state: "cancelled", withdrawnAt, version };
  }
  const { referralId, caseId, service, serviceName, reasons, reasonLabels, asks, person, contact, consent } = seen.referral;
  const { requestedAt, requestedBy, answerDue, state, steps, version } = seen.referral;
  return {
    referralId,
    caseId,
    service,
    ...(serviceName && { serviceName }),
    ...(reasons && { reasons }),
    ...(reasonLabels && { reasonLabels }),
    ...(asks !== undefined && { asks }),
    ...(person && { person: { name: person.name } }),
    ...(contact && { contact: contactReply(contact) }),
    consent: { agreed: consent.agreed, at: consent.at, ...(consent.shares && { shares: consent.shares }) },
    requestedAt,
    requestedBy: actorOf(requestedBy),
    answerDue,
    state,
    steps: steps.map(stepReply),
    version,
  };
};
