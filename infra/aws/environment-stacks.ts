import type { App } from "aws-cdk-lib";
import type { BundleFolders } from "./bundle.ts";
import type { Configuration } from "./configuration.ts";
import { DataStack } from "./data-stack.ts";
import { ServiceStack } from "./service-stack.ts";
import { WatchStack } from "./watch-stack.ts";

/** One environment: what must last, what a release replaces, and what watches over both. */
export const addEnvironment = (app: App, name: string, configuration: Configuration, bundles: BundleFolders) => {
  const shared = { configuration, env: { region: configuration.region }, terminationProtection: true };
  const data = new DataStack(app, `hardship-support-${name}-data`, shared);
  const service = new ServiceStack(app, `hardship-support-${name}-service`, { ...shared, data, bundles });
  const watch = new WatchStack(app, `hardship-support-${name}-watch`, { ...shared, data, service });
  return { data, service, watch };
};
