import { formatDay, formatInstant } from "../../shared/domain/dates.ts";
import { formatToThePenny, pence } from "../../shared/domain/money.ts";
import { countingRules, type ExtractRow, freedomOfInformation } from "../../shared/domain/return/freedom-of-information.ts";
import type { LineBook } from "../../shared/domain/return/line-book.ts";
import type { Scheme } from "../../shared/domain/scheme/scheme.ts";
import { page, type Reply } from "../../shared/http/reply.ts";

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "report/extract.njk": ReturnType<typeof extractView>;
  }
}

export const extractPath = (scheme: string): string => `/finance/${scheme}/freedom-of-information`;

const hidden = "Hidden";

const rowView = ({ label, figures }: ExtractRow) => ({
  label,
  cells: figures
    ? [String(figures.households), String(figures.payments), formatToThePenny(pence(figures.spend))]
    : [hidden, hidden, hidden],
});

const extractView = (scheme: Scheme, book: LineBook | undefined) => ({
  scheme,
  counted: book && {
    until: formatInstant(book.readTo),
    filePath: `${extractPath(scheme.code)}/file`,
    years: freedomOfInformation(scheme, book, book.readTo).map(({ code, from, to, tables }) => ({
      code,
      days: `${formatDay(from)} to ${formatDay(to)}`,
      tables: tables.map(({ title, rows }) => ({ title, rows: rows.map(rowView) })),
    })),
  },
  rules: countingRules,
});

/** Without a book the page says that nothing is counted yet. */
export const extractPage = (scheme: Scheme, book: LineBook | undefined): Reply => page("report/extract.njk", extractView(scheme, book));
