import { type Directory, type Service, servicesToReferTo, servicesToTellOf } from "../../shared/domain/directory/directory.ts";
import { sharesAgreedTo } from "../../shared/domain/referral/referral.ts";
import { everythingShared } from "../../shared/domain/directory/shared-items.ts";
import { conditionInWords, holdsTrue, isTrue } from "../../shared/domain/rules/condition.ts";
import type { Facts } from "../../shared/domain/rules/facts.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";

/** Each offer that the scheme suggests for this household beside money, with the reason. */
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

const askFirst = `They were not asked about this service. Before you refer, ask them, and say that it is told ${everythingShared}.`;

/** Every service of the directory in force: suggested ones first. The directory of the day of consent says what the resident agreed to. */
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
    reasons: reasonItems(directory.reasons.map(({ code }) => code).filter((code) => taken.has(code))),
    signposts: inOrder(servicesToTellOf(directory)).map(({ code, name, tells = "" }) => ({
      value: code,
      text: name,
      hint: { text: hint(code, tells) },
    })),
  };
};
