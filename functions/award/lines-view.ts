import type { Line } from "../../shared/domain/line/line.ts";
import { bucketOf } from "../../shared/domain/line/line-move.ts";
import { addPence, type Pence } from "../../shared/domain/money.ts";
import type { Principal } from "../../shared/domain/principal.ts";
import { lineInWords, readerOf } from "../line/line-words.ts";

/** What an award comes to without the lines whose money came back; nothing where none did. */
export const stillStands = (lines: readonly Line[]): Pence | undefined => {
  const standing = lines.filter((line) => bucketOf(line) !== undefined);
  return standing.length === lines.length ? undefined : addPence(standing.map(({ amount }) => amount));
};

/** What has become of each line of an award, as far as its reader may know. */
export const linesView = (lines: readonly Line[], principal: Principal) => lines.map((line) => lineInWords(line, readerOf(principal)));
