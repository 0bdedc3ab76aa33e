import { Template } from "aws-cdk-lib/assertions";
import { expect, test } from "vitest";
import { appOf, configuration, testConfiguration } from "./synthesise.ts";

const { stacks } = appOf({ test: testConfiguration, live: configuration });
const stacksOf = (name: keyof typeof stacks) => Object.values(stacks[name]).flatMap((stack) => stack ?? []);

/** Properties that name a resource in its account. */
const naming = /^(\w*Name|Name|Domain|BudgetName)$/;
/** Properties that name something else than the resource. */
const otherNames = [
  "AttributeName",
  "IndexName",
  "MetricName",
  "FunctionName",
  "LogGroupName",
  "ProviderName",
  "HostedZoneName",
  "GroupName",
];

/** The names that a template gives by hand. A name that AWS gives is a reference or is absent. */
const physicalNames = (name: keyof typeof stacks): string[] =>
  stacksOf(name).flatMap((stack) => [
    stack.stackName,
    ...Object.values(
      Template.fromStack(stack).toJSON().Resources as Record<string, { Type: string; Properties?: Record<string, unknown> }>,
    ).flatMap(({ Type, Properties = {} }) =>
      Object.entries(Properties).flatMap(([property, value]) =>
        naming.test(property) && !otherNames.includes(property) && typeof value === "string" && value !== "$default"
          ? [`${Type} ${value}`]
          : [],
      ),
    ),
  ]);

test("two environments live in one account without sharing a name", () => {
  const [ofTest, ofLive] = [physicalNames("test"), physicalNames("live")];
  expect(ofLive.filter((name) => ofTest.includes(name))).toEqual([]);
  // Check that the search finds names at all.
  expect(ofLive).toEqual(
    expect.arrayContaining([
      "hardship-support-live-data",
      "AWS::CloudWatch::Dashboard hardship-support-live",
      "AWS::Cognito::UserPoolDomain hardship-support-live",
    ]),
  );
});

test("the stacks have these names, since a stack under another name would be built beside the old one", () => {
  expect(stacksOf("live").map(({ stackName }) => stackName)).toEqual([
    "hardship-support-live-data",
    "hardship-support-live-service",
    "hardship-support-live-api",
    "hardship-support-live-watch",
    "hardship-support-live-edge",
  ]);
});

test("no stack can be deleted by accident, and each is in its own region", () => {
  for (const stack of stacksOf("live")) expect(stack.terminationProtection, stack.stackName).toBe(true);
  const { data, service, api, watch, edge } = stacks.live;
  expect([data, service, api, watch].map(({ region }) => region)).toEqual(Array(4).fill("eu-west-2"));
  expect(edge?.region).toBe("us-east-1");
});

test("every resource with tags has its environment and its council, so that the bill can be split", () => {
  for (const name of ["test", "live"] as const) {
    const [table] = Object.values(Template.fromStack(stacks[name].data).findResources("AWS::DynamoDB::Table"));
    expect(table?.Properties.Tags).toEqual([
      { Key: "council", Value: configuration.councilName },
      { Key: "environment", Value: name },
    ]);
  }
});
