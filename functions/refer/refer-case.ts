import type { ReferralRequest } from "../../shared/domain/award/award.ts";
import type { Case } from "../../shared/domain/case/case.ts";
import { isBarred } from "../../shared/domain/case/conflict-of-interest.ts";
import { directoryAt } from "../../shared/domain/directory/directory-book.ts";
import { type OnwardHelpProblem, referralProblems } from "../../shared/domain/directory/onward-help.ts";
import { isCaseId, referralIdFor } from "../../shared/domain/ids.ts";
import { type Referral, referralsFor } from "../../shared/domain/referral/referral.ts";
import type { Cases } from "../../shared/store/cases.ts";
import type { Directories } from "../../shared/store/directories.ts";
import { isAsSeen, type OnwardStep } from "./case-as-seen.ts";

export type ReferOutcome =
  | { readonly kind: "referred"; readonly referral: Referral }
  | { readonly kind: "notFound" }
  | { readonly kind: "barred" }
  | { readonly kind: "stale"; readonly now: Case }
  | { readonly kind: "noConsentToRefer" }
  /** Not a service, or not a reason, that the directory in force has. */
  | { readonly kind: "notOffered"; readonly problems: readonly OnwardHelpProblem[] };

type CaseReferral = OnwardStep & { readonly request: ReferralRequest };

/** Refers a case to one service, before or after it is decided. Safe to send again after a lost answer. */
export const referCase = async (
  step: CaseReferral,
  { cases, directories }: { readonly cases: Pick<Cases, "toDecide" | "change" | "whole">; readonly directories: Pick<Directories, "book"> },
): Promise<ReferOutcome> => {
  const { caseId, by, now, seen, request } = step;
  const found = isCaseId(caseId) ? await cases.toDecide(caseId, seen.householdId) : undefined;
  if (!found) return { kind: "notFound" };
  if (isBarred(found.case, by.id)) return { kind: "barred" };
  if (!isAsSeen(found.case, seen)) return answerIfMoved(step, found.case, cases);
  const services = await directories.book(now);
  const [referral] = referralsFor([request], found.case, found.application, by, now, services) ?? [];
  if (!referral) return { kind: "noConsentToRefer" };
  const problems = referralProblems(request, directoryAt(services, now));
  if (problems.length > 0) return { kind: "notOffered", problems };

  const changed = await cases.change({
    before: found.case,
    at: now.toISOString(),
    by,
    detail: { kind: "referred", referralId: referral.referralId },
    to: { status: found.case.status },
    referrals: [referral],
  });
  switch (changed.kind) {
    case "changed":
      return { kind: "referred", referral };
    case "stale":
      return answerIfMoved(step, changed.now, cases);
  }
};

/** A referral's id comes from the version it was asked at, so this very referral is found again if it was made. */
const answerIfMoved = async (
  { caseId, by, seen, request }: CaseReferral,
  now: Case,
  cases: Pick<Cases, "whole">,
): Promise<ReferOutcome> => {
  const whole = await cases.whole(caseId);
  const made = whole?.referrals.find(({ referralId }) => referralId === referralIdFor(caseId, seen.version, 1));
  const isThisOne =
    made?.requestedBy.id === by.id &&
    made.service === request.service &&
    made.asks === request.asks &&
    made.reasons.join() === request.reasons.join();
  return made && isThisOne ? { kind: "referred", referral: made } : { kind: "stale", now };
};
