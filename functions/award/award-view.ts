import type { Award, AwardLine } from "../../shared/domain/award/award.ts";
import { actorOf, type Principal } from "../../shared/domain/principal.ts";
import { ruleWords } from "../../shared/domain/rules/eligibility.ts";
import { checks } from "../../shared/domain/rules/facts.ts";
import { categoryOf, deliveries } from "../../shared/domain/scheme/scheme.ts";
import { type SchemeBook, schemeVersion } from "../../shared/domain/scheme/scheme-book.ts";
import { functions } from "../../shared/system.ts";
import { awardReply, isForMoney, moneyAwardReply } from "../case/award-reply.ts";
import { evidenceWords } from "../case/evidence-words.ts";
import { type Second, secondWords } from "./second-view.ts";

const caseReaders: readonly string[] = functions.assess.routes["GET /cases/{caseId}"];
const moneyReaders: readonly string[] = functions.report.routes["GET /finance/{scheme}"];

/** Those who only see money are told nothing that an assessor wrote about a person. */
const mayReadCase = ({ roles }: Principal): boolean => roles.some((role) => caseReaders.includes(role));

/** A line with why its amount is what it is, for those who may read what an assessor wrote. */
const lineFor = ({ reason, ...line }: AwardLine, isCaseReader: boolean): AwardLine => ({
  ...line,
  ...(isCaseReader && reason !== undefined && { reason }),
});

const secondReply = (second: Second) =>
  second.kind === "awaited" ? { kind: second.kind } : { kind: second.kind, by: actorOf(second.by), at: second.at };

/** An award as its reader may see it. */
export const awardReplyOf = (award: Award, principal: Principal, second: Second | undefined) => ({
  ...(mayReadCase(principal) ? awardReply(award) : moneyAwardReply(award)),
  ...(second && { secondApproval: secondReply(second) }),
});

const verdictWords = { pass: "Passed", fail: "Failed", refer: "Looked at by the assessor" } as const;

export const awardView = (award: Award, second: Second | undefined, book: SchemeBook, principal: Principal) => {
  const scheme = schemeVersion(book, award.scheme, award.schemeVersion);
  const isCaseReader = mayReadCase(principal);
  return {
    award: {
      awardId: award.awardId,
      caseId: award.caseId,
      scheme: award.scheme,
      schemeVersion: award.schemeVersion,
      total: award.total,
      committedAt: award.committedAt,
      by: award.by.name,
      reason: isCaseReader ? award.reason : undefined,
      isOfRun: award.run !== undefined,
    },
    second: secondWords(second),
    isCaseReader,
    isMoneyReader: principal.roles.some((role) => moneyReaders.includes(role)),
    schemeName: scheme?.about.name ?? award.scheme,
    lines: award.lines.map((line) => ({
      ...lineFor(line, isCaseReader),
      categoryLabel: (scheme && categoryOf(scheme, line.category)?.label) ?? line.category,
      deliveryLabel: deliveries[line.delivery],
    })),
    results: award.results
      .filter((result) => isCaseReader || isForMoney(result))
      .map(({ rule, verdict, because }) => ({
        says: (scheme && ruleWords(rule, scheme)?.says) ?? rule,
        verdict: verdictWords[verdict],
        ...(isCaseReader && { because }),
      })),
    evidence: isCaseReader ? evidenceWords(award.evidence, scheme) : [],
    checks: isCaseReader ? award.checks.map((check) => checks[check]) : [],
  };
};
