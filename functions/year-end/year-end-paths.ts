import type { YearEndPlan } from "../../shared/domain/year-end/year-end-plan.ts";

export const yearEndPath = (scheme: string): string => `/finance/${scheme}/year-end`;
export const planPath = ({ scheme, planId }: Pick<YearEndPlan, "scheme" | "planId">): string => `${yearEndPath(scheme)}/${planId}`;
export const itemsPath = (plan: Pick<YearEndPlan, "scheme" | "planId">, part: number): string => `${planPath(plan)}/items?part=${part}`;
