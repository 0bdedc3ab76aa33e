import type { Award, AwardRequest } from "../award/award.ts";
import type { Pence } from "../money.ts";
import type { Actor, Principal } from "../principal.ts";
import type { Category, SchemeCode } from "../scheme/scheme.ts";

/** The order in which money reaches those who wait for it, as everybody is told it. */
export const waitingOrder =
  "Urgent cases come first, then households with a child, then the oldest application. Nobody is overtaken, not even by a smaller award.";

/** Classes of the order, the first served first. Within one, the oldest application comes first. */
export type WaitingPriority = 0 | 1 | 2 | 3;

export const priorityOf = ({ isUrgent, hasChild }: { readonly isUrgent: boolean; readonly hasChild: boolean }): WaitingPriority => {
  if (isUrgent) return hasChild ? 0 : 1;
  return hasChild ? 2 : 3;
};

const isUrgentClass = (priority: WaitingPriority): boolean => priority < 2;

/** A decision to award that waits for a category's money. It is kept with its case, so that nothing has to be decided again. */
export type Waiting = {
  readonly scheme: SchemeCode;
  readonly category: Category;
  readonly priority: WaitingPriority;
  readonly since: string;
  readonly by: Actor;
  readonly total: Pence;
  readonly decisionId: string;
  readonly contentHash: string;
};

/** One of those who wait, with all that it takes to award once there is money. */
export type Waiter = Waiting & {
  readonly caseId: string;
  readonly householdId: string;
  readonly submittedAt: string;
  /** The roles say how much they may award alone. */
  readonly by: Actor & Pick<Principal, "roles">;
  /** What was decided. Its referrals are not in it: they went out at once. */
  readonly request: AwardRequest;
  readonly run?: NonNullable<Award["run"]>;
};

/** How many wait for a category's money; no more is needed to decide whether somebody new may be awarded at once. */
export type WaitingList = { readonly scheme: SchemeCode; readonly category: Category; readonly waiting: number; readonly urgent: number };

/** What joining or leaving a waiting list changes in its counts. */
export const countsIn = ({ priority }: Pick<Waiting, "priority">): Pick<WaitingList, "waiting" | "urgent"> => ({
  waiting: 1,
  urgent: isUrgentClass(priority) ? 1 : 0,
});

/** Whether somebody new has to wait behind others. An urgent case stands before all that are not. */
export const mustJoin = ({ waiting, urgent }: Pick<WaitingList, "waiting" | "urgent">, isUrgent: boolean): boolean =>
  waiting > 0 && !(isUrgent && urgent === 0);
