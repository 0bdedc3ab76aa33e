import { Duration, RemovalPolicy, Validations } from "aws-cdk-lib";
import type { IKey } from "aws-cdk-lib/aws-kms";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";

/** Messages that failed at every attempt, kept for a person for as long as SQS allows. */
export class DeadLetters extends Queue {
  constructor(scope: Construct, id: string, { key }: { readonly key: IKey }) {
    super(scope, id, {
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: key,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      removalPolicy: RemovalPolicy.RETAIN,
    });
    Validations.of(this).acknowledge({ id: "AwsSolutions-SQS3", reason: "It is a dead-letter queue: people empty it." });
  }
}
