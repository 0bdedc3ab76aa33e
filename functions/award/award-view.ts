import type { Award, AwardLine } from "../../shared/domain/award/award.ts";
import { formatInstant } from "../../shared/domain/dates.ts";
import { type DirectoryBook, serviceNamesIn } from "../../shared/domain/directory/directory-book.ts";
import type { Line } from "../../shared/domain/line/line.ts";
import { bucketOf } from "../../shared/domain/line/line-move.ts";
import { addPence, type Pence } from "../../shared/domain/money.ts";
import { holdsOneOf, type Principal } from "../../shared/domain/principal.ts";
import { ruleWords } from "../../shared/domain/rules/eligibility.ts";
import { checks } from "../../shared/domain/rules/facts.ts";
import { categoryOf, deliveries } from "../../shared/domain/scheme/scheme.ts";
import { type SchemeBook, schemeVersion } from "../../shared/domain/scheme/scheme-book.ts";
import { acts, functions, type Role } from "../../shared/system.ts";
import { isForMoney } from "../case/award-reply.ts";
import { evidenceWords } from "../case/input-words.ts";
import { lineInWords, readerOf } from "../line/line-words.ts";
import { mayReadCase } from "./award-reply.ts";
import { type Second, secondOf } from "./second-approval.ts";

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "award/award.njk": ReturnType<typeof awardView>;
  }
}

const moneyReaders: readonly Role[] = functions.report.routes["GET /finance/{scheme}"];

const verdictWords = { pass: "Passed", fail: "Failed", refer: "Looked at by the assessor" } as const;

/** An award and its lines, as far as the reader may see them. */
export const awardView = (award: Award, lines: readonly Line[], book: SchemeBook, services: DirectoryBook, reader: Principal) => {
  const scheme = schemeVersion(book, award.scheme, award.schemeVersion);
  const isCaseReader = mayReadCase(reader);
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
    },
    second: secondWords(secondOf(award, lines)),
    // An award from a list has no case.
    opensCase: isCaseReader && award.recipient === undefined,
    isApprover: holdsOneOf(reader, acts.liftInterest.who),
    isMoneyReader: holdsOneOf(reader, moneyReaders),
    schemeName: scheme?.about.name ?? award.scheme,
    lines: award.lines.map((line) => ({
      ...lineFor(line, isCaseReader),
      categoryLabel: (scheme && categoryOf(scheme, line.category)?.label) ?? line.category,
      deliveryLabel: deliveries[line.delivery],
    })),
    standing: lines.map((line) => lineInWords(line, readerOf(reader))),
    stillStands: stillStands(lines),
    results: award.results
      .filter((result) => isCaseReader || isForMoney(result))
      .map(({ rule, verdict, because }) => ({
        says: (scheme && ruleWords(rule, scheme)?.says) ?? rule,
        verdict: verdictWords[verdict],
        ...(isCaseReader && { because }),
      })),
    evidence: isCaseReader ? evidenceWords(award.evidence, scheme) : [],
    // A signpost tells what troubles the household.
    toldOf: isCaseReader ? (award.signposts ?? []).map((code) => serviceNamesIn(services)[code] ?? code) : [],
    checks: isCaseReader ? award.checks.map((check) => checks[check]) : [],
  };
};

/** An assessor wrote the reason of a line, so only readers of the case see it. */
const lineFor = ({ label, amount, reason }: AwardLine, isCaseReader: boolean) => ({
  label,
  amount,
  ...(isCaseReader && reason !== undefined && { reason }),
});

/** The total without the lines whose money came back. Undefined where no money came back. */
const stillStands = (lines: readonly Line[]): Pence | undefined => {
  const standing = lines.filter((line) => bucketOf(line) !== undefined);
  return standing.length === lines.length ? undefined : addPence(standing.map(({ amount }) => amount));
};

const secondWords = (second: Second | undefined): string | undefined => {
  switch (second?.kind) {
    case undefined:
      return undefined;
    case "awaited":
      return "Waits for a second approval. The money is put aside.";
    case "approved":
      return `Approved by ${second.by.name} on ${formatInstant(second.at)}.`;
    case "declined":
      return `Not approved by a second person. Nothing was paid. ${second.by.name}, ${formatInstant(second.at)}.`;
  }
};
