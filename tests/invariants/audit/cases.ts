import type { Award } from "../../../shared/domain/award/award.ts";
import { type Case, type CaseEvent, decisionOf } from "../../../shared/domain/case/case.ts";
import { londonDay } from "../../../shared/domain/dates.ts";
import { hashOf } from "../../../shared/store/case-writes.ts";
import { countPartition } from "../../../shared/store/keys.ts";
import { type LineWithEntries, linesWithEntries } from "./awards.ts";
import { type Everything, grouped } from "./everything.ts";

/** Every case says what became of it, its history is linked, and every refusal is counted once. */
export const caseTroubles = (everything: Everything): readonly string[] => {
  const events = grouped(everything.events, ({ caseId }) => caseId);
  return [
    ...awardsAndCasesApart(everything),
    ...everything.cases.flatMap((one) => historyBroken(one, events.get(one.caseId) ?? [])),
    ...refusalsNotCounted(everything),
  ];
};

/** An award whose lines were all declined at the second approval does not count; its case waits again. */
const isDeclined = (lines: readonly LineWithEntries[]) => lines.every(({ entries }) => entries.some(({ kind }) => kind === "decline"));
const isReserved = (lines: readonly LineWithEntries[]) => lines.some(({ line }) => line.state === "reserved");

const awardsAndCasesApart = (everything: Everything): string[] => {
  const lines = grouped(linesWithEntries(everything), ({ line }) => line.awardId);
  const cases = new Map(everything.cases.map((one) => [one.caseId, one]));
  const standing = everything.awards.filter(({ awardId, recipient }) => !recipient && !isDeclined(lines.get(awardId) ?? []));
  const awardOf = new Map(standing.map((award) => [award.caseId, award]));
  return [
    ...(awardOf.size === standing.length ? [] : ["A case has two awards."]),
    ...standing.flatMap((award) => awardNotInItsCase(award, cases.get(award.caseId), isReserved(lines.get(award.awardId) ?? []))),
    ...everything.cases.flatMap(({ caseId, status }) =>
      (status === "awarded" || status === "toApprove") && !awardOf.has(caseId) ? [`Case ${caseId} is ${status}, and has no award.`] : [],
    ),
  ];
};

const awardNotInItsCase = ({ awardId, total }: Award, one: Case | undefined, reserved: boolean): string[] => {
  if (!one) return [`Award ${awardId} has no case.`];
  const status = reserved ? "toApprove" : "awarded";
  const decision = decisionOf(one);
  return [
    ...(one.status === status ? [] : [`Case ${one.caseId} is ${one.status}, and its award should have it ${status}.`]),
    ...(decision?.kind === "awarded" && decision.awardId === awardId && decision.total === total
      ? []
      : [`Case ${one.caseId} does not name its award ${awardId}.`]),
  ];
};

/** Each decision without money is counted once, in its scheme and month, by its reason. */
const refusalsNotCounted = ({ cases, counts }: Everything): string[] => {
  const decided = cases.flatMap((one) => {
    if (one.status !== "refused") return [];
    const { decision } = one;
    const what = decision.kind === "noMoneyLeft" ? decision.kind : `${decision.kind}.${decision.reason}`;
    return [`${countPartition(decision.scheme)} ${londonDay(new Date(decision.at)).slice(0, 7)} ${what}`];
  });
  const counted = counts
    .filter(({ what }) => !what.startsWith("check."))
    .flatMap(({ pk, month, what, count }) => Array<string>(count).fill(`${pk} ${month} ${what}`));
  const times = (names: readonly string[], name: string) => names.filter((one) => one === name).length;
  return [...new Set([...decided, ...counted])].flatMap((name) =>
    times(decided, name) === times(counted, name)
      ? []
      : [`${name} was decided ${times(decided, name)} times, and counted ${times(counted, name)} times.`],
  );
};

const historyBroken = ({ caseId, version, lastEventHash }: Case, events: readonly CaseEvent[]): string[] => {
  const own = [...events].sort((a, b) => a.sequence - b.sequence);
  let previousHash = "";
  const broken = own.flatMap(({ hash, ...event }, index) => {
    const { itemKind: _kind, pk: _pk, sk: _sk, ...hashed } = event as typeof event & { itemKind: string; pk: string; sk: string };
    const isLinked = event.sequence === index + 1 && event.previousHash === previousHash && hashOf(hashed) === hash;
    previousHash = hash;
    return isLinked ? [] : [`Event ${event.sequence} of ${caseId} does not follow the one before it.`];
  });
  return [
    ...broken,
    ...(own.length === version && lastEventHash === previousHash
      ? []
      : [`Case ${caseId} is at version ${version}, and has ${own.length} events.`]),
  ];
};
