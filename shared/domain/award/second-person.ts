import type { Pence } from "../money.ts";
import type { Actor, Principal } from "../principal.ts";
import type { Scheme } from "../scheme/scheme.ts";
import { type Award, awardLimitOf } from "./award.ts";

/** Whoever decided an award, or prepared the run that did, is no second person for it. */
export const isOwnDecision = ({ by, run }: Pick<Award, "by" | "run">, { id }: Pick<Actor, "id">): boolean =>
  by.id === id || run?.preparedBy.id === id;

/** The limit that an award is above, where it is more than somebody may award alone: they may not approve it either. */
export const limitBelow = (total: Pence, scheme: Scheme, { roles }: Pick<Principal, "roles">): Pence | undefined => {
  const limit = awardLimitOf(scheme, roles);
  return limit !== undefined && total > limit ? limit : undefined;
};
