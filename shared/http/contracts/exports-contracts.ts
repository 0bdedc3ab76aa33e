import * as z from "zod/mini";
import { type CaseStatus, caseStatusWords } from "../../domain/case/case.ts";
import { isDay } from "../../domain/dates.ts";
import { exportFormats, exportStates } from "../../domain/export/export.ts";
import { type ExportListName, exportLists } from "../../domain/export/export-lists.ts";
import { sayAlso, says } from "../../domain/says.ts";
import type { ContractsOf } from "./contract.ts";
import { instant, text, whole } from "./fields.ts";

const codes = <T extends string>(words: Readonly<Record<T, unknown>>, error: string) =>
  z.enum(Object.keys(words) as [T, ...T[]], { error });
const realDay = (error: string, what: string) => says(z.string({ error }).check(z.refine(isDay, { error })), what, { format: "date" });
const shortCode = (error: string) => z.string({ error }).check(z.maxLength(60, { error }));

/** What the form and the API both send. */
export const exportRequest = z.strictObject({
  list: says(codes<ExportListName>(exportLists, "Select which list you want"), "Which list."),
  format: says(codes(exportFormats, "Select the kind of file"), "The kind of file."),
  scheme: z.optional(says(shortCode("Select a scheme"), "The scheme’s code, for lists of a scheme’s money.")),
  category: z.optional(says(shortCode("Select a category of the scheme"), "One category of the scheme; all of them without it.")),
  status: z.optional(says(codes<CaseStatus>(caseStatusWords, "Select a status"), "Cases of one status; all of them without it.")),
  from: z.optional(realDay("Enter a real first day", "The first day, in London.")),
  to: z.optional(realDay("Enter a real last day", "The last day, in London; it counts.")),
});

const exportReply = () =>
  sayAlso(
    z.strictObject({
      exportId: text("The export’s id."),
      list: says(codes<ExportListName>(exportLists, ""), "Which list."),
      format: says(codes(exportFormats, ""), "The kind of file."),
      filter: says(
        z.strictObject({
          scheme: z.optional(text("The scheme’s code.")),
          category: z.optional(text("The category’s code in the scheme.")),
          status: z.optional(text("The status of the cases.")),
          from: z.optional(text("The first day.")),
          to: z.optional(text("The last day.")),
        }),
        "What the list is narrowed to.",
      ),
      columns: says(z.array(z.string()), "The codes of its columns, in their order: those that your roles see."),
      askedAt: instant("When it was asked for. Nothing later is in it."),
      state: says(codes(exportStates, ""), "How far it is."),
      rows: whole("Rows written so far."),
      rowsLeftOut: whole("Rows left out because you declared an interest in their households."),
      sum: z.optional(whole("What the list adds up to so far, in pence.")),
      bytes: z.optional(whole("The size of the file, once it is ready.")),
      fileName: z.optional(text("The name of the file, once it is ready.")),
      why: z.optional(text("Why it cannot be written.")),
      keptUntil: instant("When the file is deleted."),
    }),
    { title: "Export" },
  );

const exportLink = () =>
  sayAlso(
    z.strictObject({
      href: text("Where the file is. The link works for a minute, for anybody who has it."),
      fileName: text("The name of the file."),
      worksUntil: instant("Until when the link works. Ask for another one after that."),
    }),
    { title: "ExportLink" },
  );

/** A file inside JSON, for what is small. */
const smallFile = () =>
  sayAlso(
    z.strictObject({
      fileName: text("The name of the file, as the department names it."),
      contentType: text("The kind of file."),
      base64: text("The file, in base64."),
    }),
    { title: "ReturnFile" },
  );

/** A whole workbook. Four megabytes are more than any template has. */
export const workbookToFill = z.strictObject({
  workbook: says(
    z.string({ error: "Send the workbook" }).check(z.regex(/^[A-Za-z0-9+/]+={0,2}$/, { error: "Send the workbook in base64" })),
    "The department’s workbook, XLSX in base64.",
  ),
});

/** The API of lists as files. Everybody sees their own exports alone. */
export const exportsContracts = {
  "GET /api/exports": {
    name: "listExports",
    does: "The exports that you asked for, the newest first.",
    reply: z.lazy(() => z.strictObject({ items: says(z.array(exportReply()), "Your exports.") })),
    status: 200,
  },
  "GET /api/exports/{exportId}": {
    name: "getExport",
    does: "An export of yours, and how far it is.",
    reply: z.lazy(exportReply),
    status: 200,
  },
  "GET /api/exports/{exportId}/file": {
    name: "getExportFile",
    does: "A link to the file of an export of yours. Your roles must still see every column of it.",
    reply: z.lazy(exportLink),
    status: 200,
    refuses: ["step-not-possible", "forbidden"],
  },
  "GET /api/schemes/{scheme}/returns/{returnId}/files/{format}": {
    name: "getReturnFile",
    does: "A return as a file: `csv`, or `xlsx` in the department’s sheets.",
    reply: z.lazy(smallFile),
    status: 200,
    refuses: ["step-not-possible"],
  },
  "POST /api/schemes/{scheme}/returns/{returnId}/filled-workbooks": {
    request: workbookToFill,
    reply: z.lazy(smallFile),
    status: 201,
    refuses: ["workbook-not-filled", "step-not-possible"],
  },
  "POST /api/exports": {
    request: exportRequest,
    reply: z.lazy(exportReply),
    status: 202,
    refuses: ["idempotency-key-reused", "forbidden"],
  },
} as const satisfies ContractsOf<"exports">;
