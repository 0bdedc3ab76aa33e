import { type Award, type AwardLine, quantityOf, type Recipient } from "../../shared/domain/award/award.ts";
import { actorOf } from "../../shared/domain/principal.ts";
import { evidenceReply, ruleResultReply } from "./assessment-reply.ts";

const lineReply = (line: AwardLine) => {
  const { item, label, category, delivery, amount } = line;
  return { item, label, category, delivery, amount, quantity: quantityOf(line) };
};

/** Without bank details: only the payment pages show them, masked. */
const recipientReply = ({ name, address: { line1, line2, town, postcode }, phone, email }: Recipient) => ({
  name,
  address: { line1, ...(line2 !== undefined && { line2 }), ...(town !== undefined && { town }), postcode },
  ...(phone !== undefined && { phone }),
  ...(email !== undefined && { email }),
});

/** Only people who work on the case see what came of the question about visas. */
export const isForMoney = ({ rule }: Award["results"][number]): boolean => rule !== "publicFundsRouted";

/** An award for roles that only see money: without anything that an assessor wrote about a person. */
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

/** An award for roles that may read its case. The decision's id stays out, since it is its sender's own. */
export const awardReply = (award: Award) => {
  const { lines, reason, results, evidence, checks, looked, signposts, recipient } = award;
  return {
    ...moneyAwardReply(award),
    lines: lines.map((line) => ({ ...lineReply(line), ...(line.reason !== undefined && { reason: line.reason }) })),
    reason,
    results: results.map(ruleResultReply),
    ...(evidence && { evidence: evidence.map(evidenceReply) }),
    ...(checks && { checks }),
    ...(signposts && { signposts }),
    ...(looked && { looked }),
    ...(recipient && { recipient: recipientReply(recipient) }),
  };
};
