import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { App, Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks } from "cdk-nag";
import { functions } from "../../shared/system.ts";
import { Trouble } from "../trouble.ts";
import { bundleFunctions } from "./bundle.ts";
import { addEnvironment } from "./environment-stacks.ts";
import { readEnvironments } from "./read-environments.ts";

/** Builds every environment, or the one of `-c environment=test`. `-c environments=<folder>` names another folder. */
const addEnvironments = async (app: App): Promise<void> => {
  const folder: unknown = app.node.tryGetContext("environments");
  const wanted: unknown = app.node.tryGetContext("environment");
  const environments = await readEnvironments(
    typeof folder === "string" ? folder : fileURLToPath(new URL("environments", import.meta.url)),
    typeof wanted === "string" ? wanted : undefined,
  );
  const bundles = await bundleFunctions(join(app.outdir, "bundles"), functions);
  for (const [name, configuration] of environments) addEnvironment(app, name, configuration, bundles);
};

const app = new App();
await addEnvironments(app).catch((error: unknown) => {
  if (!(error instanceof Trouble)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});

/** A finding fails the synthesis unless it is acknowledged beside its resource. */
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
