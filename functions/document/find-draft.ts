import { isCaseId } from "../../shared/domain/ids.ts";
import type { Form } from "../../shared/http/read-body.ts";
import type { DocumentDraft, DocumentDrafts } from "../../shared/store/published-documents.ts";

type Path = Readonly<Record<string, string>>;

/** The id in an address, if it is one that could have been given out: the store takes only so much as a key. */
export const draftIdIn = ({ draftId = "" }: Path): string | undefined => (isCaseId(draftId) ? draftId : undefined);

export const findDraft = async <Base, Of>(
  path: Path,
  drafts: Pick<DocumentDrafts<Base, Of>, "find">,
): Promise<DocumentDraft<Base> | undefined> => {
  const draftId = draftIdIn(path);
  return draftId === undefined ? undefined : drafts.find(draftId);
};

/** The version of a draft that a form was filled in against. What is no number was no version of anything. */
export const versionSeen = (form: Form): number => Number(/^\d{1,9}$/.exec(form.one("version"))?.[0] ?? 0);
