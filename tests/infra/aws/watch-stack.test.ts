import { Match } from "aws-cdk-lib/assertions";
import { expect, test } from "vitest";
import { sufferers } from "../../../infra/aws/sufferers.ts";
import { configuration, consumers, functionIn, scheduled, specs, synthesise } from "./synthesise.ts";

const { service, watch } = synthesise();

const alarms = Object.values(watch.findResources("AWS::CloudWatch::Alarm")).map(({ Properties }) => Properties);

/** The alarms on a metric, alone or in a sum. The text contains the dimensions too. */
const alarmsOn = (metric: string, of = "") =>
  alarms.filter((alarm) => {
    const text = JSON.stringify(alarm.Metrics ?? alarm);
    return text.includes(`"MetricName":"${metric}"`) && text.includes(of);
  });

test("every alarm says who suffers and then what to do", () => {
  const people = ["Residents", "Households", "Families", ...Object.values(sufferers)];
  for (const { AlarmDescription } of alarms) {
    expect(
      people.some((who) => AlarmDescription.startsWith(who)),
      AlarmDescription,
    ).toBe(true);
    expect(AlarmDescription).toMatch(/^[^:]+.*: .{20,}\.$/);
  }
});

test("every alarm is sent on, over TLS and encrypted", () => {
  const [topic] = Object.keys(watch.findResources("AWS::SNS::Topic"));
  for (const { AlarmActions } of alarms) expect(AlarmActions).toEqual([{ Ref: topic }]);
  watch.resourceCountIs("AWS::SNS::Subscription", configuration.alarmAddresses.length);
  watch.hasResourceProperties("AWS::SNS::Topic", { KmsMasterKeyId: Match.objectLike({ "Fn::GetAtt": Match.arrayWith(["Arn"]) }) });
  watch.hasResourceProperties("AWS::SNS::TopicPolicy", {
    PolicyDocument: {
      Statement: Match.arrayWith([
        Match.objectLike({ Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } }),
        Match.objectLike({ Effect: "Allow", Action: "sns:Publish", Principal: { Service: "cloudwatch.amazonaws.com" } }),
      ]),
    },
  });
});

test.each(specs)("%s is watched for errors, for faults in its log and for throttling", (name) => {
  const { logicalId } = functionIn(service, name);
  const failing = alarmsOn("Errors", logicalId);
  expect(failing).toHaveLength(1);
  expect(failing[0]?.AlarmDescription).toContain(sufferers[name]);
  expect(JSON.stringify(failing[0]?.Metrics)).toContain(`"MetricName":"${name}Faults"`);
  expect(alarmsOn("Throttles", logicalId)).toHaveLength(1);
});

test.each(consumers)("%s is watched for falling behind its queue and for giving up", (name) => {
  expect(alarmsOn("ApproximateAgeOfOldestMessage", `${name}Queue`)).toMatchObject([{ Threshold: 600 }]);
  expect(alarmsOn("ApproximateNumberOfMessagesVisible", `${name}DeadLetters`)).toMatchObject([{ Threshold: 1 }]);
});

test("the relay is watched for falling behind the table and for giving up", () => {
  expect(alarmsOn("IteratorAge", functionIn(service, "relay").logicalId)).toMatchObject([{ Threshold: 600_000 }]);
  expect(alarmsOn("ApproximateNumberOfMessagesVisible", "relay")).toMatchObject([{ Threshold: 1 }]);
});

test.each(scheduled)("%s is watched for not running, and for failing at every attempt", (name, schedule) => {
  const { logicalId } = functionIn(service, name);
  const longest = "everyMinutes" in schedule ? 3_600 : 86_400;
  expect(alarmsOn("Invocations", logicalId)).toMatchObject([
    { Threshold: 1, ComparisonOperator: "LessThanThreshold", TreatMissingData: "breaching", Period: longest },
  ]);
  expect(alarmsOn("ApproximateNumberOfMessagesVisible", name)).toMatchObject([{ Threshold: 1 }]);
});

test("the API is watched for error pages and for turning people away, and the table for refusing work", () => {
  expect(alarmsOn("5xx")).toHaveLength(1);
  expect(alarmsOn("TurnedAway")).toHaveLength(1);
  expect(alarmsOn("WriteThrottleEvents")).toHaveLength(1);
  watch.hasResourceProperties("AWS::Logs::MetricFilter", { FilterPattern: '{ $.status = "429" }' });
});

