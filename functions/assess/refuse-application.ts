import { type Case, type DecisionKind, decisionKindFor } from "../../shared/domain/case/case.ts";
import { refusalMessageFor, signpostsIn } from "../../shared/domain/case/message.ts";
import { meetRefusal, takeStep } from "../../shared/domain/case/take-step.ts";
import { directoryAt } from "../../shared/domain/directory/directory-book.ts";
import { type OnwardHelpProblem, onwardHelpProblems } from "../../shared/domain/directory/onward-help.ts";
import { isCaseId } from "../../shared/domain/ids.ts";
import type { Actor } from "../../shared/domain/principal.ts";
import { referralsFor, secondReferralProblems } from "../../shared/domain/referral/referral.ts";
import { reasonsAgainst } from "../../shared/domain/rules/eligibility.ts";
import { nextDates } from "../../shared/domain/rules/next-dates.ts";
import { mayRefuseForMoney, type Scheme } from "../../shared/domain/scheme/scheme.ts";
import { schemeAt } from "../../shared/domain/scheme/scheme-book.ts";
import type { RefusalRequest } from "../../shared/http/contracts/assess-contracts.ts";
import { hashOf } from "../../shared/store/case-writes.ts";
import type { Cases } from "../../shared/store/cases.ts";
import type { Counted } from "../../shared/store/counts.ts";
import type { Directories } from "../../shared/store/directories.ts";
import type { Schemes } from "../../shared/store/schemes.ts";
import { assessmentNow } from "../case/case-facts.ts";
import { reasonsForResident, refusalReasons, refusalWords } from "../case/case-words.ts";
import { takerOf } from "../decide/case-step.ts";

/** An assessor's decision to refuse. The same decision sent again is the same refusal. */
export type RefusalDecision = {
  readonly caseId: string;
  readonly decisionId: string;
  readonly by: Actor;
  readonly now: Date;
  readonly request: RefusalRequest;
};

export type RefusalOutcome =
  | { readonly kind: "refused"; readonly case: Case }
  | { readonly kind: "notFound" }
  | { readonly kind: "barred" }
  | { readonly kind: "stale"; readonly now: Case }
  | { readonly kind: "enteredByYou"; readonly now: Case }
  /** The id has already refused this application for another reason or with other referrals. */
  | { readonly kind: "otherDecisionUnderThisId" }
  | { readonly kind: "noScheme" }
  | { readonly kind: "unknownReason" }
  /** Under this scheme nobody is refused for want of money: an award waits in line for it. */
  | { readonly kind: "waitsForMoney" }
  /** Nobody has recorded a private conversation in which they chose to take advice first. */
  | { readonly kind: "speakFirst" }
  /** The rule passes, and no words say why its pass is not accepted. */
  | { readonly kind: "rulePasses"; readonly rule: string; readonly failed: readonly string[]; readonly scheme: Scheme }
  | { readonly kind: "noConsentToRefer" }
  /** Referrals or signposts that the directory in force does not have. */
  | { readonly kind: "notOffered"; readonly problems: readonly OnwardHelpProblem[] };

export type RefuseApplicationPorts = {
  readonly cases: Pick<Cases, "toDecide" | "change">;
  readonly schemes: Pick<Schemes, "book">;
  readonly directories: Pick<Directories, "book">;
};

/** Refuses with a coded reason, and keeps every rule's result. A refused family still gets its referral. */
export const refuseApplication = async (
  decision: RefusalDecision,
  { cases, schemes, directories }: RefuseApplicationPorts,
): Promise<RefusalOutcome> => {
  const { caseId, by, now, request } = decision;
  const seen = isCaseId(caseId)
    ? await cases.toDecide(caseId, request.seen.householdId, undefined, request.referrals.length > 0)
    : undefined;
  if (!seen) return { kind: "notFound" };
  const met = meet(decision, seen.case);
  if (met) return met;

  const [book, services] = await Promise.all([schemes.book(now), directories.book(now)]);
  const scheme = schemeAt(book, now);
  if (!scheme) return { kind: "noScheme" };
  if (request.because === "noMoneyLeft" && !mayRefuseForMoney(scheme)) return { kind: "waitsForMoney" };
  const says = refusalReasons(scheme).includes(request.because) && refusalWords(request.because, scheme);
  if (!says) return { kind: "unknownReason" };
  const referrals = referralsFor(request.referrals, seen, by, now, services);
  if (!referrals) return { kind: "noConsentToRefer" };
  const problems = [
    ...onwardHelpProblems(request, directoryAt(services, now)),
    ...secondReferralProblems(request.referrals, seen.referrals ?? []),
  ];
  if (problems.length > 0) return { kind: "notOffered", problems };

  const { because, reason, signposts } = request;
  if (because === "routedToAdvice" && seen.case.conversation?.outcome !== "routedToAdvice") return { kind: "speakFirst" };
  const assessment = assessmentNow(seen, seen.claims, scheme, schemeAt(book, new Date(seen.case.submittedAt)), now);
  const passes = assessment.results.some(({ rule, verdict }) => rule === because && verdict === "pass");
  if (passes && !request.notAccepted) return { kind: "rulePasses", rule: because, failed: reasonsAgainst(assessment.results), scheme };
  const notAccepted = passes ? request.notAccepted : undefined;
  const kind = decisionKindFor(because);
  const { application, claims } = seen;
  const dates = nextDates(seen.case.needs, { application, claims, book, today: assessment.facts.today });
  const told = {
    reasons: reasonsForResident(because, assessment.results, scheme),
    nextDates: dates,
    signposts: signpostsIn(signposts, directoryAt(services, now)),
  };
  const decided = { ...sendingOf(decision), kind, scheme: scheme.code, reason: because, says };
  const step = { kind: "refuse", decision: decided, ...(notAccepted && { notAccepted }), reason, signposts, assessment } as const;
  const taken = takeStep(seen.case, step, takerOf({ by, now, seen: request.seen }));
  if (taken.kind !== "taken") return taken;
  const changed = await cases.change({
    taken,
    referrals,
    message: refusalMessageFor(kind, seen.case, seen, scheme, told, now),
    counted: { scheme: scheme.code, what: countedAs(kind, because) },
  });
  switch (changed.kind) {
    case "changed":
      return { kind: "refused", case: changed.case };
    case "stale":
      return meet(decision, changed.now) ?? changed;
  }
};

const countedAs = (kind: Exclude<DecisionKind, "awarded">, because: string): Counted =>
  kind === "noMoneyLeft" ? kind : `${kind}.${because}`;

/** The hash tells a repeated refusal from one with a referral more, whose sender must not believe that it was made. */
const contentHashOf = ({ seen: _, ...decided }: RefusalRequest): string => hashOf(decided);

const sendingOf = ({ decisionId, request }: RefusalDecision) => ({ decisionId, contentHash: contentHashOf(request) });

const meet = (decision: RefusalDecision, now: Case): RefusalOutcome | undefined => {
  const { by, now: today, request } = decision;
  const sending = { ...sendingOf(decision), because: request.because };
  const met = meetRefusal(now, sending, takerOf({ by, now: today, seen: request.seen }));
  return met?.kind === "decidedBefore" ? { kind: "refused", case: met.now } : met;
};
