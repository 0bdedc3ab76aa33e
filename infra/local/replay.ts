import type { Difference } from "../../shared/domain/audit/replay.ts";
import { failCommand } from "../trouble.ts";
import { type ReplayedTable, replayTable } from "./replay-table.ts";
import { withStoredTable } from "./stored-table.ts";

/** One line for each difference. A rule and a verdict, and the names of what differs: nobody's answers. */
const lineFor = (caseId: string, difference: Difference): string => {
  switch (difference.what) {
    case "verdict":
      return `${caseId} ${difference.rule}: was ${difference.stored}, is now ${difference.now}`;
    case "reason":
      return `${caseId} ${difference.rule}: the same verdict, for another reason (${difference.inputs.join(", ") || "in words only"})`;
    case "outcome":
      return `${caseId} outcome: was ${difference.stored}, is now ${difference.now}`;
    case "lines":
      return `${caseId} award ${difference.awardId}: its lines or its total are not what the scheme makes of them`;
    case "cannotDecide":
      return `${caseId} cannot be decided again: ${difference.because}`;
  }
};

const number = new Intl.NumberFormat("en-GB");

const print = ({ cases, assessments, differing }: ReplayedTable): void => {
  for (const { caseId, differences } of differing)
    for (const difference of differences) process.stdout.write(`${lineFor(caseId, difference)}\n`);
  const all = `${number.format(cases)} stored cases, ${number.format(assessments)} assessments made again`;
  const differ = differing.length === 1 ? "1 case differs" : `${number.format(differing.length)} cases differ`;
  process.stdout.write(`${all}: ${differing.length === 0 ? "all came out the same" : differ}\n`);
  if (differing.length > 0) process.exitCode = 1;
};

await withStoredTable("replay", replayTable).then(print, failCommand);
