import { isCaseId } from "../../shared/domain/ids.ts";
import type { Statement } from "../../shared/domain/return/statement.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import { schemeVersion } from "../../shared/domain/scheme/scheme-book.ts";
import { Fault } from "../../shared/fault.ts";
import type { Schemes } from "../../shared/store/schemes.ts";
import type { Statements } from "../../shared/store/statements.ts";

export type Wanted = { readonly scheme: string; readonly statementId: string; readonly now: Date };
export type FoundStatement = { readonly statement: Statement; readonly scheme: Scheme };

export type FindStatementPorts = {
  readonly statements: Pick<Statements, "find">;
  readonly schemes: Pick<Schemes, "book">;
};

/** A statement with the version of the scheme by which it was counted. */
export const findStatement = async (
  { scheme: code, statementId, now }: Wanted,
  { statements, schemes }: FindStatementPorts,
): Promise<FoundStatement | undefined> => {
  const statement = isCaseId(statementId) ? await statements.find(code, statementId) : undefined;
  if (!statement) return undefined;
  const scheme = schemeVersion(await schemes.book(now), code, statement.schemeVersion);
  if (!scheme) throw new Fault("itemUnreadable");
  return { statement, scheme };
};
