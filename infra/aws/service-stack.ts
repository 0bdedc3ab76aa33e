import { Stack, type StackProps } from "aws-cdk-lib";
import type { Construct } from "constructs";
import { queues } from "../../shared/stream/queues.ts";
import { type FunctionName, type FunctionSpec, functions } from "../../shared/system.ts";
import type { BundleFolders } from "./bundle.ts";
import type { Configuration } from "./configuration.ts";
import { ConsumedQueue } from "./consumed-queue.ts";
import type { DataStack } from "./data-stack.ts";
import { PublicApi } from "./public-api.ts";
import { StageFunction } from "./stage-function.ts";

export type ServiceStackProps = StackProps & {
  readonly configuration: Configuration;
  readonly data: DataStack;
  readonly bundles: BundleFolders;
};

/** Everything that a release replaces: the declared functions, the API in front and the queues behind. */
export class ServiceStack extends Stack {
  readonly functions: ReadonlyMap<FunctionName, StageFunction>;
  readonly api: PublicApi;

  constructor(scope: Construct, id: string, { configuration, data, bundles, ...props }: ServiceStackProps) {
    super(scope, id, props);

    const specs = Object.entries(functions) as [FunctionName, FunctionSpec][];
    const { key } = data;
    const consumed = new Map([...queues].map(([name, use]) => [name, new ConsumedQueue(this, `${name}Work`, { name, use, key })]));
    this.functions = new Map(
      specs.map(([name, spec]) => [
        name,
        new StageFunction(this, name, { name, spec, bundle: bundles[name], configuration, data, queues: consumed }),
      ]),
    );
    this.api = new PublicApi(this, "Public", {
      configuration,
      served: [...this.functions.values()].flatMap(({ lambda, routes }) => (routes ? [{ lambda, routes }] : [])),
    });
  }
}
