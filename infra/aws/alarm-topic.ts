import { RemovalPolicy } from "aws-cdk-lib";
import { ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Key } from "aws-cdk-lib/aws-kms";
import { Topic } from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import { Construct } from "constructs";

/** Where alarms go: encrypted, over TLS, to one address. */
export class AlarmTopic extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, address: string) {
    super(scope, id);
    const cloudWatch = new ServicePrincipal("cloudwatch.amazonaws.com");
    // A key of our own, because CloudWatch may not use the one that AWS keeps for SNS. It guards nothing that lasts.
    const key = new Key(this, "Key", {
      description: "Encrypts alarms on their way",
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    key.grantEncryptDecrypt(cloudWatch);
    this.topic = new Topic(this, "Topic", { masterKey: key, enforceSSL: true });
    this.topic.grantPublish(cloudWatch);
    this.topic.addSubscription(new EmailSubscription(address));
  }
}
