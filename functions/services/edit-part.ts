import { namedProblem } from "../../shared/domain/directory/check-directory.ts";
import type { Directory } from "../../shared/domain/directory/directory.ts";
import { newestDirectory } from "../../shared/domain/directory/directory-book.ts";
import type { DocumentProblem } from "../../shared/domain/document/document-problem.ts";
import type { Principal } from "../../shared/domain/principal.ts";
import type { Form } from "../../shared/http/read-body.ts";
import type { DirectoryDraft } from "../../shared/store/directories.ts";
import { changeDraft } from "../document/change-draft.ts";
import { findDraft, versionSeen } from "../document/find-draft.ts";
import type { Unread } from "../document/input.ts";
import { type DirectoryPorts, directoryIn } from "./directory-ports.ts";
import { documentWith, mendedIn, type Part, partNames, readPart } from "./part-form.ts";
import { draftPath, partPath } from "./service-paths.ts";

export type PartChange = {
  readonly draftId: string;
  readonly partName: string;
  readonly form: Form;
  readonly by: Principal;
  readonly now: Date;
};

/** An error with its link: to an input of this page, or to another page of the draft. */
export type PartError = { readonly text: string; readonly href: string; readonly field?: string };

/** In order of precedence. */
export type EditOutcome =
  | { readonly kind: "changed"; readonly draft: DirectoryDraft }
  | { readonly kind: "notFound" }
  | { readonly kind: "stale"; readonly now: DirectoryDraft }
  | { readonly kind: "invalid"; readonly draft: DirectoryDraft; readonly errors: readonly PartError[] };

/** Saves one page of a draft as part of the whole document, under the next free version number. */
export const editPart = async ({ draftId, partName, form, by, now }: PartChange, ports: DirectoryPorts): Promise<EditOutcome> => {
  const draft = await findDraft(draftId, ports.drafts);
  const part = draft && readPart(partName, directoryIn(draft));
  if (!part) return { kind: "notFound" };
  const read = documentWith(part, form, directoryIn(draft));
  const version = newestDirectory(await ports.directories.freshBook()).version + 1;
  const document = { ...read.document, version };
  const seen = versionSeen(form);
  const invalid = (problems: readonly DocumentProblem[]): EditOutcome => ({
    kind: "invalid",
    draft,
    errors: errorsAt(problems, { draftId, part, form, document, unread: read.unread }),
  });

  if (read.unread.length > 0) {
    // Check the rest of the document all the same, so that the page tells every problem at once; save nothing.
    const checked = await ports.check(document, now);
    if (draft.version !== seen) return { kind: "stale", now: draft };
    return invalid(checked.kind === "problems" ? checked.problems : []);
  }
  const outcome = await changeDraft({ draftId, seen, document, by, now }, ports);
  return outcome.kind === "problems" ? invalid(outcome.problems) : outcome;
};

type Sent = {
  readonly draftId: string;
  readonly part: Part;
  readonly form: Form;
  readonly document: Directory;
  readonly unread: readonly Unread[];
};

/** Every unreadable input and every problem of the document, each with its link; one for each input. */
const errorsAt = (problems: readonly DocumentProblem[], { draftId, part, form, document, unread }: Sent): readonly PartError[] => {
  const typed = unread.map(({ error: { field, text } }): PartError => ({ text, href: `#${field}`, field }));
  const said = problems
    .map((problem): PartError => {
      const field = mendedIn(problem, part, form);
      return field === undefined
        ? { text: namedProblem(problem, document), href: pathOfProblem(problem, draftId, document) }
        : { text: problem.message, href: `#${field}`, field };
    })
    .filter(({ field }) => unread.every(({ id }) => id !== field));
  const errors = [...typed, ...said];
  return errors.filter(({ href }, index) => errors.findIndex((other) => other.href === href) === index);
};

/** The page of the draft where people mend a problem. */
export const pathOfProblem = ({ place: [first, index] }: DocumentProblem, draftId: string, { services }: Directory): string => {
  if (first === "startsOn") return partPath(draftId, partNames.start);
  if (first === "reasons") return partPath(draftId, partNames.reasons);
  const service = first === "services" ? services[Number(index)] : undefined;
  return service ? partPath(draftId, service.code) : draftPath(draftId);
};
