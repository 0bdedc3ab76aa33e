import { Stack, type StackProps } from "aws-cdk-lib";
import type { Construct } from "constructs";
import { type FunctionName, type FunctionSpec, functions } from "../../shared/system.ts";
import type { BundleFolders } from "./bundle.ts";
import type { Configuration } from "./configuration.ts";
import type { DataStack } from "./data-stack.ts";
import { PublicApi } from "./public-api.ts";
import { StageFunction } from "./stage-function.ts";

export type ServiceStackProps = StackProps & {
  readonly configuration: Configuration;
  readonly data: DataStack;
  readonly bundles: BundleFolders;
};

/** Everything that a release replaces: the declared functions, the API in front and the consumers behind. */
export class ServiceStack extends Stack {
  readonly functions: ReadonlyMap<FunctionName, StageFunction>;
  readonly api: PublicApi;

  constructor(scope: Construct, id: string, { configuration, data, bundles, ...props }: ServiceStackProps) {
    super(scope, id, props);

    const specs = Object.entries(functions) as [FunctionName, FunctionSpec][];
    this.functions = new Map(
      specs.map(([name, spec]) => [name, new StageFunction(this, name, { spec, bundle: bundles[name], configuration, data })]),
    );
    this.api = new PublicApi(this, "Public", {
      logRetention: configuration.logRetention,
      served: [...this.functions.values()].flatMap(({ lambda, routes }) => (routes ? [{ lambda, routes }] : [])),
    });
  }
}
