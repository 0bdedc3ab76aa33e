import { londonDay } from "../../shared/domain/dates.ts";
import { schemeAsOf, schemeAt, schemesAsOf } from "../../shared/domain/scheme/scheme-book.ts";
import { type AnswerPorts, answer, notFoundPage } from "../../shared/http/answer.ts";
import { reportContracts } from "../../shared/http/contracts/report-contracts.ts";
import { json, problem } from "../../shared/http/reply.ts";
import type { Money } from "../../shared/store/money.ts";
import type { Schemes } from "../../shared/store/schemes.ts";
import { entriesPage } from "./entries-page.ts";
import { openFigure } from "./open-figure.ts";
import { readSchemeMoney, type SchemeMoneyPorts } from "./read-scheme-money.ts";
import { entriesReply, schemeReply, spendReply } from "./report-reply.ts";
import { schemesPage, spendPage } from "./spend-page.ts";

export type ReportPorts = Required<AnswerPorts> &
  SchemeMoneyPorts & {
    readonly money: Pick<Money, "envelopes" | "shards" | "grant" | "lately" | "entries">;
    readonly schemes: Pick<Schemes, "book">;
  };

/** Finance sees each scheme's money, and opens every figure into its ledger entries. */
export const createReport = (ports: ReportPorts) => {
  const { money, schemes } = ports;
  type InScheme = { readonly path: Readonly<Record<string, string>>; readonly now: Date };
  const schemeIn = async ({ path: { scheme = "" }, now }: InScheme) => schemeAsOf(await schemes.book(now), scheme, londonDay(now));

  return answer(
    "report",
    reportContracts,
    {
      reads: {
        "GET /finance": async ({ now }) => {
          const book = await schemes.book(now);
          return schemesPage(schemesAsOf(book, londonDay(now)), schemeAt(book, now));
        },

        "GET /finance/{scheme}": async ({ path, now }) => {
          const scheme = await schemeIn({ path, now });
          return scheme ? spendPage(scheme, await readSchemeMoney(scheme, now, ports), now) : notFoundPage();
        },

        "GET /finance/{scheme}/entries": async ({ path, query, principal, now }) => {
          const scheme = await schemeIn({ path, now });
          const opened = scheme && (await openFigure(scheme, query, now, money));
          return opened?.kind === "opened" ? entriesPage(opened, principal) : notFoundPage();
        },

        "GET /api/schemes": async ({ now }) => json({ items: schemesAsOf(await schemes.book(now), londonDay(now)).map(schemeReply) }),

        "GET /api/schemes/{scheme}/spend": async ({ path, now }) => {
          const scheme = await schemeIn({ path, now });
          return scheme ? json(spendReply(scheme, await readSchemeMoney(scheme, now, ports))) : problem("not-found");
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
