import { randomUUID } from "node:crypto";
import type { Context } from "aws-lambda";
import { type FunctionName, functions } from "../../shared/system.ts";
import { asFunction } from "./held-to-declaration.ts";

export type Handler = (event: unknown, context: Context) => Promise<unknown>;
export type LoadHandler = (name: FunctionName) => Promise<Handler>;

/** The very module that Lambda runs, allowed what its role would allow it. */
export const loadHandler: LoadHandler = async (name) => {
  const module: { handler?: Handler } = await import(new URL(`../../${functions[name].entry}`, import.meta.url).href);
  const { handler } = module;
  if (!handler) throw new Error(`${functions[name].entry} exports no handler.`);
  return (event, context) => asFunction(name, () => handler(event, context));
};

const seconds = 1000;

/** What Lambda tells a function about its run. */
export const lambdaContext = (functionName: string, timeLeftMs = 30 * seconds): Context => {
  const endsAt = Date.now() + timeLeftMs;
  return {
    callbackWaitsForEmptyEventLoop: false,
    functionName,
    functionVersion: "$LATEST",
    invokedFunctionArn: `arn:aws:lambda:eu-west-2:000000000000:function:${functionName}`,
    memoryLimitInMB: "1024",
    awsRequestId: randomUUID(),
    logGroupName: `/aws/lambda/${functionName}`,
    logStreamName: "local",
    getRemainingTimeInMillis: () => Math.max(0, endsAt - Date.now()),
    done: () => undefined,
    fail: () => undefined,
    succeed: () => undefined,
  };
};
