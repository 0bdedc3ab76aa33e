import { Duration } from "aws-cdk-lib";
import { Alarm, ComparisonOperator, type IMetric, MathExpression, Stats, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import { FilterPattern, type ILogGroup, MetricFilter } from "aws-cdk-lib/aws-logs";
import type { ITopic } from "aws-cdk-lib/aws-sns";
import { Construct } from "constructs";
import type { FunctionName } from "../../shared/system.ts";
import type { DataStack } from "./data-stack.ts";
import type { PublicApi } from "./public-api.ts";
import type { Readings } from "./readings.ts";
import type { ServiceStack } from "./service-stack.ts";
import type { StageFunction } from "./stage-function.ts";
import { sufferers } from "./sufferers.ts";

export type AlarmsProps = {
  readonly namespace: string;
  readonly topic: ITopic;
  readonly data: DataStack;
  readonly service: ServiceStack;
  readonly api: PublicApi;
  readonly readings: Readings;
};

const period = Duration.minutes(5);
const total = { period, statistic: Stats.SUM };
const highest = { period, statistic: Stats.MAXIMUM };

/** All attempts at a delivery take less, so a consumer further behind than this is stuck. */
const longestLag = Duration.minutes(10);

/** Every alarm. Its description says who suffers and what to do, for a reader at three in the morning. */
export class Alarms extends Construct {
  readonly all: Alarm[] = [];
  readonly #action: SnsAction;
  readonly #namespace: string;

  constructor(scope: Construct, id: string, { namespace, topic, data, service, api, readings }: AlarmsProps) {
    super(scope, id);
    this.#action = new SnsAction(topic);
    this.#namespace = namespace;

    this.#watchPeople(readings);
    this.#watchApi(api);
    this.#watchTable(data);
    for (const [name, stageFunction] of service.functions) {
      this.#watchFunction(name, stageFunction);
      this.#watchConsumer(name, stageFunction);
      this.#watchRelay(name, stageFunction);
      this.#watchSchedule(name, stageFunction);
    }
  }

  #watchPeople({ urgentCasesLate, budgetsRunningOut, referralsLate }: Readings): void {
    this.#alarm("UrgentCasesLate", {
      when: urgentCasesLate,
      description:
        "Residents in urgent need have waited longer than the scheme allows: somebody opens the cases that wait for a decision or a second approval, the urgent ones stand first, and decides the oldest today.",
    });
    this.#alarm("BudgetsRunningOut", {
      when: budgetsRunningOut,
      description:
        "Households will be told to wait for money: a budget runs out within a week although its time goes on. Finance sees which on its pages, and moves money to it or has the scheme changed.",
    });
    this.#alarm("ReferralsLate", {
      when: referralsLate,
      description:
        "Families wait for a service that was asked to help them: its answer is overdue. Call the service; its list shows the oldest first, and an assessor can withdraw a referral and make another.",
    });
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
    // Lambda counts no error where a fault became an error page, so count the fault's line in the log too.
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

  #watchConsumer(name: FunctionName, { consumer }: StageFunction): void {
    if (!consumer) return;
    this.#alarm(`${name}Lags`, {
      when: consumer.queue.metricApproximateAgeOfOldestMessage(highest),
      threshold: longestLag.toSeconds(),
      description: `${sufferers[name]}: ${name} is ten minutes behind its queue. Read its log: either it fails, or more comes than it takes.`,
    });
    this.#alarm(`${name}GaveUp`, {
      when: consumer.deadLetters.metricApproximateNumberOfMessagesVisible(highest),
      description: `${sufferers[name]}: ${name} gave up on some of them. Its log says why: mend the cause, then press “Try again” on /operations. They are kept for 14 days.`,
    });
  }

  #watchRelay(name: FunctionName, { lambda, relay }: StageFunction): void {
    if (!relay) return;
    this.#alarm(`${name}Lags`, {
      when: lambda.metric("IteratorAge", highest),
      threshold: longestLag.toMilliseconds(),
      description: `${sufferers[name]}: ${name} is ten minutes behind the table. Read its log: a queue does not take what it is sent.`,
    });
    this.#alarm(`${name}GaveUp`, {
      when: relay.deadLetters.metricApproximateNumberOfMessagesVisible(highest),
      description: `${sufferers[name]}: ${name} gave up on some of them. Its dead letters say where they stand in the stream, which keeps them for a day: mend the cause, then invoke it with those records.`,
    });
  }

  #watchSchedule(name: FunctionName, { lambda, schedule }: StageFunction): void {
    if (!schedule) return;
    const { when } = schedule;
    this.#alarm(`${name}GaveUp`, {
      when: schedule.deadLetters.metricApproximateNumberOfMessagesVisible(highest),
      description: `${sufferers[name]}: ${name} failed at every attempt. Its log says at which step; mend the cause and invoke it with the event in its dead letters.`,
    });
    const { often, period: longest } =
      "everyMinutes" in when ? { often: "an hour", period: Duration.hours(1) } : { often: "a day", period: Duration.days(1) };
    this.#alarm(`${name}DidNotRun`, {
      when: lambda.metricInvocations({ period: longest, statistic: Stats.SUM }),
      threshold: 1,
      isBelow: true,
      description: `${sufferers[name]}: ${name} has not run for ${often}. See whether its schedule is there and enabled, then invoke it by hand.`,
    });
  }

  #linesOf(id: string, logGroup: ILogGroup, filterPattern: ReturnType<typeof FilterPattern.stringValue>): IMetric {
    const metricNamespace = this.#namespace;
    return new MetricFilter(this, id, { logGroup, filterPattern, metricNamespace, metricName: id, metricValue: "1" }).metric(total);
  }

  #alarm(id: string, { when, description, threshold = 1, isBelow = false }: AlarmWords): void {
    const alarm = new Alarm(this, id, {
      metric: when,
      threshold,
      evaluationPeriods: 1,
      comparisonOperator: isBelow ? ComparisonOperator.LESS_THAN_THRESHOLD : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      // A function that never ran has no data at all.
      treatMissingData: isBelow ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
      alarmDescription: description,
    });
    alarm.addAlarmAction(this.#action);
    this.all.push(alarm);
  }
}

type AlarmWords = {
  readonly when: IMetric;
  readonly description: string;
  readonly threshold?: number;
  /** Rings below the threshold instead of at it or above. */
  readonly isBelow?: boolean;
};

/** The sum of two counts; a count without data is zero. */
const sumOf = (first: IMetric, second: IMetric): IMetric =>
  new MathExpression({ expression: "FILL(first, 0) + FILL(second, 0)", usingMetrics: { first, second }, period });
