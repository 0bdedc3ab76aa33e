import { actorOf } from "../../shared/domain/principal.ts";
import type { RegisterNow } from "./read-register-now.ts";

/** A list as the API gives it: what it is and by what right it is used, and no row of it. */
export const registerReply = ({ register, isInUse, done, turns }: RegisterNow) => {
  const { registerId, kind, origin, lawfulBasis, agreement, dated, usedUntil, state, version, rows, files } = register;
  const { uploadedBy, uploadedAt, loadedBy, loadedAt, endedBy, endedAt, endReason } = register;
  return {
    registerId,
    kind,
    origin,
    lawfulBasis,
    agreement,
    dated,
    usedUntil,
    state,
    isInUse,
    version,
    rows,
    partsDone: done,
    parts: turns,
    files: files.map((file) => ({
      rows: file.rows,
      readAs: file.readAs,
      ignoredColumns: file.ignored ?? [],
      mendedRows: file.mended ?? [],
      rowsWithoutUprn: file.withoutUprn ?? 0,
    })),
    uploadedBy: actorOf(uploadedBy),
    uploadedAt,
    loadedBy: loadedBy && actorOf(loadedBy),
    loadedAt,
    endedBy: endedBy && actorOf(endedBy),
    endedAt,
    endReason,
  };
};
