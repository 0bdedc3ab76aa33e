import type { Pence } from "../money.ts";
import type { Actor, Principal } from "../principal.ts";
import type { Scheme } from "../scheme/scheme.ts";
import { type Award, awardLimitOf } from "./award.ts";

/** Neither the decider nor the preparer of the run is a second person for the award. */
export const isOwnDecision = ({ by, run }: Pick<Award, "by" | "run">, { id }: Pick<Actor, "id">): boolean =>
  by.id === id || run?.preparedBy.id === id;

/** The person's limit, where the total is above it. */
export const limitBelow = (total: Pence, scheme: Scheme, { roles }: Pick<Principal, "roles">): Pence | undefined => {
  const limit = awardLimitOf(scheme, roles);
  return limit !== undefined && total > limit ? limit : undefined;
};
