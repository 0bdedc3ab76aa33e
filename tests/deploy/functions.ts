import {
  GetFunctionConfigurationCommand,
  type GetFunctionConfigurationCommandOutput,
  InvokeCommand,
  LambdaClient,
  UpdateFunctionConfigurationCommand,
  type UpdateFunctionConfigurationCommandInput,
} from "@aws-sdk/client-lambda";
import { expect } from "vitest";
import type { FunctionName } from "../../shared/system.ts";
import type { ClientSettings } from "./emulator/emulator.ts";
import { deployedResources, physicalId } from "./stacks.ts";

const deployedName = async (settings: ClientSettings, name: FunctionName): Promise<string> =>
  physicalId(await deployedResources(settings), "AWS::Lambda::Function", `${name}Function`);

/** Runs a deployed function with an event and returns its result. */
export const runFunction = async (settings: ClientSettings, name: FunctionName, event: object): Promise<unknown> => {
  const lambda = new LambdaClient(settings);
  const asked = new InvokeCommand({ FunctionName: await deployedName(settings, name), Payload: JSON.stringify(event) });
  const { FunctionError: failed, Payload: said } = await lambda.send(asked);
  lambda.destroy();
  const text = new TextDecoder().decode(said);
  expect(failed, text).toBeUndefined();
  return text && JSON.parse(text);
};

type Change = Partial<Pick<UpdateFunctionConfigurationCommandInput, "Environment" | "Role">>;

/** Changes a deployed function's configuration and returns the earlier one. */
export const changeFunction = async (
  settings: ClientSettings,
  name: FunctionName,
  changed: (now: GetFunctionConfigurationCommandOutput) => Change,
): Promise<GetFunctionConfigurationCommandOutput> => {
  const lambda = new LambdaClient(settings);
  const FunctionName = await deployedName(settings, name);
  const before = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
  // The emulator keeps warm instances with their old role until their environment is set again.
  const Environment = { Variables: before.Environment?.Variables };
  await lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName, Environment, ...changed(before) }));
  lambda.destroy();
  return before;
};
