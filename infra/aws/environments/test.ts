import { RetentionDays } from "aws-cdk-lib/aws-logs";
import { council } from "../../../shared/council.ts";
import type { EnvironmentFile } from "../configuration.ts";

/** A release is tried here first. Names, ids and ARNs are made up until the council gives its own. */
export const environment: EnvironmentFile = {
  councilName: council.name,
  origin: "https://hardship-test.council.example",
  edge: {
    certificate: "arn:aws:acm:us-east-1:111122223333:certificate/00000000-0000-0000-0000-000000000001",
    apiName: "api.hardship-test.council.example",
    apiCertificate: "arn:aws:acm:eu-west-2:111122223333:certificate/00000000-0000-0000-0000-000000000002",
    secret: { arn: "arn:aws:secretsmanager:us-east-1:111122223333:secret:hardship-test-edge-AbCdEf", sends: "first" },
    hostedZone: { id: "Z00000000TEST", name: "council.example" },
  },
  identity: { kind: "userPool", signInPrefix: "hardship-support-test" },
  providerUrl: "https://codes-test.provider.example",
  logRetention: RetentionDays.ONE_MONTH,
  evidenceYears: 1,
  alarmAddresses: ["hardship-test-alarms@council.example"],
  monthlyBudgetDollars: 100,
};
