import { isDay, londonDay } from "../../shared/domain/dates.ts";
import { isExportList, listOf } from "../../shared/domain/export/export-lists.ts";
import { isCaseId } from "../../shared/domain/ids.ts";
import { holdsOneOf, type Principal } from "../../shared/domain/principal.ts";
import { schemesAsOf } from "../../shared/domain/scheme/scheme-book.ts";
import { typedForm } from "../../shared/forms/typed-form.ts";
import { type Again, type Asked, act } from "../../shared/http/act.ts";
import { type AnswerPorts, answer, notFoundPage } from "../../shared/http/answer.ts";
import { exportsContracts } from "../../shared/http/contracts/exports-contracts.ts";
import type { Form } from "../../shared/http/read-body.ts";
import { json, problem, type Reply, seeOther } from "../../shared/http/reply.ts";
import type { ExportFiles } from "../../shared/store/export-files.ts";
import type { Exports } from "../../shared/store/exports.ts";
import type { Schemes } from "../../shared/store/schemes.ts";
import { askForExport, type ExportRequest } from "./ask-for-export.ts";
import { readExportForm } from "./export-form.ts";
import { askOutcomes } from "./export-outcomes.ts";
import { exportPage, exportsPage, newExportPage } from "./export-page.ts";
import { exportReply } from "./export-reply.ts";
import { findReturn, type ReturnFilePorts } from "./find-return.ts";
import { downloadFilled, downloadReturn, giveFilled, giveReturn } from "./return-file.ts";
import { returnFilesPage } from "./return-files-page.ts";
import { type TakeOutcome, takeFile } from "./take-file.ts";

export type ExportsPorts = Required<AnswerPorts> & {
  readonly exports: Pick<Exports, "ask" | "find" | "of">;
  readonly files: Pick<ExportFiles, "link">;
  readonly schemes: Pick<Schemes, "book">;
  readonly returns: ReturnFilePorts["returns"];
};

/** Lists as files: asked for, written in the background, and fetched by the person who asked. */
export const createExports = (ports: ExportsPorts) => {
  const { exports, schemes } = ports;
  type Own = { readonly path: Readonly<Record<string, string>>; readonly principal: Principal };
  const ownIn = async ({ path: { exportId = "" }, principal }: Own) =>
    isCaseId(exportId) ? exports.find(principal.id, exportId) : undefined;

  const newExport = async (form: Form, by: Principal, now: Date, says: Partial<Again> = {}): Promise<Reply> => {
    const list = form.one("list");
    if (!isExportList(list) || !holdsOneOf(by, listOf(list).who)) return exportsPage(await exports.of(by.id), by, now, says);
    return newExportPage(list, schemesAsOf(await schemes.book(now), londonDay(now)), { form, ...says });
  };

  return answer(
    "exports",
    exportsContracts,
    {
      reads: {
        "GET /exports": async ({ principal, now }) => exportsPage(await exports.of(principal.id), principal, now),

        "GET /exports/new": ({ query, principal, now }) => newExport(formFrom(query), principal, now),

        "GET /exports/{exportId}": async ({ path, principal, now }) => {
          const asked = await ownIn({ path, principal });
          return asked ? exportPage(asked, now) : notFoundPage();
        },

        "GET /exports/{exportId}/file": async ({ path, principal, now }) => {
          const taken = await takeFile({ exportId: path.exportId ?? "", by: principal, now }, ports);
          if (taken.kind === "taken") return seeOther(taken.href);
          const asked = await ownIn({ path, principal });
          return asked ? exportPage(asked, now, notTaken(taken)) : notFoundPage();
        },

        "GET /api/exports": async ({ principal }) => json({ items: (await exports.of(principal.id)).map(exportReply) }),

        "GET /api/exports/{exportId}": async ({ path, principal }) => {
          const asked = await ownIn({ path, principal });
          return asked ? json(exportReply(asked)) : problem("not-found");
        },

        "GET /api/exports/{exportId}/file": async ({ path, principal, now }) => {
          const taken = await takeFile({ exportId: path.exportId ?? "", by: principal, now }, ports);
          if (taken.kind === "taken") return json({ href: taken.href, fileName: taken.fileName, worksUntil: taken.worksUntil });
          if (taken.kind === "notFound") return problem("not-found");
          return problem(taken.kind === "notTheirsNow" ? "forbidden" : "step-not-possible", { detail: refusals[taken.kind].says });
        },

        "GET /finance/{scheme}/returns/{returnId}/files": async ({ path, principal, now }) => {
          const found = await findReturn({ path, now }, ports);
          return found.kind === "notFound" ? notFoundPage() : returnFilesPage(found, principal);
        },

        "GET /finance/{scheme}/returns/{returnId}/files/{format}": async ({ path, now }) =>
          downloadReturn(await findReturn({ path, now }, ports), path.format),

        "GET /api/schemes/{scheme}/returns/{returnId}/files/{format}": async ({ path, now }) =>
          giveReturn(await findReturn({ path, now }, ports), path.format),
      },
      acts: {
        fillWorkbook: {
          page: async ({ path, files, now }) => downloadFilled(await findReturn({ path, now }, ports), files),
          again: async ({ path, principal, now }, says) => {
            const found = await findReturn({ path, now }, ports);
            return found.kind === "notFound" ? notFoundPage() : returnFilesPage(found, principal, says as Again<readonly string[]>);
          },
          api: async ({ path, body: { workbook }, now }) =>
            giveFilled(await findReturn({ path, now }, ports), Buffer.from(workbook, "base64")),
        },
        askForExport: act({
          read: readExportForm,
          sendingId: (form) => `form:${form.one("sendingId").slice(0, 100)}`,
          take: ({ request, by, now, sendingId }: Asked<ExportRequest>) => askForExport({ request, by, now, sendingId }, ports),
          outcomes: askOutcomes,
          again: ({ form, by, now }, says) => newExport(form, by, now, says),
        }),
      },
    },
    ports,
  );
};

type Refused = Exclude<TakeOutcome["kind"], "taken" | "notFound">;

const refusals: Readonly<Record<Refused, { readonly status: number; readonly says: string }>> = {
  notReady: { status: 409, says: "The file is not ready yet." },
  gone: { status: 409, says: "The file has been deleted. Ask for the list again." },
  notTheirsNow: { status: 403, says: "Your roles no longer show you all that is in this file. Ask for the list again." },
};

const notTaken = ({ kind }: TakeOutcome): Partial<Again> => {
  const { status, says } = refusals[kind as Refused];
  return { status, notice: says };
};

/** Fills the form in with the list and the filter of the page that led to it. */
const formFrom = (query: Readonly<Record<string, string | undefined>>): Form => {
  const days = ["from", "to"].flatMap((name) => {
    const day = query[name];
    if (day === undefined || !isDay(day)) return [];
    const [year = "", month = "", date = ""] = day.split("-");
    return [
      [`${name}-year`, year],
      [`${name}-month`, String(Number(month))],
      [`${name}-day`, String(Number(date))],
    ];
  });
  const { list = "", scheme = "", category = "", status = "" } = query;
  return typedForm({ list, scheme, category, status, ...Object.fromEntries(days) });
};
