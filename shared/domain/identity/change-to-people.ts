import type { Home, Member } from "./identity.ts";

/** One change of a household, before and after, so that a page can show the household as it was known earlier. */
export type ChangeToPeople =
  | { readonly kind: "memberAdded"; readonly how: "joined" | "born"; readonly becomes: Member }
  | { readonly kind: "memberCorrected"; readonly was: Member; readonly becomes: Member }
  | { readonly kind: "memberLeft"; readonly was: Member; readonly becomes: Member }
  | { readonly kind: "homeChanged"; readonly was: readonly Home[]; readonly becomes: readonly Home[] };

export type RecordedChange = { readonly changeId: string; readonly at: string; readonly change: ChangeToPeople };
