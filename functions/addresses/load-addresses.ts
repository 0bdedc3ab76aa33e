import { createHash } from "node:crypto";
import { type GazetteerRead, readGazetteer } from "../../shared/domain/address/read-gazetteer.ts";
import type { Actor } from "../../shared/domain/principal.ts";
import type { AddressList, AddressLists } from "../../shared/store/gazetteer.ts";

export type ToLoad = {
  readonly file: Uint8Array;
  readonly fileName?: string;
  readonly by: Actor;
  readonly now: Date;
};

export type LoadOutcome =
  | { readonly kind: "loaded"; readonly list: AddressList }
  | Extract<GazetteerRead, { readonly kind: "refused" | "wrong" }>;

/** Loads the council's gazetteer: all of a file, or nothing of it. The same file again is the same list. */
export const loadAddresses = async ({ file, fileName, by, now }: ToLoad, lists: AddressLists): Promise<LoadOutcome> => {
  const read = readGazetteer(file);
  if (read.kind !== "read") return read;
  const list: AddressList = {
    listId: createHash("sha256").update(file).digest("hex").slice(0, 32),
    loadedAt: now.toISOString(),
    loadedBy: { id: by.id, name: by.name },
    ...(fileName && { fileName }),
    counts: read.counts,
  };
  await lists.load(list, read.addresses);
  return { kind: "loaded", list };
};
