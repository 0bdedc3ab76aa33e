import type { StatementFigures } from "../../shared/domain/return/statement.ts";
import type { LineBooks } from "../../shared/store/line-book.ts";
import { type FiguresPorts, figuresOf } from "./count-statement.ts";
import { type FindStatementPorts, type FoundStatement, findStatement, type Wanted } from "./find-statement.ts";

export type RebuildPorts = FindStatementPorts &
  FiguresPorts & {
    readonly books: Pick<LineBooks, "kept">;
  };

/** In order of precedence. */
export type Rebuilt =
  | { readonly kind: "notFound" }
  | { readonly kind: "notCounted"; readonly found: FoundStatement }
  | { readonly kind: "rebuilt"; readonly found: FoundStatement; readonly differing: readonly Difference[] };

export type Difference = { readonly figure: string; readonly was: number; readonly is: number };

/** Counts a statement again as of its own instant, and says which figures differ. */
export const rebuildStatement = async (wanted: Wanted, ports: RebuildPorts): Promise<Rebuilt> => {
  const found = await findStatement(wanted, ports);
  if (!found) return { kind: "notFound" };
  const { statement } = found;
  const book = statement.figures && (await ports.books.kept(statement.scheme));
  if (!statement.figures || !book) return { kind: "notCounted", found };
  const [was, is] = [linesOf(statement.figures), linesOf(await figuresOf(statement, book, ports))];
  const names = new Set([...was.keys(), ...is.keys()]);
  const differing = [...names].flatMap((figure) => {
    const [before, now] = [was.get(figure) ?? 0, is.get(figure) ?? 0];
    return before === now ? [] : [{ figure, was: before, is: now }];
  });
  return { kind: "rebuilt", found, differing };
};

/** Every figure by its name. */
const linesOf = ({ types, awards, ...figures }: StatementFigures): ReadonlyMap<string, number> =>
  new Map([
    ...Object.entries(figures),
    ...types.map(({ code, households }) => [`types.${code}`, households] as const),
    ...Object.entries(awards).map(([name, count]) => [`awards.${name}`, count] as const),
  ]);
