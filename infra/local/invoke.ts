import { randomUUID } from "node:crypto";
import type { Context } from "aws-lambda";
import { type FunctionName, functions } from "../../shared/system.ts";
import { asFunction } from "./declared-access.ts";

export type Handler = (event: unknown, context: Context) => Promise<unknown>;
export type LoadHandler = (name: FunctionName) => Promise<Handler>;

/** Loads the very module that Lambda runs, and checks its calls on the table against its declaration. */
export const loadHandler: LoadHandler = async (name) => {
  const module: { handler?: Handler } = await import(new URL(`../../${functions[name].entry}`, import.meta.url).href);
  const { handler } = module;
  if (!handler) throw new Error(`${functions[name].entry} exports no handler.`);
  return (event, context) => asFunction(name, () => handler(event, context));
};

const seconds = 1000;

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
