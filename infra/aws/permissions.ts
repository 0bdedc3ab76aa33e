import { Stack } from "aws-cdk-lib";
import type { Table } from "aws-cdk-lib/aws-dynamodb";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { IKey } from "aws-cdk-lib/aws-kms";
import type { ILogGroup } from "aws-cdk-lib/aws-logs";
import type { ISecret } from "aws-cdk-lib/aws-secretsmanager";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import { type FunctionSpec, table as tableSpec } from "../../shared/system.ts";
import { grantsOf } from "../table-grants.ts";

/** The whole of what the declaration says of the table: each grant holds its actions to the partition keys that begin so. */
export const tablePermissions = (use: NonNullable<FunctionSpec["table"]>, table: Table): PolicyStatement[] =>
  grantsOf(use).map(
    ({ of, actions, keyStarts }) =>
      new PolicyStatement({
        actions: actions.map((action) => `dynamodb:${action}`),
        resources: [of === "table" ? table.tableArn : `${table.tableArn}/index/${tableSpec.index.name}`],
        conditions: { "ForAllValues:StringLike": { "dynamodb:LeadingKeys": keyStarts.map((start) => `${start}*`) } },
      }),
  );

/** Everything about one stream. Streams are listed by table, so listing alone names any stream of the table. */
export const streamPermissions = (table: Table, streamArn: string): PolicyStatement[] => [
  new PolicyStatement({
    actions: ["DescribeStream", "GetRecords", "GetShardIterator"].map((action) => `dynamodb:${action}`),
    resources: [streamArn],
  }),
  new PolicyStatement({ actions: ["dynamodb:ListStreams"], resources: [`${table.tableArn}/stream/*`] }),
];

const onQueues = (queues: readonly IQueue[], ...actions: string[]): PolicyStatement =>
  new PolicyStatement({ actions: actions.map((action) => `sqs:${action}`), resources: queues.map(({ queueArn }) => queueArn) });

export const sendPermission = (queues: readonly IQueue[]): PolicyStatement => onQueues(queues, "SendMessage");

/** Everything about one's own queue: Lambda takes from it, the function puts off what failed. */
export const takePermission = (queue: IQueue): PolicyStatement =>
  onQueues([queue], "ReceiveMessage", "DeleteMessage", "GetQueueAttributes", "ChangeMessageVisibility");

/** What a person does with dead letters: counts them, looks at them, and has them sent to their queue again. */
export const operatePermissions = (
  queues: readonly IQueue[],
  deadLetters: readonly IQueue[],
  countedOnly: readonly IQueue[],
): PolicyStatement[] => [
  onQueues(deadLetters, "GetQueueAttributes", "ReceiveMessage", "DeleteMessage"),
  onQueues(queues, "GetQueueAttributes", "SendMessage"),
  onQueues(countedOnly, "GetQueueAttributes"),
];

export const secretPermission = (secret: ISecret): PolicyStatement =>
  new PolicyStatement({ actions: ["secretsmanager:GetSecretValue"], resources: [secret.secretArn] });

export const logPermission = (logGroup: ILogGroup): PolicyStatement =>
  new PolicyStatement({ actions: ["logs:CreateLogStream", "logs:PutLogEvents"], resources: [logGroup.logGroupArn] });

/** Use of the key by way of the named service alone: it opens nothing that another permission does not. */
export const keyPermission = (key: IKey, service: "dynamodb" | "secretsmanager" | "sqs"): PolicyStatement =>
  new PolicyStatement({
    actions: ["kms:Decrypt", "kms:DescribeKey", ...(service === "secretsmanager" ? [] : ["kms:Encrypt", "kms:GenerateDataKey"])],
    resources: [key.keyArn],
    conditions: { StringEquals: { "kms:ViaService": `${service}.${Stack.of(key).region}.amazonaws.com` } },
  });
