import { decisionOf, isDecidedStatus } from "../../shared/domain/case/case.ts";
import { londonDay } from "../../shared/domain/dates.ts";
import { checks } from "../../shared/domain/rules/facts.ts";
import { schemeVersion } from "../../shared/domain/scheme/scheme-book.ts";
import type { CaseFacts } from "./case-facts.ts";
import { decisionWords, reasonsForResident } from "./case-words.ts";
import { evidenceWords } from "./input-words.ts";
import { reviewWords } from "./review-words.ts";

export const decisionView = ({ case: head, assessment, book }: CaseFacts) => {
  const decision = decisionOf(head);
  if (!decision) return undefined;
  const scheme = assessment && schemeVersion(book, assessment.scheme, assessment.schemeVersion);
  return {
    text: decisionWords(head),
    forResident: scheme && decision.kind !== "awarded" ? reasonsForResident(decision.reason, assessment.results, scheme) : [],
    // Before a second person has approved, the resident knows of no decision to review.
    review: scheme && isDecidedStatus(head.status) && reviewWords(decision.kind, scheme, londonDay(new Date(decision.at))),
    evidence: assessment ? evidenceWords(assessment.facts.evidence, scheme) : [],
    checks: assessment?.facts.checks.map((check) => checks[check]) ?? [],
  };
};
