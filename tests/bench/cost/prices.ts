/** The prices of everything that is counted. */
export type Counted = {
  readonly writeUnits: number;
  readonly readUnits: number;
  readonly requests: number;
  readonly runs: number;
  /** Of a function with 1 GB of memory. */
  readonly gigabyteSeconds: number;
  readonly queueRequests: number;
  readonly logGigabytes: number;
  readonly texts: number;
};

type Price = {
  readonly of: keyof Counted;
  readonly called: string;
  readonly dollars: number;
  readonly forEach: number;
  /** London's price for each dollar of US East. */
  readonly london: number;
  /** False for a price that nobody could read: remembered, or worked out from another region. */
  readonly isCertain: boolean;
};

/**
 * List prices of US East, entered by hand from what AWS publishes, without free allowances. Nobody could read London's list
 * when they were entered; it has long been about a fifth above US East.
 */
export const prices = {
  on: "2026-11-22",
  region: "eu-west-2",
  dollarsForAPound: 1.3,
  list: [
    { of: "writeUnits", called: "DynamoDB writes, on demand", dollars: 0.625, forEach: 1e6, london: 1.19, isCertain: false },
    { of: "readUnits", called: "DynamoDB reads, on demand", dollars: 0.125, forEach: 1e6, london: 1.19, isCertain: false },
    { of: "requests", called: "API Gateway, HTTP API", dollars: 1, forEach: 1e6, london: 1.16, isCertain: false },
    { of: "runs", called: "Lambda invocations", dollars: 0.2, forEach: 1e6, london: 1, isCertain: true },
    { of: "gigabyteSeconds", called: "Lambda on ARM, a GB for a second", dollars: 13.3334, forEach: 1e6, london: 1, isCertain: true },
    { of: "queueRequests", called: "SQS requests", dollars: 0.4, forEach: 1e6, london: 1, isCertain: true },
    { of: "logGigabytes", called: "CloudWatch Logs, taken in", dollars: 0.5, forEach: 1, london: 1.19, isCertain: false },
    { of: "texts", called: "GOV.UK Notify texts, beyond the free ones", dollars: 0.0312, forEach: 1, london: 1, isCertain: false },
  ] as const satisfies readonly Price[],
} as const;

const dollarsOf = ({ dollars, forEach, london }: Price, count: number): number => (count * dollars * london) / forEach;

/** The cost of a usage, in dollars. */
export const priceOf = (counted: Partial<Counted>): number =>
  prices.list.reduce((total, price) => total + dollarsOf(price, counted[price.of] ?? 0), 0);
