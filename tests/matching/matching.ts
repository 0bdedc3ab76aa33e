import { readFile } from "node:fs/promises";
import { failCommand, Trouble } from "../../infra/trouble.ts";
import { applicationsIn, type LabelledRow, readLabelled } from "./labelled.ts";
import { livesSet } from "./lives-set.ts";
import { isMet, measure, printedLines } from "./measure.ts";

const rowsOfFile = async (path: string): Promise<readonly LabelledRow[]> => {
  const bytes = await readFile(path).catch(() => {
    throw new Trouble(`There is no file ${path} that can be read.`);
  });
  const read = readLabelled(bytes);
  if ("problem" in read) throw new Trouble(read.problem);
  return read.rows;
};

const run = async (path: string | undefined): Promise<void> => {
  const measured = measure(applicationsIn(path === undefined ? livesSet(1, 10_000) : await rowsOfFile(path)));
  for (const line of printedLines(measured)) process.stdout.write(`${line}\n`);
  if (!isMet(measured)) process.exitCode = 1;
};

await run(process.argv[2]).catch(failCommand);
