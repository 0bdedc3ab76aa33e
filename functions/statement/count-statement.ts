import type { LineBook, Window } from "../../shared/domain/return/line-book.ts";
import { countStatement, type Statement, type StatementAsked, type StatementFigures } from "../../shared/domain/return/statement.ts";
import { schemeVersion } from "../../shared/domain/scheme/scheme-book.ts";
import { Fault } from "../../shared/fault.ts";
import type { Directories } from "../../shared/store/directories.ts";
import { readItem } from "../../shared/store/items.ts";
import type { LineBooks } from "../../shared/store/line-book.ts";
import type { Referrals } from "../../shared/store/referrals.ts";
import type { Schemes } from "../../shared/store/schemes.ts";
import type { Statements } from "../../shared/store/statements.ts";
import { consume } from "../../shared/stream/consume.ts";
import type { ConsumedQueue } from "../../shared/stream/consumed-queue.ts";

export type FiguresPorts = {
  /** Reads anew: the version of a new statement may have been published today. */
  readonly schemes: Pick<Schemes, "freshBook">;
  readonly directories: Pick<Directories, "freshBook">;
  readonly referrals: Pick<Referrals, "countMade">;
};

export type CountStatementPorts = FiguresPorts & {
  readonly statements: Pick<Statements, "find" | "move">;
  readonly books: Pick<LineBooks, "upTo">;
};

/** Counts the statements that the queue brings. One that comes again is counted already, and stays. */
export const createCountStatement = ({ queue, ...ports }: CountStatementPorts & { readonly queue: ConsumedQueue }) =>
  consume(
    "countStatement",
    async ({ item }) => {
      const asked = readItem("statementAsked", item);
      return { statementId: asked.statementId, outcome: await countAsked(asked, ports) };
    },
    queue,
  );

const countAsked = async ({ scheme, statementId }: StatementAsked, ports: CountStatementPorts): Promise<string> => {
  const before = await ports.statements.find(scheme, statementId);
  if (!before) throw new Fault("itemUnreadable");
  if (before.state !== "counting") return "alreadyCounted";
  const book = await ports.books.upTo(await schemeOf(before, ports));
  const figures = await figuresOf(before, book, ports);
  const kept = await ports.statements.move(before, { ...before, state: "ready", version: before.version + 1, figures });
  return kept.kind === "kept" ? "counted" : "alreadyCounted";
};

const schemeOf = async ({ scheme: code, schemeVersion: version }: Statement, { schemes }: Pick<FiguresPorts, "schemes">) => {
  const scheme = schemeVersion(await schemes.freshBook(), code, version);
  if (!scheme) throw new Fault("itemUnreadable");
  return scheme;
};

/** The same figures for ever: nothing recorded after the statement's own instant counts. */
export const figuresOf = async (statement: Statement, book: LineBook, ports: FiguresPorts): Promise<StatementFigures> => {
  const [scheme, referrals] = await Promise.all([schemeOf(statement, ports), referralsIn(statement.window, ports)]);
  return countStatement(scheme, book, statement, referrals);
};

/** Of every service that any version of the directory has had. */
const referralsIn = async (window: Window, { directories, referrals }: FiguresPorts): Promise<number> => {
  const services = new Set((await directories.freshBook()).flatMap((directory) => directory.services.map(({ code }) => code)));
  const made = await Promise.all([...services].map((service) => referrals.countMade(service, window)));
  return made.reduce((sum, count) => sum + count, 0);
};
