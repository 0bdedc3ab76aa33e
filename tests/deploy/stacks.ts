import { CloudFormationClient, paginateListStackResources, type StackResourceSummary } from "@aws-sdk/client-cloudformation";
import type { ClientSettings } from "./emulator/emulator.ts";

export const prefix = "hardship-support-emulator";
export const stackNames = ["data", "service", "api"].map((name) => `${prefix}-${name}`);

/** The names of the deployed resources, by their logical ids. */
export const deployedResources = async (settings: ClientSettings): Promise<readonly StackResourceSummary[]> => {
  const client = new CloudFormationClient(settings);
  const found: StackResourceSummary[] = [];
  for (const StackName of stackNames) {
    for await (const { StackResourceSummaries: page = [] } of paginateListStackResources({ client }, { StackName })) found.push(...page);
  }
  client.destroy();
  return found;
};

/** The one resource of a type whose logical id begins with this. */
export const physicalId = (resources: readonly StackResourceSummary[], type: string, logicalStart = ""): string => {
  const found = resources.filter(
    ({ ResourceType, LogicalResourceId }) => ResourceType === type && LogicalResourceId?.startsWith(logicalStart),
  );
  const [{ PhysicalResourceId: id } = {}] = found;
  if (!id || found.length > 1) throw new Error(`The stacks have ${found.length} of ${type} ${logicalStart}, and not one.`);
  return id;
};
