import { join } from "node:path";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { Difference } from "../../shared/domain/replay.ts";
import { dynamoTable } from "../../shared/store/client.ts";
import { dataFolderFrom, holdDataFolder } from "./data-folder.ts";
import { localSettings, startDynamoDbLocal, tableName } from "./dynamodb-local.ts";
import { isFilled } from "./first-start.ts";
import { type ReplayedTable, replayTable } from "./replay-table.ts";
import { Trouble } from "./trouble.ts";

/** One line for each difference. A rule and a verdict, and the names of what differs: nobody's answers. */
const lineFor = (caseId: string, difference: Difference): string => {
  switch (difference.what) {
    case "verdict":
      return `${caseId} ${difference.rule}: was ${difference.stored}, is now ${difference.now}`;
    case "reason":
      return `${caseId} ${difference.rule}: the same verdict, for another reason (${difference.inputs.join(", ") || "in words only"})`;
    case "outcome":
      return `${caseId} outcome: was ${difference.stored}, is now ${difference.now}`;
    case "lines":
      return `${caseId} award ${difference.awardId}: its lines or its total are not what the scheme makes of them`;
    case "cannotDecide":
      return `${caseId} cannot be decided again: ${difference.because}`;
  }
};

const number = new Intl.NumberFormat("en-GB");

const print = ({ cases, assessments, differing }: ReplayedTable): void => {
  for (const { caseId, differences } of differing)
    for (const difference of differences) process.stdout.write(`${lineFor(caseId, difference)}\n`);
  const all = `${number.format(cases)} stored cases, ${number.format(assessments)} assessments made again`;
  const differ = differing.length === 1 ? "1 case differs" : `${number.format(differing.length)} cases differ`;
  process.stdout.write(`${all}: ${differing.length === 0 ? "all came out the same" : differ}\n`);
  if (differing.length > 0) process.exitCode = 1;
};

/** The table of a service on this machine, which has to be stopped meanwhile: its files are one store's at a time. */
const replayFolder = async (folder: string): Promise<ReplayedTable> => {
  if (!(await isFilled(folder))) {
    throw new Trouble(`There is nothing to replay in the data folder ${folder}: run npm start first, or set DATA to another folder.`);
  }
  await using started = new AsyncDisposableStack();
  const hold = await holdDataFolder(folder);
  started.defer(() => hold.release());
  const store = await startDynamoDbLocal({ folder: join(folder, "store") });
  started.defer(() => store.stop());
  const client = new DynamoDBClient(localSettings(store.endpoint));
  started.defer(() => client.destroy());
  // Awaited here, since the store is stopped on the way out.
  return await replayTable({ client, name: tableName });
};

const run = async (): Promise<void> => {
  const { TABLE_NAME: onAws, DATA: data } = process.env;
  if (onAws) return print(await replayTable(dynamoTable(onAws)));
  const folder = dataFolderFrom(data);
  if (!folder) throw new Trouble("With DATA=memory nothing is kept, so there is nothing to replay: set DATA to a folder.");
  print(await replayFolder(folder));
};

await run().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Trouble ? error.message : error instanceof Error ? error.stack : error}\n`);
  process.exitCode = 1;
});
