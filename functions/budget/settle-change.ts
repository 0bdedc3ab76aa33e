import { londonDay } from "../../shared/domain/dates.ts";
import { isCaseId } from "../../shared/domain/ids.ts";
import { type BudgetChange, type BudgetChangeState, type DoneChange, doneChange } from "../../shared/domain/ledger/budget-change.ts";
import { type ChangeProblem, changeProblems, mustStay } from "../../shared/domain/ledger/budget-change-problems.ts";
import { isOver } from "../../shared/domain/ledger/envelope.ts";
import { actorOf, type Principal } from "../../shared/domain/principal.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import { type Part, partAgainst } from "../../shared/domain/separation.ts";
import type { BudgetChanges, ChangeKept, Settled } from "../../shared/store/budget-changes.ts";
import { type BalancesPorts, readBalances } from "./read-balances.ts";

export type ChangeToSettle = { readonly scheme: Scheme; readonly changeId: string; readonly by: Principal; readonly now: Date };

/** In order of precedence. */
export type SettleOutcome =
  | { readonly kind: "settled"; readonly change: BudgetChange }
  | { readonly kind: "notFound" }
  /** A proposer neither signs nor refuses their own change. */
  | { readonly kind: "proposedByYou"; readonly change: BudgetChange }
  | { readonly kind: "proposedByAnother"; readonly change: BudgetChange }
  | { readonly kind: "settledByAnother"; readonly change: BudgetChange }
  | { readonly kind: "problems"; readonly change: BudgetChange; readonly problems: readonly ChangeProblem[] };

type SettleChangePorts = BalancesPorts & { readonly changes: Pick<BudgetChanges, "find" | "sign" | "end"> };

const partsOfChange = ({ proposedBy }: BudgetChange): readonly Part[] => [{ did: "proposeBudgetChange", by: proposedBy.id }];

/** The second signature moves the money, if the change is still possible. */
export const signChange = async (asked: ChangeToSettle, ports: SettleChangePorts): Promise<SettleOutcome> => {
  const found = await openChange(asked, "done", ports);
  if (found.kind !== "open") return found;
  const { change } = found;
  if (partAgainst("budgetChange", "signBudgetChange", asked.by, partsOfChange(change))) return { kind: "proposedByYou", change };

  const { scheme, now } = asked;
  const balances = await readBalances(scheme, change, ports);
  const problems = changeProblems(change, scheme, now, balances);
  if (problems.length > 0) {
    // A retry of the same signature meets the money that the first one moved: look for it before refusing.
    const again = await openChange(asked, "done", ports);
    return again.kind === "open" ? { kind: "problems", change, problems } : again;
  }
  const signed = doneChange(change, settledBy(asked), isOver(scheme, londonDay(now)));
  const kept = await ports.changes.sign(signed, mustStay(change, scheme, balances));
  return kept.kind === "tooLittle" ? signChange(asked, ports) : outcomeOf(kept, signed);
};

export const refuseChange = async (asked: ChangeToSettle & { readonly why: string }, ports: SettleChangePorts): Promise<SettleOutcome> => {
  const found = await openChange(asked, "refused", ports);
  if (found.kind !== "open") return found;
  const { change } = found;
  if (partAgainst("budgetChange", "refuseBudgetChange", asked.by, partsOfChange(change))) return { kind: "proposedByYou", change };
  return end({ ...change, state: "refused", settled: settledBy(asked, asked.why) }, ports);
};

export const takeBackChange = async (asked: ChangeToSettle, ports: SettleChangePorts): Promise<SettleOutcome> => {
  const found = await openChange(asked, "takenBack", ports);
  if (found.kind !== "open") return found;
  if (found.change.proposedBy.id !== asked.by.id) return { kind: "proposedByAnother", change: found.change };
  return end({ ...found.change, state: "takenBack", settled: settledBy(asked) }, ports);
};

const settledBy = ({ by, now }: ChangeToSettle, why?: string): Settled => ({ by: actorOf(by), at: now.toISOString(), ...(why && { why }) });

const end = async (change: DoneChange, { changes }: SettleChangePorts): Promise<SettleOutcome> =>
  outcomeOf(await changes.end(change), change);

const outcomeOf = (kept: Exclude<ChangeKept, { kind: "tooLittle" }>, change: DoneChange): SettleOutcome =>
  kept.kind === "kept" ? { kind: "settled", change } : settledAlready(kept.now, change.state, change.settled.by);

/** A person who repeats their own step is told that it is done. */
const settledAlready = (change: BudgetChange, wanted: BudgetChangeState, by: Pick<Principal, "id">): SettleOutcome => {
  const isOwn = change.state === wanted && change.settled?.by.id === by.id;
  const isSecond = wanted === "takenBack" || change.proposedBy.id !== by.id;
  return { kind: isOwn && isSecond ? "settled" : "settledByAnother", change };
};

const openChange = async (
  { scheme, changeId, by }: ChangeToSettle,
  wanted: BudgetChangeState,
  { changes }: SettleChangePorts,
): Promise<SettleOutcome | { readonly kind: "open"; readonly change: BudgetChange }> => {
  const change = isCaseId(changeId) ? await changes.find(scheme.code, changeId) : undefined;
  if (!change) return { kind: "notFound" };
  return change.state === "waiting" ? { kind: "open", change } : settledAlready(change, wanted, by);
};
