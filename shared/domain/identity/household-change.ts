import type { Actor } from "../principal.ts";
import type { FoundApart, Home, Member } from "./identity.ts";

/** What somebody recorded of a household. What it was before is kept, so that a page can say what was known on a day. */
export type ChangeToHousehold =
  | { readonly kind: "memberAdded"; readonly how: "joined" | "born"; readonly becomes: Member }
  | { readonly kind: "memberCorrected"; readonly was: Member; readonly becomes: Member }
  | { readonly kind: "memberLeft"; readonly was: Member; readonly becomes: Member }
  | { readonly kind: "homeChanged"; readonly was: readonly Home[]; readonly becomes: readonly Home[] }
  | { readonly kind: "joined" | "split"; readonly otherId: string }
  | { readonly kind: "foundApart"; readonly otherId: string; readonly as: FoundApart["as"] };

/** One change of a household by a person, with their reason. It is stored sealed, as the household's people are. */
export type HouseholdChange = {
  readonly householdId: string;
  /** From the version of the household that was seen, so that a form sent twice is one change. */
  readonly changeId: string;
  readonly at: string;
  readonly by: Actor;
  readonly reason: string;
  readonly change: ChangeToHousehold;
};
