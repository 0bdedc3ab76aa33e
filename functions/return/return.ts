import { londonDay } from "../../shared/domain/dates.ts";
import type { Principal } from "../../shared/domain/principal.ts";
import { schemeAsOf } from "../../shared/domain/scheme/scheme-book.ts";
import { type FormRead, readNothing } from "../../shared/forms/form.ts";
import { type Again, type Asked, act, type FormSent, type Outcomes } from "../../shared/http/act.ts";
import { type AnswerPorts, answer, notFoundPage } from "../../shared/http/answer.ts";
import { returnContracts } from "../../shared/http/contracts/return-contracts.ts";
import type { Form } from "../../shared/http/read-body.ts";
import { json, problem } from "../../shared/http/reply.ts";
import { restOf, sliceWantedFrom } from "../../shared/http/slice-wanted.ts";
import type { LineBooks } from "../../shared/store/line-book.ts";
import type { Returns } from "../../shared/store/returns.ts";
import { cellPage, rebuiltPage } from "./cell-page.ts";
import { type CertifyReturnPorts, certifyReturn } from "./certify-return.ts";
import { findReturn, seeFigures, type Wanted } from "./find-return.ts";
import { type OpenCellPorts, openCell } from "./open-cell.ts";
import { prepareReturn } from "./prepare-return.ts";
import { rebuildReturn } from "./rebuild-return.ts";
import { prepareForm, readCertifyForm, readFileForm, readFillForm, readSendBackForm } from "./return-form.ts";
import { certifyOutcomes, fillOutcomes, prepareOutcomes, settleOutcomes } from "./return-outcomes.ts";
import { newestBeside, returnPage } from "./return-page.ts";
import { lineReply, moneyReply, returnReply, summaryReply } from "./return-reply.ts";
import { notNowWords } from "./return-words.ts";
import { newReturnPage, returnsPage } from "./returns-page.ts";
import { fileReturn, fillReturn, recountReturn, sendBackReturn } from "./settle-return.ts";

export type ReturnPorts = Required<AnswerPorts> &
  CertifyReturnPorts &
  OpenCellPorts & {
    readonly returns: Omit<Returns, "keepFigures" | "keepRecount">;
    readonly books: Pick<LineBooks, "kept" | "standing">;
  };

