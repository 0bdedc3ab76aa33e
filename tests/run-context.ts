import type { Context } from "aws-lambda";
import { lambdaContext } from "../infra/local/invoke.ts";

/** What a handler is told of its run; the test says how long the run may take. */
export const runContext = (timeLeftMs?: number, awsRequestId = "request-1"): Context => ({
  ...lambdaContext("underTest", timeLeftMs),
  awsRequestId,
});
