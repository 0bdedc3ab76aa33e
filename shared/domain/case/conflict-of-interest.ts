import type { Case } from "./case.ts";

export const isBarred = ({ barred }: Pick<Case, "barred">, principalId: string): boolean => barred?.includes(principalId) ?? false;

export const barredWords = "You have declared an interest in this case, so you take no step in it. Nothing was changed.";
