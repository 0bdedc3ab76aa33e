import { RetentionDays } from "aws-cdk-lib/aws-logs";
import { council } from "../../../shared/council.ts";
import type { EnvironmentFile } from "../configuration.ts";

/** The environment that residents use. Names, ids and ARNs are made up until the council gives its own. */
export const environment: EnvironmentFile = {
  councilName: council.name,
  origin: "https://hardship.council.example",
  edge: {
    certificate: "arn:aws:acm:us-east-1:111122223333:certificate/00000000-0000-0000-0000-000000000003",
    apiName: "api.hardship.council.example",
    apiCertificate: "arn:aws:acm:eu-west-2:111122223333:certificate/00000000-0000-0000-0000-000000000004",
    secret: { arn: "arn:aws:secretsmanager:us-east-1:111122223333:secret:hardship-live-edge-AbCdEf", sends: "first" },
    hostedZone: { id: "Z00000000LIVE", name: "council.example" },
  },
  identity: {
    kind: "userPool",
    signInPrefix: "hardship-support-live",
    federatedWith: {
      name: "CouncilAccount",
      issuer: "https://login.council.example",
      clientId: "hardship-support",
      clientSecret: "arn:aws:secretsmanager:eu-west-2:111122223333:secret:council-sign-in-AbCdEf",
    },
  },
  providerUrl: "https://codes.provider.example",
  logRetention: RetentionDays.ONE_YEAR,
  // Six whole years after the one in which a decision was made. A demonstration setting: the council's own rule goes here.
  evidenceYears: 7,
  alarmAddresses: ["hardship-alarms@council.example"],
  monthlyBudgetDollars: 1000,
};
