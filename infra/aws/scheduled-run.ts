import { Duration, TimeZone } from "aws-cdk-lib";
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { EventInvokeConfig, type Function as LambdaFunction } from "aws-cdk-lib/aws-lambda";
import { ContextAttribute, Schedule, ScheduleExpression, ScheduleTargetInput } from "aws-cdk-lib/aws-scheduler";
import { LambdaInvoke } from "aws-cdk-lib/aws-scheduler-targets";
import { Construct } from "constructs";
import type { FunctionSpec } from "../../shared/system.ts";
import type { DataStack } from "./data-stack.ts";
import { DeadLetters } from "./dead-letters.ts";
import { keyPermission, sendPermission } from "./permissions.ts";

export type ScheduledRunProps = { readonly data: DataStack; readonly schedule: NonNullable<FunctionSpec["schedule"]> };

/** Retries after a failure, a minute and then two minutes later. */
const retryAttempts = 2;

/** Runs a function by the clock, in London time. A run that failed every time leaves a dead letter. */
export class ScheduledRun extends Construct {
  readonly deadLetters: DeadLetters;
  /** For the function's role: Lambda sends dead letters in its name. */
  readonly permissions: readonly PolicyStatement[];
  readonly when: ScheduledRunProps["schedule"];

  constructor(scope: Construct, id: string, { data: { key }, schedule }: ScheduledRunProps) {
    super(scope, id);
    this.when = schedule;
    this.deadLetters = new DeadLetters(this, "DeadLetters", { key });
    this.permissions = [sendPermission([this.deadLetters]), keyPermission(key, "sqs")];
  }

  start(lambda: LambdaFunction): void {
    const role = new Role(this, "Role", {
      assumedBy: new ServicePrincipal("scheduler.amazonaws.com"),
      inlinePolicies: {
        Declared: new PolicyDocument({
          statements: [new PolicyStatement({ actions: ["lambda:InvokeFunction"], resources: [lambda.functionArn] }), ...this.permissions],
        }),
      },
    });
    new Schedule(this, "Schedule", {
      schedule: expressionOf(this.when),
      target: new LambdaInvoke(lambda, {
        // The target would add a permission for every version of the function.
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

const expressionOf = (schedule: ScheduledRunProps["schedule"]): ScheduleExpression => {
  if ("everyMinutes" in schedule) return ScheduleExpression.rate(Duration.minutes(schedule.everyMinutes));
  const [hour, minute] = schedule.dailyAt.split(":").map(Number);
  return ScheduleExpression.cron({ hour: String(hour), minute: String(minute), timeZone: TimeZone.EUROPE_LONDON });
};
