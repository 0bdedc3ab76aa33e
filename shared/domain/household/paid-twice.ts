import type { Need } from "../needs.ts";
import type { Claim } from "./household.ts";

/** Awards of two households for one need, whose times overlap: more than one household would have had. */
export type PaidTwice = { readonly need: Need; readonly own: string; readonly other: string };

export const paidTwice = (own: readonly Claim[], other: readonly Claim[]): readonly PaidTwice[] =>
  own.flatMap((mine) =>
    other
      .filter(
        ({ awardId, need, from, until }) => awardId !== mine.awardId && need === mine.need && from <= mine.until && mine.from <= until,
      )
      .map(({ need, awardId }) => ({ need, own: mine.awardId, other: awardId })),
  );
