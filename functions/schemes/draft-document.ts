import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import { readKeptScheme } from "../../shared/domain/scheme-draft/read-scheme.ts";
import { Fault } from "../../shared/fault.ts";
import type { SchemeDraft } from "../../shared/store/scheme-drafts.ts";

/** The scheme that a draft holds. A draft was a document that reads each time it was saved, so another is our fault. */
export const schemeIn = ({ document }: Pick<SchemeDraft, "document">): Scheme => {
  const read = readKeptScheme(JSON.parse(document));
  if (read.kind === "problems") throw new Fault("itemUnreadable");
  return read.scheme;
};
