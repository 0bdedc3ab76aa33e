import type { Need } from "../needs.ts";
import type { EvidenceAsked, Scheme } from "../scheme/scheme.ts";
import { type Facts, type Waiver, waivers } from "./facts.ts";

type Given = Pick<Facts, "evidence">;

/** Nothing is asked for in a scheme without the rule that holds people to it. Earlier versions may have such evidence. */
export const evidenceAskedFor = (
  asked: readonly Need[],
  { evidence, rules }: Pick<Scheme, "evidence" | "rules">,
): readonly EvidenceAsked[] =>
  (rules.some(({ rule }) => rule === "evidenceOrWaiver") ? evidence : []).filter(
    ({ askedFor }) => askedFor === "everyone" || asked.includes(askedFor),
  );

/** Only an alternative that the scheme accepts counts. */
export const shownFor = ({ code, accepts }: EvidenceAsked, { evidence }: Given): string | undefined => {
  const shown = evidence.flatMap((given) => (given.evidence === code && "shown" in given ? [given.shown] : []));
  return shown.find((alternative) => accepts.includes(alternative));
};

export const waiverFor = ({ code }: EvidenceAsked, { evidence }: Given): Waiver | undefined => {
  const waived = evidence.flatMap((given) => (given.evidence === code && "waived" in given ? [given.waived] : []));
  return waived.find((waiver) => Object.hasOwn(waivers, waiver));
};
