import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
  UpdateContinuousBackupsCommand,
  UpdateTimeToLiveCommand,
} from "@aws-sdk/client-dynamodb";
import { table } from "../../../shared/system.ts";

/** A gap: something of AWS that the emulator leaves out, and its replacement here. */
export type Gap = { readonly leavesOut: string; readonly standIn: string };

/** Gaps that are closed by the way in which the emulator is started. */
export const gapsOfItsOwn: readonly Gap[] = [
  { leavesOut: "TLS", standIn: "policies take the loopback address for TLS" },
  { leavesOut: "finding `index.cjs` for a handler", standIn: "the functions' Node is told of the ending" },
  { leavesOut: "that SQS authorises a batch as its messages", standIn: "batches are taken so" },
  { leavesOut: "the ARN in a reference to a secret", standIn: "references are resolved to it" },
  { leavesOut: "a day other than today", standIn: "requests and records are stamped by a clock that the test moves" },
];

/** A property of the table that a template sets and the emulator drops. `mend` sets it through the API, if it can. */
type Dropped = Gap & {
  isMissing(client: DynamoDBClient, name: string): Promise<boolean>;
  mend?(client: DynamoDBClient, name: string): Promise<unknown>;
};

const droppedFromTable: readonly Dropped[] = [
  {
    leavesOut: "the table's expiry",
    standIn: "it is set by the API",
    isMissing: async (client, TableName) =>
      (await client.send(new DescribeTimeToLiveCommand({ TableName }))).TimeToLiveDescription?.TimeToLiveStatus === "DISABLED",
    mend: (client, TableName) =>
      client.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification: { Enabled: true, AttributeName: table.expiry } })),
  },
  {
    leavesOut: "the table's recovery to a point in time",
    standIn: "it is set by the API",
    isMissing: async (client, TableName) => {
      const { ContinuousBackupsDescription: backups } = await client.send(new DescribeContinuousBackupsCommand({ TableName }));
      return backups?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus !== "ENABLED";
    },
    mend: (client, TableName) =>
      client.send(
        new UpdateContinuousBackupsCommand({ TableName, PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } }),
      ),
  },
  {
    leavesOut: "the table's encryption under our own key",
    standIn: "nothing: the template is held to it",
    isMissing: async (client, TableName) => !(await client.send(new DescribeTableCommand({ TableName }))).Table?.SSEDescription,
  },
];

/** Sets the dropped properties of the deployed table and returns them. A second run finds only those that cannot be set. */
export const mendTable = async (client: DynamoDBClient, name: string): Promise<readonly Gap[]> => {
  const found: Gap[] = [];
  for (const { leavesOut, standIn, isMissing, mend } of droppedFromTable) {
    if (!(await isMissing(client, name))) continue;
    await mend?.(client, name);
    found.push({ leavesOut, standIn });
  }
  return found;
};
