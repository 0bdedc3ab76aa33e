import type { Difference } from "../../shared/domain/audit/replay.ts";
import { type CaseStatus, caseStatusWords } from "../../shared/domain/case/case.ts";
import { lowerFirst } from "../../shared/domain/text.ts";
import { failCommand } from "../trouble.ts";
import { type ReplayedTable, replayTable } from "./replay-table.ts";
import { withStoredTable } from "./stored-table.ts";

/** The text of one difference: rules, verdicts and the names of inputs, and never a person's answers. */
const lineFor = (id: string, difference: Difference): string => {
  switch (difference.what) {
    case "verdict":
      return `${id} ${difference.rule}: was ${difference.stored}, is now ${difference.now}`;
    case "reason":
      return `${id} ${difference.rule}: the same verdict, for another reason (${difference.inputs.join(", ") || "in words only"})`;
    case "outcome":
      return `${id} outcome: was ${difference.stored}, is now ${difference.now}`;
    case "lines":
      return `${id} award ${difference.awardId}: its lines or its total are not what the scheme makes of them`;
    case "waitingTotal":
      return `${id} waits for another total than was assessed`;
    case "cannotDecide":
      return `${id} cannot be decided again: ${difference.because}`;
  }
};

const number = new Intl.NumberFormat("en-GB");

/** "8 stored cases (1 waiting for money, 7 awarded) and 2 awards of lists" */
const countsOf = ({ cases, listAwards }: ReplayedTable): string => {
  const statuses = Object.keys(caseStatusWords) as CaseStatus[];
  const each = statuses
    .filter((status) => cases[status] > 0)
    .map((status) => `${number.format(cases[status])} ${lowerFirst(caseStatusWords[status])}`);
  const all = statuses.reduce((total, status) => total + cases[status], 0);
  const awards = listAwards === 1 ? "1 award" : `${number.format(listAwards)} awards`;
  return `${number.format(all)} stored cases${each.length > 0 ? ` (${each.join(", ")})` : ""} and ${awards} of lists`;
};

const print = (replayed: ReplayedTable): void => {
  const { assessments, differing } = replayed;
  for (const { id, differences } of differing) for (const difference of differences) process.stdout.write(`${lineFor(id, difference)}\n`);
  const differ = differing.length === 1 ? "1 differs" : `${number.format(differing.length)} differ`;
  const outcome = differing.length === 0 ? "all came out the same" : differ;
  process.stdout.write(`${countsOf(replayed)}, ${number.format(assessments)} assessments made again: ${outcome}\n`);
  if (differing.length > 0) process.exitCode = 1;
};

await withStoredTable("replay", replayTable).then(print, failCommand);
