import type { Award } from "../../shared/domain/award.ts";
import { ruleSays } from "../../shared/domain/eligibility.ts";
import type { Principal } from "../../shared/domain/principal.ts";
import { categoryOf, deliveries } from "../../shared/domain/scheme.ts";
import { schemeOf } from "../../shared/domain/schemes.ts";
import { functions } from "../../shared/system.ts";

const caseReaders: readonly string[] = functions.assess.routes["GET /cases/{caseId}"];
const moneyReaders: readonly string[] = functions.report.routes["GET /finance/{scheme}"];

/** Those who only see money are told nothing that an assessor wrote about a person. */
const mayReadCase = ({ roles }: Principal): boolean => roles.some((role) => caseReaders.includes(role));

/** An award as its reader may see it. The id of the decision is its sender's own and goes to nobody. */
export const awardReplyOf = ({ decisionId: _, reason, results, ...award }: Award, principal: Principal) =>
  mayReadCase(principal) ? { ...award, reason, results } : { ...award, results: results.map(({ rule, verdict }) => ({ rule, verdict })) };

const verdictWords = { pass: "Passed", fail: "Failed", refer: "Looked at by the assessor" } as const;

export const awardView = (award: Award, principal: Principal) => {
  const scheme = schemeOf(award.scheme);
  const isCaseReader = mayReadCase(principal);
  return {
    award,
    isCaseReader,
    isMoneyReader: principal.roles.some((role) => moneyReaders.includes(role)),
    schemeName: scheme.name,
    lines: award.lines.map((line) => ({
      ...line,
      categoryLabel: categoryOf(scheme, line.category)?.label ?? line.category,
      deliveryLabel: deliveries[line.delivery],
    })),
    results: award.results.map(({ rule, verdict, because }) => ({
      says: ruleSays(rule),
      verdict: verdictWords[verdict],
      ...(isCaseReader && { because }),
    })),
  };
};
