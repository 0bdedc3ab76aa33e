import { Stack, type StackProps } from "aws-cdk-lib";
import type { Construct } from "constructs";
import { AlarmTopic } from "./alarm-topic.ts";
import { Alarms } from "./alarms.ts";
import type { ApiStack } from "./api-stack.ts";
import { Bill } from "./bill.ts";
import type { Configuration } from "./configuration.ts";
import { Dashboard } from "./dashboard.ts";
import type { DataStack } from "./data-stack.ts";
import { Readings } from "./readings.ts";
import type { ServiceStack } from "./service-stack.ts";

export type WatchStackProps = StackProps & {
  readonly name: string;
  readonly configuration: Configuration;
  readonly data: DataStack;
  readonly service: ServiceStack;
  readonly api: ApiStack;
};

/** Alarms, the dashboard and the bill of an environment. */
export class WatchStack extends Stack {
  constructor(scope: Construct, id: string, { name, configuration, data, service, api: { public: api }, ...props }: WatchStackProps) {
    super(scope, id, props);
    const { councilName, alarmAddresses: addresses, monthlyBudgetDollars: monthlyDollars } = configuration;
    const namespace = this.stackName;
    new Bill(this, "Bill", { name, monthlyDollars, addresses });

    const { topic } = new AlarmTopic(this, "Alarms", { displayName: `Hardship support, ${name}`, addresses });
    const logs = new Map([...service.functions].map(([each, { logGroup }]) => [each, logGroup]));
    const readings = new Readings(this, "Readings", { namespace, logs });
    const { all: alarms } = new Alarms(this, "Watch", { namespace, topic, data, service, api, readings });
    new Dashboard(this, "Dashboard", { name, councilName, readings, service, api, alarms, hasEdge: configuration.edge !== undefined });
  }
}
