import { Duration } from "aws-cdk-lib";
import { MathExpression, Metric, Stats } from "aws-cdk-lib/aws-cloudwatch";
import { FilterPattern, type ILogGroup, MetricFilter } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";
import type { FunctionName } from "../../shared/system.ts";

export type ReadingsProps = {
  readonly namespace: string;
  readonly logs: ReadonlyMap<FunctionName, ILogGroup>;
};

/** `watch` reads each gauge every quarter of an hour, so an hour always has readings. */
const anHour = Duration.hours(1);

/** Metrics from the functions' logs. */
export class Readings extends Construct {
  readonly oldestUrgentCase: Metric;
  readonly urgentCasesLate: Metric;
  readonly halfDecidedWithin: Metric;
  readonly nineInTenDecidedWithin: Metric;
  readonly decisions: Metric;
  readonly budgetsRunningOut: Metric;
  readonly referralsLate: Metric;
  readonly daysOfMoneyLeft: MathExpression;
  readonly referralsUnanswered: MathExpression;
  readonly failuresByKind: MathExpression;
  readonly #namespace: string;
  readonly #watchLog: ILogGroup;

  constructor(scope: Construct, id: string, { namespace, logs }: ReadingsProps) {
    super(scope, id);
    this.#namespace = namespace;
    const watchLog = logs.get("watch");
    if (!watchLog) throw new Error("No function reads the gauges");
    this.#watchLog = watchLog;

    this.oldestUrgentCase = this.#gauge("OldestUrgentCase", "oldestUrgentCase", "minutes").with({ label: "Oldest" });
    this.urgentCasesLate = this.#gauge("UrgentCasesLate", "oldestUrgentCase", "late");
    this.halfDecidedWithin = this.#gauge("HalfDecidedWithin", "timeToDecision", "halfWithinMinutes").with({ label: "Half within" });
    this.nineInTenDecidedWithin = this.#gauge("NineInTenDecidedWithin", "timeToDecision", "nineInTenWithinMinutes").with({
      label: "Nine in ten within",
    });
    this.decisions = this.#gauge("Decisions", "timeToDecision", "decisions").with({ label: "Decisions", statistic: Stats.SUM });
    this.budgetsRunningOut = this.#gauge("BudgetsRunningOut", "daysOfMoneyLeft", "runsOutSoon");
    this.referralsLate = this.#gauge("ReferralsLate", "referralsUnanswered", "late");
    this.daysOfMoneyLeft = this.#each("DaysOfMoneyLeft", "daysOfMoneyLeft", "days", ["scheme", "budget"]);
    this.referralsUnanswered = this.#each("ReferralsUnanswered", "referralsUnanswered", "unanswered", ["partner"]);
    this.failuresByKind = this.#failures(logs);
  }

  /** The highest reading of a gauge, over all schemes and services. */
  #gauge(metricName: string, gauge: string, field: string): Metric {
    this.#filter(metricName, gauge, field);
    return new Metric({ namespace: this.#namespace, metricName, statistic: Stats.MAXIMUM, period: anHour });
  }

  /** One graph line for each scheme, budget or service. A search finds them, since budgets come and go. */
  #each(metricName: string, gauge: string, field: string, of: readonly string[]): MathExpression {
    this.#filter(metricName, gauge, field, of);
    return this.#search(metricName, of, "Maximum", anHour);
  }

  #filter(metricName: string, gauge: string, field: string, of: readonly string[] = []): void {
    new MetricFilter(this, metricName, {
      logGroup: this.#watchLog,
      filterPattern: FilterPattern.stringValue("$.gauge", "=", gauge),
      metricNamespace: this.#namespace,
      metricName,
      metricValue: `$.${field}`,
      ...(of.length > 0 && { dimensions: Object.fromEntries(of.map((name) => [name, `$.${name}`])) }),
    });
  }

  /** The faults of all functions by kind: one kind in five functions is one problem. */
  #failures(logs: ReadingsProps["logs"]): MathExpression {
    for (const [name, logGroup] of logs) {
      new MetricFilter(this, `${name}Failures`, {
        logGroup,
        filterPattern: FilterPattern.all(FilterPattern.stringValue("$.level", "=", "ERROR"), FilterPattern.exists("$.code")),
        metricNamespace: this.#namespace,
        metricName: "Failures",
        metricValue: "1",
        dimensions: { kind: "$.code" },
      });
    }
    return this.#search("Failures", ["kind"], "Sum", Duration.minutes(5));
  }

  #search(metricName: string, of: readonly string[], statistic: string, period: Duration): MathExpression {
    const expression = `SEARCH('{"${this.#namespace}",${of.join(",")}} MetricName="${metricName}"', '${statistic}', ${period.toSeconds()})`;
    return new MathExpression({ expression, label: "", period });
  }
}
