import { RetentionDays } from "aws-cdk-lib/aws-logs";
import type { EnvironmentFile } from "../../../infra/aws/configuration.ts";
import { codesPath } from "../../../infra/local/code-pages.ts";
import { identityClientId, identityPath } from "../../../infra/local/identity-clients.ts";
import { notifyPath } from "../../../infra/local/sandbox.ts";
import { council } from "../../../shared/council.ts";

/** The address of this machine that stands in for the council's name: only the test that deploys knows its port. */
const origin = process.env.DEPLOY_ORIGIN ?? "http://localhost:3000";

/** What is deployed on the emulator. The council has a provider of its own here, and everything around the service stands beside it. */
export const environment: EnvironmentFile = {
  councilName: council.name,
  origin,
  identity: { kind: "openIdProvider", issuer: `${origin}${identityPath}`, clientId: identityClientId },
  notifyUrl: `${origin}${notifyPath}`,
  providerUrl: `${origin}${codesPath}`,
  logRetention: RetentionDays.ONE_DAY,
  evidenceYears: 1,
  alarmAddresses: ["nobody@council.example"],
  monthlyBudgetDollars: 1,
};
