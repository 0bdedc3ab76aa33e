import type { DocumentProblem } from "../../shared/domain/document/document-problem.ts";
import type { DocumentDrafts } from "../../shared/store/published-documents.ts";

export type CheckedDocument<D> =
  | { readonly kind: "document"; readonly document: D }
  | { readonly kind: "problems"; readonly problems: readonly DocumentProblem[] };

/** What the steps of a draft need to know of the kind of document that is written. */
export type DraftPorts<Base, Of, D> = {
  readonly drafts: DocumentDrafts<Base, Of>;
  /** Holds a document to everything, beside all that is published at this moment. */
  readonly check: (document: unknown, now: Date) => Promise<CheckedDocument<D>>;
  /** Which version a document is to become. */
  readonly versionOf: (document: D) => Of;
};
