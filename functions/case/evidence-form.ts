import { assess } from "../../shared/domain/rules/eligibility.ts";
import { evidenceAskedFor } from "../../shared/domain/rules/evidence.ts";
import { type Check, checkCodes, checks, type Facts, waivers } from "../../shared/domain/rules/facts.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import type { Form } from "../../shared/http/read-body.ts";

const shown = (code: string, alternative: string) => `${code}:shown:${alternative}`;
const waived = (code: string, waiver: string) => `${code}:waived:${waiver}`;

/** One list for each piece of evidence that the scheme asks for here: what it accepts, then why it can be waived. */
export const evidenceChoices = ({ needs }: Pick<Facts, "needs">, scheme: Scheme) =>
  evidenceAskedFor(needs, scheme).map(({ code, label, accepts, verified, source }) => ({
    code,
    label,
    ...(!verified && { unverified: source }),
    options: [
      ...accepts.map((alternative) => ({ value: shown(code, alternative), text: `Shown: ${alternative}` })),
      ...Object.entries(waivers).map(([waiver, text]) => ({ value: waived(code, waiver), text: `Waived: ${text}` })),
    ],
  }));

const given = (fields: Form): readonly string[] => fields.all("evidence").filter((value) => value !== "");

/** What was chosen in those lists, as the API takes it. */
export const evidenceFrom = (fields: Form): object[] =>
  given(fields).map((value) => {
    const [, evidence = "", how, what = ""] = /^([^:]*):(shown|waived):(.*)$/s.exec(value) ?? [];
    return how === "waived" ? { evidence, waived: what } : { evidence, shown: what };
  });

/** The list in which the evidence at a place of the request was chosen. */
export const evidenceFieldOf = (fields: Form, index: number): string => `award-evidence-${given(fields)[index]?.split(":")[0] ?? ""}`;

const cameOf = (facts: Facts, scheme: Scheme): string =>
  JSON.stringify(assess(facts, scheme).map(({ verdict, holds }) => [verdict, holds]));

/** What an assessor has to confirm here: whatever one of the scheme's rules would come out differently by. */
export const checksAsked = (facts: Facts, scheme: Scheme): readonly Check[] => {
  const withAll = cameOf({ ...facts, checks: checkCodes }, scheme);
  return checkCodes.filter((check) => cameOf({ ...facts, checks: checkCodes.filter((other) => other !== check) }, scheme) !== withAll);
};

export const checkChoices = (facts: Facts, scheme: Scheme) =>
  checksAsked(facts, scheme).map((check) => ({ value: check, text: checks[check] }));
