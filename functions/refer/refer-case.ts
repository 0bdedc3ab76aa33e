import type { ReferralRequest } from "../../shared/domain/award/award.ts";
import type { Case } from "../../shared/domain/case/case.ts";
import { takeStep, wasTaken } from "../../shared/domain/case/take-step.ts";
import { directoryAt } from "../../shared/domain/directory/directory-book.ts";
import { type OnwardHelpProblem, referralProblems } from "../../shared/domain/directory/onward-help.ts";
import { isCaseId, referralIdFor } from "../../shared/domain/ids.ts";
import { type Referral, referralsFor, secondReferralProblems } from "../../shared/domain/referral/referral.ts";
import type { Cases } from "../../shared/store/cases.ts";
import type { Directories } from "../../shared/store/directories.ts";
import type { Referrals } from "../../shared/store/referrals.ts";
import { type CaseStep, takerOf } from "../decide/case-step.ts";

export type ReferOutcome =
  | { readonly kind: "referred"; readonly referral: Referral }
  | { readonly kind: "notFound" }
  | { readonly kind: "barred" }
  | { readonly kind: "stale"; readonly now: Case }
  /** It is to take the place of a referral that this case does not have. */
  | { readonly kind: "notOfThisCase" }
  | { readonly kind: "noConsentToRefer" }
  /** The directory in force has no such service, the service takes no such reason, or it has an open referral for them. */
  | { readonly kind: "notOffered"; readonly problems: readonly OnwardHelpProblem[] };

/** `insteadOf` is a referral that a service gave back or did not answer. */
type CaseReferral = CaseStep & { readonly request: ReferralRequest; readonly insteadOf?: string | undefined };

type ReferPorts = {
  readonly cases: Pick<Cases, "toDecide" | "change" | "whole">;
  readonly directories: Pick<Directories, "book">;
  readonly referrals: Pick<Referrals, "find">;
};

/** Refers a case to one service, before or after it is decided. Safe to send again after a lost answer. */
export const referCase = async (asked: CaseReferral, { cases, directories, referrals }: ReferPorts): Promise<ReferOutcome> => {
  const { caseId, by, now, seen, request } = asked;
  const found = isCaseId(caseId) ? await cases.toDecide(caseId, seen.householdId, undefined, true) : undefined;
  if (!found) return { kind: "notFound" };
  const taken = takeStep(found.case, stepOf(asked), takerOf(asked));
  if (taken.kind === "barred") return taken;
  if (taken.kind === "stale") return metAsMade(asked, taken, cases);
  const replaced = asked.insteadOf && (await referrals.find(caseId, asked.insteadOf));
  if (asked.insteadOf && !replaced) return { kind: "notOfThisCase" };
  const services = await directories.book(now);
  const [referral] = referralsFor([request], found, by, now, services) ?? [];
  if (!referral) return { kind: "noConsentToRefer" };
  const second = secondReferralProblems([request], found.referrals ?? []).map(({ message }) => ({ path: ["service"], message }));
  const problems = [...referralProblems(request, directoryAt(services, now)), ...second];
  if (problems.length > 0) return { kind: "notOffered", problems };

  const changed = await cases.change({ taken, referrals: [referral], ...(replaced && { insteadOf: replaced }) });
  switch (changed.kind) {
    case "changed":
      return { kind: "referred", referral };
    case "stale":
      return metAsMade(asked, changed, cases);
  }
};

/** A referral's id comes from the version of the case, so a retry finds the referral of the first attempt. */
const stepOf = ({ caseId, seen, insteadOf }: CaseReferral) =>
  ({ kind: "refer", referralId: referralIdFor(caseId, seen.version, 1), ...(insteadOf && { insteadOf }) }) as const;

const metAsMade = async (
  asked: CaseReferral,
  stale: Extract<ReferOutcome, { kind: "stale" }>,
  cases: Pick<Cases, "whole">,
): Promise<ReferOutcome> => {
  const { request } = asked;
  const step = stepOf(asked);
  const whole = await cases.whole(asked.caseId);
  const made = whole?.referrals.find(({ referralId }) => referralId === step.referralId);
  const asksTheSame = made?.service === request.service && made.asks === request.asks && made.reasons.join() === request.reasons.join();
  return whole && made && asksTheSame && wasTaken(step, takerOf(asked), whole.events) ? { kind: "referred", referral: made } : stale;
};
