import type { Pence } from "./money.ts";
import type { Actor } from "./principal.ts";
import type { Category, SchemeCode } from "./scheme/scheme.ts";

/** An entry of the ledger: put once and never changed. A correction is another entry. */
export type LedgerEntry = {
  readonly entryId: string;
  readonly kind: "allocation" | "award";
  readonly scheme: SchemeCode;
  readonly category: Category;
  readonly shard: number;
  /** Pence that entered the envelope (allocation) or were committed from it (award); never negative. */
  readonly amount: Pence;
  readonly at: string;
  readonly by: Actor;
  /** What was paid for, or why money was put in. Never what somebody wrote about a person. */
  readonly why: string;
  readonly award?: {
    readonly awardId: string;
    readonly caseId: string;
    readonly householdId: string;
    readonly line: number;
    readonly item: string;
    /** This line is where the award counts once, in its category and in the scheme. */
    readonly countsAward: { readonly inCategory: boolean; readonly inScheme: boolean };
    /** This line is where the household counts once, in its category and in the scheme. */
    readonly countsHousehold: { readonly inCategory: boolean; readonly inScheme: boolean };
  };
};

/** What one envelope holds and has done. `available` never falls below zero. */
export type Envelope = {
  readonly scheme: SchemeCode;
  readonly category: Category;
  readonly shard: number;
  readonly allocated: Pence;
  readonly available: Pence;
  /** Separate payments: award lines. */
  readonly payments: number;
  readonly awards: { readonly inCategory: number; readonly inScheme: number };
  readonly households: { readonly inCategory: number; readonly inScheme: number };
};
