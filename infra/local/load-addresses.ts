import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { loadAddresses } from "../../functions/addresses/load-addresses.ts";
import { dynamoAddressLists } from "../../shared/store/gazetteer.ts";
import { failCommand, Trouble } from "../trouble.ts";
import { withStoredTable } from "./stored-table.ts";

/** Loads an address list of any size by the use case of its page. */
const [path] = process.argv.slice(2);

const load = async (): Promise<string> => {
  if (!path) throw new Trouble("Name the file: npm run load-addresses -- FILE");
  const file = await readFile(path).catch(() => {
    throw new Trouble(`There is no file ${path}.`);
  });
  const by = { id: "operator", name: "An operator, by command" };
  return withStoredTable("load addresses into", async (table) => {
    const outcome = await loadAddresses({ file, fileName: basename(path), by, now: new Date() }, dynamoAddressLists(table));
    if (outcome.kind === "refused") throw new Trouble(outcome.because);
    if (outcome.kind === "wrong") {
      const rows = outcome.problems.map(({ row, because }) => `Row ${row}: ${because}`);
      throw new Trouble([`Nothing was loaded: ${outcome.problemsInAll} rows are wrong.`, ...rows].join("\n"));
    }
    const { addresses, gone, outside, notHomes } = outcome.list.counts;
    return `${addresses} homes loaded; ${gone} are gone, ${outside} are in another council’s area, ${notHomes} rows are no homes`;
  });
};

await load().then((said) => void process.stdout.write(`${said}\n`), failCommand);
