import { type CfnElement, Duration, RemovalPolicy } from "aws-cdk-lib";
import type { PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { IKey } from "aws-cdk-lib/aws-kms";
import { EventSourceMapping, type Function as LambdaFunction } from "aws-cdk-lib/aws-lambda";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import type { QueueUse } from "../../shared/stream/queues.ts";
import { limits, type QueueName } from "../../shared/system.ts";
import { DeadLetters } from "./dead-letters.ts";
import { keyPermission, takePermission } from "./permissions.ts";

export type ConsumedQueueProps = { readonly name: QueueName; readonly use: QueueUse; readonly key: IKey };

/** A resource whose logical id changes is deleted, and a queue with its messages. So the id does not follow the code's structure. */
const pin = (queue: Queue, logicalId: string) => (queue.node.defaultChild as CfnElement).overrideLogicalId(logicalId);

/** The queue of one function, and its dead letters: messages that failed at every attempt. */
export class ConsumedQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;
  /** For the consuming function's role: Lambda takes messages in its name. */
  readonly permissions: readonly PolicyStatement[];
  readonly #use: QueueUse;

  constructor(scope: Construct, id: string, { name, use, key }: ConsumedQueueProps) {
    super(scope, id);
    this.#use = use;
    this.deadLetters = new DeadLetters(this, "DeadLetters", { key });
    pin(this.deadLetters, `${name}DeadLetters`);
    this.queue = new Queue(this, "Queue", {
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: key,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      visibilityTimeout: Duration.seconds(limits.visibilitySeconds),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: use.attempts },
      removalPolicy: RemovalPolicy.RETAIN,
    });
    pin(this.queue, `${name}Queue`);
    this.permissions = [takePermission(this.queue), keyPermission(key, "sqs")];
  }

  feed(lambda: LambdaFunction): void {
    new EventSourceMapping(this, "Source", {
      target: lambda,
      eventSourceArn: this.queue.queueArn,
      batchSize: this.#use.batchSize,
      maxConcurrency: this.#use.atOnce,
      reportBatchItemFailures: true,
    });
  }
}
