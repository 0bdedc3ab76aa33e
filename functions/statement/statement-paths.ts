import type { Statement } from "../../shared/domain/return/statement.ts";

export const statementsPath = (scheme: string): string => `/finance/${scheme}/statements`;
export const statementPath = ({ scheme, statementId }: Pick<Statement, "scheme" | "statementId">): string =>
  `${statementsPath(scheme)}/${statementId}`;
export const publicFiguresPath = "/public-figures";
