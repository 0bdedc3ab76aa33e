import type { DocumentProblem } from "../../shared/domain/document/document-problem.ts";
import type { DocumentDrafts } from "../../shared/store/published-documents.ts";

export type CheckedDocument<D> =
  | { readonly kind: "document"; readonly document: D }
  | { readonly kind: "problems"; readonly problems: readonly DocumentProblem[] };

/** The parts of a draft's steps that differ between kinds of document. */
export type DraftPorts<Base, Of, D> = {
  readonly drafts: DocumentDrafts<Base, Of>;
  /** Checks a document by itself and beside everything published at this moment. */
  readonly check: (document: unknown, now: Date) => Promise<CheckedDocument<D>>;
  /** The names of editing and publishing in the separation table. */
  readonly publishing:
    | { readonly on: "schemeDraft"; readonly did: "editSection"; readonly does: "publishDraft" }
    | { readonly on: "directoryDraft"; readonly did: "editService"; readonly does: "publishDirectory" };
  /** The version that publishing makes of the document. */
  readonly versionOf: (document: D) => Of;
};
