import { Stack, type StackProps } from "aws-cdk-lib";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import { queues } from "../../shared/stream/queues.ts";
import { type FunctionName, type FunctionSpec, functions } from "../../shared/system.ts";
import type { BundleFolders } from "./bundle.ts";
import type { Configuration } from "./configuration.ts";
import { ConsumedQueue } from "./consumed-queue.ts";
import type { DataStack } from "./data-stack.ts";
import { StageFunction } from "./stage-function.ts";

export type ServiceStackProps = StackProps & {
  readonly configuration: Configuration;
  readonly data: DataStack;
  readonly bundles: BundleFolders;
};

/** The declared functions and their queues. The API in front of them has a stack of its own, since one stack may hold 500 resources. */
export class ServiceStack extends Stack {
  readonly functions: ReadonlyMap<FunctionName, StageFunction>;

  constructor(scope: Construct, id: string, { configuration, data, bundles, ...props }: ServiceStackProps) {
    super(scope, id, props);

    // Without an edge there is no second way in to close.
    const specs = (Object.entries(functions) as [FunctionName, FunctionSpec][]).filter(
      ([, { guardsTheWayIn }]) => !guardsTheWayIn || configuration.edge,
    );
    const { key } = data;
    const consumed = new Map([...queues].map(([name, use]) => [name, new ConsumedQueue(this, `${name}Work`, { name, use, key })]));
    const make = (name: FunctionName, spec: FunctionSpec, notRelayed?: IQueue): [FunctionName, StageFunction] => [
      name,
      new StageFunction(this, name, { name, spec, bundle: bundles[name], configuration, data, queues: consumed, notRelayed }),
    ];
    // The operators' function needs the relay's dead letters, so make the relay first.
    const others = specs.filter(([, { operatesQueues }]) => !operatesQueues).map(([name, spec]) => make(name, spec));
    const notRelayed = others.find(([, { relay }]) => relay)?.[1].relay?.deadLetters;
    const operating = specs.filter(([, { operatesQueues }]) => operatesQueues).map(([name, spec]) => make(name, spec, notRelayed));
    this.functions = new Map([...others, ...operating]);
  }
}
