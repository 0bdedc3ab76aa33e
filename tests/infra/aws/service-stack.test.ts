import { expect, test } from "vitest";
import { variablesOf } from "../../../shared/environment.ts";
import { wantedSortKeyPrefixes } from "../../../shared/stream/queues.ts";
import { functions, type Schedule, table } from "../../../shared/system.ts";
import { configuration, consumers, functionIn, scheduled, specs, synthesise } from "./synthesise.ts";

const { service } = synthesise();

test("resources stay within what AWS allows one stack", () => {
  expect(Object.keys(service.toJSON().Resources).length).toBeLessThanOrEqual(500);
});

test.each(specs)("%s is given exactly the variables that its declaration calls for", (name, spec) => {
  const { properties } = functionIn(service, name);
  expect(Object.keys(properties.Environment.Variables).sort()).toEqual([...variablesOf(spec)].sort());
});

test("the issuer is the user pool, and the origin is the council's", () => {
  const { Variables } = functionIn(service, "signIn").properties.Environment;
  expect(Variables.ORIGIN).toBe(configuration.origin);
  const [, [start, pool]] = Variables.IDENTITY_ISSUER["Fn::Join"];
  expect(start).toBe("https://cognito-idp.eu-west-2.amazonaws.com/");
  expect(pool["Fn::ImportValue"]).toContain("StaffPool");
});

test.each(specs)("%s runs on Node 24 on arm64, and ends before API Gateway gives up on it", (name, spec) => {
  const { properties } = functionIn(service, name);
  expect(properties).toMatchObject({ Runtime: "nodejs24.x", Architectures: ["arm64"], Handler: "index.handler", MemorySize: 1024 });
  if (spec.routes) expect(properties.Timeout).toBeLessThan(29);
});

const sourceOf = (logicalId: string) =>
  Object.values(service.findResources("AWS::Lambda::EventSourceMapping", { Properties: { FunctionName: { Ref: logicalId } } }))[0]
    ?.Properties;

test.each(consumers)("%s is fed from its own queue; a message that fails every time goes to its dead letters", (name, consumes) => {
  const { logicalId, properties } = functionIn(service, name);
  expect(sourceOf(logicalId)).toMatchObject({
    EventSourceArn: { "Fn::GetAtt": [`${name}Queue`, "Arn"] },
    BatchSize: consumes.batchSize,
    ScalingConfig: { MaximumConcurrency: consumes.atOnce },
    FunctionResponseTypes: ["ReportBatchItemFailures"],
  });
  const { [`${name}Queue`]: queue, [`${name}DeadLetters`]: deadLetters } = service.findResources("AWS::SQS::Queue");
  expect(queue?.Properties.RedrivePolicy).toEqual({
    deadLetterTargetArn: { "Fn::GetAtt": [`${name}DeadLetters`, "Arn"] },
    maxReceiveCount: consumes.attempts,
  });
  // AWS advises six times, so that a slow delivery is not delivered again.
  expect(queue?.Properties.VisibilityTimeout).toBeGreaterThanOrEqual(6 * properties.Timeout);
  for (const each of [queue, deadLetters]) {
    expect(each).toMatchObject({
      DeletionPolicy: "Retain",
      UpdateReplacePolicy: "Retain",
      Properties: { MessageRetentionPeriod: 14 * 86_400 },
    });
    expect(each?.Properties).toHaveProperty("KmsMasterKeyId");
  }
});

test("the relay reads every new item that a queue wants; records that it cannot pass on go to its dead letters", () => {
  const source = sourceOf(functionIn(service, "relay").logicalId);
  const { batchSize, attempts } = functions.relay.relays;
  expect(source).toMatchObject({
    StartingPosition: "TRIM_HORIZON",
    BatchSize: batchSize,
    MaximumRetryAttempts: attempts - 1,
    BisectBatchOnFunctionError: true,
    FunctionResponseTypes: ["ReportBatchItemFailures"],
  });
  expect(source?.FilterCriteria.Filters.map(({ Pattern }: { Pattern: string }) => JSON.parse(Pattern))).toEqual([
    {
      eventName: ["INSERT"],
      dynamodb: {
        Keys: {
          [table.sortKey]: {
            S: wantedSortKeyPrefixes.map((prefix) => ({ prefix })),
          },
        },
      },
    },
  ]);
  expect(source?.EventSourceArn["Fn::ImportValue"]).toContain("TableStreamArn");
  const queue = source?.DestinationConfig.OnFailure.Destination["Fn::GetAtt"][0];
  expect(service.findResources("AWS::SQS::Queue")[queue]?.Properties).toHaveProperty("KmsMasterKeyId");
});

