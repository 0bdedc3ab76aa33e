import type { Assessment, RuleResult } from "../../shared/domain/rules/eligibility.ts";
import type { EvidenceGiven } from "../../shared/domain/rules/facts.ts";
import { claimReply } from "./household-reply.ts";

export const ruleResultReply = ({ rule, version, verdict, because, inputs, holds }: RuleResult) => ({
  rule,
  version,
  verdict,
  because,
  inputs,
  ...(holds && { holds }),
});

export const evidenceReply = (given: EvidenceGiven) =>
  "shown" in given ? { evidence: given.evidence, shown: given.shown } : { evidence: given.evidence, waived: given.waived };

export const assessmentReply = ({ scheme, schemeVersion, facts, results }: Assessment) => {
  const { today, needs, claims, amount, evidence, checks, appliedUnder, conversation } = facts;
  return {
    scheme,
    schemeVersion,
    facts: {
      today,
      needs,
      claims: { claims: claims.claims.map(claimReply), spent: claims.spent },
      ...(amount !== undefined && { amount }),
      evidence: evidence.map(evidenceReply),
      checks,
      ...(appliedUnder && { appliedUnder }),
      ...(conversation && { conversation }),
    },
    results: results.map(ruleResultReply),
  };
};
