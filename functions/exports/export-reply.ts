import { type Export, keptUntil } from "../../shared/domain/export/export.ts";
import { listOf } from "../../shared/domain/export/export-lists.ts";

export const exportReply = (asked: Export) => {
  const { exportId, list, format, filter, columns, askedAt, state, rows, leftOut, sum, file, why } = asked;
  const { scheme, category, status, from, to } = filter;
  return {
    ...{ exportId, list, format, columns, askedAt, state, rows },
    filter: {
      ...(scheme && { scheme }),
      ...(category && { category }),
      ...(status && { status }),
      ...(from && { from }),
      ...(to && { to }),
    },
    rowsLeftOut: leftOut,
    ...(listOf(list).sums !== undefined && { sum }),
    ...(file && { bytes: file.bytes, fileName: file.name }),
    ...(why && { why }),
    keptUntil: keptUntil(asked).toISOString(),
  };
};
