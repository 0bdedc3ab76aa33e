import type { Principal } from "../../shared/domain/principal.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import { newestVersion } from "../../shared/domain/scheme/scheme-book.ts";
import type { FormError } from "../../shared/forms/form.ts";
import type { Form } from "../../shared/http/read-body.ts";
import type { SchemeDraft } from "../../shared/store/scheme-drafts.ts";
import { startDraft } from "../document/start-draft.ts";
import { newSchemeErrors, newSchemeFrom } from "./new-scheme-form.ts";
import { nextVersionOf } from "./next-document.ts";
import type { SchemePorts } from "./published.ts";
import { findVersion } from "./versions.ts";

export type StartLike = {
  readonly code: string;
  readonly form: Form;
  readonly sendingId: string;
  readonly by: Principal;
  readonly now: Date;
};

export type StartLikeOutcome =
  | { readonly kind: "started"; readonly draft: SchemeDraft }
  | { readonly kind: "otherDraftUnderThisId" }
  | { readonly kind: "notFound" }
  | { readonly kind: "invalid"; readonly copied: Scheme; readonly errors: readonly FormError[] };

/** Starts the next version of a scheme as a draft, or a new scheme as a copy of one of its versions. */
export const startDraftLike = async ({ code, form, sendingId, by, now }: StartLike, ports: SchemePorts): Promise<StartLikeOutcome> => {
  const book = await ports.schemes.freshBook();
  const isNew = form.one("as") === "newScheme";
  const copied = isNew ? findVersion({ scheme: code, version: form.one("version") }, book) : newestVersion(book, code);
  if (!copied) return { kind: "notFound" };
  const document = isNew ? newSchemeFrom(copied, form) : nextVersionOf(copied, now);
  if (!document)
    return { kind: "invalid", copied, errors: [{ field: "change", text: "The scheme ends before a new version could start" }] };

  const base = { scheme: copied.code, version: copied.version };
  const outcome = await startDraft({ document, base, sendingId, by, now }, ports);
  if (outcome.kind !== "problems") return outcome;
  const errors = isNew
    ? newSchemeErrors(outcome.problems, copied, form)
    : outcome.problems.map(({ message }) => ({ field: "change", text: message }));
  return { kind: "invalid", copied, errors };
};
