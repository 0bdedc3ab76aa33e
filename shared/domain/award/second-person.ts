import type { Pence } from "../money.ts";
import type { Principal } from "../principal.ts";
import type { Scheme } from "../scheme/scheme.ts";
import type { Part } from "../separation.ts";
import { type Award, awardLimitOf } from "./award.ts";

export const partsOfAward = ({ by, run }: Pick<Award, "by" | "run">): readonly Part[] => [
  { did: "award", by: by.id },
  ...(run ? [{ did: "prepareRun", by: run.preparedBy.id } as const] : []),
];

/** The person's limit, where the total is above it. */
export const limitBelow = (total: Pence, scheme: Scheme, { roles }: Pick<Principal, "roles">): Pence | undefined => {
  const limit = awardLimitOf(scheme, roles);
  return limit !== undefined && total > limit ? limit : undefined;
};
