import type { Home, Member } from "./identity.ts";

/** What a change of a household was before and after, so that a page can say what was known at an earlier time. */
export type ChangeToPeople =
  | { readonly kind: "memberAdded"; readonly how: "joined" | "born"; readonly becomes: Member }
  | { readonly kind: "memberCorrected"; readonly was: Member; readonly becomes: Member }
  | { readonly kind: "memberLeft"; readonly was: Member; readonly becomes: Member }
  | { readonly kind: "homeChanged"; readonly was: readonly Home[]; readonly becomes: readonly Home[] };

export type RecordedChange = { readonly changeId: string; readonly at: string; readonly change: ChangeToPeople };
