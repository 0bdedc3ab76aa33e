import type { Context } from "aws-lambda";
import { lambdaContext } from "../infra/local/invoke.ts";

/** The Lambda context of an invocation, with the time that the test gives it. */
export const runContext = (timeLeftMs?: number, awsRequestId = "request-1"): Context => ({
  ...lambdaContext("underTest", timeLeftMs),
  awsRequestId,
});
