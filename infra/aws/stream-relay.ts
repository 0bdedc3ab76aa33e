import type { PolicyStatement } from "aws-cdk-lib/aws-iam";
import { EventSourceMapping, FilterCriteria, FilterRule, type Function as LambdaFunction, StartingPosition } from "aws-cdk-lib/aws-lambda";
import { Construct } from "constructs";
import { wantedSortKeyPrefixes } from "../../shared/stream/queues.ts";
import { type FunctionSpec, table as tableSpec } from "../../shared/system.ts";
import type { DataStack } from "./data-stack.ts";
import { DeadLetters } from "./dead-letters.ts";
import { keyPermission, sendPermission, streamPermissions } from "./permissions.ts";

export type StreamRelayProps = { readonly data: DataStack; readonly relays: NonNullable<FunctionSpec["relays"]> };

/** Feeds the relay the table's new items that any queue wants. A dead letter names the records that failed at every attempt. */
export class StreamRelay extends Construct {
  readonly deadLetters: DeadLetters;
  /** For the relay's role: Lambda reads the stream in its name. */
  readonly permissions: readonly PolicyStatement[];
  readonly #streamArn: string;
  readonly #relays: StreamRelayProps["relays"];

  constructor(scope: Construct, id: string, { data: { table, key }, relays }: StreamRelayProps) {
    super(scope, id);
    if (!table.tableStreamArn) throw new Error("The table has no stream to relay");
    this.#streamArn = table.tableStreamArn;
    this.#relays = relays;
    this.deadLetters = new DeadLetters(this, "DeadLetters", { key });
    this.permissions = [
      ...streamPermissions(table, this.#streamArn),
      sendPermission([this.deadLetters]),
      keyPermission(key, "dynamodb"),
      keyPermission(key, "sqs"),
    ];
  }

  start(lambda: LambdaFunction): void {
    const { batchSize, attempts } = this.#relays;
    const wanted = FilterCriteria.filter({
      eventName: FilterRule.isEqual("INSERT"),
      dynamodb: { Keys: { [tableSpec.sortKey]: { S: wantedSortKeyPrefixes.flatMap((prefix) => FilterRule.beginsWith(prefix)) } } },
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
