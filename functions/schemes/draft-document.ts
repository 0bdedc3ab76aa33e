import { createHash } from "node:crypto";
import { caseIdFrom } from "../../shared/domain/ids.ts";
import type { Principal } from "../../shared/domain/principal.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import { readKeptScheme } from "../../shared/domain/scheme-draft/read-scheme.ts";
import { Fault } from "../../shared/fault.ts";
import type { SchemeDraft } from "../../shared/store/scheme-drafts.ts";

const sha256 = (text: string) => createHash("sha256").update(text);

/** One sending makes one draft: its id comes from who sent it and how they named the sending. */
export const draftIdFor = ({ id }: Pick<Principal, "id">, sendingId: string): string =>
  caseIdFrom(sha256(JSON.stringify([id, sendingId])).digest());

export const documentHash = (document: unknown): string => sha256(JSON.stringify(document)).digest("hex");

/** The scheme that a draft holds. A draft was a document that reads each time it was saved, so another is our fault. */
export const schemeIn = ({ document }: Pick<SchemeDraft, "document">): Scheme => {
  const read = readKeptScheme(JSON.parse(document));
  if (read.kind === "problems") throw new Fault("itemUnreadable");
  return read.scheme;
};
