import type { FormError } from "../../shared/forms/form.ts";
import type { Again } from "../../shared/http/act.ts";
import { pointerOf } from "../../shared/http/field-errors.ts";
import type { Form } from "../../shared/http/read-body.ts";
import { type ProblemType, problem, problemBody, type Reply } from "../../shared/http/reply.ts";
import { ruleResultReply } from "../case/assessment-reply.ts";
import { noConsent } from "../case/case-outcomes.ts";
import type { CaseNotice, Notice } from "../case/case-page.ts";
import type { AwardFault } from "../decide/award-outcome.ts";
import { inOrderOfForm, problemErrors } from "./award-form.ts";
import { aboveLimitWords, alreadyAwardedWords, failedRulesWords, heldWords } from "./award-words.ts";

const seeRules = { href: "#rules", text: "See each rule with its reason" };
const seeConversation = { href: "#public-funds", text: "See what to do about public funds" };
const seeMatches = { href: "#household", text: "See which households to compare it with" };
export const seeAward = (awardId: string) => ({ href: `/awards/${awardId}`, text: `See award ${awardId}` });

type Held = Extract<AwardFault, { readonly kind: "held" }>;

/** The box where each thing that holds an award up is settled. A private conversation has none on this form. */
const heldErrors = ({ holds, results, scheme }: Held): readonly FormError[] =>
  holds.flatMap(({ rule, because, settledBy }): readonly FormError[] => {
    if (settledBy === "record") return [{ field: "award-looked", text: "Select what you have looked at" }];
    const inputs = results.find((result) => result.rule === rule)?.inputs ?? {};
    const { missing } = inputs;
    if (Array.isArray(missing))
      return missing.map((code: string) => {
        const label = scheme.evidence.find((asked) => asked.code === code)?.label ?? code;
        return { field: `award-evidence-${code}`, text: `Select what you were shown for “${label}”, or why it is waived` };
      });
    return settledBy === "facts" && inputs.checks !== undefined ? [{ field: "award-checks", text: because }] : [];
  });

/** The part of the case page about what stands in the way first. */
const whereSettled = ({ holds }: Held) => {
  const ways = holds.map(({ settledBy }) => settledBy);
  if (ways.includes("conversation")) return seeConversation;
  return ways.includes("match") ? seeMatches : seeRules;
};

type Said = { readonly status: number; readonly errors?: readonly FormError[]; readonly notice?: Notice };

const saidOf = (fault: AwardFault, form: Form): Said => {
  switch (fault.kind) {
    case "notAllowed":
      return { status: 400, errors: problemErrors(fault.problems, form) };
    case "noConsentToRefer":
      return { status: 400, errors: [{ field: "award-services", text: noConsent }] };
    case "notEligible": {
      const text = `What must be true and is not: ${failedRulesWords(fault.reasons, fault.scheme)}`;
      return { status: 422, notice: { title: "Not awarded: not eligible", text, link: seeRules } };
    }
    case "householdAlreadyAwarded": {
      const notice = { title: "Not awarded: the household already has this", text: alreadyAwardedWords(fault) };
      return { status: 409, notice: { ...notice, link: seeAward(fault.earlierAwardId) } };
    }
    case "held":
      return {
        status: 422,
        notice: {
          title: "Not awarded: something has to be settled first",
          text: `The household is not ineligible: the case still waits for a decision. ${heldWords(fault)}`,
          link: whereSettled(fault),
          toLookAt: fault.holds,
        },
        errors: heldErrors(fault),
      };
    case "aboveLimit":
      return { status: 403, notice: { title: "Not awarded: above your limit", text: aboveLimitWords(fault) } };
  }
};

/** Everything that stands in the way, on one page: what the boxes are to blame for beside them, and the rest above. */
export const faultsAgain = (faults: readonly AwardFault[], form: Form, misread: readonly FormError[] = []): Again<CaseNotice> => {
  const said = faults.map((fault) => saidOf(fault, form));
  const [notice, ...more] = said.flatMap((one) => one.notice ?? []);
  const toLookAt = said.flatMap((one) => one.notice?.toLookAt ?? []);
  return {
    status: misread.length > 0 ? 400 : (said[0]?.status ?? 400),
    errors: inOrderOfForm([...misread, ...said.flatMap(({ errors = [] }) => errors)], form),
    ...(notice && { notice: { ...notice, toLookAt, ...(more.length > 0 && { more }) } }),
  };
};

const problemOf = (fault: AwardFault): readonly [ProblemType, { readonly detail?: string; readonly [member: string]: unknown }] => {
  switch (fault.kind) {
    case "notAllowed":
      return ["invalid-request", { errors: fault.problems.map(({ path, message }) => ({ pointer: pointerOf(path), detail: message })) }];
    case "noConsentToRefer":
      return ["invalid-request", { errors: [{ pointer: pointerOf(["referrals"]), detail: noConsent }] }];
    case "notEligible":
      return ["not-eligible", { reasons: fault.reasons, results: fault.results.map(ruleResultReply) }];
    case "householdAlreadyAwarded": {
      const { need, earlierAwardId, nextDay, lastDay } = fault;
      return ["household-already-awarded", { detail: alreadyAwardedWords(fault), need, earlierAwardId, nextDay, lastDay }];
    }
    case "held": {
      const holds = fault.holds.map(({ rule, because, settledBy }) => ({ rule, because, settledBy }));
      return ["held", { detail: heldWords(fault), holds, results: fault.results.map(ruleResultReply) }];
    }
    case "aboveLimit":
      return ["above-limit", { detail: aboveLimitWords(fault), limit: fault.limit, total: fault.total }];
  }
};

/** The first fault is the problem; the others stand in it. */
export const faultsProblem = (first: AwardFault, besides: readonly AwardFault[]): Reply => {
  const [type, members] = problemOf(first);
  const others = besides.map((fault) => problemBody(...problemOf(fault)));
  return problem(type, { ...members, ...(others.length > 0 && { besides: others }) });
};
