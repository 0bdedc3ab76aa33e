import { type Measure, measures } from "../../shared/domain/axes.ts";
import { formatDay } from "../../shared/domain/dates.ts";
import { holdsOneOf, type Principal } from "../../shared/domain/principal.ts";
import type { Adjustment } from "../../shared/domain/return/adjustment.ts";
import { placeName } from "../../shared/domain/return/check-failure.ts";
import { typedKey } from "../../shared/domain/return/check-return.ts";
import { type ComputedTable, cellInTable } from "../../shared/domain/return/computed-return.ts";
import { measuresOf, type ReturnField, type ReturnTable } from "../../shared/domain/return/layout.ts";
import { type PreparedReturn, partsOfReturn, type Recount } from "../../shared/domain/return/prepared-return.ts";
import { partAgainst } from "../../shared/domain/separation.ts";
import type { FormError } from "../../shared/forms/form.ts";
import type { Form } from "../../shared/http/read-body.ts";
import { page, type Reply } from "../../shared/http/reply.ts";
import type { ErrorAt } from "../../shared/pages/views.ts";
import { acts } from "../../shared/system.ts";
import type { FoundReturn, SeenFigures } from "./find-return.ts";
import { boxOf } from "./return-form.ts";
import { cellPath, returnPath, returnsPath } from "./return-paths.ts";
import { figureText, placeInWords, preparedByYouWords, returnName, stateOf } from "./return-words.ts";

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "return/return.njk": ReturnType<typeof returnView>;
  }
}

export type ReturnToShow = FoundReturn & {
  readonly seen: SeenFigures | undefined;
  readonly recounts: readonly Recount[];
  /** The newest return for the same days, where it is another one. */
  readonly newest?: string;
  /** How far the reading of the ledger has come, while it goes on. */
  readonly read?: { readonly parts: number; readonly done: number };
  readonly principal: Principal;
};

type Typed = { readonly form?: Form; readonly errors?: readonly FormError[]; readonly notice?: string };

/** A cell without a figure has none of these. */
type CellView = { readonly text?: string; readonly href?: string; readonly says?: string; readonly id?: string; readonly fails?: boolean };

type Column = { readonly code: string; readonly measure?: Measure; readonly label: string };

/** A column for each measure, unless the rows or the columns are the measures themselves. */
const columnsOf = (table: ReturnTable, { columns }: ComputedTable): readonly Column[] => {
  if (table.rowsBy === "measure") return columns.map(({ code, label }) => ({ code, label }));
  if (table.columnsBy === "measure") return columns.map(({ code, label }) => ({ code, label, measure: code as Measure }));
  return columns.flatMap(({ code, label }) =>
    table.measures.map((measure) => ({ code, measure, label: table.measures.length > 1 ? `${label}: ${measures[measure]}` : label })),
  );
};

const tableView = ({ layout, prepared, seen }: ReturnToShow, computed: ComputedTable) => {
  const table = layout.tables.find(({ code }) => code === computed.code);
  const columns = table ? columnsOf(table, computed) : [];
  const failing = new Set(seen?.failures.map(({ at }) => placeName(at)));
  return {
    code: computed.code,
    title: computed.title,
    sheet: computed.sheet,
    known: computed.known,
    note: table?.note,
    isVerified: table?.verified ?? true,
    columns: columns.map(({ label }) => label),
    rows: computed.rows.map((row) => ({
      label: row.label,
      cells: columns.map(({ code: column, measure: own, label }): CellView => {
        const measure = own ?? (row.code as Measure);
        const inTable = cellInTable({ row: row.code, column, measure });
        const value = table && measuresOf(table, row.code, column).includes(measure) ? computed.cells[inTable] : undefined;
        const cell = `${computed.code}.${inTable}`;
        return value === undefined
          ? {}
          : {
              text: figureText(measure, value),
              // No line of an award stands behind nothing.
              ...(value !== 0 && { href: cellPath(prepared, cell) }),
              says: `${row.label}, ${label}`,
              id: `cell-${cell}`,
              fails: failing.has(cell),
            };
      }),
    })),
  };
};

const adjustmentView = ({ layout, seen }: ReturnToShow, { cell, filed, now }: Adjustment) => {
  const [table = "", row, column, measure] = cell.split(".");
  const of = measure as Measure;
  const sign = now > filed ? "+" : "−";
  return {
    cell: placeInWords({ table, row, column, measure: of }, layout, seen?.computed),
    filed: figureText(of, filed),
    now: figureText(of, now),
    difference: `${sign}${figureText(of, Math.abs(now - filed))}`,
  };
};

