import { Stack } from "aws-cdk-lib";
import type { Table } from "aws-cdk-lib/aws-dynamodb";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { IKey } from "aws-cdk-lib/aws-kms";
import type { ILogGroup } from "aws-cdk-lib/aws-logs";
import type { ISecret } from "aws-cdk-lib/aws-secretsmanager";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import { type Family, type FunctionSpec, table as tableSpec } from "../../shared/system.ts";

/** Families whose prefix begins the index's partition keys, and never the table's. */
const listFamilies: readonly Family[] = ["queue", "partner", "runList"];

/** Holds a statement to items whose partition key begins as one of the families does. */
const onlyFamilies = (families: readonly Family[]) => ({
  "ForAllValues:StringLike": { "dynamodb:LeadingKeys": families.map((family) => `${tableSpec.families[family]}*`) },
});

/** Permission for some families of the table or its index; none at all where no family is named. */
const forFamilies = (families: readonly Family[], actions: readonly string[], resource: string): PolicyStatement[] =>
  families.length === 0
    ? []
    : [
        new PolicyStatement({
          actions: actions.map((action) => `dynamodb:${action}`),
          resources: [resource],
          conditions: onlyFamilies(families),
        }),
      ];

/** The whole of what the declaration says of the table. Batches and transactions are authorised action by action. */
export const tablePermissions = ({ reads, writes }: NonNullable<FunctionSpec["table"]>, table: Table): PolicyStatement[] => [
  ...forFamilies(
    reads.filter((family) => !listFamilies.includes(family)),
    ["GetItem", "BatchGetItem", "Query"],
    table.tableArn,
  ),
  ...forFamilies(
    reads.filter((family) => listFamilies.includes(family)),
    ["Query"],
    `${table.tableArn}/index/${tableSpec.index.name}`,
  ),
  ...forFamilies(writes, ["PutItem", "UpdateItem", "DeleteItem", "ConditionCheckItem"], table.tableArn),
];

/** Everything about one stream. Streams are listed by table, so listing alone names any stream of the table. */
export const streamPermissions = (table: Table, streamArn: string): PolicyStatement[] => [
  new PolicyStatement({
    actions: ["DescribeStream", "GetRecords", "GetShardIterator"].map((action) => `dynamodb:${action}`),
    resources: [streamArn],
  }),
  new PolicyStatement({ actions: ["dynamodb:ListStreams"], resources: [`${table.tableArn}/stream/*`] }),
];

export const deadLetterPermission = (queue: IQueue): PolicyStatement =>
  new PolicyStatement({ actions: ["sqs:SendMessage"], resources: [queue.queueArn] });

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
