/** What each thing that is counted is charged by. */
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
  /** What London is charged for each dollar of US East. */
  readonly london: number;
  /** Not so where it was remembered, or reckoned from another region, and could not be read. */
  readonly isCertain: boolean;
};

/**
 * List prices, entered by hand from what is published for US East; free allowances are left out. London's own list could
 * not be read when they were entered: it has long been about a fifth above US East for what is charged by region.
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

/** What some of what is counted costs, in dollars. */
export const priceOf = (counted: Partial<Counted>): number =>
  prices.list.reduce((total, price) => total + dollarsOf(price, counted[price.of] ?? 0), 0);
