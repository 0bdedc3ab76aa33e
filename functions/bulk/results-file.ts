import { writeCsv } from "../../shared/domain/csv/write-csv.ts";
import { poundsTyped } from "../../shared/domain/money.ts";
import { rowOutcomes } from "../../shared/domain/run/row-outcome.ts";
import { download, type Reply } from "../../shared/http/reply.ts";
import type { RunNow } from "./read-run.ts";

const heading = ["row", "reference", "outcome", "why", "amount", "award"];

/** A CSV file of every row, for the sender of the list. It names people only by the list's own references. */
export const resultsFile = ({ run, outcomes }: RunNow): Reply =>
  download(
    `run-${run.runId}.csv`,
    "text/csv; charset=utf-8",
    writeCsv(
      heading,
      outcomes.map(({ row, reference, kind, because = "", amount, awardId = "" }) => [
        row,
        reference,
        rowOutcomes[kind],
        because,
        amount === undefined ? "" : poundsTyped(amount),
        awardId,
      ]),
    ),
  );
