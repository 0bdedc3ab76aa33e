import type { Day } from "../dates.ts";
import type { EnvelopeId } from "../ledger/envelope.ts";
import type { EntryKind } from "../ledger/ledger.ts";
import { type Pence, pence } from "../money.ts";
import type { Actor } from "../principal.ts";
import type { SchemeCode } from "../scheme/scheme.ts";
import type { Part } from "../separation.ts";

/** The two plans of a scheme's end: what happens to everything that is open, and then which money goes back. */
export const planKinds = {
  close: { label: "Close the year" },
  return: { label: "Return money to the department" },
} as const;
export type PlanKind = keyof typeof planKinds;

export const planStates = {
  listing: "Being listed",
  ready: "Waits for a second person",
  doing: "Being done",
  done: "Done",
  thrownAway: "Thrown away",
} as const;
export type PlanState = keyof typeof planStates;

type DeedWords = { readonly label: string; readonly does: string; readonly acts: boolean };

/** What a plan does to each thing. A deed that does not act lists the thing, so that nothing open is out of sight. */
export const planDeeds = {
  releaseApproval: {
    label: "Awards that nobody approved in time",
    does: "The reserved money is released, to be returned. The case waits for a new decision.",
    acts: true,
  },
  leaveWaitingList: {
    label: "Cases that wait for this scheme’s money",
    does: "They leave the waiting list and wait for a new decision.",
    acts: true,
  },
  lapseCode: {
    label: "Codes that have not reached the household",
    does: "The code is cancelled. Its money comes back, to be returned.",
    acts: true,
  },
  cancelRun: { label: "Runs that nobody approved", does: "The run is cancelled. No award was made from it.", acts: true },
  setAside: { label: "Money left in budgets", does: "It is set aside to be returned.", acts: true },
  setAsideFrozen: { label: "Frozen money in budgets", does: "It is set aside to be returned.", acts: true },
  returnToDepartment: { label: "Money set aside or come back", does: "It goes back to the department.", acts: true },
  returnUnallocated: { label: "Grant that was never in a budget", does: "It goes back to the department.", acts: true },
  carryCase: {
    label: "Open cases from before the end",
    does: "They stay open. They are decided under the scheme that is open on that day.",
    acts: false,
  },
  expireLater: {
    label: "Codes that the household has",
    does: "They stay good to their last day. The money of a code that nobody used then comes back by itself, to be returned.",
    acts: false,
  },
  keepLine: {
    label: "Payments and goods on their way",
    does: "They were committed in time, so they stay. Send each out, or cancel it by hand.",
    acts: false,
  },
  keepRun: { label: "Runs at work", does: "They end by themselves: no award is made after the scheme’s last day.", acts: false },
  keepBatch: { label: "Payment batches that are not released", does: "They stay. Somebody releases or stops each.", acts: false },
} as const satisfies Record<string, DeedWords>;
export type PlanDeed = keyof typeof planDeeds;
export const planDeedNames = Object.keys(planDeeds) as PlanDeed[];

export const acts = (deed: PlanDeed): boolean => planDeeds[deed].acts;

/** One thing of a plan, as it was when it was listed. Ids alone, never a person. */
export type PlanItem = {
  readonly deed: PlanDeed;
  /** The id of the case, award, line, run or batch; for money, the budget's part. */
  readonly of: string;
  /** The state in which it was listed. Anything else is a change since. */
  readonly seen: string;
  readonly amount?: Pence;
  /** The item of a line, as the scheme calls it. */
  readonly what?: string;
  /** The last day of a code. */
  readonly until?: Day;
  readonly caseId?: string;
  readonly shard?: EnvelopeId & { readonly shard: number };
};

/** What became of an item in the real run. */
export const planOutcomes = {
  done: "Done",
  asListed: "Left as it is, as planned",
  alreadySo: "Was so already",
  waits: "The provider has not confirmed it yet, and is asked again every night",
  changed: "Changed since the plan was made: nothing was done",
} as const;
export type PlanOutcome = keyof typeof planOutcomes;

/** How many items of a deed there are, what they come to, and the part of the plan in which the first stands. */
export type DeedSum = { readonly items: number; readonly amount: Pence; readonly firstPart: number };
export type DeedSums = { readonly [D in PlanDeed]?: DeedSum };
export type OutcomeCounts = { readonly [O in PlanOutcome]?: number };
/** The outcomes of each deed's items. */
export type DeedOutcomes = { readonly [D in PlanDeed]?: OutcomeCounts };

