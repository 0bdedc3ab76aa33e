import { Duration, Stack, type StackProps } from "aws-cdk-lib";
import { Alarm, ComparisonOperator, type IMetric, MathExpression, Stats, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import { FilterPattern, type ILogGroup, MetricFilter } from "aws-cdk-lib/aws-logs";
import type { Construct } from "constructs";
import type { FunctionName } from "../../shared/system.ts";
import { AlarmTopic } from "./alarm-topic.ts";
import type { Configuration } from "./configuration.ts";
import type { DataStack } from "./data-stack.ts";
import type { PublicApi } from "./public-api.ts";
import type { ServiceStack } from "./service-stack.ts";
import type { StageFunction } from "./stage-function.ts";
import { sufferers } from "./sufferers.ts";

export type WatchStackProps = StackProps & {
  readonly configuration: Configuration;
  readonly data: DataStack;
  readonly service: ServiceStack;
};

const period = Duration.minutes(5);
const total = { period, statistic: Stats.SUM };
const highest = { period, statistic: Stats.MAXIMUM };

/** A consumer further behind than this is stuck: all attempts at a batch take less. */
const longestLag = Duration.minutes(10);

/** Alarms. Each says who suffers and what to do, in words that can be read at three in the morning. */
export class WatchStack extends Stack {
  readonly #action: SnsAction;

  constructor(scope: Construct, id: string, { configuration, data, service, ...props }: WatchStackProps) {
    super(scope, id, props);
    this.#action = new SnsAction(new AlarmTopic(this, "Alarms", configuration.alarmAddress).topic);

    this.#watchApi(service.api);
    this.#watchTable(data);
    for (const [name, stageFunction] of service.functions) {
      this.#watchFunction(name, stageFunction);
      this.#watchConsumer(name, stageFunction);
      this.#watchSchedule(name, stageFunction);
    }
  }

  #watchApi({ api, accessLog }: PublicApi): void {
    this.#alarm("ApiFails", {
      when: api.metricServerError(total),
      description:
        "Residents and staff meet an error page, and programs a failure: see which function's alarm rings too; if none does, the API cannot reach its functions.",
    });
    this.#alarm("ApiRefuses", {
      when: this.#linesOf("TurnedAway", accessLog, FilterPattern.stringValue("$.status", "=", "429")),
      description:
        "Residents and staff are turned away because too many ask at once: see in the access log which routes; raise the limits in shared/system.ts if the callers are people.",
    });
  }

  #watchTable({ table }: DataStack): void {
    this.#alarm("TableThrottles", {
      when: sumOf(table.metric("ReadThrottleEvents", total), table.metric("WriteThrottleEvents", total)),
      description:
        "Residents and staff wait, and some meet an error page: the table refuses work. Find the partition that everyone reads or writes.",
    });
  }

  #watchFunction(name: FunctionName, { lambda, logGroup }: StageFunction): void {
    // A fault that was answered with an error page is no error to Lambda, so its line in the log is counted as well.
    const faults = this.#linesOf(`${name}Faults`, logGroup, FilterPattern.stringValue("$.level", "=", "ERROR"));
    this.#alarm(`${name}Fails`, {
      when: sumOf(lambda.metricErrors(total), faults),
      description: `${sufferers[name]}: ${name} fails. Read the lines of level ERROR in its log; if it began with a release, put the last one back.`,
    });
    this.#alarm(`${name}Throttles`, {
      when: lambda.metricThrottles(total),
      description: `${sufferers[name]}: Lambda has no room to run ${name}. Find what calls so often, or ask AWS for more concurrency.`,
    });
  }

  #watchConsumer(name: FunctionName, { lambda, consumer }: StageFunction): void {
    if (!consumer) return;
    this.#alarm(`${name}Lags`, {
      when: lambda.metric("IteratorAge", highest),
      threshold: longestLag.toMilliseconds(),
      description: `${sufferers[name]}: ${name} is ten minutes behind the table. Read its log; what it cannot take holds up what comes after.`,
    });
    this.#alarm(`${name}GaveUp`, {
      when: consumer.deadLetters.metricApproximateNumberOfMessagesVisible(highest),
      description: `${sufferers[name]}: ${name} gave up on some of them. Its dead letters say where they stand in the stream, which keeps them for a day: mend the cause, then send them again.`,
    });
  }

  #watchSchedule(name: FunctionName, { lambda, schedule }: StageFunction): void {
    if (!schedule) return;
    this.#alarm(`${name}GaveUp`, {
      when: schedule.deadLetters.metricApproximateNumberOfMessagesVisible(highest),
      description: `${sufferers[name]}: ${name} failed at every attempt of a day. Finance's pages say which of its steps; mend the cause and invoke it with the event in its dead letters.`,
    });
    this.#alarm(`${name}DidNotRun`, {
      when: lambda.metricInvocations({ period: Duration.days(1), statistic: Stats.SUM }),
      threshold: 1,
      isBelow: true,
      description: `${sufferers[name]}: ${name} has not run for a day. See whether its schedule is there and enabled, then invoke it by hand.`,
    });
  }

  /** How many lines of a log match, as a metric. */
  #linesOf(id: string, logGroup: ILogGroup, filterPattern: ReturnType<typeof FilterPattern.stringValue>): IMetric {
    const metricNamespace = this.stackName;
    return new MetricFilter(this, id, { logGroup, filterPattern, metricNamespace, metricName: id, metricValue: "1" }).metric(total);
  }

  #alarm(id: string, { when, description, threshold = 1, isBelow = false }: AlarmWords): void {
    new Alarm(this, id, {
      metric: when,
      threshold,
      evaluationPeriods: 1,
      comparisonOperator: isBelow ? ComparisonOperator.LESS_THAN_THRESHOLD : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      // What never ran has no invocations to count.
      treatMissingData: isBelow ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
      alarmDescription: description,
    }).addAlarmAction(this.#action);
  }
}

type AlarmWords = {
  readonly when: IMetric;
  readonly description: string;
  readonly threshold?: number;
  /** Rings when there is less than the threshold, instead of as much or more. */
  readonly isBelow?: boolean;
};

/** Two counts as one, where either may have nothing to say. */
const sumOf = (first: IMetric, second: IMetric): IMetric =>
  new MathExpression({ expression: "FILL(first, 0) + FILL(second, 0)", usingMetrics: { first, second }, period });
