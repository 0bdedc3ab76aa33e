import { Stack } from "aws-cdk-lib";
import type { Table } from "aws-cdk-lib/aws-dynamodb";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { IKey } from "aws-cdk-lib/aws-kms";
import type { ILogGroup } from "aws-cdk-lib/aws-logs";
import type { IBucket } from "aws-cdk-lib/aws-s3";
import type { ISecret } from "aws-cdk-lib/aws-secretsmanager";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import { type FunctionSpec, table as tableSpec } from "../../shared/system.ts";
import { grantsOf } from "../table-grants.ts";

/** A statement for each declared grant, limited to its partition-key prefixes. */
export const tablePermissions = (use: NonNullable<FunctionSpec["table"]>, table: Table): PolicyStatement[] =>
  grantsOf(use).map(
    ({ of, actions, keyStarts, fields }) =>
      new PolicyStatement({
        actions: actions.map((action) => `dynamodb:${action}`),
        resources: [of === "table" ? table.tableArn : `${table.tableArn}/index/${tableSpec.index.name}`],
        conditions: {
          "ForAllValues:StringLike": { "dynamodb:LeadingKeys": keyStarts.map((start) => `${start}*`) },
          ...(fields && { "ForAllValues:StringEquals": { "dynamodb:Attributes": [...fields] } }),
        },
      }),
  );

/** Reading one stream. AWS authorises listing for all streams of a table at once. */
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

/** A consumer's own queue: Lambda takes messages, and the function sets when a failed one comes again. */
export const takePermission = (queue: IQueue): PolicyStatement =>
  onQueues([queue], "ReceiveMessage", "DeleteMessage", "GetQueueAttributes", "ChangeMessageVisibility");

/** An operator counts and reads dead letters, and sends them to their queue again. */
export const operatePermissions = (
  queues: readonly IQueue[],
  deadLetters: readonly IQueue[],
  countedOnly: readonly IQueue[],
): PolicyStatement[] => [
  onQueues(deadLetters, "GetQueueAttributes", "ReceiveMessage", "DeleteMessage"),
  onQueues(queues, "GetQueueAttributes", "SendMessage"),
  onQueues(countedOnly, "GetQueueAttributes"),
];

/** The files of the exports bucket. Nobody may list them: each is found by the key that its record has. */
export const exportsPermission = (bucket: IBucket, use: "reads" | "writes"): PolicyStatement =>
  new PolicyStatement({
    actions: ["s3:GetObject", ...(use === "writes" ? ["s3:PutObject"] : [])],
    resources: [bucket.arnForObjects("*")],
  });

export const secretPermission = (secret: ISecret): PolicyStatement =>
  new PolicyStatement({ actions: ["secretsmanager:GetSecretValue"], resources: [secret.secretArn] });

/** The edge's secret is no resource of the stacks': somebody makes it before the first deployment. */
export const edgeSecretPermission = (secretArn: string): PolicyStatement =>
  new PolicyStatement({ actions: ["secretsmanager:GetSecretValue"], resources: [secretArn] });

export const logPermission = (logGroup: ILogGroup): PolicyStatement =>
  new PolicyStatement({ actions: ["logs:CreateLogStream", "logs:PutLogEvents"], resources: [logGroup.logGroupArn] });

/** Use of the key through the named service only, so the key alone opens nothing. */
export const keyPermission = (key: IKey, service: "dynamodb" | "secretsmanager" | "sqs" | "s3"): PolicyStatement =>
  new PolicyStatement({
    actions: ["kms:Decrypt", "kms:DescribeKey", ...(service === "secretsmanager" ? [] : ["kms:Encrypt", "kms:GenerateDataKey"])],
    resources: [key.keyArn],
    conditions: { StringEquals: { "kms:ViaService": `${service}.${Stack.of(key).region}.amazonaws.com` } },
  });