export type YearEndPlan = {
  readonly planId: string;
  readonly scheme: SchemeCode;
  readonly kind: PlanKind;
  readonly state: PlanState;
  readonly preparedBy: Actor;
  readonly preparedAt: string;
  /** The department's own reference of a return. */
  readonly reference?: string;
  /** From here on present once everything is listed. */
  readonly parts?: number;
  readonly sums?: DeedSums;
  /** The budgets' reserved and committed money when the list was complete. */
  readonly standing?: { readonly reserved: Pence; readonly committed: Pence };
  /** SHA-256 of every item, in order: whoever signs, signs these. */
  readonly hash?: string;
  readonly signedBy?: Actor;
  readonly signedAt?: string;
  readonly outcomes?: DeedOutcomes;
  readonly doneAt?: string;
  readonly thrownAwayBy?: Actor;
  readonly thrownAwayAt?: string;
};

export type ReadyPlan = YearEndPlan & Required<Pick<YearEndPlan, "parts" | "sums" | "standing" | "hash">>;
export const isListed = (plan: YearEndPlan): plan is ReadyPlan => plan.hash !== undefined;

export const partsOfPlan = ({ preparedBy }: Pick<YearEndPlan, "preparedBy">): readonly Part[] => [
  { did: "prepareYearEnd", by: preparedBy.id },
];

/** Adds the items of the next part. */
export const addToSums = (sums: DeedSums, items: readonly PlanItem[], part: number): DeedSums => {
  const after: { [D in PlanDeed]?: DeedSum } = { ...sums };
  for (const { deed, amount = 0 } of items) {
    const sofar = after[deed] ?? { items: 0, amount: 0, firstPart: part };
    after[deed] = { ...sofar, items: sofar.items + 1, amount: pence(sofar.amount + amount) };
  }
  return after;
};

export const addToOutcomes = (
  outcomes: DeedOutcomes,
  done: readonly { readonly deed: PlanDeed; readonly outcome: PlanOutcome }[],
): DeedOutcomes => {
  const after: { [D in PlanDeed]?: { [O in PlanOutcome]?: number } } = { ...outcomes };
  for (const { deed, outcome } of done) after[deed] = { ...after[deed], [outcome]: (after[deed]?.[outcome] ?? 0) + 1 };
  return after;
};

/** Every item that acts moves its money to or from the bucket that goes back. */
export const entryKindOf = (deed: PlanDeed): EntryKind | undefined => {
  switch (deed) {
    case "setAside":
    case "setAsideFrozen":
    case "returnToDepartment":
    case "returnUnallocated":
      return deed;
    default:
      return undefined;
  }
};

/** Money that the plan's lists miss: it stays as it is, and the next plan lists it. */
export const notListed = ({ sums, standing }: Pick<ReadyPlan, "sums" | "standing">) => {
  const amountOf = (deed: PlanDeed) => sums[deed]?.amount ?? 0;
  return {
    reserved: standing.reserved - amountOf("releaseApproval"),
    committed: standing.committed - amountOf("keepLine") - amountOf("lapseCode"),
  };
};

/** Things are listed in one pass, and done in another. */
export const yearEndPasses = { list: true, do: true } as const;
export type YearEndPass = keyof typeof yearEndPasses;

/** The items that are listed, and later done, together. */
export type PlanPart = { readonly planId: string; readonly part: number; readonly items: readonly PlanItem[] };

/** Says that an item's money has moved, so that a part that comes again moves it no second time. */
export type PlanMoneyMoved = { readonly planId: string; readonly entryId: string };

/** What became of a part's items, in their order. */
export type PartDone = { readonly planId: string; readonly part: number; readonly outcomes: readonly PlanOutcome[] };

/** The next part of a plan's listing or doing, which the stream carries to the function that works on it. */
export type YearEndPart = {
  readonly planId: string;
  readonly scheme: SchemeCode;
  readonly pass: YearEndPass;
  readonly part: number;
  /** While things are listed: the list that is next and the place in it, with the hash and the sums so far. */
  readonly list?: { readonly source: number; readonly after?: string; readonly hash: string; readonly sums: DeedSums };
  /** While things are done: what became of the parts before. */
  readonly outcomes?: DeedOutcomes;
};
