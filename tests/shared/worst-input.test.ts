import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { expect, test } from "vitest";
import * as z from "zod/mini";
import { readLineResults } from "../../functions/fulfil/read-line-results.ts";
import { applicationSchema } from "../../shared/domain/application.ts";
import { bankText } from "../../shared/domain/bank/bank-text.ts";
import { bankAccountSchema } from "../../shared/domain/bank/payee.ts";
import { readCsv } from "../../shared/domain/csv/read-csv.ts";
import { parseTypedDay } from "../../shared/domain/dates.ts";
import { readDirectory } from "../../shared/domain/directory/read-directory.ts";
import { shippedDirectory } from "../../shared/domain/directory/shipped-directory.ts";
import { readResults } from "../../shared/domain/payments/read-results.ts";
import { cohortLimits, readCohort } from "../../shared/domain/run/read-cohort.ts";
import { sortRows } from "../../shared/domain/run/same-household.ts";
import { shippedSchemes } from "../../shared/domain/scheme/shipped.ts";
import { readScheme } from "../../shared/domain/scheme-draft/read-scheme.ts";
import { fieldErrorsOf } from "../../shared/http/field-errors.ts";
import { readBody } from "../../shared/http/read-body.ts";
import { limits } from "../../shared/system.ts";
import { applicationInput } from "../examples.ts";
import { stepsOf } from "../steps.ts";

const bytes = (text: string) => new Uint8Array(Buffer.from(text));
const posted = (body: string, type: string) =>
  ({
    body,
    headers: { "content-type": type },
    isBase64Encoded: false,
    routeKey: "POST /api/anything",
    requestContext: { http: { method: "POST" } },
  }) as unknown as APIGatewayProxyEventV2;
const sendForm = (body: string) => readBody(posted(body, "application/x-www-form-urlencoded"), false);
const sendJson = (body: string) => readBody(posted(body, "application/json"), true);
const filled = (text: string, length: number) => text.repeat(Math.floor(length / text.length));

const columns = { reference: "required", name: "required", note: "optional" } as const;
const csvLimits = { bytes: 1024 * 1024, rows: 5_000 };
const crf = shippedSchemes.findLast(({ code }) => code === "CRF");
if (!crf) throw new Error("The scheme is shipped.");

const cohortHead = "reference,name,date_of_birth,address_line_1,postcode\n";
const lineHead = "council,reference,state,amount\n";
const paymentHead = "council,batch,payment,amount,result,reason\n";
const numbered = (count: number, row: (index: number) => string) => Array.from({ length: count }, (_, index) => row(index)).join("");
const names = (length: number) => numbered(Math.floor(length / 7), (index) => `c${String(index).padStart(5, "0")},`);

type Worst = { readonly what: string; readonly length: number; readonly work: (length: number) => () => unknown; readonly each: number };

