import { differenceWords } from "../../shared/domain/audit/difference.ts";
import type { CheckedBooks } from "../../shared/domain/audit/reconcile.ts";
import { formatInstant } from "../../shared/domain/dates.ts";
import { formatPounds } from "../../shared/domain/money.ts";
import { type NightlyRun, type StepDone, troubledSteps, undoneIn, unsettledLateUses } from "../../shared/domain/nightly-run.ts";

export const checkedView = (checked: CheckedBooks | undefined, lastRun: NightlyRun | undefined) => ({
  says: checked ? checkedWords(checked) : "The balances have not been checked yet. They are held to the ledger every night.",
  isWrong: checked !== undefined && checked.differing > 0,
  differences: checked?.differences.map(differenceWords) ?? [],
  more: checked ? checked.differing - checked.differences.length : 0,
  usedLate: lastRun && lateWords(lastRun),
  failed: lastRun ? troubledSteps(lastRun).map((step) => troubleWords(step, lastRun)) : [],
});

const lateWords = (run: NightlyRun): string | undefined => {
  const { codes, amount } = unsettledLateUses(run);
  if (codes === 0) return undefined;
  const were = codes === 1 ? "1 code was" : `${codes.toLocaleString("en-GB")} codes were`;
  return `${were} used after the money had come back, ${formatPounds(amount)} in all schemes, as of ${formatInstant(run.at)}. No budget shows it, and the provider may ask for it. Settle it under Deliveries, “Needs somebody”.`;
};

const checkedWords = ({ checkedAt, entries, differing }: CheckedBooks): string => {
  const when = `Checked on ${formatInstant(checkedAt)}`;
  const all = `${entries.toLocaleString("en-GB")} ${entries === 1 ? "entry" : "entries"}`;
  if (differing === 0) return `${when}: every balance, count, line and household equals its ledger of ${all}.`;
  return `${when}: ${differing.toLocaleString("en-GB")} ${differing === 1 ? "figure does" : "figures do"} not equal the ledger of ${all}.`;
};

const troubleWords = (step: StepDone, { at }: NightlyRun): string => {
  const undone = undoneIn(step);
  const what = undone > 0 ? `Not done for ${undone.toLocaleString("en-GB")} of them` : "Not done";
  return `${what} on ${formatInstant(at)}: ${step.says}. It is tried again the next night.`;
};
