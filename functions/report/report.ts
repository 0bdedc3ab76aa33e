import { londonDay } from "../../shared/domain/dates.ts";
import { schemeAsOf, schemeAt, schemesAsOf } from "../../shared/domain/scheme/scheme-book.ts";
import { answer, notFoundPage } from "../../shared/http/answer.ts";
import { reportContracts } from "../../shared/http/contracts/report-contracts.ts";
import type { Tokens } from "../../shared/http/identity.ts";
import { json, problem } from "../../shared/http/reply.ts";
import type { Money } from "../../shared/store/money.ts";
import type { Schemes } from "../../shared/store/schemes.ts";
import type { Sessions } from "../../shared/store/sessions.ts";
import { openFigure } from "./open-figure.ts";
import { entriesPage, schemesPage, spendPage } from "./pages.ts";
import { readSchemeMoney, type SchemeMoneyPorts } from "./read-scheme-money.ts";
import { entriesReply, schemeReply, spendReply } from "./replies.ts";

export type ReportPorts = SchemeMoneyPorts & {
  readonly origin: string;
  readonly sessions: Pick<Sessions, "find">;
  readonly tokens: Tokens;
  readonly money: Pick<Money, "envelopes" | "shards" | "grant" | "lately" | "entries">;
  readonly schemes: Pick<Schemes, "book">;
};

/** Finance sees each scheme's money, and opens every figure into the entries that it is made of. */
export const createReport = (ports: ReportPorts) => {
  const { origin, sessions, tokens, money, schemes } = ports;
  type Asked = { readonly path: Readonly<Record<string, string>>; readonly now: Date };
  const schemeIn = async ({ path: { scheme = "" }, now }: Asked) => schemeAsOf(await schemes.book(now), scheme, londonDay(now));

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
    { origin, sessions, tokens },
  );
};
