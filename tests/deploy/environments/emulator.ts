import { RetentionDays } from "aws-cdk-lib/aws-logs";
import type { EnvironmentFile } from "../../../infra/aws/configuration.ts";
import { codesPath } from "../../../infra/local/code-pages.ts";
import { identityClientId, identityPath } from "../../../infra/local/identity-clients.ts";
import { notifyPath } from "../../../infra/local/sandbox.ts";
import { council } from "../../../shared/council.ts";

/** The origin of this machine, in place of the council's domain. Only the test that deploys knows its port. */
const origin = process.env.DEPLOY_ORIGIN ?? "http://localhost:3000";

/** The environment for the emulator. It uses the development identity provider and the sandboxes of this machine. */
export const environment: EnvironmentFile = {
  councilName: council.name,
  origin,
  identity: { kind: "openIdProvider", issuer: `${origin}${identityPath}`, clientId: identityClientId },
  // A run takes longer than a sign-in is believed elsewhere.
  signIn: { idleMinutes: 240, rolesMinutes: 60, freshMinutes: 60 },
  notifyUrl: `${origin}${notifyPath}`,
  providerUrl: `${origin}${codesPath}`,
  logRetention: RetentionDays.ONE_DAY,
  evidenceYears: 1,
  alarmAddresses: ["nobody@council.example"],
  monthlyBudgetDollars: 1,
};
