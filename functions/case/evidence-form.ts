import { assess } from "../../shared/domain/rules/eligibility.ts";
import { evidenceAskedFor } from "../../shared/domain/rules/evidence.ts";
import {
  type Check,
  checkCodes,
  checks,
  type EvidenceGiven,
  evidenceGivenSchema,
  evidenceListSchema,
  type Facts,
  type Waiver,
  waivers,
} from "../../shared/domain/rules/facts.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import type { Part } from "../../shared/forms/form.ts";
import { fixed, heldTo } from "../../shared/forms/group.ts";
import { rows } from "../../shared/forms/rows.ts";
import type { Form } from "../../shared/http/read-body.ts";

const evidenceBoxes = "award-evidence";

const shown = (code: string, alternative: string) => `${code}:shown:${alternative}`;
const waived = (code: string, waiver: string) => `${code}:waived:${waiver}`;

/** A list for each piece of evidence that the scheme asks for: first what it accepts, then the reasons to waive it. */
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

const boxOf = (evidence: string | number | undefined) => `${evidenceBoxes}-${evidence}`;
const partsOf = (chosen: string) => /^([^:]*):(shown|waived):(.*)$/s.exec(chosen) ?? [];

const givenBy = (chosen: string): EvidenceGiven => {
  const [, evidence = "", how, what = ""] = partsOf(chosen);
  return how === "waived" ? { evidence, waived: what as Waiver } : { evidence, shown: what };
};

const evidenceRows = rows({
  filled: given,
  row: (chosen) => {
    const box = boxOf(chosen.split(":")[0]);
    return heldTo(evidenceGivenSchema, fixed(givenBy(chosen), box), box);
  },
  list: evidenceListSchema,
  ifAll: evidenceBoxes,
});

/** A rule names missing evidence by its code, and wrong evidence by its place in the request. */
export const evidencePart: Part<EvidenceGiven[]> = {
  ...evidenceRows,
  errorAt: (problem, form) => {
    const [which] = problem.path;
    return typeof which === "string" ? { field: boxOf(which), text: problem.message } : evidenceRows.errorAt(problem, form);
  },
};

const cameOf = (facts: Facts, scheme: Scheme): string =>
  JSON.stringify(assess(facts, scheme).map(({ verdict, holds }) => [verdict, holds]));

/** The form asks for a check only if the result of some rule depends on it. */
export const checksAsked = (facts: Facts, scheme: Scheme): readonly Check[] => {
  const withAll = cameOf({ ...facts, checks: checkCodes }, scheme);
  return checkCodes.filter((check) => cameOf({ ...facts, checks: checkCodes.filter((other) => other !== check) }, scheme) !== withAll);
};

export const checkChoices = (facts: Facts, scheme: Scheme) =>
  checksAsked(facts, scheme).map((check) => ({ value: check, text: checks[check] }));
