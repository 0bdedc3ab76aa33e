import { londonDay } from "../../shared/domain/dates.ts";
import { schemeAsOf, schemeAt, schemesAsOf } from "../../shared/domain/scheme/scheme-book.ts";
import { toDosOf } from "../../shared/domain/to-do.ts";
import { type AnswerPorts, answer, notFoundPage } from "../../shared/http/answer.ts";
import { reportContracts } from "../../shared/http/contracts/report-contracts.ts";
import { download, json, problem } from "../../shared/http/reply.ts";
import type { LineBooks } from "../../shared/store/line-book.ts";
import type { Money } from "../../shared/store/money.ts";
import type { Schemes } from "../../shared/store/schemes.ts";
import type { ToDos } from "../../shared/store/to-dos.ts";
import { entriesPage } from "./entries-page.ts";
import { extractPage } from "./extract-page.ts";
import { extractFile, extractReply } from "./extract-reply.ts";
import { openFigure } from "./open-figure.ts";
import { overviewOf } from "./overview.ts";
import { readSchemeMoney, type SchemeMoneyPorts } from "./read-scheme-money.ts";
import { entriesReply, schemeReply, spendReply } from "./report-reply.ts";
import { schemesPage, spendPage } from "./spend-page.ts";

export type ReportPorts = Required<AnswerPorts> &
  SchemeMoneyPorts & {
    readonly money: Pick<Money, "envelopes" | "shards" | "grant" | "mornings" | "entries">;
    readonly schemes: Pick<Schemes, "book">;
    readonly toDos: ToDos;
    readonly lineBooks: Pick<LineBooks, "kept">;
  };

/** Finance sees each scheme's money, and opens every figure into its ledger entries. */
export const createReport = (ports: ReportPorts) => {
  const { money, schemes, lineBooks } = ports;
  type InScheme = { readonly path: Readonly<Record<string, string>>; readonly now: Date };
  const schemeIn = async ({ path: { scheme = "" }, now }: InScheme) => schemeAsOf(await schemes.book(now), scheme, londonDay(now));

  return answer(
    "report",
    reportContracts,
    {
      reads: {
        "GET /finance": async ({ now }) => {
          const book = await schemes.book(now);
          return schemesPage(await overviewOf(schemesAsOf(book, londonDay(now)), money), schemeAt(book, now));
        },

        "GET /finance/{scheme}": async ({ path, principal, now }) => {
          const scheme = await schemeIn({ path, now });
          if (!scheme) return notFoundPage();
          // The page shows the changes that wait to everybody, whoever proposed them.
          const names = toDosOf(principal.roles).filter((name) => name !== "signBudgetChange");
          const [spent, waiting] = await Promise.all([
            readSchemeMoney(scheme, now, ports),
            ports.toDos.waitingFor(principal.id, names, [scheme.code]),
          ]);
          return spendPage(scheme, spent, waiting, now);
        },

        "GET /finance/{scheme}/entries": async ({ path, query, principal, now }) => {
          const scheme = await schemeIn({ path, now });
          const opened = scheme && (await openFigure(scheme, query, now, money));
          return opened?.kind === "opened" ? entriesPage(opened, principal) : notFoundPage();
        },

        "GET /finance/{scheme}/freedom-of-information": async ({ path, now }) => {
          const scheme = await schemeIn({ path, now });
          return scheme ? extractPage(scheme, await lineBooks.kept(scheme.code)) : notFoundPage();
        },

        "GET /finance/{scheme}/freedom-of-information/file": async ({ path, now }) => {
          const scheme = await schemeIn({ path, now });
          const book = scheme && (await lineBooks.kept(scheme.code));
          if (!scheme || !book) return notFoundPage();
          return download(`${scheme.code}-freedom-of-information.csv`, "text/csv; charset=utf-8", extractFile(scheme, book));
        },

        "GET /api/schemes": async ({ now }) => {
          const overview = await overviewOf(schemesAsOf(await schemes.book(now), londonDay(now)), money);
          return json({ items: overview.map(schemeReply) });
        },

        "GET /api/schemes/{scheme}/spend": async ({ path, now }) => {
          const scheme = await schemeIn({ path, now });
          return scheme ? json(spendReply(scheme, await readSchemeMoney(scheme, now, ports))) : problem("not-found");
        },

        "GET /api/schemes/{scheme}/freedom-of-information": async ({ path, now }) => {
          const scheme = await schemeIn({ path, now });
          return scheme ? json(extractReply(scheme, await lineBooks.kept(scheme.code))) : problem("not-found");
        },

        "GET /api/schemes/{scheme}/entries": async ({ path, query, now }) => {
          const scheme = await schemeIn({ path, now });
          if (!scheme) return problem("not-found");
          const opened = await openFigure(scheme, query, now, money);
          return opened.kind === "opened" ? json(entriesReply(opened)) : problem("malformed-request", { detail: opened.because });
        },
      },
    },
    ports,
  );
};