const fieldView = ({ prepared }: ReturnToShow, field: ReturnField, form: Form | undefined) => {
  const kept = prepared.typed[typedKey(field)] ?? "";
  const box = boxOf(field);
  return {
    name: typedKey(field),
    box,
    label: field.label,
    kind: field.kind,
    required: field.required,
    value: form?.all("fields").includes(typedKey(field)) ? form.one(box) : kept,
    shown: field.kind === "day" && /^\d{4}-\d{2}-\d{2}$/.test(kept) ? formatDay(kept) : kept,
  };
};

const returnView = (shown: ReturnToShow, { form, errors = [], notice }: Typed) => {
  const { prepared, scheme, layout, seen, recounts, principal } = shown;
  const may = (act: "prepareReturn" | "fillReturn" | "certifyReturn" | "sendBackReturn" | "fileReturn" | "recountReturn") =>
    holdsOneOf(principal, acts[act].who);
  const { state, window } = prepared;
  const isOpen = state === "counting" || state === "prepared";
  const isKeptApart = partAgainst("preparedReturn", "certifyReturn", principal, partsOfReturn(prepared)) !== undefined;
  const failures = (seen?.failures ?? []).map(({ at, says }) => {
    const cell = placeName(at);
    const isCell = at.row !== undefined && at.column !== undefined;
    const isField = layout.fields.some(({ table, code }) => table === at.table && code === at.row);
    const isTable = layout.tables.some(({ code }) => code === at.table);
    return {
      at: placeInWords(at, layout, seen?.computed),
      says,
      href: isField ? "#fields" : isCell ? `#cell-${cell}` : isTable ? `#table-${at.table}` : undefined,
      opens: isCell ? cellPath(prepared, cell) : undefined,
    };
  });
  const latest = recounts.at(-1);
  const corrects = `${returnsPath(scheme.code)}/new?code=${prepared.code}`;
  return {
    scheme,
    path: returnPath(prepared),
    list: returnsPath(scheme.code),
    title: returnName(prepared, layout),
    prepared: {
      ...prepared,
      preparedBy: prepared.preparedBy.name,
      covers: `${formatDay(window.from)} to ${formatDay(window.to)}`,
      asOf: window.asOf,
    },
    state: stateOf(prepared),
    isVerified: layout.verified,
    newest: shown.newest,
    isCounting: state === "counting",
    read: shown.read,
    isOpen,
    hash: seen?.hash,
    failures,
    tables:
      seen?.computed.tables
        .filter(({ code }) => layout.tables.find((one) => one.code === code)?.rowsBy !== "typed")
        .map((table) => tableView(shown, table)) ?? [],
    carried: seen?.figures.carried.map((one) => adjustmentView(shown, one)) ?? [],
    isCumulative: layout.cumulative,
    fields: layout.fields.map((field) => fieldView(shown, field, form)),
    mayFill: isOpen && may("fillReturn"),
    mayCertify: state === "prepared" && may("certifyReturn") && !isKeptApart && failures.length === 0,
    keptApart: state === "prepared" && may("certifyReturn") && isKeptApart ? preparedByYouWords : undefined,
    maySendBack: (state === "prepared" || state === "certified") && may("sendBackReturn"),
    mayFile: state === "certified" && may("fileReturn"),
    mayRecount: state === "filed" && may("recountReturn"),
    prepareAgain: (state === "prepared" || state === "sentBack") && may("prepareReturn") ? corrects : undefined,
    correct: state === "filed" && !shown.newest && may("prepareReturn") ? corrects : undefined,
    recount: latest && {
      asOf: latest.asOf,
      by: latest.by.name,
      adjustments: latest.adjustments.map((one) => adjustmentView(shown, one)),
    },
    recounts: recounts.slice(0, -1).map(({ asOf, by, adjustments }) => ({ asOf, by: by.name, changed: adjustments.length })),
    name: form?.one("name") ?? "",
    why: form?.one("why") ?? "",
    reference: form?.one("reference") ?? "",
    notice,
    errors,
    errorAt: Object.fromEntries(errors.map(({ field, text }) => [field, { text }])) as ErrorAt,
  };
};

export const returnPage = (shown: ReturnToShow, typed: Typed & { readonly status?: number } = {}): Reply =>
  page("return/return.njk", returnView(shown, typed), typed.status);

/** The address of the newest return for the same days, if it is another one. */
export const newestBeside = (prepared: PreparedReturn, all: readonly PreparedReturn[]): string | undefined => {
  const same = (one: PreparedReturn) =>
    one.code === prepared.code && one.window.from === prepared.window.from && one.window.to === prepared.window.to;
  const [newest] = all.filter((one) => same(one) && one.state !== "replaced").toSorted((one, other) => other.number - one.number);
  const isLater = newest && (prepared.state === "replaced" || newest.number > prepared.number);
  return isLater ? returnPath(newest) : undefined;
};
