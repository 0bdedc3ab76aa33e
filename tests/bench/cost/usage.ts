import type { Reading } from "./meter.ts";
import type { Measured, Step } from "./one-application.ts";
import { type Counted, priceOf } from "./prices.ts";

/** One application's use of each limited resource. */
export type Usage = {
  readonly each: Readonly<Record<"runs" | "requests" | "messages" | "milliseconds" | "readUnits" | "writeUnits", number>>;
  /** The partition that all applications share, and that each writes most. */
  readonly hottest: { readonly partition: string; readonly units: number };
  readonly busiestRoute: number;
  readonly notices: number;
};

/** Partitions that only one application writes. */
const isOwn = (partition: string) => /^(DRAFT|CASE|HOUSEHOLD|PERSON|BATCH|SESSION)#/.test(partition);

/** A message is put, received and deleted: three requests, counted as if each carried one message alone. */
const requestsAMessage = 3;
/** Its own line and those that Lambda writes around it. */
const logBytesARun = 600;

/** A reading of the meter as AWS charges it. */
export const countedOf = ({
  readUnits,
  writeUnits,
  requests,
  runs,
  milliseconds,
  messages,
}: Omit<Reading, "partitions">): Omit<Counted, "texts"> => ({
  ...{ readUnits, writeUnits, requests, runs },
  gigabyteSeconds: milliseconds / 1_000,
  queueRequests: messages * requestsAMessage,
  logGigabytes: (runs * logBytesARun) / 1e9,
});

export const priceOfStep = ({ reading }: Step, applications: number): number => priceOf(countedOf(reading)) / applications;

export const usageOf = ({ applications, steps, messages, busiestRoute }: Measured): Usage => {
  const readings = steps.map(({ reading }) => reading);
  const each = (of: (reading: Reading) => number) => readings.reduce((total, reading) => total + of(reading), 0) / applications;
  const shared = new Map<string, number>();
  for (const { partitions } of readings)
    for (const [partition, units] of partitions) if (!isOwn(partition)) shared.set(partition, (shared.get(partition) ?? 0) + units);
  const [partition = "", units = 0] = [...shared].sort((a, b) => b[1] - a[1])[0] ?? [];
  return {
    each: {
      runs: each(({ runs }) => runs),
      requests: each(({ requests }) => requests),
      messages: each(({ messages: taken }) => taken),
      milliseconds: each(({ milliseconds }) => milliseconds),
      readUnits: each(({ readUnits }) => readUnits),
      writeUnits: each(({ writeUnits }) => writeUnits),
    },
    hottest: { partition, units: units / applications },
    busiestRoute: busiestRoute / applications,
    notices: messages / applications,
  };
};
