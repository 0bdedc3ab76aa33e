import { type EvidenceGiven, waivers } from "../../shared/domain/rules/facts.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";

/** What was shown for each piece of evidence, or why it was done without. */
export const evidenceWords = (given: readonly EvidenceGiven[], scheme: Scheme | undefined): readonly string[] =>
  given.map((one) => {
    const label = scheme?.evidence.find(({ code }) => code === one.evidence)?.label ?? one.evidence;
    return "shown" in one ? `${label}: ${one.shown}` : `${label}: waived. ${waivers[one.waived]}`;
  });
