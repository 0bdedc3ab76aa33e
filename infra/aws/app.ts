import { join } from "node:path";
import { App, Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks } from "cdk-nag";
import { functions } from "../../shared/system.ts";
import { bundleFunctions } from "./bundle.ts";
import { environments } from "./configuration.ts";
import { addEnvironment } from "./environment-stacks.ts";

const app = new App();
const bundles = await bundleFunctions(join(app.outdir, "bundles"), functions);
for (const [name, configuration] of Object.entries(environments)) addEnvironment(app, name, configuration, bundles);

/** Whatever it finds fails the synthesis, unless it is acknowledged beside what it was found in. */
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
