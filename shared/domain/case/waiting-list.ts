import type { Award, AwardRequest } from "../award/award.ts";
import type { Pence } from "../money.ts";
import type { Actor, Principal } from "../principal.ts";
import { type Category, categoryOf, type Scheme, type SchemeCode } from "../scheme/scheme.ts";

export const waitingOrder =
  "Urgent cases come first, then households with a child, then the oldest application. Nobody is overtaken, not even by a smaller award.";

/** Class 0 is served first. Within a class the oldest application comes first. */
export type WaitingPriority = 0 | 1 | 2 | 3;

export const priorityOf = ({ isUrgent, hasChild }: { readonly isUrgent: boolean; readonly hasChild: boolean }): WaitingPriority => {
  if (isUrgent) return hasChild ? 0 : 1;
  return hasChild ? 2 : 3;
};

const isUrgentClass = (priority: WaitingPriority): boolean => priority < 2;

/** The money that a list waits for: a category's own, or that of one purpose in it. */
export type WaitsFor = {
  readonly category: Category;
  /** The purpose's code. */
  readonly purpose?: string;
};

/** The list's own two fields, out of anything that names them. */
export const waitsFor = ({ category, purpose }: WaitsFor): WaitsFor => ({ category, ...(purpose !== undefined && { purpose }) });

export const waitsForSame = (one: WaitsFor, other: WaitsFor): boolean => one.category === other.category && one.purpose === other.purpose;

/** "Crisis payments", or "Crisis payments, Heating oil" for the money of a purpose. */
export const waitsForName = (scheme: Scheme, { category, purpose }: WaitsFor): string =>
  [
    categoryOf(scheme, category)?.label ?? category,
    ...(purpose === undefined ? [] : [scheme.purposes.find(({ code }) => code === purpose)?.label ?? purpose]),
  ].join(", ");

/** A decision to award that waits for a category's money. The case keeps it, so that nobody has to decide again. */
export type Waiting = WaitsFor & {
  readonly scheme: SchemeCode;
  readonly priority: WaitingPriority;
  readonly since: string;
  readonly by: Actor;
  readonly total: Pence;
  readonly decisionId: string;
  readonly contentHash: string;
};

/** A waiting decision with everything that the award will need. */
export type Waiter = Waiting & {
  readonly caseId: string;
  readonly householdId: string;
  readonly submittedAt: string;
  /** The roles say how much the decider may award alone. */
  readonly by: Actor & Pick<Principal, "roles">;
  /** Without its referrals, which went out at once. */
  readonly request: AwardRequest;
  readonly run?: NonNullable<Award["run"]>;
};

/** The counts suffice to decide whether a new case may be awarded at once. */
export type WaitingList = WaitsFor & { readonly scheme: SchemeCode; readonly waiting: number; readonly urgent: number };

export const countsIn = ({ priority }: Pick<Waiting, "priority">): Pick<WaitingList, "waiting" | "urgent"> => ({
  waiting: 1,
  urgent: isUrgentClass(priority) ? 1 : 0,
});

/** Whether a new case has to wait. An urgent case stands before all that are not urgent. */
export const mustJoin = ({ waiting, urgent }: Pick<WaitingList, "waiting" | "urgent">, isUrgent: boolean): boolean =>
  waiting > 0 && !(isUrgent && urgent === 0);
