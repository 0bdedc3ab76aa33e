import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createRefer } from "../../../functions/refer/refer.ts";
import { accountIds } from "../../../infra/local/accounts.ts";
import { type Host, startHost } from "../../../infra/local/host.ts";
import { type Handler, lambdaContext, loadHandler } from "../../../infra/local/invoke.ts";
import { shippedDirectory } from "../../../shared/domain/directory/shipped-directory.ts";
import { dynamoCases } from "../../../shared/store/cases.ts";
import { dynamoInterests } from "../../../shared/store/interests.ts";
import { dynamoMoney } from "../../../shared/store/money.ts";
import { dynamoReferrals } from "../../../shared/store/referrals.ts";
import { dynamoRegisters } from "../../../shared/store/registers.ts";
import { dynamoSchemes } from "../../../shared/store/schemes.ts";
import { dynamoSessions } from "../../../shared/store/sessions.ts";
import { wantedSortKeyPrefixes } from "../../../shared/stream/queues.ts";
import { type FunctionName, type FunctionSpec, functions, type Who } from "../../../shared/system.ts";
import { type SignedIn, send } from "../../http.ts";
import { serviceOn } from "../../journeys/service.ts";
import { type Answered, type Call, callsTo } from "./callers.ts";
import { markedBodyFor, markedForm } from "./marked-bodies.ts";
import { type MarkedWorld, makeMarkedWorld, mark, marks, type People } from "./marked-world.ts";
import { everybodyAt, personOf } from "./people.ts";

const specs = Object.entries<FunctionSpec>(functions) as [FunctionName, FunctionSpec][];
const routes = specs.flatMap(([, spec]) => Object.entries(spec.routes ?? {}).map(([route, who]) => ({ route, who })));
const consumed = wantedSortKeyPrefixes;

let host: Host;
let call: Call;
let people: People;
let world: MarkedWorld;
const written: string[] = [];
const handlers = new Map<FunctionName, Handler>();

/** An address where nothing listens, so that every call fails. */
const nowhere = "http://127.0.0.1:9";

beforeAll(async () => {
  vi.stubEnv("POWERTOOLS_LOG_LEVEL", "DEBUG");
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, "write").mockImplementation((chunk) => {
      written.push(String(chunk));
      return true;
    });
  }
  for (const method of ["log", "info", "warn", "error", "debug"] as const) {
    vi.spyOn(console, method).mockImplementation((...said) => void written.push(said.map(String).join(" ")));
  }
  host = await startHost({
    limitOf: () => ({ perSecond: 1e9, burst: 1e9 }),
    load: async (name) => {
      Object.assign(process.env, { NOTIFY_URL: nowhere, PROVIDER_URL: nowhere });
      const handler = await loadHandler(name);
      handlers.set(name, handler);
      return handler;
    },
  });
  call = callsTo(host.origin);
  people = await everybodyAt(serviceOn(host));
  world = await makeMarkedWorld(call, people);
});
afterAll(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await host?.stop();
});

/** An account that may call a route. Among partners, the one whose service has the referral. */
const oneWhoMay = (who: Who): SignedIn | undefined => {
  if (who === "anyone") return undefined;
  const account = accountIds.find((id) => id !== "welfare-rights" && personOf(id).roles.some((role) => who.includes(role)));
  return account && people[account];
};

const wordsOf = (answered: Answered) => `${answered.status} ${answered.headers.get("location") ?? ""}`;

test("no route puts personal data into a log or an address, whatever the body and the answer", async () => {
  const counted = () => written.join("").match(/"message":"answered"/g)?.length ?? 0;
  const before = counted();
  const nonsense = Object.fromEntries(Object.keys(world.path).map((name) => [name, mark]));
  for (const { route, who } of routes) {
    const as = oneWhoMay(who);
    const sent = { json: markedBodyFor(route), form: markedForm };
    const answers = [
      await call(as, route, { path: world.path, ...sent }),
      await call(undefined, route, { path: world.path, ...sent }),
      await call(as, route, { path: world.path, query: { cursor: mark, list: mark, status: mark, show: mark }, ...sent }),
    ];
    for (const answered of answers) {
      expect(answered.status, route).not.toBe(500);
      expect(wordsOf(answered), route).not.toMatch(marks);
    }
    expect((await call(as, route, { path: nonsense, ...sent })).status, route).not.toBe(500);
  }

  expect(counted() - before).toBe(routes.length * 4);
  expect(written.join("")).not.toMatch(marks);
});

test("no consumer puts personal data into a log or a dead letter, for unreadable items and failed deliveries alike", async () => {
  for (const prefix of consumed) {
    const poison = { pk: "CASE#0000-0000-0000", sk: `${prefix}poison`, itemKind: mark, name: `Robin ${mark}`, story: `${mark} broke.` };
    await host.client.send(new PutItemCommand({ TableName: host.tableName, Item: marshall(poison) }));
  }

  const setAside = () => consumed.filter((prefix) => host.deadLetters().some(({ body }) => body.includes(`"${prefix}poison"`)));
  await expect.poll(setAside).toEqual(consumed);

  const lines = written.join("");
  expect(lines).toContain('"code":"messageNotSent"');
  expect(lines).toContain('"code":"itemUnreadable"');
  expect(lines).not.toMatch(marks);
  expect(JSON.stringify(host.deadLetters())).not.toMatch(marks);
});

const byTheClock = specs.flatMap(([name, { schedule }]) => (schedule ? [name] : []));

test.for(byTheClock)("%s, which a schedule runs, puts no personal data into a log or a metric", async (name) => {
  written.length = 0;

  await handlers.get(name)?.({ time: new Date().toISOString() }, lambdaContext(name));

  expect(written.join("")).toContain(`"function":"${name}"`);
  expect(written.join("")).not.toMatch(marks);
});

test("a store error that quotes typed text is logged without its message", async () => {
  const table = { client: host.client, name: host.tableName };
  const quoting = { ...table, client: { send: () => Promise.reject(new TypeError(`Unsupported value: "Robin ${mark}"`)) } as never };
  const refer = createRefer({
    origin: host.origin,
    sessions: dynamoSessions(table),
    tokens: { verify: async () => undefined },
    cases: dynamoCases(quoting),
    money: dynamoMoney(quoting),
    registers: dynamoRegisters(quoting, async () => "matching-key"),
    schemes: dynamoSchemes(quoting),
    directories: { book: async () => [shippedDirectory] },
    referrals: dynamoReferrals(quoting),
    interests: dynamoInterests(quoting),
  });
  written.length = 0;

  const route = "GET /referrals/{referralId}";
  const { status, body } = await send(refer, route, {
    as: people["early-help"],
    path: { referralId: "ABCD-EFGH-JKMN-R1.1" },
    now: new Date(),
  });

  const lines = written.join("");
  expect(status).toBe(500);
  expect(lines).toContain('"name":"TypeError"');
  expect(lines).toContain("referrals.ts");
  expect(`${lines}${body}`).not.toMatch(marks);
});
