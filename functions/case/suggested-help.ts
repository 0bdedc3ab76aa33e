import {
  type ServiceCode,
  type SignpostCode,
  serviceCodes,
  services,
  signpostCodes,
  signposts,
} from "../../shared/domain/directory/onward-help.ts";
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

/** Every service and signpost there is: the suggested ones first, with why. */
export const onwardHelpChoices = (suggested: ReadonlyMap<string, string>) => {
  const inOrder = <C extends ServiceCode | SignpostCode>(codes: readonly C[]) =>
    codes.toSorted((a, b) => Number(suggested.has(b)) - Number(suggested.has(a)));
  const hint = (code: string, says: string) => [suggested.get(code), says].filter(Boolean).join(" ");
  return {
    services: inOrder(serviceCodes).map((code) => ({
      code,
      label: services[code].label,
      hint: hint(code, `${services[code].helpsWith}.`),
    })),
    signposts: inOrder(signpostCodes).map((code) => ({
      value: code,
      text: signposts[code].label,
      hint: { text: hint(code, signposts[code].tells) },
    })),
  };
};
