import { randomUUID } from "node:crypto";
import { isCaseId } from "../../shared/domain/ids.ts";
import type { FormRead } from "../../shared/forms/form.ts";
import type { Form } from "../../shared/http/read-body.ts";
import type { DocumentDraft, DocumentDrafts } from "../../shared/store/published-documents.ts";

/** Looks for ids only that could have been given out: an address can be longer than a key of the store. */
export const findDraft = async <Base, Of>(
  draftId: string,
  drafts: Pick<DocumentDrafts<Base, Of>, "find">,
): Promise<DocumentDraft<Base> | undefined> => (isCaseId(draftId) ? drafts.find(draftId) : undefined);

/** The version of a draft that a form was filled in against; 0 for anything else, which no draft has. */
export const versionSeen = (form: Form): number => Number(/^\d{1,9}$/.exec(form.one("version"))?.[0] ?? 0);

/** A form that only names the version of the draft that its page showed. */
export const readSeenForm = (form: Form): FormRead<{ readonly version: number }> => ({
  kind: "read",
  request: { version: versionSeen(form) },
});

/** A form whose own use case reads it, because its inputs depend on the draft. */
export const readAsTyped = (form: Form): FormRead<Form> => ({ kind: "read", request: form });

/** A page that starts a draft has an id of its own, so that sending it twice starts one draft. */
export const startIdFrom = (form: Form): string => form.one("startId").slice(0, 100) || randomUUID();
