import { randomUUID } from "node:crypto";
import { formatDay, londonDay } from "../../shared/domain/dates.ts";
import type { Principal } from "../../shared/domain/principal.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import { newestVersion } from "../../shared/domain/scheme/scheme-book.ts";
import type { FormError } from "../../shared/forms/form.ts";
import { blankForm } from "../../shared/forms/typed-form.ts";
import type { Form } from "../../shared/http/read-body.ts";
import { page, type Reply } from "../../shared/http/reply.ts";
import type { Publication } from "../../shared/store/scheme-drafts.ts";
import { mayChange } from "../document/publish-draft.ts";
import type { Published } from "./check-document.ts";
import { newSchemeInputs } from "./new-scheme-form.ts";
import { nextVersionOf } from "./next-document.ts";
import { offersIn } from "./published.ts";
import { type SectionWords, schemeInWords } from "./scheme-words.ts";
import { type VersionState, versionState, versionStateWords } from "./versions.ts";

export type VersionPageShown = Published & {
  readonly publications: readonly Publication[];
  readonly principal: Principal;
  readonly now: Date;
  readonly typed?: Form;
  readonly errors?: readonly FormError[];
};

type VersionPageView = {
  readonly scheme: Scheme;
  readonly state: { readonly text: string; readonly colour: string; readonly sentence: string };
  readonly publication?: Publication;
  readonly sections: readonly SectionWords[];
  readonly mayChange: boolean;
  /** Whether another version could start before the scheme ends. */
  readonly next: boolean;
  readonly action: string;
  readonly startId: string;
  readonly newSchemeInputs: ReturnType<typeof newSchemeInputs>;
  readonly errors: readonly FormError[];
};

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "schemes/version.njk": VersionPageView;
  }
}

/** A published version, whole and in words. Its forms start drafts and never change it. */
export const versionPage = (
  scheme: Scheme,
  { book, directories, publications, principal, now, typed, errors = [] }: VersionPageShown,
): Reply => {
  const state = versionState(scheme, book, londonDay(now));
  return page(
    "schemes/version.njk",
    {
      scheme,
      state: { ...versionStateWords[state], sentence: stateSentence(scheme, state) },
      publication: publications.find(({ code, version }) => code === scheme.code && version === scheme.version),
      sections: schemeInWords(scheme, offersIn({ directories })),
      mayChange: mayChange(principal),
      next: nextVersionOf(newestVersion(book, scheme.code) ?? scheme, now) !== undefined,
      action: `/schemes/${scheme.code}/drafts`,
      startId: typed?.one("startId") || randomUUID(),
      newSchemeInputs: newSchemeInputs(scheme, typed ?? blankForm, errors),
      errors,
    },
    errors.length > 0 ? 400 : 200,
  );
};

const stateSentence = ({ about: { startsOn, end } }: Scheme, state: VersionState): string => {
  switch (state) {
    case "inForce":
      return `Decisions are made by this version since ${formatDay(startsOn)}.`;
    case "toCome":
      return `Decisions are made by this version from ${formatDay(startsOn)}.`;
    case "replaced":
      return `Decisions were made by this version from ${formatDay(startsOn)}, until another took over.`;
    case "ended":
      return `The scheme ended on ${formatDay(end)}.`;
  }
};
