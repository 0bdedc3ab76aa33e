import type { Case } from "./case.ts";

export const isBarred = ({ barred }: Pick<Case, "barred">, principalId: string): boolean => barred?.includes(principalId) ?? false;

/** In place of everything that a list would say of a household. */
export const withheldWords = "You have declared an interest in this household";

export const barredWords = `${withheldWords}, so you see nothing of it and take no step in anything of it. Nothing was changed.`;

/** Names a case, or an award from a list, to the person who can lift an interest. */
export const liftedByWords = (caseId: string): string =>
  `An approver without an interest of their own can let you take part again, with a reason. Give them the reference ${caseId}.`;
