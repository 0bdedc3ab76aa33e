import { actorOf, type Principal } from "../../shared/domain/principal.ts";
import { type DeclareOutcome, type DeclarePorts, declareInterest } from "../decide/declare-interest.ts";
import { findReceived, type ReceivedPorts } from "./referral-for-service.ts";

type ToDeclare = { readonly referralId: string; readonly by: Principal; readonly now: Date };

/** Somebody of a service has an interest in the household of a referral that it received. Sent again, it goes on where it was cut short. */
export const declareInReferral = async (
  { referralId, by, now }: ToDeclare,
  ports: ReceivedPorts & DeclarePorts,
): Promise<DeclareOutcome> => {
  const received = await findReceived(referralId, by, ports);
  if (received.kind === "notFound") return received;
  const caseId = received.kind === "barred" ? received.caseId : received.referral.caseId;
  return declareInterest({ caseId, by: actorOf(by), now }, ports);
};