/** The worst input of a parser that is as long as its limit lets it be, and the steps for each character that it may cost. */
const worst: readonly Worst[] = [
  { what: "a list of column names alone", length: 1024 * 1024, each: 10, work: (n) => csv(names(n)) },
  { what: "a list of commas", length: 1024 * 1024, each: 10, work: (n) => csv(filled(",", n)) },
  { what: "a list with a comma on each line", length: 1024 * 1024, each: 30, work: (n) => csv(`reference,name\n${filled(",\n", n)}`) },
  { what: "a list of short rows", length: 1024 * 1024, each: 30, work: (n) => csv(`reference,name\n${filled("1,a\n", n)}`) },
  { what: "a list of quotation marks", length: 1024 * 1024, each: 10, work: (n) => csv(filled('"', n)) },
  { what: "a list of empty rows", length: 1024 * 1024, each: 30, work: (n) => csv(`reference,name\n1,a\n${filled(",,,,\n", n)}`) },
  { what: "a list of stray bytes", length: 1024 * 1024, each: 30, work: (n) => strayBytes(n) },
  { what: "a list of dates", length: 200_000, each: 60, work: (n) => dates(n) },
  {
    what: "a list of cells that begin like formulas",
    length: 1024 * 1024,
    each: 30,
    work: (n) => csv(`reference,name\n${filled("+1 ,-\n", n)}`),
  },
  {
    what: "a list of households that are all one person",
    length: cohortLimits.bytes,
    each: 40,
    work: (n) => {
      const row = "1,A Lee,1980-01-01,1 A Road,CV1 2AB\n";
      const file = bytes(cohortHead + filled(row, Math.min(n, row.length * cohortLimits.rows)));
      return () => {
        const read = readCohort(file, crf, "2026-11-20");
        if (read.kind === "refused") return;
        sortRows(read.rows.map((listed) => ({ ...listed, mark: { personHash: "p", addressHash: "a" } })));
      };
    },
  },
  { what: "results of one line again and again", length: 8_000, each: 40, work: (n) => lineResults(filled("C,L-1,spent,1.00\n", n)) },
  {
    what: "results of one line that never agree",
    length: 8_000,
    each: 40,
    work: (n) => lineResults(numbered(n / 20, (i) => `C,L-1,spent,${i}.00\n`)),
  },
  { what: "the bank's results of one payment", length: 100_000, each: 60, work: (n) => bankResults(filled("C,B,P,1.00,paid,\n", n)) },
  { what: "a form of fields alone", length: limits.bodyBytes, each: 10, work: (n) => form(filled("a&", n)) },
  { what: "a form of one field again and again", length: 20_000, each: 40, work: (n) => form(filled("a=1&", n)) },
  { what: "JSON of levels alone", length: limits.bodyBytes, each: 10, work: (n) => json(filled("[", n)) },
  { what: "JSON of values alone", length: limits.bodyBytes, each: 10, work: (n) => json(`[${filled("1,", n)}1]`) },
  { what: "JSON of names alone", length: limits.bodyBytes, each: 10, work: (n) => json(`{${numbered(n / 12, (i) => `"${i}":1,`)}"z":1}`) },
  {
    what: "an application with thousands of names that are not asked for",
    length: 200_000,
    each: 40,
    work: (n) =>
      schema(applicationSchema, { ...applicationInput, ...Object.fromEntries(Array.from({ length: n / 10 }, (_, i) => [`n${i}`, 1])) }),
  },
  {
    what: "an application with thousands of people",
    length: 200_000,
    each: 60,
    work: (n) => schema(applicationSchema, { ...applicationInput, people: Array.from({ length: n / 10 }, () => ({})) }),
  },
  {
    what: "a scheme with one item thousands of times",
    length: 250_000,
    each: 60,
    work: (n) => {
      const [item] = crf.items;
      const document = { ...crf, items: Array.from({ length: Math.ceil(n / JSON.stringify(item).length) }, () => item) };
      return () => readScheme(document);
    },
  },
  {
    what: "a scheme of rows that are none",
    length: 100_000,
    each: 60,
    work: (n) => {
      const document = { ...crf, items: Array.from({ length: n / 2 }, () => 1), windows: Array.from({ length: n / 2 }, () => 1) };
      return () => readScheme(document);
    },
  },
  {
    what: "a directory with one service thousands of times",
    length: 250_000,
    each: 60,
    work: (n) => {
      const [service] = shippedDirectory.services;
      const document = {
        ...shippedDirectory,
        services: Array.from({ length: Math.ceil(n / JSON.stringify(service).length) }, () => service),
      };
      return () => readDirectory(document);
    },
  },
  { what: "a name for the bank of accents", length: 200_000, each: 40, work: (n) => () => bankText(filled("Ǽ ", n)) },
  {
    what: "an account whose parts are far too long",
    length: 200_000,
    each: 40,
    work: (n) => {
      const long = filled("1-", n);
      return () => bankAccountSchema.safeParse({ way: "bank", name: long, sortCode: long, accountNumber: long, rollNumber: long });
    },
  },
  {
    what: "a date whose parts are far too long",
    length: 200_000,
    each: 40,
    work: (n) => () => parseTypedDay({ day: filled("1", n), month: filled("jan", n), year: filled(" 1", n) }),
  },
];

