import type { Award, AwardLine, Recipient } from "../../shared/domain/award/award.ts";
import { actorOf } from "../../shared/domain/principal.ts";
import { evidenceReply, ruleResultReply } from "./assessment-reply.ts";

const lineReply = ({ item, label, category, delivery, amount }: AwardLine) => ({ item, label, category, delivery, amount });

/** Whom a list named, without how they are paid: that is shown masked, and only where it is paid. */
const recipientReply = ({ name, address: { line1, town, postcode }, phone, email }: Recipient) => ({
  name,
  address: { line1, ...(town !== undefined && { town }), postcode },
  ...(phone !== undefined && { phone }),
  ...(email !== undefined && { email }),
});

/** What came of the question about visas is told to nobody but those who work on the case. */
export const isForMoney = ({ rule }: Award["results"][number]): boolean => rule !== "publicFundsRouted";

/** An award for those who only see money: nothing that an assessor wrote about a person. */
export const moneyAwardReply = (award: Award) => {
  const { awardId, caseId, householdId, scheme, schemeVersion, lines, total, committedAt, by, run, results } = award;
  return {
    awardId,
    caseId,
    householdId,
    scheme,
    schemeVersion,
    lines: lines.map(lineReply),
    total,
    committedAt,
    by: actorOf(by),
    ...(run && { run: { runId: run.runId, row: run.row, preparedBy: actorOf(run.preparedBy) } }),
    results: results.filter(isForMoney).map(({ rule, version, verdict }) => ({ rule, version, verdict })),
  };
};

/** An award for those who may read its case. The id of the decision is its sender's own and goes to nobody. */
export const awardReply = (award: Award) => {
  const { lines, reason, results, evidence, checks, recipient } = award;
  return {
    ...moneyAwardReply(award),
    lines: lines.map((line) => ({ ...lineReply(line), ...(line.reason !== undefined && { reason: line.reason }) })),
    reason,
    results: results.map(ruleResultReply),
    ...(evidence && { evidence: evidence.map(evidenceReply) }),
    ...(checks && { checks }),
    ...(recipient && { recipient: recipientReply(recipient) }),
  };
};
