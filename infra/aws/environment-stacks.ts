import { type App, Tags } from "aws-cdk-lib";
import { ApiStack } from "./api-stack.ts";
import { environmentTag } from "./bill.ts";
import type { BundleFolders } from "./bundle.ts";
import type { Configuration } from "./configuration.ts";
import { DataStack } from "./data-stack.ts";
import { EdgeStack } from "./edge-stack.ts";
import { firewallRegion } from "./firewall.ts";
import { ServiceStack } from "./service-stack.ts";
import { WatchStack } from "./watch-stack.ts";

/** The stacks of one environment. */
export const addEnvironment = (app: App, name: string, configuration: Configuration, bundles: BundleFolders) => {
  const { account, region, edge: front } = configuration;
  const prefix = `hardship-support-${name}`;
  const shared = { configuration, env: { ...(account && { account }), region }, terminationProtection: true };
  const data = new DataStack(app, `${prefix}-data`, shared);
  const service = new ServiceStack(app, `${prefix}-service`, { ...shared, data, bundles });
  const api = new ApiStack(app, `${prefix}-api`, { ...shared, service });
  const watch = new WatchStack(app, `${prefix}-watch`, { ...shared, name, data, service, api });
  const edge = front && new EdgeStack(app, `${prefix}-edge`, { ...shared, name, front, env: { ...shared.env, region: firewallRegion } });
  for (const stack of [data, service, api, watch, ...(edge ? [edge] : [])]) {
    Tags.of(stack).add(environmentTag, name);
    Tags.of(stack).add("council", configuration.councilName);
  }
  return { data, service, api, watch, edge };
};
