import { RemovalPolicy } from "aws-cdk-lib";
import { ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Key } from "aws-cdk-lib/aws-kms";
import { Topic } from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import { Construct } from "constructs";

export type AlarmTopicProps = { readonly displayName: string; readonly addresses: readonly string[] };

/** The encrypted topic that sends alarms to people by email. */
export class AlarmTopic extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, { displayName, addresses }: AlarmTopicProps) {
    super(scope, id);
    const cloudWatch = new ServicePrincipal("cloudwatch.amazonaws.com");
    // CloudWatch may not use AWS's own key for SNS. This key protects nothing that is stored.
    const key = new Key(this, "Key", {
      description: "Encrypts alarms on their way",
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    key.grantEncryptDecrypt(cloudWatch);
    this.topic = new Topic(this, "Topic", { displayName, masterKey: key, enforceSSL: true });
    this.topic.grantPublish(cloudWatch);
    for (const address of addresses) this.topic.addSubscription(new EmailSubscription(address));
  }
}
