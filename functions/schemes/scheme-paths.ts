import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import type { SectionName } from "../../shared/domain/scheme-draft/sections.ts";

export const versionPath = ({ code, version }: Pick<Scheme, "code" | "version">): string => `/schemes/${code}/${version}`;
export const draftPath = (draftId: string): string => `/scheme-drafts/${draftId}`;
export const editPath = (draftId: string, section: SectionName): string => `${draftPath(draftId)}/${section}`;
export const trialPath = (draftId: string): string => `${draftPath(draftId)}/trial`;
