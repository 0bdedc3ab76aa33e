import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import cdk from "../../../cdk.json" with { type: "json" };
import type { BundleFolders } from "../../../infra/aws/bundle.ts";
import { environments } from "../../../infra/aws/configuration.ts";
import { addEnvironment } from "../../../infra/aws/environment-stacks.ts";
import { type FunctionName, type FunctionSpec, functions } from "../../../shared/system.ts";

export const configuration = environments.live;
export const specs = Object.entries(functions) as [FunctionName, FunctionSpec][];
export const consumers = specs.flatMap(([name, { consumes }]) => (consumes ? [[name, consumes] as const] : []));

export const scheduled = specs.flatMap(([name, { schedule }]) => (schedule ? [[name, schedule] as const] : []));

/** The live environment, not yet synthesised. The functions' code is an empty file: nothing here is about the code. */
export const liveApp = () => {
  const folder = mkdtempSync(join(tmpdir(), "synthesis-"));
  writeFileSync(join(folder, "index.cjs"), "");
  const bundles = Object.fromEntries(specs.map(([name]) => [name, folder])) as BundleFolders;
  const app = new App({ context: cdk.context });
  return { app, stacks: addEnvironment(app, "live", configuration, bundles) };
};

export const synthesise = () => {
  const { data, service, watch } = liveApp().stacks;
  return { data: Template.fromStack(data), service: Template.fromStack(service), watch: Template.fromStack(watch) };
};

/** A statement of a policy, with its lists always lists. */
export type Statement = {
  readonly actions: readonly string[];
  readonly resource: string;
  readonly families: readonly string[];
  readonly condition: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
};

const listOf = <T>(value: T | readonly T[]): readonly T[] => (Array.isArray(value) ? value : [value as T]);

/** The function of a name as the template has it, found by what its declaration says it does. */
export const functionIn = (service: Template, name: FunctionName) => {
  const found = Object.entries(service.findResources("AWS::Lambda::Function", { Properties: { Description: functions[name].does } }));
  const [logicalId, resource] = found[0] ?? [];
  if (!logicalId || !resource || found.length > 1) throw new Error(`The template has ${found.length} functions that do what ${name} does`);
  const { Properties: properties } = resource;
  const role = service.findResources("AWS::IAM::Role")[properties.Role["Fn::GetAtt"][0]]?.Properties as Role;
  return { logicalId, properties, role, statements: statementsOf(role) };
};

type Role = {
  readonly Policies: readonly { readonly PolicyDocument: { readonly Statement: readonly Readonly<Record<string, unknown>>[] } }[];
};

const statementsOf = ({ Policies }: Role): Statement[] =>
  Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement).flatMap((statement) => {
    const condition = (statement.Condition ?? {}) as Statement["condition"];
    const families = (condition["ForAllValues:StringLike"]?.["dynamodb:LeadingKeys"] ?? []) as string | string[];
    return listOf(statement.Resource).map((resource) => ({
      actions: listOf(statement.Action as string | string[]),
      resource: JSON.stringify(resource),
      families: listOf(families),
      condition,
    }));
  });
