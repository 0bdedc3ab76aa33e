import { actorOf } from "../../shared/domain/principal.ts";
import type { Adjustment } from "../../shared/domain/return/adjustment.ts";
import { type CheckFailure, placeName } from "../../shared/domain/return/check-failure.ts";
import { typedKey } from "../../shared/domain/return/check-return.ts";
import type { ComputedTable, LineOfCell, MoneyOfCell } from "../../shared/domain/return/computed-return.ts";
import type { Certificate, Filing, PreparedReturn, Recount } from "../../shared/domain/return/prepared-return.ts";
import type { FoundReturn, SeenFigures } from "./find-return.ts";

const certificateReply = ({ by, at, name, hash }: Certificate) => ({ by: actorOf(by), at, name, hash });
const filingReply = ({ by, at, reference }: Filing) => ({ by: actorOf(by), at, reference });
const sentBackReply = ({ by, at, why }: NonNullable<PreparedReturn["sentBack"]>) => ({ by: actorOf(by), at, why });

export const summaryReply = (prepared: PreparedReturn) => {
  const { returnId, scheme, schemeVersion, code, window, number, why, state, version, preparedBy, preparedAt } = prepared;
  const { certificate, filing, sentBack } = prepared;
  return {
    returnId,
    scheme,
    schemeVersion,
    code,
    from: window.from,
    to: window.to,
    asOf: window.asOf,
    number,
    ...(why && { why }),
    state,
    version,
    preparedBy: actorOf(preparedBy),
    preparedAt,
    ...(certificate && { certificate: certificateReply(certificate) }),
    ...(filing && { filing: filingReply(filing) }),
    ...(sentBack && { sentBack: sentBackReply(sentBack) }),
  };
};

const adjustmentReply = ({ returnId, cell, filed, now }: Adjustment) => ({ returnId, cell, filed, now });
export const failureReply = ({ check, at, says }: CheckFailure) => ({ check, cell: placeName(at), says });
const tableReply = ({ code, title, sheet, known, rows, columns, cells }: ComputedTable) => ({
  code,
  title,
  sheet,
  known,
  rows: rows.map((row) => ({ code: row.code, label: row.label })),
  columns: columns.map((column) => ({ code: column.code, label: column.label })),
  cells,
});
const recountReply = ({ asOf, by, adjustments }: Recount) => ({ asOf, by: actorOf(by), adjustments: adjustments.map(adjustmentReply) });

export const returnReply = ({ prepared, layout }: FoundReturn, seen: SeenFigures | undefined, recounts: readonly Recount[]) => ({
  ...summaryReply(prepared),
  fields: layout.fields.map((field) => ({
    table: field.table,
    code: field.code,
    label: field.label,
    value: prepared.typed[typedKey(field)] ?? "",
  })),
  ...(seen && { hash: seen.hash }),
  tables: seen?.computed.tables.map(tableReply) ?? [],
  failures: seen?.failures.map(failureReply) ?? [],
  carried: seen?.figures.carried.map(adjustmentReply) ?? [],
  recounts: recounts.map(recountReply),
});

export const lineReply = ({ awardId, caseId, line, householdId, label, spend, volume, counts }: LineOfCell) => ({
  ...{ awardId, caseId, line: line + 1, householdId, label, spend, volume },
  households: counts,
});

export const moneyReply = ({ entryId, kind, category, at, spend }: MoneyOfCell) => ({ entryId, kind, category, at, spend });