const csv = (text: string) => {
  const file = bytes(text);
  return () => readCsv(file, columns, csvLimits);
};
const strayBytes = (length: number) => {
  const file = new Uint8Array([
    ...bytes("reference,name\n1,é"),
    ...Array.from({ length }, (_, index) => [0xc3, 0xa9, 0xff][index % 3] ?? 0),
  ]);
  return () => readCsv(file, columns, csvLimits);
};
const dates = (length: number) => {
  const file = bytes(cohortHead + filled("1,A Lee,Wednesday 9th of September 1984,1 A Road,CV1 2AB\n", length));
  return () => readCohort(file, crf, "2026-11-20");
};
const lineResults = (rows: string) => {
  const file = bytes(lineHead + rows);
  return () => readLineResults(file, "C");
};
const bankResults = (rows: string) => {
  const file = bytes(paymentHead + rows);
  return () => readResults(file, "C");
};
const form = (body: string) => () => {
  const read = sendForm(body);
  if (read.kind === "form") for (let looked = 0; looked < 200; looked += 1) read.form.one(`item-${looked}`);
};
const json = (body: string) => () => {
  const read = sendJson(body);
  if (read.kind === "json") schema(z.strictObject({ name: z.string() }), read.value)();
};
const schema = (shape: z.ZodMiniType, value: unknown) => () => {
  const read = shape.safeParse(value);
  if (!read.success) fieldErrorsOf(read.error);
};

test.each(worst)("$what costs steps by its length, and no more: at its limit, and at half of it", ({ length, work, each }) => {
  for (const size of [length / 2, length]) expect(stepsOf(work(size)) / size, `${size}`).toBeLessThanOrEqual(each);
});

const refusalOf = (text: string) => {
  const read = readCsv(bytes(text), columns, csvLimits);
  return read.kind === "refused" ? read.because : undefined;
};

test("a file that is too wide is refused in plain words, by its columns and by its rows, before work is done on it", () => {
  expect(refusalOf(names(7 * 80_000))).toBe("Line 1 of the file has more than 1,000 cells. Take out what is not part of the list.");
  expect(refusalOf(`${names(7 * 100)}reference\n1`)).toBe(
    "The first row of the file has more than 100 columns. The columns are reference, name, note.",
  );
  expect(refusalOf(`reference,name\n1,a\n${",".repeat(1_500)}`)).toMatch(/^Line 3 of the file has more than 1,000 cells/);
  expect(refusalOf(`reference,name${",".repeat(60)}\r1,a${",".repeat(500)}\r${`2,b${",".repeat(500)}\r`.repeat(9)}`)).toBeUndefined();
});

test("a body that is too deep, or of too many values or fields, is refused, and brackets in a text are none", () => {
  expect(sendJson(`${"[".repeat(4_000)}${"]".repeat(4_000)}`)).toEqual({ kind: "refused", because: "tooDeep" });
  expect(sendJson(`${'{"a":'.repeat(41)}1${"}".repeat(41)}`)).toEqual({ kind: "refused", because: "tooDeep" });
  expect(sendJson(`${'{"a":'.repeat(40)}1${"}".repeat(40)}`).kind).toBe("json");
  expect(sendJson(JSON.stringify({ text: `\\"${"[".repeat(4_000)}` })).kind).toBe("json");
  expect(sendJson(`[${"1,".repeat(50_001)}1]`)).toEqual({ kind: "refused", because: "tooMany" });
  expect(sendForm("a=1&".repeat(5_001))).toEqual({ kind: "refused", because: "tooMany" });
  expect(sendForm("a=1&".repeat(4_999)).kind).toBe("form");
});
