import { Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks } from "cdk-nag";
import { expect, test } from "vitest";
import { liveApp } from "./synthesise.ts";

test("the AWS Solutions checks find nothing that is not acknowledged with a reason", () => {
  const { app } = liveApp();
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  expect(() => app.synth()).not.toThrow();
});