/** Finance answers for the grant: returns are prepared, checked, certified by another person, filed, and corrected later. */
export const createReturn = (ports: ReturnPorts) => {
  const { returns, schemes } = ports;
  type InScheme = { readonly path: Readonly<Record<string, string>>; readonly now: Date };
  const schemeIn = async ({ path: { scheme = "" }, now }: InScheme) => schemeAsOf(await schemes.book(now), scheme, londonDay(now));
  const wantedIn = ({ path: { scheme = "", returnId = "" }, now }: InScheme): Wanted => ({ scheme, returnId, now });

  const show = async (asked: InScheme & { readonly principal: Principal }, typed?: Again & { readonly form?: Form }) => {
    const found = await findReturn(wantedIn(asked), ports);
    if (!found) return notFoundPage();
    const { scheme, returnId } = found.prepared;
    const [seen, recounts, all, standing] = await Promise.all([
      seeFigures(found, asked.now, ports),
      returns.recounts(scheme, returnId),
      returns.ofScheme(scheme),
      found.prepared.state === "counting" ? ports.books.standing(scheme) : undefined,
    ]);
    const newest = newestBeside(found.prepared, all);
    return returnPage(
      {
        ...found,
        seen,
        recounts,
        ...(newest && { newest }),
        ...(standing?.round && { read: standing.progress }),
        principal: asked.principal,
      },
      typed,
    );
  };

  /** The steps of one return differ in their form, use case and outcomes alone. */
  const step = <T, O extends { readonly kind: string }>(
    read: (form: Form) => FormRead<T>,
    take: (asked: Wanted & { readonly by: Principal }, request: T) => Promise<O>,
    outcomes: Outcomes<O>,
  ) =>
    act({
      read,
      take: ({ path, now, by, request }: Asked<T>) => take({ ...wantedIn({ path, now }), by }, request),
      outcomes,
      again: ({ path, now, by, form }: FormSent, says: Again) => show({ path, now, principal: by }, { ...says, form }),
    });

  return answer(
    "return",
    returnContracts,
    {
      reads: {
        "GET /finance/{scheme}/returns": async ({ path, now, principal }) => {
          const scheme = await schemeIn({ path, now });
          return scheme ? returnsPage(scheme, await returns.ofScheme(scheme.code), principal) : notFoundPage();
        },

        "GET /finance/{scheme}/returns/new": async ({ path, query, now }) => {
          const scheme = await schemeIn({ path, now });
          return scheme ? newReturnPage(scheme, query.code) : notFoundPage();
        },

        "GET /finance/{scheme}/returns/{returnId}": (asked) => show(asked),

        "GET /finance/{scheme}/returns/{returnId}/cells/{cell}": async ({ path, query, now, principal }) => {
          const opened = await openCell({ ...wantedIn({ path, now }), cell: path.cell ?? "" }, ports);
          return opened ? cellPage(opened, principal, query.from) : notFoundPage();
        },

        "GET /finance/{scheme}/returns/{returnId}/rebuilt": async ({ path, now }) => {
          const rebuilt = await rebuildReturn(wantedIn({ path, now }), ports);
          return rebuilt.kind === "notFound" ? notFoundPage() : rebuiltPage(rebuilt);
        },

        "GET /api/schemes/{scheme}/returns": async ({ path, now }) => {
          const scheme = await schemeIn({ path, now });
          if (!scheme) return problem("not-found");
          const items = (await returns.ofScheme(scheme.code)).map(summaryReply);
          return json({ items, count: items.length });
        },

        "GET /api/schemes/{scheme}/returns/{returnId}": async ({ path, now }) => {
          const found = await findReturn(wantedIn({ path, now }), ports);
          if (!found) return problem("not-found");
          const { scheme, returnId } = found.prepared;
          return json(returnReply(found, await seeFigures(found, now, ports), await returns.recounts(scheme, returnId)));
        },

        "GET /api/schemes/{scheme}/returns/{returnId}/cells/{cell}": async ({ path, query, now }) => {
          const wanted = sliceWantedFrom(query);
          const from = Number(wanted?.after ?? 0);
          if (!wanted || !Number.isSafeInteger(from) || from < 0)
            return problem("malformed-request", { detail: "The cursor or the limit is not one." });
          const opened = await openCell({ ...wantedIn({ path, now }), cell: path.cell ?? "" }, ports);
          if (!opened) return problem("not-found");
          const all = [...opened.lines.map(lineReply), ...opened.money.map(moneyReply)];
          const items = all.slice(from, from + wanted.limit);
          const next = from + wanted.limit < all.length ? String(from + wanted.limit) : undefined;
          return json({ items, ...restOf({ counted: { count: all.length, isMore: false }, ...(next && { next }) }) });
        },

        "GET /api/schemes/{scheme}/returns/{returnId}/rebuilt": async ({ path, now }) => {
          const rebuilt = await rebuildReturn(wantedIn({ path, now }), ports);
          switch (rebuilt.kind) {
            case "notFound":
              return problem("not-found");
            case "notCounted":
              return problem("step-not-possible", { detail: notNowWords(rebuilt.found.prepared) });
            case "rebuilt":
              return json({ isSame: rebuilt.isSame, kept: rebuilt.kept, rebuilt: rebuilt.rebuilt });
          }
        },
      },
      acts: {
        prepareReturn: act({
          read: prepareForm.read,
          sendingId: (form) => `form:${form.one("sendingId").slice(0, 100)}`,
          take: async ({ path, request, by, now, sendingId }) => {
            const scheme = await schemeIn({ path, now });
            return scheme ? prepareReturn({ scheme, request, by, now, sendingId }, ports) : { kind: "notFound" as const };
          },
          outcomes: prepareOutcomes,
          again: async ({ path, now, form }, says) => {
            const scheme = await schemeIn({ path, now });
            return scheme ? newReturnPage(scheme, "", { ...says, form }) : notFoundPage();
          },
        }),
        fillReturn: step(readFillForm, (asked, request) => fillReturn({ ...asked, ...request }, ports), fillOutcomes),
        certifyReturn: step(readCertifyForm, (asked, request) => certifyReturn({ ...asked, ...request }, ports), certifyOutcomes),
        sendBackReturn: step(readSendBackForm, (asked, request) => sendBackReturn({ ...asked, ...request }, ports), settleOutcomes(201)),
        fileReturn: step(readFileForm, (asked, request) => fileReturn({ ...asked, ...request }, ports), settleOutcomes(201)),
        recountReturn: step(readNothing, (asked) => recountReturn(asked, ports), settleOutcomes(202)),
      },
    },
    ports,
  );
};
