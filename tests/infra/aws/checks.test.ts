import { Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks } from "cdk-nag";
import { expect, test } from "vitest";
import { appOf, configuration, testConfiguration } from "./synthesise.ts";

test("the AWS Solutions checks find nothing that is not acknowledged with a reason", () => {
  const { app } = appOf({ test: testConfiguration, live: configuration });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  expect(() => app.synth()).not.toThrow();
});
