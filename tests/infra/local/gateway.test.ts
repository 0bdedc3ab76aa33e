import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { afterEach, expect, test } from "vitest";
import { createGateway } from "../../../infra/local/gateway.ts";
import type { RateLimit } from "../../../infra/local/rate-limit.ts";
import { type FunctionSpec, limits } from "../../../shared/system.ts";

const functions: Record<string, FunctionSpec> = {
  echo: { entry: "", does: "", routes: { "GET /cases/{caseId}": "anyone", "POST /form": "anyone", "POST /api/things": ["assessor"] } },
};
const now = new Date("2024-01-21T10:00:00Z");
const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** A gateway with one function, which answers as the test says and keeps its events. */
const start = async (answer: () => APIGatewayProxyStructuredResultV2 = () => ({ statusCode: 200, body: "done" }), limit?: RateLimit) => {
  const events: APIGatewayProxyEventV2[] = [];
  const gateway = createGateway({
    origin: "http://localhost",
    functions,
    now: () => now,
    invoke: async (_name, event) => {
      events.push(event);
      return answer();
    },
    ...(limit && { limitOf: () => limit }),
  });
  const server = createServer(gateway);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  closers.push(() => server.close().closeAllConnections());
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, events };
};

const post = (body: string, type = "application/x-www-form-urlencoded") => ({ method: "POST", body, headers: { "content-type": type } });

test("a function gets the event that API Gateway would make", async () => {
  const { origin, events } = await start();
  await fetch(`${origin}/cases/C%201?tag=a&tag=b%20c`, { headers: { cookie: "session=x; other=y", "X-Thing": "1" } });
  expect(events[0]).toMatchObject({
    version: "2.0",
    routeKey: "GET /cases/{caseId}",
    rawPath: "/cases/C%201",
    rawQueryString: "tag=a&tag=b%20c",
    cookies: ["session=x", "other=y"],
    headers: { "x-thing": "1" },
    queryStringParameters: { tag: "a,b c" },
    pathParameters: { caseId: "C 1" },
    isBase64Encoded: false,
    requestContext: { http: { method: "GET", path: "/cases/C%201" }, routeKey: "GET /cases/{caseId}", timeEpoch: now.getTime() },
  });
  expect(events[0]?.headers.cookie).toBeUndefined();
});

test("one address cannot use up what all callers share of a public route; signed-in routes have no limit for an address", async () => {
  const { origin } = await start();
  const from = (localAddress: string, path: string) =>
    new Promise<number>((done, failed) => {
      const sent = request(`${origin}${path}`, { localAddress, method: path.startsWith("/api/") ? "POST" : "GET" }, (answer) => {
        answer.resume();
        done(answer.statusCode ?? 0);
      });
      sent.on("error", failed).end();
    });
  const wave = await Promise.all(Array.from({ length: 70 }, () => from("127.0.0.3", "/cases/1")));
  const staff = await Promise.all(Array.from({ length: 70 }, () => from("127.0.0.3", "/api/things")));

  expect(wave.filter((status) => status === 429).length).toBeGreaterThan(10);
  expect(wave.filter((status) => status === 200).length).toBeGreaterThanOrEqual(limits.perSource.burst);
  expect(await from("127.0.0.4", "/cases/1")).toBe(200);
  expect(staff).not.toContain(429);
});

test("a form comes in base64 and JSON as text", async () => {
  const { origin, events } = await start();
  await fetch(`${origin}/form`, post("name=Zo%C3%AB"));
  await fetch(`${origin}/api/things`, post('{"name":"Zoë"}', "application/json"));
  expect(events[0]).toMatchObject({ isBase64Encoded: true, body: Buffer.from("name=Zo%C3%AB").toString("base64") });
  expect(events[1]).toMatchObject({ isBase64Encoded: false, body: '{"name":"Zoë"}' });
});

test("status, headers, cookies and a base64 body reach the browser", async () => {
  const { origin } = await start(() => ({
    statusCode: 201,
    headers: { "content-type": "image/png" },
    cookies: ["a=1", "b=2"],
    body: Buffer.from([1, 2, 255]).toString("base64"),
    isBase64Encoded: true,
  }));
  const response = await fetch(`${origin}/cases/1`);
  expect([response.status, response.headers.get("content-type"), response.headers.getSetCookie()]).toEqual([
    201,
    "image/png",
    ["a=1", "b=2"],
  ]);
  expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([1, 2, 255]);
});

test("a HEAD has the headers of the GET and no body", async () => {
  const { origin } = await start();
  const response = await fetch(`${origin}/cases/1`, { method: "HEAD" });
  expect([response.status, response.headers.get("content-length"), await response.text()]).toEqual([200, "4", ""]);
});

test("a body a little over the limit reaches the function, and one of 10 MB does not", async () => {
  const { origin, events } = await start();
  expect((await fetch(`${origin}/form`, post("x".repeat(300_000)))).status).toBe(200);
  const page = await fetch(`${origin}/form`, post("x".repeat(10_000_000)));
  expect([page.status, page.headers.get("content-type")]).toEqual([413, "text/html; charset=utf-8"]);
  const api = await fetch(`${origin}/api/things`, post("x".repeat(10_000_000), "application/json"));
  expect([api.status, api.headers.get("content-type")]).toEqual([413, "application/problem+json"]);
  expect(await api.json()).toMatchObject({ status: 413, type: "urn:hardship-support:problem:too-large" });
  expect(events).toHaveLength(1);
});

test("requests over the limit of their route are told to wait", async () => {
  const { origin, events } = await start(undefined, { perSecond: 0.001, burst: 2 });
  const statuses = [];
  for (let asked = 0; asked < 3; asked += 1) statuses.push((await fetch(`${origin}/api/things`, post("{}", "application/json"))).status);
  expect(statuses).toEqual([200, 200, 429]);
  const refused = await fetch(`${origin}/api/things`, post("{}", "application/json"));
  expect([refused.headers.get("retry-after"), refused.headers.get("content-type")]).toEqual(["1", "application/problem+json"]);
  expect((await fetch(`${origin}/cases/1`)).status).toBe(200);
  expect(events).toHaveLength(3);
});

test.each(["/cases/%E0%A4%A", "/cases/%", "*", "http://elsewhere/cases/1"])(
  "the address %s is refused and nothing breaks",
  async (path) => {
    const { origin, events } = await start();
    const { hostname, port } = new URL(origin);
    const status = await new Promise((done) => {
      request({ hostname, port, path, method: "OPTIONS" }, (response) => done(response.resume().statusCode)).end();
    });
    expect(status).toBe(400);
    expect((await fetch(`${origin}/cases/1`)).status).toBe(200);
    expect(events).toHaveLength(1);
  },
);

test("a function that throws is a fault of ours, and its message is not shown", async () => {
  const { origin } = await start(() => {
    throw new Error("12 Acacia Avenue");
  });
  const page = await fetch(`${origin}/cases/1`);
  expect(page.status).toBe(500);
  expect(await page.text()).not.toContain("Acacia");
});

test("a request that is cut off half-way leaves the gateway answering", async () => {
  const { origin } = await start();
  const { hostname, port } = new URL(origin);
  await new Promise<void>((done) => {
    const cut = request({ hostname, port, path: "/form", method: "POST", headers: { "content-length": 100 } });
    cut.once("error", () => done());
    cut.write("half", () => cut.destroy(new Error("cut off")));
  });
  expect((await fetch(`${origin}/cases/1`)).status).toBe(200);
});