/** The field that a gauge's filter takes from the log of `watch`. */
const gaugeFilter = (metric: string) => {
  const [found] = Object.values(
    watch.findResources("AWS::Logs::MetricFilter", { Properties: { MetricTransformations: [{ MetricName: metric }] } }),
  );
  return found?.Properties;
};

test.each([
  ["OldestUrgentCase", "oldestUrgentCase", "$.minutes", undefined],
  ["UrgentCasesLate", "oldestUrgentCase", "$.late", undefined],
  ["HalfDecidedWithin", "timeToDecision", "$.halfWithinMinutes", undefined],
  ["NineInTenDecidedWithin", "timeToDecision", "$.nineInTenWithinMinutes", undefined],
  ["Decisions", "timeToDecision", "$.decisions", undefined],
  ["BudgetsRunningOut", "daysOfMoneyLeft", "$.runsOutSoon", undefined],
  ["DaysOfMoneyLeft", "daysOfMoneyLeft", "$.days", ["scheme", "budget"]],
  ["ReferralsLate", "referralsUnanswered", "$.late", undefined],
  ["ReferralsUnanswered", "referralsUnanswered", "$.unanswered", ["partner"]],
] as const)("%s is read from the line of the gauge %s", (metric, gauge, value, of) => {
  const { FilterPattern, MetricTransformations, LogGroupName } = gaugeFilter(metric) ?? {};
  expect(FilterPattern).toBe(`{ $.gauge = "${gauge}" }`);
  expect(MetricTransformations).toMatchObject([{ MetricValue: value }]);
  expect(MetricTransformations[0].Dimensions?.map(({ Key }: { Key: string }) => Key)).toEqual(of);
  expect(JSON.stringify(LogGroupName)).toContain("watchLog");
});

test.each(["UrgentCasesLate", "BudgetsRunningOut", "ReferralsLate"])("%s rings as soon as there is one", (metric) => {
  expect(alarmsOn(metric)).toMatchObject([{ Threshold: 1, Statistic: "Maximum", Period: 3_600, TreatMissingData: "notBreaching" }]);
});

test("failures are counted by kind, in the log of every function", () => {
  const filters = Object.values(
    watch.findResources("AWS::Logs::MetricFilter", {
      Properties: { FilterPattern: '{ ($.level = "ERROR") && ($.code = "*") }', MetricTransformations: [{ MetricName: "Failures" }] },
    }),
  );
  expect(filters).toHaveLength(specs.length);
  for (const { Properties } of filters) expect(Properties.MetricTransformations[0].Dimensions).toEqual([{ Key: "kind", Value: "$.code" }]);
});

test("the one dashboard asks its questions in plain words, and answers each", () => {
  const [dashboard] = Object.values(watch.findResources("AWS::CloudWatch::Dashboard"));
  const body = JSON.stringify(dashboard?.Properties.DashboardBody);
  for (const question of [
    "How long do people wait?",
    "For how long is there money?",
    "Is anybody left without an answer?",
    "What goes wrong?",
  ]) {
    expect(body).toContain(question);
  }
  for (const metric of [
    "OldestUrgentCase",
    "HalfDecidedWithin",
    "DaysOfMoneyLeft",
    "ReferralsUnanswered",
    "Failures",
    "BlockedRequests",
    "5xx",
  ]) {
    expect(body).toContain(metric);
  }
});

test("people get an email when the month's bill nears the expected sum, and when AWS forecasts more", () => {
  watch.hasResourceProperties("AWS::Budgets::Budget", {
    Budget: {
      BudgetType: "COST",
      TimeUnit: "MONTHLY",
      BudgetLimit: { Amount: configuration.monthlyBudgetDollars, Unit: "USD" },
      CostFilters: { TagKeyValue: ["user:environment$live"] },
    },
    NotificationsWithSubscribers: [
      { Notification: { NotificationType: "ACTUAL", Threshold: 80 } },
      { Notification: { NotificationType: "FORECASTED", Threshold: 100 } },
    ].map((each) => ({ ...each, Subscribers: configuration.alarmAddresses.map((Address) => ({ SubscriptionType: "EMAIL", Address })) })),
  });
});