/** EventBridge's name for the scheduled time. */
const expressionOf = (schedule: Schedule) => {
  if ("everyMinutes" in schedule) return { ScheduleExpression: `rate(${schedule.everyMinutes} minutes)` };
  const [hour, minute] = schedule.dailyAt.split(":").map(Number);
  return { ScheduleExpression: `cron(${minute} ${hour} * * ? *)`, ScheduleExpressionTimezone: "Europe/London" };
};

test.each(scheduled)(
  "%s runs at its time with the time when it was due, and a run that fails every time goes to dead letters",
  (name, declared) => {
    const { logicalId, properties } = functionIn(service, name);
    const [schedule] = Object.values(service.findResources("AWS::Scheduler::Schedule")).filter(
      ({ Properties }) => Properties.Target.Arn["Fn::GetAtt"][0] === logicalId,
    );
    expect(schedule?.Properties).toMatchObject({
      ...expressionOf(declared),
      State: "ENABLED",
      Target: { Input: '{"time":"<aws.scheduler.scheduled-time>"}' },
    });
    expect(properties.Timeout).toBe("everyMinutes" in declared ? 60 : 900);

    const queue = schedule?.Properties.Target.DeadLetterConfig.Arn["Fn::GetAtt"][0];
    const [invoke] = Object.values(
      service.findResources("AWS::Lambda::EventInvokeConfig", { Properties: { FunctionName: { Ref: logicalId } } }),
    );
    expect(invoke?.Properties.DestinationConfig.OnFailure.Destination["Fn::GetAtt"][0]).toBe(queue);
    expect(service.findResources("AWS::SQS::Queue")[queue]?.Properties).toHaveProperty("KmsMasterKeyId");
  },
);

test("the clock runs and may call only functions that declare a schedule", () => {
  service.resourceCountIs("AWS::Scheduler::Schedule", scheduled.length);
  const callers = Object.values(service.findResources("AWS::IAM::Role")).filter(({ Properties }) =>
    JSON.stringify(Properties.AssumeRolePolicyDocument).includes("scheduler.amazonaws.com"),
  );
  const called = callers.flatMap(({ Properties }) =>
    Properties.Policies.flatMap((policy: { PolicyDocument: { Statement: { Action: string; Resource: unknown }[] } }) =>
      policy.PolicyDocument.Statement.filter(({ Action }) => Action === "lambda:InvokeFunction").map(({ Resource }) => Resource),
    ),
  );
  expect(called).toEqual(scheduled.map(([name]) => ({ "Fn::GetAtt": [functionIn(service, name).logicalId, "Arn"] })));
});

/** A queue and its dead letters for each consumer, and dead letters for each schedule and for the relay. */
const queueCount = 2 * consumers.length + scheduled.length + 1;

test("only the relay reads the stream, and only a consumer reads its own queue", () => {
  service.resourceCountIs("AWS::Lambda::EventSourceMapping", consumers.length + 1);
  service.resourceCountIs("AWS::SQS::Queue", queueCount);
});

test("no message and no dead letter travels in the clear", () => {
  const policies = Object.values(service.findResources("AWS::SQS::QueuePolicy"));
  expect(policies).toHaveLength(queueCount);
  for (const { Properties } of policies) {
    expect(Properties.PolicyDocument.Statement).toEqual([
      expect.objectContaining({ Effect: "Deny", Action: "sqs:*", Condition: { Bool: { "aws:SecureTransport": "false" } } }),
    ]);
  }
});

test("every log is kept for as long as the configuration says", () => {
  service.resourceCountIs("AWS::Logs::LogGroup", specs.length);
  service.allResourcesProperties("AWS::Logs::LogGroup", { RetentionInDays: configuration.logRetention });
});
