import { type Directory, type Service, servicesToReferTo, servicesToTellOf } from "../../shared/domain/directory/directory.ts";
import { sharesAgreedTo } from "../../shared/domain/referral/referral.ts";
import { conditionInWords, holdsTrue, isTrue } from "../../shared/domain/rules/condition.ts";
import type { Facts } from "../../shared/domain/rules/facts.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";

/** What the scheme suggests for this household beside money, each with why. Everything else can still be offered. */
export const suggestedHelp = (scheme: Scheme, facts: Facts): ReadonlyMap<string, string> =>
  new Map(
    scheme.onwardHelp
      .filter(({ conditions, joined }) => holdsTrue(conditions, joined, facts, scheme))
      .map(({ offer, conditions }) => {
        const why = conditions
          .filter((condition) => isTrue(condition, facts, scheme))
          .map((condition) => conditionInWords(condition, scheme));
        return [offer, why.length > 0 ? `Suggested because ${why.join(", and ")}.` : "Suggested for everyone."];
      }),
  );

/** Nobody agrees to what they were not told of. */
const askFirst = "They were not asked about this service: ask them before you refer.";

/**
 * Every service of the directory in force that can be offered: the suggested ones first, with why. What the resident
 * was told when they agreed stands in the directory of that day.
 */
export const onwardHelpChoices = (suggested: ReadonlyMap<string, string>, directory: Directory, whenAgreed: Directory) => {
  const inOrder = (services: readonly Service[]) =>
    services.toSorted((a, b) => Number(suggested.has(b.code)) - Number(suggested.has(a.code)));
  const hint = (code: string, ...says: string[]) => [suggested.get(code), ...says].filter(Boolean).join(" ");
  const labels = new Map(directory.reasons.map(({ code, label }) => [code, label]));
  const reasonItems = (codes: readonly string[]) => codes.map((value) => ({ value, text: labels.get(value) ?? value }));
  const toReferTo = inOrder(servicesToReferTo(directory));
  const taken = new Set(toReferTo.flatMap(({ reasons }) => reasons));
  return {
    services: toReferTo.map(({ code, name, does, reasons }) => ({
      code,
      label: name,
      hint: hint(code, `${does.replace(/\.$/, "")}.`, sharesAgreedTo(code, whenAgreed) ? "" : askFirst),
      reasons: reasonItems(reasons),
    })),
    /** All reasons that any service takes, where the service is chosen beside them. */
    reasons: reasonItems(directory.reasons.map(({ code }) => code).filter((code) => taken.has(code))),
    signposts: inOrder(servicesToTellOf(directory)).map(({ code, name, tells = "" }) => ({
      value: code,
      text: name,
      hint: { text: hint(code, tells) },
    })),
  };
};
