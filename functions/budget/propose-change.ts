import { createHash } from "node:crypto";
import { londonDay } from "../../shared/domain/dates.ts";
import { caseIdFrom } from "../../shared/domain/ids.ts";
import {
  type BudgetChange,
  type BudgetChangeRequest,
  changeLimitOf,
  doneChange,
  needsSecondSignature,
} from "../../shared/domain/ledger/budget-change.ts";
import { type Balances, type ChangeProblem, changeProblems, mustStay } from "../../shared/domain/ledger/budget-change-problems.ts";
import { isOver } from "../../shared/domain/ledger/envelope.ts";
import { actorOf, type Principal } from "../../shared/domain/principal.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import type { AboveLimit, BudgetChanges, ChangeKept } from "../../shared/store/budget-changes.ts";
import { type BalancesPorts, readBalances } from "./read-balances.ts";

type ChangeToPropose = {
  readonly scheme: Scheme;
  /** The sender's own id of the request: sent again, it is the same change. */
  readonly sendingId: string;
  readonly request: BudgetChangeRequest;
  readonly by: Principal;
  readonly now: Date;
};

/** In order of precedence. */
export type ProposeOutcome =
  | { readonly kind: "proposed"; readonly change: BudgetChange }
  | { readonly kind: "notFound" }
  | { readonly kind: "otherChangeUnderThisId" }
  | { readonly kind: "problems"; readonly problems: readonly ChangeProblem[] };

type ProposeChangePorts = BalancesPorts & { readonly changes: Pick<BudgetChanges, "find" | "propose" | "doAtOnce"> };

const idFrom = ({ scheme, sendingId, by }: ChangeToPropose): string =>
  caseIdFrom(createHash("sha256").update(`${scheme.code}\n${by.id}\n${sendingId}`).digest());

/** Compares requests in one order of their members, since the store gives them back in any. */
const contentOf = ({ kind, amount, budget, to, why, spend, administration }: BudgetChangeRequest): string =>
  // A change that names a spend has its budget and its line from there.
  JSON.stringify([
    kind,
    amount,
    ...[budget, to].map((ref) => spend ?? (ref && [ref.category, ref.period, ref.pot])),
    why,
    spend ?? administration,
  ]);

/** Does a change at once while all that this person moved alone today is within the scheme's limit; a larger one waits for a signature. */
export const proposeChange = async (asked: ChangeToPropose, ports: ProposeChangePorts): Promise<ProposeOutcome> => {
  const { scheme, request, by, now } = asked;
  const changeId = idFrom(asked);
  const sentBefore = async (): Promise<ProposeOutcome | undefined> => {
    const earlier = await ports.changes.find(scheme.code, changeId);
    return earlier && metEarlier(earlier, request);
  };
  const earlier = await sentBefore();
  if (earlier) return earlier;

  const balances = await readBalances(scheme, request, ports);
  const problems = changeProblems(request, scheme, now, balances);
  // A retry of the same request meets the money that the first one moved: look for that change before refusing.
  if (problems.length > 0) return (await sentBefore()) ?? { kind: "problems", problems };

  const proposed = { proposedBy: actorOf(by), proposedAt: now.toISOString() };
  const change: BudgetChange = { ...asOfSpend(request, balances), ...proposed, changeId, scheme: scheme.code, state: "waiting" };
  const done = doneChange(change, { by: actorOf(by), at: now.toISOString() }, isOver(scheme, londonDay(now)));
  const atOnce: ChangeKept | AboveLimit = needsSecondSignature(scheme, change)
    ? { kind: "aboveLimit" }
    : await ports.changes.doAtOnce(done, mustStay(request, scheme, balances), changeLimitOf(scheme));
  switch (atOnce.kind) {
    case "kept":
      return { kind: "proposed", change: done };
    case "aboveLimit": {
      const waiting = await ports.changes.propose(change);
      return waiting.kind === "kept" ? { kind: "proposed", change } : metEarlier(waiting.now, request);
    }
    case "overtaken":
      return metEarlier(atOnce.now, request);
    case "tooLittle":
      // Others took money since the balances were read: read them again, and say how much is left.
      return proposeChange(asked, ports);
  }
};

/** Money comes back to the budget, and out of the line of administration, of its spend. */
const asOfSpend = (request: BudgetChangeRequest, { spend }: Balances): BudgetChangeRequest =>
  spend
    ? { ...request, ...(spend.budget && { budget: spend.budget }), ...(spend.administration && { administration: spend.administration }) }
    : request;

const metEarlier = (earlier: BudgetChange, request: BudgetChangeRequest): ProposeOutcome =>
  contentOf(earlier) === contentOf(request) ? { kind: "proposed", change: earlier } : { kind: "otherChangeUnderThisId" };
