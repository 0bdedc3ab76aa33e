import { londonDay } from "../../shared/domain/dates.ts";
import type { Principal } from "../../shared/domain/principal.ts";
import { schemeAsOf } from "../../shared/domain/scheme/scheme-book.ts";
import { readNothing } from "../../shared/forms/form.ts";
import { type Again, type Asked, act, type FormSent } from "../../shared/http/act.ts";
import { type AnswerPorts, answer, notFoundPage } from "../../shared/http/answer.ts";
import { statementContracts } from "../../shared/http/contracts/statement-contracts.ts";
import type { Form } from "../../shared/http/read-body.ts";
import { json, problem } from "../../shared/http/reply.ts";
import type { Directories } from "../../shared/store/directories.ts";
import type { Statements } from "../../shared/store/statements.ts";
import { findStatement, type Wanted } from "./find-statement.ts";
import { prepareStatement } from "./prepare-statement.ts";
import { publicPage } from "./public-page.ts";
import { type RebuildPorts, rebuildStatement } from "./rebuild-statement.ts";
import { approveStatement, refuseStatement } from "./settle-statement.ts";
import { prepareForm, readRefusalForm } from "./statement-form.ts";
import { approveOutcomes, prepareOutcomes, refuseOutcomes } from "./statement-outcomes.ts";
import { rebuiltPage, statementPage } from "./statement-page.ts";
import { publicReply, rebuiltReply, statementReply } from "./statement-reply.ts";
import { notNowWords } from "./statement-words.ts";
import { statementsPage } from "./statements-page.ts";

export type StatementPorts = Required<AnswerPorts> &
  RebuildPorts & {
    readonly directories: Pick<Directories, "book">;
    readonly statements: Statements;
  };

/** The council tells the public what the fund has done: prepared by finance, approved by a second person, read by anybody. */
export const createStatement = (ports: StatementPorts) => {
  const { statements, schemes } = ports;
  type InScheme = { readonly path: Readonly<Record<string, string>>; readonly now: Date };
  const schemeIn = async ({ path: { scheme = "" }, now }: InScheme) => schemeAsOf(await schemes.book(now), scheme, londonDay(now));
  const wantedIn = ({ path: { scheme = "", statementId = "" }, now }: InScheme): Wanted => ({ scheme, statementId, now });

  type Typed = Again & { readonly form?: Form };
  const show = async (asked: InScheme & { readonly principal: Principal }, typed?: Typed) => {
    const found = await findStatement(wantedIn(asked), ports);
    return found ? statementPage(found, asked.principal, typed) : notFoundPage();
  };
  const list = async (asked: InScheme & { readonly principal: Principal }, typed?: Typed) => {
    const scheme = await schemeIn(asked);
    return scheme ? statementsPage(scheme, await statements.ofScheme(scheme.code), asked, typed) : notFoundPage();
  };
  const again = ({ path, now, by, form }: FormSent, says: Again) => show({ path, now, principal: by }, { ...says, form });

  return answer(
    "statement",
    statementContracts,
    {
      reads: {
        "GET /public-figures": async () => publicPage(await statements.published()),

        "GET /finance/{scheme}/statements": (asked) => list(asked),

        "GET /finance/{scheme}/statements/{statementId}": (asked) => show(asked),

        "GET /finance/{scheme}/statements/{statementId}/rebuilt": async ({ path, now }) => {
          const rebuilt = await rebuildStatement(wantedIn({ path, now }), ports);
          return rebuilt.kind === "notFound" ? notFoundPage() : rebuiltPage(rebuilt);
        },

        "GET /api/public-figures": async () => {
          const items = (await statements.published()).map(publicReply);
          return json({ items, count: items.length });
        },

        "GET /api/schemes/{scheme}/statements": async ({ path, now }) => {
          const scheme = await schemeIn({ path, now });
          if (!scheme) return problem("not-found");
          const items = (await statements.ofScheme(scheme.code)).map(statementReply);
          return json({ items, count: items.length });
        },

        "GET /api/schemes/{scheme}/statements/{statementId}": async ({ path, now }) => {
          const found = await findStatement(wantedIn({ path, now }), ports);
          return found ? json(statementReply(found.statement)) : problem("not-found");
        },

        "GET /api/schemes/{scheme}/statements/{statementId}/rebuilt": async ({ path, now }) => {
          const rebuilt = await rebuildStatement(wantedIn({ path, now }), ports);
          switch (rebuilt.kind) {
            case "notFound":
              return problem("not-found");
            case "notCounted":
              return problem("step-not-possible", { detail: notNowWords(rebuilt.found.statement) });
            case "rebuilt":
              return json(rebuiltReply(rebuilt));
          }
        },
      },
      acts: {
        prepareStatement: act({
          read: prepareForm.read,
          sendingId: (form) => `form:${form.one("sendingId").slice(0, 100)}`,
          take: async ({ path, request, by, now, sendingId }) => {
            const scheme = await schemeIn({ path, now });
            return scheme ? prepareStatement({ scheme, request, by, now, sendingId }, ports) : { kind: "notFound" as const };
          },
          outcomes: prepareOutcomes,
          again: ({ path, now, by, form }, says) => list({ path, now, principal: by }, { ...says, form }),
        }),
        approveStatement: act({
          read: readNothing,
          take: ({ path, now, by }: Asked) => approveStatement({ ...wantedIn({ path, now }), by }, ports),
          outcomes: approveOutcomes,
          again,
        }),
        refuseStatement: act({
          read: readRefusalForm,
          take: ({ path, now, by, request }) => refuseStatement({ ...wantedIn({ path, now }), by, ...request }, ports),
          outcomes: refuseOutcomes,
          again,
        }),
      },
    },
    ports,
  );
};
