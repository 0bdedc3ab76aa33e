import { Duration, RemovalPolicy, TimeZone, Validations } from "aws-cdk-lib";
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { EventInvokeConfig, type Function as LambdaFunction } from "aws-cdk-lib/aws-lambda";
import { ContextAttribute, Schedule, ScheduleExpression, ScheduleTargetInput } from "aws-cdk-lib/aws-scheduler";
import { LambdaInvoke } from "aws-cdk-lib/aws-scheduler-targets";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import type { FunctionSpec } from "../../shared/system.ts";
import type { DataStack } from "./data-stack.ts";
import { deadLetterPermission, keyPermission } from "./permissions.ts";

export type DailyScheduleProps = { readonly data: DataStack; readonly schedule: NonNullable<FunctionSpec["schedule"]> };

/** How often a day's work is begun again after it failed, a minute and then two minutes later. */
const retryAttempts = 2;

/** Runs a function once a day, at a time in London. A day whose work failed every time is named in the dead letters. */
export class DailySchedule extends Construct {
  readonly deadLetters: Queue;
  /** What the function must be allowed, since Lambda sends its dead letters in its name. */
  readonly permissions: readonly PolicyStatement[];
  readonly #props: DailyScheduleProps;

  constructor(scope: Construct, id: string, props: DailyScheduleProps) {
    super(scope, id);
    this.#props = props;
    const { key } = props.data;
    this.deadLetters = new Queue(this, "DeadLetters", {
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: key,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
      removalPolicy: RemovalPolicy.RETAIN,
    });
    Validations.of(this.deadLetters).acknowledge({ id: "AwsSolutions-SQS3", reason: "It is a dead-letter queue: people empty it." });
    this.permissions = [deadLetterPermission(this.deadLetters), keyPermission(key, "sqs")];
  }

  start(lambda: LambdaFunction): void {
    const [hour, minute] = this.#props.schedule.dailyAt.split(":").map(Number);
    const role = new Role(this, "Role", {
      assumedBy: new ServicePrincipal("scheduler.amazonaws.com"),
      inlinePolicies: {
        Declared: new PolicyDocument({
          statements: [new PolicyStatement({ actions: ["lambda:InvokeFunction"], resources: [lambda.functionArn] }), ...this.permissions],
        }),
      },
    });
    new Schedule(this, "Schedule", {
      schedule: ScheduleExpression.cron({ hour: String(hour), minute: String(minute), timeZone: TimeZone.EUROPE_LONDON }),
      target: new LambdaInvoke(lambda, {
        // The role has what it needs; the target would add every version of the function.
        role: role.withoutPolicyUpdates(),
        input: ScheduleTargetInput.fromObject({ time: ContextAttribute.scheduledTime }),
        deadLetterQueue: this.deadLetters,
        retryAttempts,
      }),
    });
    new EventInvokeConfig(this, "Invoke", {
      function: lambda,
      retryAttempts,
      onFailure: { bind: () => ({ destination: this.deadLetters.queueArn }) },
    });
  }
}
