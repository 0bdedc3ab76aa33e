import type { Again } from "../../shared/http/act.ts";
import { notFoundPage } from "../../shared/http/answer.ts";
import type { Files } from "../../shared/http/read-body.ts";
import { downloadBytes, json, problem, type Reply, type Returned, returned } from "../../shared/http/reply.ts";
import { contentTypes } from "./file-writer.ts";
import { fillWorkbook } from "./fill-workbook.ts";
import type { FoundReturn } from "./find-return.ts";
import { cellsToFill, returnCsv, returnWorkbook } from "./return-files.ts";

type ReturnFile = { readonly name: string; readonly type: string; readonly bytes: Uint8Array };

type Counted = Extract<FoundReturn, { kind: "found" }>;

/** Undefined for a kind of file that there is not. */
const fileOf = async ({ wanted, fileName }: Counted, format: string | undefined): Promise<ReturnFile | undefined> => {
  if (format === "csv") return { name: `${fileName}.csv`, type: contentTypes.csv, bytes: Buffer.from(returnCsv(wanted)) };
  if (format === "xlsx") return { name: `${fileName}.xlsx`, type: contentTypes.xlsx, bytes: await returnWorkbook(wanted) };
  return undefined;
};

const inJson = ({ name, type, bytes }: ReturnFile, status = 200): Reply =>
  json({ fileName: name, contentType: type, base64: Buffer.from(bytes).toString("base64") }, status);

const notCounted = "The return’s figures are still being counted.";
const noCells = "The scheme does not say where the figures stand in the department’s workbook.";

export const downloadReturn = async (found: FoundReturn, format: string | undefined): Promise<Reply> => {
  const file = found.kind === "found" ? await fileOf(found, format) : undefined;
  return file ? downloadBytes(file.name, file.type, file.bytes) : notFoundPage();
};

export const giveReturn = async (found: FoundReturn, format: string | undefined): Promise<Reply> => {
  if (found.kind === "notCounted") return problem("step-not-possible", { detail: notCounted });
  const file = found.kind === "found" ? await fileOf(found, format) : undefined;
  return file ? inJson(file) : problem("not-found");
};

const filledFrom = ({ wanted, fileName }: Counted, workbook: Uint8Array) => {
  const outcome = fillWorkbook(workbook, cellsToFill(wanted));
  return outcome.kind === "filled"
    ? { kind: "filled" as const, file: { name: `${fileName}.xlsx`, type: contentTypes.xlsx, bytes: outcome.bytes } }
    : outcome;
};

/** A filled workbook goes straight back: a file in answer to a form leaves the page where it is, and nothing is kept. */
export const downloadFilled = (found: FoundReturn, files: Files): Reply | Returned => {
  const says = (text: string, notice?: readonly string[]): Returned =>
    returned({ status: 400, errors: [{ field: "workbook", text }], ...(notice && { notice }) } satisfies Again<readonly string[]>);
  if (found.kind === "notFound") return returned({ status: 404 });
  if (found.kind === "notCounted") return says(notCounted);
  if (found.wanted.layout.cells.length === 0) return says(noCells);
  const workbook = files.get("workbook");
  if (!workbook || workbook.length === 0) return says("Choose the department’s workbook");
  const filled = filledFrom(found, workbook);
  if (filled.kind === "filled") return downloadBytes(filled.file.name, filled.file.type, filled.file.bytes);
  return says("The workbook was not filled. Nothing was written", filled.because.slice(0, 50));
};

export const giveFilled = (found: FoundReturn, workbook: Uint8Array): Reply => {
  if (found.kind === "notFound") return problem("not-found");
  if (found.kind === "notCounted") return problem("step-not-possible", { detail: notCounted });
  if (found.wanted.layout.cells.length === 0) return problem("step-not-possible", { detail: noCells });
  const filled = filledFrom(found, workbook);
  return filled.kind === "filled" ? inJson(filled.file, 201) : problem("workbook-not-filled", { detail: `${filled.because.join(". ")}.` });
};
