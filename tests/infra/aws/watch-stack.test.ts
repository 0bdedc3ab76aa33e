import { Match } from "aws-cdk-lib/assertions";
import { expect, test } from "vitest";
import { sufferers } from "../../../infra/aws/sufferers.ts";
import { consumers, functionIn, scheduled, specs, synthesise } from "./synthesise.ts";

const { service, watch } = synthesise();

const alarms = Object.values(watch.findResources("AWS::CloudWatch::Alarm")).map(({ Properties }) => Properties);

/** The alarms whose metric, or a metric of whose sum, is the named one. The text holds the dimensions too. */
const alarmsOn = (metric: string, of = "") =>
  alarms.filter((alarm) => {
    const text = JSON.stringify(alarm.Metrics ?? alarm);
    return text.includes(`"MetricName":"${metric}"`) && text.includes(of);
  });

test("every alarm says who suffers and then what to do", () => {
  const people = ["Residents", ...Object.values(sufferers)];
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
  watch.resourceCountIs("AWS::SNS::Subscription", 1);
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

test.each(consumers)("%s is watched for falling behind and for giving up", (name) => {
  const { logicalId } = functionIn(service, name);
  expect(alarmsOn("IteratorAge", logicalId)).toHaveLength(1);
  expect(alarmsOn("ApproximateNumberOfMessagesVisible", name)).toMatchObject([{ Threshold: 1 }]);
});

test.each(scheduled)("%s is watched for not running, and for failing at every attempt", (name) => {
  const { logicalId } = functionIn(service, name);
  expect(alarmsOn("Invocations", logicalId)).toMatchObject([
    { Threshold: 1, ComparisonOperator: "LessThanThreshold", TreatMissingData: "breaching", Period: 86_400 },
  ]);
  expect(alarmsOn("ApproximateNumberOfMessagesVisible", name)).toMatchObject([{ Threshold: 1 }]);
});

test("the API is watched for error pages and for turning people away, and the table for refusing work", () => {
  expect(alarmsOn("5xx")).toHaveLength(1);
  expect(alarmsOn("TurnedAway")).toHaveLength(1);
  expect(alarmsOn("WriteThrottleEvents")).toHaveLength(1);
  watch.hasResourceProperties("AWS::Logs::MetricFilter", { FilterPattern: '{ $.status = "429" }' });
});
