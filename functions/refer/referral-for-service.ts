import { isBarred } from "../../shared/domain/case/conflict-of-interest.ts";
import { caseIdOf } from "../../shared/domain/ids.ts";
import { actorOf, type Principal } from "../../shared/domain/principal.ts";
import type { Referral } from "../../shared/domain/referral/referral.ts";
import { type SharedReferral, sharedWithService } from "../../shared/domain/referral/shared-with-service.ts";
import type { Cases } from "../../shared/store/cases.ts";
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

/** In the list of a person who declared an interest in the household, a referral only says that it is there. */
export type ReferralInList =
  | ReferralForService
  | { readonly kind: "withheld"; readonly referralId: string; readonly service: string; readonly version: number };

export const withheldReferral = ({ referralId, service, version }: Referral): ReferralInList => ({
  kind: "withheld",
  referralId,
  service,
  version,
});

export type Received =
  | { readonly kind: "found"; readonly referral: Referral }
  | { readonly kind: "notFound" }
  /** The reader declared an interest in the household. */
  | { readonly kind: "barred"; readonly caseId: string };

export type ReceivedPorts = {
  readonly referrals: Pick<Referrals, "find">;
  readonly cases: Pick<Cases, "find">;
};

/** Finds a referral that was delivered to this partner's service. A referral of another service looks the same as an unknown id. */
export const findReceived = async (
  referralId: string,
  { id, service }: Pick<Principal, "id" | "service">,
  { referrals, cases }: ReceivedPorts,
): Promise<Received> => {
  const caseId = caseIdOf(referralId);
  if (!(caseId && service)) return { kind: "notFound" };
  const [referral, head] = await Promise.all([referrals.find(caseId, referralId), cases.find(caseId)]);
  if (referral?.service !== service || !referral.deliveredAt) return { kind: "notFound" };
  return head && isBarred(head, id) ? { kind: "barred", caseId } : { kind: "found", referral };
};

/** A referral as its service gets it from the API. */
export const serviceReferralReply = (seen: ReferralInList) => {
  if (seen.kind === "withheld") {
    const { referralId, service, version } = seen;
    return { referralId, service, interestDeclared: true, version };
  }
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
