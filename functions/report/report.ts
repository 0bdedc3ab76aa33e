import { findScheme, schemeAt, schemes } from "../../shared/domain/schemes.ts";
import { answer, notFoundPage } from "../../shared/http/answer.ts";
import type { Tokens } from "../../shared/http/identity.ts";
import { json, problem } from "../../shared/http/reply.ts";
import type { Money } from "../../shared/store/money.ts";
import type { Sessions } from "../../shared/store/sessions.ts";
import { openFigure } from "./open-figure.ts";
import { entriesPage, schemesPage, spendPage } from "./pages.ts";
import { entriesReply, schemeReply, spendReply } from "./replies.ts";
import { spendOf } from "./spend-of.ts";

export type ReportPorts = {
  readonly origin: string;
  readonly sessions: Pick<Sessions, "find">;
  readonly tokens: Tokens;
  readonly money: Pick<Money, "envelopes" | "entries">;
};

type Path = Readonly<Record<string, string>>;
const schemeIn = ({ scheme = "" }: Path) => findScheme(scheme);

/** Finance sees each scheme's money, and opens every figure into the entries that it is made of. */
export const createReport = ({ origin, sessions, tokens, money }: ReportPorts) =>
  answer(
    "report",
    {
      "GET /finance": async ({ now }) => schemesPage(schemes, schemeAt(now)),

      "GET /finance/{scheme}": async ({ path }) => {
        const scheme = schemeIn(path);
        return scheme ? spendPage(scheme, spendOf(scheme, await money.envelopes(scheme.code))) : notFoundPage();
      },

      "GET /finance/{scheme}/entries": async ({ path, query, principal }) => {
        const scheme = schemeIn(path);
        const opened = scheme && (await openFigure(scheme, query, money));
        return opened?.kind === "opened" ? entriesPage(opened, principal) : notFoundPage();
      },

      "GET /api/schemes": async () => json({ items: schemes.map(schemeReply) }),

      "GET /api/schemes/{scheme}/spend": async ({ path }) => {
        const scheme = schemeIn(path);
        return scheme ? json(spendReply(scheme, spendOf(scheme, await money.envelopes(scheme.code)))) : problem("not-found");
      },

      "GET /api/schemes/{scheme}/entries": async ({ path, query }) => {
        const scheme = schemeIn(path);
        if (!scheme) return problem("not-found");
        const opened = await openFigure(scheme, query, money);
        return opened.kind === "opened" ? json(entriesReply(opened)) : problem("malformed-request", { detail: opened.because });
      },
    },
    { origin, sessions, tokens },
  );
