import type { Line } from "../../shared/domain/line.ts";
import type { Principal } from "../../shared/domain/principal.ts";
import { readerOf } from "../fulfil/line-replies.ts";
import { lineInWords } from "../fulfil/line-words.ts";

/** What has become of each line of an award, as far as its reader may know. */
export const linesView = (lines: readonly Line[], principal: Principal) => lines.map((line) => lineInWords(line, readerOf(principal)));
