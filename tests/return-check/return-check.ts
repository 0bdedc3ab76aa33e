import { withStoredTable } from "../../infra/local/stored-table.ts";
import { failCommand } from "../../infra/trouble.ts";
import { dynamoSchemes } from "../../shared/store/schemes.ts";
import { checkReturns, type ReturnChecked } from "./check-returns.ts";

const number = new Intl.NumberFormat("en-GB");

/** A line for each return, and one for each cell that differs. */
const print = (checked: readonly ReturnChecked[]): void => {
  for (const { scheme, code, entries, cells, differing } of checked) {
    for (const { cell, service, recomputed } of differing)
      process.stdout.write(
        `${scheme} ${code} ${cell}: the service has ${service ?? "nothing"}, recomputed it is ${recomputed ?? "nothing"}\n`,
      );
    const outcome = differing.length === 0 ? "every cell is the same" : `${number.format(differing.length)} cells differ`;
    process.stdout.write(`${scheme} ${code}: ${number.format(cells)} cells from ${number.format(entries)} entries: ${outcome}\n`);
  }
  if (checked.some(({ differing }) => differing.length > 0)) process.exitCode = 1;
};

await withStoredTable("check", async (table) => checkReturns(table, await dynamoSchemes(table).freshBook(), new Date().toISOString())).then(
  print,
  failCommand,
);
