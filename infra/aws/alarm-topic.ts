import { RemovalPolicy } from "aws-cdk-lib";
import { ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Key } from "aws-cdk-lib/aws-kms";
import { Topic } from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import { Construct } from "constructs";

export type AlarmTopicProps = { readonly displayName: string; readonly addresses: readonly string[] };

/** Where alarms go: encrypted, over TLS, to everybody who is to be told. */
export class AlarmTopic extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, { displayName, addresses }: AlarmTopicProps) {
    super(scope, id);
    const cloudWatch = new ServicePrincipal("cloudwatch.amazonaws.com");
    // A key of our own, because CloudWatch may not use the one that AWS keeps for SNS. It guards nothing that lasts.
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
