import * as z from "zod/mini";
import { code, day as typedDay } from "../../domain/document/document-values.ts";
import { type EntryKind, entryKinds } from "../../domain/ledger/ledger.ts";
import { returnStates } from "../../domain/return/prepared-return.ts";
import { codesInWords, sayAlso, says } from "../../domain/says.ts";
import { lineText, longText } from "../../domain/text.ts";
import { actor, type ContractsOf, list, paging } from "./contract.ts";
import { day, instant, text, whole } from "./fields.ts";

/** Other days than the document's can be looked at, but not certified. */
export const prepareReturnSchema = z.strictObject({
  code: code("the return’s code in the scheme"),
  from: z.optional(typedDay("the first day that the return covers")),
  to: z.optional(typedDay("the last day that the return covers")),
  why: z.optional(longText("why the filed return is corrected", 500)),
});
export type PrepareReturnRequest = z.infer<typeof prepareReturnSchema>;

export const typedFieldMost = 2_000;
export const fillReturnSchema = z.strictObject({
  version: says(z.int(), "The version of the return, as it was read."),
  fields: says(
    z
      .array(
        z.strictObject({
          table: code("the field’s table"),
          code: code("the field’s code"),
          value: says(z.string().check(z.maxLength(typedFieldMost)), "What is typed; empty to take it out."),
        }),
      )
      .check(z.maxLength(60, "Give at most 60 fields")),
    "The fields of the return that finance types.",
  ),
});
export type FillReturnRequest = z.infer<typeof fillReturnSchema>;

export const certifyReturnSchema = z.strictObject({
  hash: says(z.string({ error: "Give the hash of what you saw" }).check(z.maxLength(100)), "The hash of the return, as it was read."),
  name: lineText("your name", 100),
});
export const sendBackReturnSchema = z.strictObject({ why: longText("why you send it back", 500) });
export const fileReturnSchema = z.strictObject({ reference: lineText("how the return was sent", 200) });

const pathOfCell = "Its name, as `table.row.column.measure`.";

const failure = () =>
  sayAlso(
    z.strictObject({
      check: text("The check that fails."),
      cell: text("Where it fails: the cell as `table.row.column.measure`, or as much of it as the check can name."),
      says: text("What is wrong and what mends it."),
    }),
    { title: "ReturnFailure" },
  );

const adjustment = () =>
  sayAlso(
    z.strictObject({
      returnId: text("The filed return that is corrected."),
      cell: text(pathOfCell),
      filed: whole("The figure as it was filed."),
      now: whole("The figure by the ledger now."),
    }),
    { title: "ReturnAdjustment" },
  );

const recount = () =>
  z.strictObject({
    asOf: instant("Only entries up to then count."),
    by: says(actor, "Who had it counted again."),
    adjustments: says(z.array(adjustment()), "The cells that differ from the filed ones."),
  });

const summaryShape = () => ({
  returnId: text("The return’s id."),
  scheme: text("The scheme’s code."),
  schemeVersion: whole("The version of the scheme by which it was counted."),
  code: text("The return’s code in the scheme."),
  from: day("The first day that it covers."),
  to: day("The last day that it covers."),
  asOf: instant("Only entries up to then count."),
  number: whole("1 is the first return for its days; a correction is the next number."),
  why: z.optional(text("Why the filed return was corrected.")),
  state: says(z.enum(Object.keys(returnStates) as [string, ...string[]]), `${codesInWords(returnStates)}.`),
  version: whole("It grows with each change."),
  preparedBy: says(actor, "Who prepared it."),
  preparedAt: instant("When it was prepared."),
  certificate: z.optional(
    says(
      z.strictObject({
        by: says(actor, "Who certified it."),
        at: instant("When it was certified."),
        name: text("The name that they typed."),
        hash: text("The hash of what they saw."),
      }),
      "The certificate.",
    ),
  ),
  filing: z.optional(
    says(
      z.strictObject({
        by: says(actor, "Who recorded it."),
        at: instant("When it was recorded."),
        reference: text("How it was sent to the department."),
      }),
      "How it was filed.",
    ),
  ),
  sentBack: z.optional(
    says(
      z.strictObject({ by: says(actor, "Who sent it back."), at: instant("When that was."), why: text("Why, as somebody typed it.") }),
      "Why it was sent back.",
    ),
  ),
});

const summary = () => sayAlso(z.strictObject(summaryShape()), { title: "ReturnSummary" });

const heading = () => z.strictObject({ code: text("Its code."), label: text("What it is called.") });

const table = () =>
  sayAlso(
    z.strictObject({
      code: text("The table’s code."),
      title: text("What it is called."),
      sheet: text("Its sheet in the department’s workbook."),
      known: says(z.boolean(), "Whether its rows and columns are known. An unknown table has no figures."),
      rows: says(z.array(heading()), "Its rows."),
      columns: says(z.array(heading()), "Its columns."),
      cells: says(z.record(z.string(), whole("A figure.")), "Its figures by `row.column.measure`. Spend is in pence."),
    }),
    { title: "ReturnTable" },
  );

