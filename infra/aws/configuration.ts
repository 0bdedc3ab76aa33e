import { RetentionDays } from "aws-cdk-lib/aws-logs";

/** What differs from one environment to the next, and nothing else. */
export type Configuration = {
  /** Where people reach the service. It is written down, not taken from the API: the API's functions are told it. */
  readonly origin: `https://${string}`;
  /** Personal data stays in the United Kingdom. */
  readonly region: "eu-west-2";
  /** The first part of the sign-in pages' host; no two user pools of a region may share it. */
  readonly signInPrefix: string;
  readonly notifyUrl: string;
  /** Where vouchers and cash codes are ordered. */
  readonly providerUrl: string;
  readonly logRetention: RetentionDays;
  /** Who is told when an alarm rings. */
  readonly alarmAddress: string;
};

const everywhere = { region: "eu-west-2", notifyUrl: "https://api.notifications.service.gov.uk" } as const;

export const environments = {
  test: {
    ...everywhere,
    origin: "https://hardship-test.council.example",
    signInPrefix: "hardship-support-test",
    providerUrl: "https://codes-test.provider.example",
    logRetention: RetentionDays.ONE_MONTH,
    alarmAddress: "hardship-test-alarms@council.example",
  },
  live: {
    ...everywhere,
    origin: "https://hardship.council.example",
    signInPrefix: "hardship-support-live",
    providerUrl: "https://codes.provider.example",
    logRetention: RetentionDays.ONE_YEAR,
    alarmAddress: "hardship-alarms@council.example",
  },
} as const satisfies Record<string, Configuration>;
