import { namedProblem } from "../../shared/domain/directory/check-directory.ts";
import type { Directory } from "../../shared/domain/directory/directory.ts";
import { newestDirectory } from "../../shared/domain/directory/directory-book.ts";
import type { DocumentProblem } from "../../shared/domain/document/document-problem.ts";
import type { Principal } from "../../shared/domain/principal.ts";
import type { Form } from "../../shared/http/read-body.ts";
import type { DirectoryDraft } from "../../shared/store/directories.ts";
import { changeDraft } from "../document/change-draft.ts";
import { versionSeen } from "../document/find-draft.ts";
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

/** What to mend, and the link to where: an input of this page by its id, or another page of the draft. */
export type PartError = { readonly text: string; readonly href: string; readonly field?: string };

/** In order of precedence. */
export type EditOutcome =
  | { readonly kind: "changed"; readonly draft: DirectoryDraft }
  | { readonly kind: "notFound" }
  | { readonly kind: "stale"; readonly now: DirectoryDraft }
  | { readonly kind: "invalid"; readonly draft: DirectoryDraft; readonly part: Part; readonly errors: readonly PartError[] };

/** Saves one page of a draft: what was typed, in its place in the whole document, under the next free number. */
export const editPart = async ({ draftId, partName, form, by, now }: PartChange, ports: DirectoryPorts): Promise<EditOutcome> => {
  const draft = await ports.drafts.find(draftId);
  const part = draft && readPart(partName, directoryIn(draft));
  if (!part) return { kind: "notFound" };
  const document = documentWith(part, form, directoryIn(draft)) as Directory;
  const version = newestDirectory(await ports.directories.freshBook()).version + 1;
  const outcome = await changeDraft({ draftId, seen: versionSeen(form), document: { ...document, version }, by, now }, ports);
  if (outcome.kind !== "problems") return outcome;
  return { kind: "invalid", draft, part, errors: errorsAt(outcome.problems, { draftId, part, form, document }) };
};

type Sent = { readonly draftId: string; readonly part: Part; readonly form: Form; readonly document: Directory };

/** Every problem of the document by where it is mended. The first of an input is enough to mend it by. */
const errorsAt = (problems: readonly DocumentProblem[], { draftId, part, form, document }: Sent): readonly PartError[] => {
  const errors = problems.map((problem): PartError => {
    const field = mendedIn(problem, part, form);
    return field === undefined
      ? { text: namedProblem(problem, document), href: pathOfProblem(problem, draftId, document) }
      : { text: problem.message, href: `#${field}`, field };
  });
  return errors.filter(({ href }, index) => errors.findIndex((other) => other.href === href) === index);
};

/** The page of the draft on which a problem is mended. */
export const pathOfProblem = ({ place: [first, index] }: DocumentProblem, draftId: string, { services }: Directory): string => {
  if (first === "startsOn") return partPath(draftId, partNames.start);
  if (first === "reasons") return partPath(draftId, partNames.reasons);
  const service = first === "services" ? services[Number(index)] : undefined;
  return service ? partPath(draftId, service.code) : draftPath(draftId);
};
