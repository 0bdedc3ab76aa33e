import type { Day } from "../dates.ts";
import type { HouseholdGroups } from "../ledger/ledger.ts";
import type { CountedLine, MoneyMove } from "./counted-line.ts";

/** An entry that says with whom households count from then on, or that an award is another household's. */
export type HouseholdsTold = { readonly at: string; readonly entryId: string } & (
  | { readonly kind: "join" | "split"; readonly kept: string; readonly part: string; readonly groups?: HouseholdGroups }
  | { readonly kind: "awardMoved"; readonly awardId: string; readonly from: string; readonly to: string }
);

/** Everything that a scheme's returns are computed from, up to an instant. */
export type LineBook = {
  readonly lines: Iterable<CountedLine>;
  readonly money: readonly MoneyMove[];
  readonly joins: readonly HouseholdsTold[];
  /** Every entry up to here is in the book. */
  readonly readTo: string;
};

/** Both days are inside. Nothing that was recorded after `asOf` counts. */
export type Window = { readonly from: Day; readonly to: Day; readonly asOf: string };