const preparedReturn = () =>
  sayAlso(
    z.strictObject({
      ...summaryShape(),
      fields: says(
        z.array(
          z.strictObject({
            table: text("The field’s table."),
            code: text("The field’s code."),
            label: text("What finance is asked for."),
            value: text("What was typed."),
          }),
        ),
        "What finance typed.",
      ),
      hash: z.optional(text("The hash of all that a certificate covers; absent while the figures are being counted.")),
      tables: says(z.array(table()), "The tables with their figures; empty while they are being counted."),
      failures: says(z.array(failure()), "The checks that fail. Any of them blocks the certificate."),
      carried: says(z.array(adjustment()), "Corrections of returns filed earlier, which this return carries."),
      recounts: says(z.array(recount()), "Each time that the filed return was counted again, the oldest first."),
    }),
    { title: "Return" },
  );

const lineOfCell = () =>
  sayAlso(
    z.strictObject({
      awardId: text("The award’s reference."),
      caseId: text("The case’s reference."),
      line: whole("The number of the line in its award, counted from 1."),
      householdId: text("The household’s id."),
      label: text("What was awarded."),
      spend: whole("What the line adds to the spend, in pence."),
      volume: whole("What it adds to the volumes."),
      households: whole("What it adds to the households: each counts with its first line."),
    }),
    { title: "ReturnLine" },
  );

const entryOfCell = () =>
  sayAlso(
    z.strictObject({
      entryId: text("The entry’s id."),
      kind: says(z.enum(Object.keys(entryKinds) as [EntryKind, ...EntryKind[]]), "What the entry did."),
      category: text("The category."),
      at: instant("When it was recorded."),
      spend: whole("What the entry adds to the spend, in pence."),
    }),
    { title: "ReturnEntry" },
  );

/** The API of returns to the department. */
export const returnContracts = {
  "GET /api/schemes/{scheme}/returns": {
    name: "listReturns",
    does: "Every return of a scheme that finance prepared, the newest first.",
    reply: z.lazy(() => list(summary())),
    status: 200,
  },
  "GET /api/schemes/{scheme}/returns/{returnId}": {
    name: "getReturn",
    does: "One return with its figures, the checks that fail, and what was corrected since it was filed.",
    reply: z.lazy(preparedReturn),
    status: 200,
  },
  "GET /api/schemes/{scheme}/returns/{returnId}/cells/{cell}": {
    name: "listLinesOfReturnCell",
    does: "The lines of awards that make up one figure of a return, and the entries without an award. Their shares add up to it. The cell is named as `table.row.column.measure`.",
    query: [...paging],
    reply: z.lazy(() => list(z.union([lineOfCell(), entryOfCell()]))),
    status: 200,
  },
  "GET /api/schemes/{scheme}/returns/{returnId}/rebuilt": {
    name: "rebuildReturn",
    does: "Counts a return again from the ledger, as of the same instant, and compares it with what is kept.",
    reply: z.lazy(() =>
      z.strictObject({
        isSame: says(z.boolean(), "Whether the figures are the same, byte for byte."),
        kept: text("The hash of the figures that are kept."),
        rebuilt: text("The hash of the figures that the ledger gives."),
      }),
    ),
    status: 200,
    refuses: ["step-not-possible"],
  },
  "POST /api/schemes/{scheme}/returns": {
    request: prepareReturnSchema,
    reply: z.lazy(summary),
    status: 202,
    refuses: ["idempotency-key-reused", "step-not-possible"],
  },
  "POST /api/schemes/{scheme}/returns/{returnId}/fields": {
    request: fillReturnSchema,
    reply: z.lazy(summary),
    status: 201,
    refuses: ["stale-return", "step-not-possible"],
  },
  "POST /api/schemes/{scheme}/returns/{returnId}/certificates": {
    request: certifyReturnSchema,
    reply: z.lazy(summary),
    status: 201,
    refuses: ["second-person-needed", "stale-return", "step-not-possible", "return-not-certifiable"],
  },
  "POST /api/schemes/{scheme}/returns/{returnId}/refusals": {
    request: sendBackReturnSchema,
    reply: z.lazy(summary),
    status: 201,
    refuses: ["step-not-possible"],
  },
  "POST /api/schemes/{scheme}/returns/{returnId}/filings": {
    request: fileReturnSchema,
    reply: z.lazy(summary),
    status: 201,
    refuses: ["step-not-possible"],
  },
  "POST /api/schemes/{scheme}/returns/{returnId}/recounts": {
    request: z.strictObject({}),
    reply: z.lazy(summary),
    status: 202,
    refuses: ["step-not-possible"],
  },
} as const satisfies ContractsOf<"return">;
