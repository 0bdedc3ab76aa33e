import { type Indexed, indexHouseholds, type ToIndex } from "../../functions/apply/index-households.ts";
import { describedByRow } from "../../functions/bulk/described-by-row.ts";
import { keyRegistersAgain } from "../../functions/registers/key-again.ts";
import { type CaseStatus, caseStatusWords } from "../../shared/domain/case/case.ts";
import { londonDay } from "../../shared/domain/dates.ts";
import { secretReader } from "../../shared/environment.ts";
import { dynamoAwards } from "../../shared/store/awards.ts";
import { dynamoCases } from "../../shared/store/cases.ts";
import { dynamoHouseholdIdentities } from "../../shared/store/household-identities.ts";
import type { Table } from "../../shared/store/items.ts";
import { dynamoRegisters } from "../../shared/store/registers.ts";
import { dynamoRuns } from "../../shared/store/runs.ts";
import { failCommand, Trouble } from "../trouble.ts";
import { dataFolderFrom } from "./data-folder.ts";
import { localSecrets } from "./local-secrets.ts";
import { withStoredTable } from "./stored-table.ts";
import { awardedRows, everyCase } from "./walk-table.ts";

/** The household of every case, then every household that a list was awarded for. */
async function* everybody(table: Table): AsyncGenerator<readonly ToIndex[]> {
  const [cases, awards] = [dynamoCases(table), dynamoAwards(table)];
  for (const status of Object.keys(caseStatusWords) as CaseStatus[])
    for await (const heads of everyCase(status, cases)) yield heads.map(({ householdId }) => ({ householdId }));
  for await (const rows of awardedRows(dynamoRuns(table))) {
    const found = await Promise.all(rows.map(({ row, awardId }) => awards.find(row.caseId, awardId)));
    yield rows.flatMap(({ row: { caseId, read } }, index): ToIndex[] => {
      const award = found[index];
      if (!award) return [];
      return [{ householdId: award.householdId, row: { caseId, describes: describedByRow(read), at: award.committedAt } }];
    });
  }
}

/** The matching keys of the service whose table this is. */
const matchingSecret = async (): Promise<string> => {
  const { TABLE_NAME: onAws, MATCHING_KEY: key, DATA: data } = process.env;
  if (!onAws) return (await localSecrets(dataFolderFrom(data))).matchingKey;
  if (!key) throw new Trouble("Set MATCHING_KEY to the ARN of the matching key’s secret, as the apply function has it.");
  return secretReader(key)();
};

const print = ({ households, indexed, added, lists }: Indexed & { readonly lists: number }): void => {
  process.stdout.write(`${households} households looked at, ${indexed} brought in line, ${added} added\n`);
  if (lists > 0) process.stdout.write(`${lists} ${lists === 1 ? "list" : "lists"} of people keyed again\n`);
};

await withStoredTable("index", async (table) => {
  const secret = await matchingSecret();
  const ports = { cases: dynamoCases(table), identities: dynamoHouseholdIdentities(table, async () => secret) };
  const indexed = await indexHouseholds(everybody(table), ports);
  const lists = await keyRegistersAgain(londonDay(new Date()), { registers: dynamoRegisters(table, async () => secret) });
  return { ...indexed, lists };
}).then(print, failCommand);
