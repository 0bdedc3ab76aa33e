import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import cdk from "../../../cdk.json" with { type: "json" };
import type { BundleFolders } from "../../../infra/aws/bundle.ts";
import { type Configuration, configurationSchema } from "../../../infra/aws/configuration.ts";
import { addEnvironment } from "../../../infra/aws/environment-stacks.ts";
import { environment as live } from "../../../infra/aws/environments/live.ts";
import { environment as test } from "../../../infra/aws/environments/test.ts";
import { type FunctionName, type FunctionSpec, functions } from "../../../shared/system.ts";

export const configuration = configurationSchema.parse(live);
export const testConfiguration = configurationSchema.parse(test);
export const specs = Object.entries(functions) as [FunctionName, FunctionSpec][];
export const consumers = specs.flatMap(([name, { consumes }]) => (consumes ? [[name, consumes] as const] : []));

export const scheduled = specs.flatMap(([name, { schedule }]) => (schedule ? [[name, schedule] as const] : []));

/** Environments in one app, before synthesis. The functions' code is an empty file. */
export const appOf = <N extends string>(environments: Readonly<Record<N, Configuration>>) => {
  const folder = mkdtempSync(join(tmpdir(), "synthesis-"));
  writeFileSync(join(folder, "index.cjs"), "");
  const bundles = Object.fromEntries(specs.map(([name]) => [name, folder])) as BundleFolders;
  const app = new App({ context: cdk.context });
  const stacks = Object.fromEntries(
    Object.entries<Configuration>(environments).map(([name, each]) => [name, addEnvironment(app, name, each, bundles)]),
  ) as Record<N, ReturnType<typeof addEnvironment>>;
  return { app, stacks };
};

/** The live environment, with some settings changed. */
export const synthesise = (changes: Partial<Configuration> = {}) => {
  const { data, service, api, watch, edge } = appOf({ live: { ...configuration, ...changes } }).stacks.live;
  return {
    data: Template.fromStack(data),
    service: Template.fromStack(service),
    api: Template.fromStack(api),
    watch: Template.fromStack(watch),
    edge: edge && Template.fromStack(edge),
  };
};

/** A policy statement with its lists always as arrays. */
export type Statement = {
  readonly actions: readonly string[];
  readonly resource: string;
  readonly families: readonly string[];
  readonly condition: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
};

const listOf = <T>(value: T | readonly T[]): readonly T[] => (Array.isArray(value) ? value : [value as T]);

/** A function's resource in the template, found by its description. */
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
