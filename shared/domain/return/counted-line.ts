import type { Cuts } from "../cuts.ts";
import type { Day } from "../dates.ts";
import type { Pot } from "../ledger/envelope.ts";
import type { EntryKind, Place } from "../ledger/ledger.ts";
import type { Category, Delivery, SchemeCode } from "../scheme/scheme.ts";

/** What one ledger entry did to a line, in pence. Money that came back has a minus sign. */
export type Move = {
  readonly entryId: string;
  readonly kind: EntryKind;
  readonly day: Day;
  readonly at: string;
  readonly paid: number;
  readonly committed: number;
};

/** One line of an award as returns, statements and extracts count it: its opening entry, and every move of its money. */
export type CountedLine = {
  readonly awardId: string;
  readonly caseId: string;
  /** As it stood when the award was made. `households` of the line book says with whom it counts. */
  readonly householdId: string;
  readonly line: number;
  readonly scheme: SchemeCode;
  readonly category: Category;
  readonly period: string;
  readonly pot: Pot;
  readonly item: string;
  readonly label: string;
  /** Unknown where the award was made before entries had it, and its award cannot be read any more. */
  readonly delivery: Delivery | undefined;
  readonly cuts: Cuts | undefined;
  /** All households that counted as one when the award was made, where there were several. */
  readonly together?: readonly string[];
  /** In the order of time. */
  readonly moves: readonly Move[];
};

/** An entry without an award: of the grant, between budgets, or for a service or administration. */
export type MoneyMove = {
  readonly entryId: string;
  readonly kind: EntryKind;
  readonly category: Category;
  readonly period: string;
  readonly pot: Pot;
  readonly amount: number;
  readonly day: Day;
  readonly at: string;
  readonly change?: string;
  /** The line of administration that it was spent on. */
  readonly line?: string;
  readonly fromPlace: Place;
  readonly toPlace: Place;
};
