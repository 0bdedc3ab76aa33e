import { type Described, type Marked, markAgain } from "../../functions/apply/mark-again.ts";
import { asHousehold } from "../../functions/bulk/prepare-run.ts";
import { type CaseStatus, caseStatusWords } from "../../shared/domain/case/case.ts";
import { secretReader } from "../../shared/environment.ts";
import { dynamoApplications } from "../../shared/store/applications.ts";
import { dynamoAwards } from "../../shared/store/awards.ts";
import { dynamoCases } from "../../shared/store/cases.ts";
import type { Table } from "../../shared/store/items.ts";
import { dynamoRuns } from "../../shared/store/runs.ts";
import { failCommand, Trouble } from "../trouble.ts";
import { dataFolderFrom } from "./data-folder.ts";
import { localSecrets } from "./local-secrets.ts";
import { withStoredTable } from "./stored-table.ts";
import { awardedRows, everyCase } from "./walk-table.ts";

/** Every stored application, then every household that a list was awarded for. */
async function* everybody(table: Table): AsyncGenerator<readonly Described[]> {
  const [cases, awards] = [dynamoCases(table), dynamoAwards(table)];
  for (const status of Object.keys(caseStatusWords) as CaseStatus[]) {
    for await (const heads of everyCase(status, cases)) {
      const whole = await Promise.all(heads.map(({ caseId }) => cases.whole(caseId)));
      yield whole.flatMap((one) =>
        one ? [{ householdId: one.case.householdId, describes: one.application, at: one.case.submittedAt }] : [],
      );
    }
  }
  for await (const rows of awardedRows(dynamoRuns(table))) {
    const found = await Promise.all(rows.map(({ row, awardId }) => awards.find(row.caseId, awardId)));
    yield rows.flatMap(({ row }, index): Described[] => {
      const award = found[index];
      return award ? [{ householdId: award.householdId, describes: asHousehold(row.read), at: award.committedAt }] : [];
    });
  }
}

/** The key of the service whose table this is. */
const matchingKey = async (): Promise<string> => {
  const { TABLE_NAME: onAws, MATCHING_KEY: key, DATA: data } = process.env;
  if (!onAws) return (await localSecrets(dataFolderFrom(data))).matchingKey;
  if (!key) throw new Trouble("Set MATCHING_KEY to the ARN of the matching key’s secret, as the apply function has it.");
  return secretReader(key)();
};

const print = ({ looked, marked }: Marked): void => {
  process.stdout.write(`${looked} applications and rows of lists looked at, ${marked} people marked anew\n`);
};

await withStoredTable("mark", async (table) =>
  markAgain(await matchingKey(), everybody(table), { applications: dynamoApplications(table) }),
).then(print, failCommand);
