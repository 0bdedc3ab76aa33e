import { linesOf } from "../../shared/domain/line/line.ts";
import type { Principal } from "../../shared/domain/principal.ts";
import type { WholeCase } from "../../shared/store/cases.ts";
import { lineInWords, readerOf } from "../line/line-words.ts";

/** What has become of everything that the case was awarded, in short: each line's own page has the rest. */
export const awardLines = ({ awards, lines }: Pick<WholeCase, "awards" | "lines">, principal: Principal) =>
  awards
    .flatMap(linesOf)
    .map((line) => lines.find(({ lineId }) => lineId === line.lineId) ?? line)
    .map((line) => lineInWords(line, readerOf(principal)));
