import type { Directory } from "../../shared/domain/directory/directory.ts";

export const versionPath = ({ version }: Pick<Directory, "version">): string => `/services/${version}`;
export const draftPath = (draftId: string): string => `/service-drafts/${draftId}`;
export const partPath = (draftId: string, part: string): string => `${draftPath(draftId)}/parts/${part}`;
