import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bundleFunctions, readMadeOf } from "../../../infra/aws/bundle.ts";
import { type FunctionName, functions } from "../../../shared/system.ts";
import { kilobytes, partsOf } from "../../bench/bundle-parts.ts";

/**
 * The most kilobytes of each function. Raise one only for what is worth a slower start: a library, the words of the API's fields, or rules and pages
 * that a room cannot do without. The sessions that a request is held to are in every room with people who sign in.
 */
const most: Readonly<Record<FunctionName, number>> = {
  wayIn: 400,
  site: 475,
  signIn: 1_025,
  apply: 1_400,
  assess: 1_350,
  describeApi: 2_750,
  household: 1_300,
  award: 1_400,
  match: 1_150,
  serveWaitingList: 800,
  fulfil: 1_100,
  startLines: 750,
  sendOrders: 650,
  pay: 1_200,
  refer: 1_375,
  deliverReferrals: 600,
  tell: 825,
  sendMessages: 675,
  sendHeldMessages: 625,
  tellStaff: 725,
  budget: 1_025,
  nightly: 775,
  yearEnd: 1_000,
  closeYear: 825,
  watch: 700,
  report: 1_025,
  schemes: 1_150,
  services: 1_000,
  return: 1_100,
  countReturn: 750,
  tryScheme: 750,
  statement: 1_025,
  countStatement: 775,
  bulk: 1_350,
  runAwards: 900,
  registers: 1_050,
  loadRegisters: 650,
  exports: 1_350,
  writeExports: 1_000,
  relay: 400,
  addresses: 850,
  operate: 775,
};

let folder: string;
let madeOf: Awaited<ReturnType<typeof readMadeOf>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "bundles-"));
  await bundleFunctions(folder, functions);
  madeOf = await readMadeOf(folder);
});
afterAll(() => rm(folder, { recursive: true }));

test.each(Object.keys(functions) as FunctionName[])("%s is no larger than its limit", (name) => {
  const bytes = Object.values(madeOf[name] ?? {}).reduce((total, part) => total + part, 0);
  expect(bytes).toBeGreaterThan(0);
  expect(kilobytes(bytes)).toBeLessThanOrEqual(most[name]);
});

test("only functions that show pages have templates beside them", () => {
  const withPages = Object.entries(madeOf).flatMap(([name, files]) => ("shared/pages/templates.ts" in files ? [name] : []));
  const withRoutes = Object.entries(functions).flatMap(([name, spec]) => ("routes" in spec ? [name] : []));
  expect(withPages.toSorted()).toEqual(withRoutes.toSorted());
});

/** Functions that take account numbers and phone numbers. */
const takesNumbers: readonly string[] = ["apply", "pay", "bulk"] satisfies FunctionName[];

test.each(["bank tables", "phone numbers"])(
  "only functions that take such numbers, or load every room's contracts, have the %s",
  (part) => {
    const hasPart = (files: Readonly<Record<string, number>>) => partsOf(files).some(({ name, bytes }) => name === part && bytes > 0);
    const others = Object.entries(madeOf).filter(
      ([name, files]) => hasPart(files) && !("shared/http/contracts.ts" in files || takesNumbers.includes(name)),
    );
    expect(others.map(([name]) => name)).toEqual([]);
    expect(takesNumbers.filter((name) => !hasPart(madeOf[name] ?? {}))).toEqual([]);
  },
);

const contractsOf = (files: Readonly<Record<string, number>>) =>
  Object.keys(files).flatMap((file) => /shared\/http\/contracts\/(\w+)-contracts\.ts$/.exec(file)?.[1] ?? []);

test("no function loads another room's contracts, but for the one that serves the API's document", () => {
  const others = Object.entries(functions).flatMap(([name, { entry }]) =>
    contractsOf(madeOf[name] ?? {}).flatMap((contracts) => (entry.startsWith(`functions/${contracts}/`) ? [] : `${name}: ${contracts}`)),
  );
  expect(others.filter((one) => !one.startsWith("describeApi: "))).toEqual([]);
  expect(contractsOf(madeOf.assess ?? {})).toEqual(["assess"]);
});

/** The package of a file: "jose" or "@aws-sdk/client-sqs". */
const packageOf = (file: string) => /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules\/)/.exec(file)?.[1] ?? [];

test("messages are sent without a library for HTTP", () => {
  const packages = new Set(Object.keys(madeOf.sendMessages ?? {}).flatMap(packageOf));
  const others = [...packages].filter((name) => !/^@(aws|aws-sdk|aws-crypto|aws-lambda-powertools|smithy)\//.test(name));
  expect(others.toSorted()).toEqual(["jose", "mnemonist", "obliterator", "zod"]);
});
