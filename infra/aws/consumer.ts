import { Duration, RemovalPolicy, Validations } from "aws-cdk-lib";
import type { PolicyStatement } from "aws-cdk-lib/aws-iam";
import { EventSourceMapping, FilterCriteria, FilterRule, type Function as LambdaFunction, StartingPosition } from "aws-cdk-lib/aws-lambda";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { type FunctionSpec, table as tableSpec } from "../../shared/system.ts";
import type { DataStack } from "./data-stack.ts";
import { deadLetterPermission, keyPermission, streamPermissions } from "./permissions.ts";

export type ConsumerProps = { readonly data: DataStack; readonly consumes: NonNullable<FunctionSpec["consumes"]> };

/** Feeds a function the table's new items that it asks for. What it cannot take after every attempt is named in the dead letters. */
export class Consumer extends Construct {
  readonly deadLetters: Queue;
  /** What the consuming function must be allowed, since Lambda reads the stream in its name. */
  readonly permissions: readonly PolicyStatement[];
  readonly #streamArn: string;
  readonly #consumes: ConsumerProps["consumes"];

  constructor(scope: Construct, id: string, { data: { table, key }, consumes }: ConsumerProps) {
    super(scope, id);
    if (!table.tableStreamArn) throw new Error("The table has no stream to consume");
    this.#streamArn = table.tableStreamArn;
    this.#consumes = consumes;

    this.deadLetters = new Queue(this, "DeadLetters", {
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: key,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      removalPolicy: RemovalPolicy.RETAIN,
    });
    Validations.of(this.deadLetters).acknowledge({ id: "AwsSolutions-SQS3", reason: "It is a dead-letter queue: people empty it." });

    this.permissions = [...streamPermissions(table, this.#streamArn), deadLetterPermission(this.deadLetters), keyPermission(key, "sqs")];
  }

  feed(lambda: LambdaFunction): void {
    const { insertedSortKeyPrefixes, batchSize, attempts } = this.#consumes;
    const wanted = FilterCriteria.filter({
      eventName: FilterRule.isEqual("INSERT"),
      dynamodb: { Keys: { [tableSpec.sortKey]: { S: insertedSortKeyPrefixes.flatMap((prefix) => FilterRule.beginsWith(prefix)) } } },
    });
    new EventSourceMapping(this, "Source", {
      target: lambda,
      eventSourceArn: this.#streamArn,
      startingPosition: StartingPosition.TRIM_HORIZON,
      filters: [wanted],
      batchSize,
      retryAttempts: attempts - 1,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      onFailure: { bind: () => ({ destination: this.deadLetters.queueArn }) },
    });
  }
}
