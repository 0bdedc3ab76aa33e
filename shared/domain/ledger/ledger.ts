import type { Cuts } from "../cuts.ts";
import type { Pence } from "../money.ts";
import type { Actor } from "../principal.ts";
import type { Delivery } from "../scheme/scheme.ts";
import type { Bucket, EnvelopeId } from "./envelope.ts";

/** A bucket is one of the entry's own envelope; `envelope` is another one. */
export type Place = Bucket | "envelope" | "grant" | "department";

/** Every way in which money moves, and the corrections of counts, which move none. Nothing else changes a balance. */
export const entryKinds = {
  grantIncrease: { label: "Grant", from: "department", to: "grant" },
  grantDecrease: { label: "Grant reduced", from: "grant", to: "department" },
  allocation: { label: "Allocation", from: "grant", to: "available" },
  deallocation: { label: "Taken back to the grant", from: "available", to: "grant" },
  transferIn: { label: "Transfer in", from: "envelope", to: "available" },
  transferOut: { label: "Transfer out", from: "available", to: "envelope" },
  freeze: { label: "Frozen", from: "available", to: "frozen" },
  unfreeze: { label: "Freed", from: "frozen", to: "available" },
  award: { label: "Award", from: "available", to: "committed" },
  reservation: { label: "Reserved for a second approval", from: "available", to: "reserved" },
  approval: { label: "Approved by a second person", from: "reserved", to: "committed" },
  decline: { label: "Not approved", from: "reserved", to: "available" },
  payment: { label: "Paid", from: "committed", to: "paid" },
  reopening: { label: "Payment came back", from: "paid", to: "committed" },
  cancellation: { label: "Cancelled", from: "committed", to: "available" },
  repayment: { label: "Money returned", from: "paid", to: "available" },
  spend: { label: "Spent on services or administration", from: "available", to: "paid" },
  spendBack: { label: "Spend taken back", from: "paid", to: "available" },
  setAside: { label: "Set aside to return", from: "available", to: "dueBack" },
  setAsideFrozen: { label: "Frozen money set aside to return", from: "frozen", to: "dueBack" },
  returnToDepartment: { label: "Returned to the department", from: "dueBack", to: "department" },
  returnUnallocated: { label: "Returned to the department, never in a budget", from: "grant", to: "department" },
  join: { label: "Households joined", from: "available", to: "available" },
  split: { label: "Households split", from: "available", to: "available" },
  awardMoved: { label: "Award moved to another household", from: "available", to: "available" },
} as const satisfies Record<string, { label: string; from: Place; to: Place }>;
export type EntryKind = keyof typeof entryKinds;

/** An envelope's ledger keeps its entries in groups, so that a reader of one group skips the others. */
export const entryGroups = {
  grantIncrease: "MONEYIN",
  allocation: "MONEYIN",
  transferIn: "MONEYIN",
  unfreeze: "MONEYIN",
  grantDecrease: "MONEYOUT",
  deallocation: "MONEYOUT",
  transferOut: "MONEYOUT",
  freeze: "MONEYOUT",
  setAside: "MONEYOUT",
  setAsideFrozen: "MONEYOUT",
  returnToDepartment: "MONEYOUT",
  returnUnallocated: "MONEYOUT",
  award: "AWARDED",
  reservation: "AWARDED",
  approval: "STEP",
  payment: "STEP",
  reopening: "STEP",
  decline: "MONEYBACK",
  cancellation: "MONEYBACK",
  repayment: "MONEYBACK",
  spend: "SPENT",
  spendBack: "MONEYBACK",
  join: "COUNTED",
  split: "COUNTED",
  awardMoved: "COUNTED",
} as const satisfies Record<EntryKind, string>;
export type EntryGroup = (typeof entryGroups)[EntryKind];

/** Every household on either side of a join or a split. */
export type HouseholdGroups = { readonly kept: readonly string[]; readonly part: readonly string[] };

export type CountsOnce = { readonly inCategory: boolean; readonly inScheme: boolean };

/** An entry of the ledger: put once and never changed. A correction is another entry. */
export type LedgerEntry = EnvelopeId & {
  readonly entryId: string;
  readonly kind: EntryKind;
  readonly shard: number;
  readonly amount: Pence;
  readonly from: Place;
  readonly to: Place;
  readonly at: string;
  readonly by: Actor;
  /** The item, or why finance moved the money. Never a text about a person. */
  readonly why: string;
  /** The budget change, or the service's own carrying forward. Both halves of a transfer have the same id. */
  readonly change?: string;
  /** The line of administration that a spend counts in; none where it paid for services. */
  readonly administration?: string;
  readonly award?: {
    readonly awardId: string;
    readonly caseId: string;
    readonly householdId: string;
    readonly line: number;
    readonly item: string;
    /** Returns read these three of the entry that opens a line. Earlier entries lack them. */
    readonly delivery?: Delivery;
    readonly cuts?: Cuts;
    /** The households that counted as one when the award was made, if there were several. */
    readonly together?: readonly string[];
    /** An entry that opens a line adds these counts; one that takes a line back unused subtracts them. */
    readonly countsAward: CountsOnce;
    readonly countsHousehold: CountsOnce;
  };
  /** Households that a join counts once from now on, or that a split counts apart again. */
  readonly households?: {
    readonly kept: string;
    readonly part: string;
    readonly counts: CountsOnce;
    /** Earlier entries lack it. */
    readonly groups?: HouseholdGroups;
  };
  /** An award that a person moved from one of two joined households to the other. */
  readonly moved?: { readonly awardId: string; readonly from: string; readonly to: string };
};

export type EntryToPut = Omit<LedgerEntry, "shard">;

const came: readonly EntryKind[] = ["decline", "cancellation", "repayment", "spendBack"];

/** After a scheme's last day, money that comes back is the department's. */
export const placesOf = (kind: EntryKind, isSchemeOver = false): Pick<LedgerEntry, "from" | "to"> => {
  const { from, to } = entryKinds[kind];
  return { from, to: isSchemeOver && came.includes(kind) ? "dueBack" : to };
};

const corrections: readonly EntryKind[] = ["join", "split", "awardMoved"];

/** Whether the entry corrects what is counted, and moves no money. */
export const isCorrection = (kind: EntryKind): boolean => corrections.includes(kind);

/** A join counts one household less, and a split one more. */
export const householdsWay = (kind: EntryKind): 1 | 0 | -1 => (kind === "split" ? 1 : kind === "join" ? -1 : 0);

const returns: readonly EntryKind[] = ["returnToDepartment", "returnUnallocated"];

/** Money that goes back to the department leaves the grant as it was given: what was given and what was returned stand side by side. */
export const isReturn = (kind: EntryKind): boolean => returns.includes(kind);

export const isMoneyBack = (kind: EntryKind): boolean => came.includes(kind);

/** Opening a line adds to payments, awards and households; taking it back unused subtracts. */
export const countsWay = (kind: EntryKind): 1 | 0 | -1 => {
  if (kind === "award" || kind === "reservation") return 1;
  return kind === "decline" || kind === "cancellation" ? -1 : 0;
};
