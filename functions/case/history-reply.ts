import type { CaseEvent, CaseEventDetail } from "../../shared/domain/case/case.ts";
import { actorOf } from "../../shared/domain/principal.ts";
import { assessmentReply } from "./assessment-reply.ts";

const detailReply = (detail: CaseEventDetail) => {
  switch (detail.kind) {
    case "submitted": {
      const { kind, by, assessment } = detail;
      return { kind, by: actorOf(by), ...(assessment && { assessment: assessmentReply(assessment) }) };
    }
    case "awarded": {
      const { kind, awardId, reason, signposts, assessment, awaitsApproval } = detail;
      return { kind, awardId, reason, signposts, assessment: assessmentReply(assessment), ...(awaitsApproval && { awaitsApproval }) };
    }
    case "approved":
      return { kind: detail.kind, awardId: detail.awardId, ...(detail.reason !== undefined && { reason: detail.reason }) };
    case "declined":
      return { kind: detail.kind, awardId: detail.awardId, reason: detail.reason };
    case "waitsForMoney":
      return {
        kind: detail.kind,
        category: detail.category,
        reason: detail.reason,
        ...(detail.signposts && { signposts: detail.signposts }),
        assessment: assessmentReply(detail.assessment),
      };
    case "waitsElsewhere":
      return { kind: detail.kind, category: detail.category };
    case "stoppedWaiting":
      return { kind: detail.kind, because: detail.because };
    case "declaredInterest":
      return { kind: detail.kind };
    case "liftedInterest":
      return { kind: detail.kind, of: actorOf(detail.of), reason: detail.reason };
    case "refused": {
      const { kind, because, says, notAccepted, reason, signposts, assessment } = detail;
      return { kind, because, says, ...(notAccepted && { notAccepted }), reason, signposts, assessment: assessmentReply(assessment) };
    }
    case "asked":
      return { kind: detail.kind, question: detail.question };
    case "answered":
      return { kind: detail.kind, answer: detail.answer };
    case "spokeInPrivate":
      return { kind: detail.kind, outcome: detail.outcome };
    case "referred":
      return { kind: detail.kind, referralId: detail.referralId, ...(detail.insteadOf && { insteadOf: detail.insteadOf }) };
    case "referralWithdrawn":
    case "referralSettled":
      return { kind: detail.kind, referralId: detail.referralId, reason: detail.reason };
    case "matchSettled": {
      const { kind, candidateId, as, leftOn, reason } = detail;
      return { kind, candidateId, as, ...(leftOn && { leftOn }), reason };
    }
    case "matchReopened":
      return { kind: detail.kind, candidateId: detail.candidateId, was: detail.was, reason: detail.reason };
    case "matchOpened":
      return { kind: detail.kind, candidateId: detail.candidateId };
    case "matchGone":
      return { kind: detail.kind, candidateId: detail.candidateId, because: detail.because };
    case "agreementRecorded":
      return { kind: detail.kind, agreed: detail.agreed, reason: detail.reason };
  }
};

/** Without the hashes that link the events. */
export const historyReply = (events: readonly CaseEvent[]) =>
  events.map(({ sequence, at, by, detail }) => ({ sequence, at, by: actorOf(by), detail: detailReply(detail) }));
