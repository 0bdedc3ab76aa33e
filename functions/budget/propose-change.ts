import { createHash } from "node:crypto";
import { caseIdFrom } from "../../shared/domain/ids.ts";
import {
  type BudgetChange,
  type BudgetChangeRequest,
  changeLimitOf,
  needsSecondSignature,
} from "../../shared/domain/ledger/budget-change.ts";
import { type ChangeProblem, changeProblems, mustStay } from "../../shared/domain/ledger/budget-change-problems.ts";
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
const contentOf = ({ kind, amount, budget, to, why }: BudgetChangeRequest): string =>
  JSON.stringify([kind, amount, ...[budget, to].map((ref) => ref && [ref.category, ref.period, ref.pot]), why]);

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

  const balances = await readBalances(scheme, ports);
  const problems = changeProblems(request, scheme, now, balances);
  // A retry of the same request meets the money that the first one moved: look for that change before refusing.
  if (problems.length > 0) return (await sentBefore()) ?? { kind: "problems", problems };

  const proposed = { proposedBy: actorOf(by), proposedAt: now.toISOString() };
  const change: BudgetChange = { ...request, ...proposed, changeId, scheme: scheme.code, state: "waiting" };
  const done = { ...change, state: "done", settled: { by: actorOf(by), at: now.toISOString() } } as const;
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

const metEarlier = (earlier: BudgetChange, request: BudgetChangeRequest): ProposeOutcome =>
  contentOf(earlier) === contentOf(request) ? { kind: "proposed", change: earlier } : { kind: "otherChangeUnderThisId" };
