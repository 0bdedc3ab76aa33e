import { Duration } from "aws-cdk-lib";
import {
  type Alarm,
  AlarmStatusWidget,
  Dashboard as CloudWatchDashboard,
  GraphWidget,
  type IMetric,
  type IWidget,
  Metric,
  Stats,
  TextWidget,
} from "aws-cdk-lib/aws-cloudwatch";
import { Construct } from "constructs";
import { firewallMetric, firewallRegion } from "./firewall.ts";
import type { PublicApi } from "./public-api.ts";
import type { Readings } from "./readings.ts";
import type { ServiceStack } from "./service-stack.ts";

export type DashboardProps = {
  readonly name: string;
  readonly councilName: string;
  readonly readings: Readings;
  readonly service: ServiceStack;
  readonly api: PublicApi;
  readonly alarms: readonly Alarm[];
  readonly hasEdge: boolean;
};

const width = 24;
const height = 6;
const graph = (title: string, left: readonly IMetric[], share: number, unit: string): GraphWidget =>
  new GraphWidget({ title, left: [...left], width: width / share, height, leftYAxis: { label: unit, showUnits: false, min: 0 } });

/** CloudWatch keeps it in the firewall's region. A graph can read another region; an alarm cannot. */
const turnedAwayByTheFirewall = (name: string): Metric =>
  new Metric({
    namespace: "AWS/WAFV2",
    metricName: "BlockedRequests",
    dimensionsMap: { WebACL: firewallMetric(name), Rule: "ALL" },
    region: firewallRegion,
    label: "Turned away by the firewall",
    statistic: Stats.SUM,
    period: Duration.minutes(5),
  });

/** One page: each row asks a question in plain words, and its graphs answer. */
export class Dashboard extends Construct {
  constructor(scope: Construct, id: string, props: DashboardProps) {
    super(scope, id);
    const { name, councilName, alarms } = props;
    new CloudWatchDashboard(this, "Dashboard", {
      dashboardName: `hardship-support-${name}`,
      defaultInterval: Duration.days(1),
      widgets: [
        [new TextWidget({ markdown: `# Hardship support, ${councilName} (${name})`, width, height: 1 })],
        [new AlarmStatusWidget({ title: "What rings", alarms: [...alarms], width, height })],
        ...this.#rows(props).flatMap(([question, widgets]) => [
          [new TextWidget({ markdown: `## ${question}`, width, height: 1 })],
          widgets,
        ]),
      ],
    });
  }

  #rows({ name, hasEdge, readings, service, api: { api } }: DashboardProps): [string, IWidget[]][] {
    const five = Duration.minutes(5);
    const functions = [...service.functions];
    return [
      [
        "How long do people wait?",
        [
          graph("Oldest urgent case that waits for us", [readings.oldestUrgentCase], 3, "minutes"),
          graph("From application to decision", [readings.halfDecidedWithin, readings.nineInTenDecidedWithin], 3, "minutes"),
          graph("Decisions made", [readings.decisions], 3, "decisions"),
        ],
      ],
      ["For how long is there money?", [graph("Days left in each budget at the present rate", [readings.daysOfMoneyLeft], 1, "days")]],
      [
        "Is anybody left without an answer?",
        [
          graph("Referrals that a service has not answered", [readings.referralsUnanswered], 3, "referrals"),
          graph(
            "Oldest message, order or referral on its way",
            functions.flatMap(([label, { consumer }]) =>
              consumer ? [consumer.queue.metricApproximateAgeOfOldestMessage({ label, period: five, statistic: Stats.MAXIMUM })] : [],
            ),
            3,
            "seconds",
          ),
          graph(
            "Set aside after every attempt failed",
            functions.flatMap(([label, { consumer, relay, schedule }]) =>
              [consumer, relay, schedule].flatMap((each) =>
                each ? [each.deadLetters.metricApproximateNumberOfMessagesVisible({ label, period: five, statistic: Stats.MAXIMUM })] : [],
              ),
            ),
            3,
            "messages",
          ),
        ],
      ],
      [
        "What goes wrong?",
        [
          graph("Failures by kind", [readings.failuresByKind], 2, "failures"),
          graph(
            "Error pages and refusals",
            [
              api.metricServerError({ label: "Our fault", period: five, statistic: Stats.SUM }),
              api.metricClientError({ label: "Not found, not allowed or too many", period: five, statistic: Stats.SUM }),
              ...(hasEdge ? [turnedAwayByTheFirewall(name)] : []),
            ],
            2,
            "requests",
          ),
        ],
      ],
      [
        "Is it quick, and how much is asked?",
        [
          graph("Requests", [api.metricCount({ label: "Requests", period: five, statistic: Stats.SUM })], 3, "requests"),
          graph(
            "Half of the answers and 19 in 20 come within",
            [
              api.metricLatency({ label: "Half", period: five, statistic: "p50" }),
              api.metricLatency({ label: "19 in 20", period: five, statistic: "p95" }),
            ],
            3,
            "milliseconds",
          ),
          graph(
            "Longest run of each function",
            functions.map(([label, { lambda }]) => lambda.metricDuration({ label, period: five, statistic: Stats.MAXIMUM })),
            3,
            "milliseconds",
          ),
        ],
      ],
    ];
  }
}
