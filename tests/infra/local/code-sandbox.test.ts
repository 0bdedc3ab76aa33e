import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readLineResults } from "../../../functions/fulfil/read-line-results.ts";
import { httpProvider } from "../../../functions/line/http-provider.ts";
import { createCodePages } from "../../../infra/local/code-pages.ts";
import { createCodeSandbox } from "../../../infra/local/code-sandbox.ts";
import { council } from "../../../shared/council.ts";
import { pence } from "../../../shared/domain/money.ts";

let now = new Date("2026-11-20T10:00:00Z");
const sandbox = createCodeSandbox(undefined, () => now);
const pages = createCodePages(sandbox, "the key");
let server: Server;
let url: string;

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method = "GET", url: path = "/", headers } = request;
    const body = Buffer.concat(chunks).toString();
    const answer = await pages({ method, path, authorization: headers.authorization ?? "", body, isFromElsewhere: false });
    response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  await new Promise<void>((ready) => server.listen(0, ready));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((done) => server.close(done)));

const provider = () => httpProvider(url, async () => "the key");
const order = (key: string, amount: number) => ({ key, kind: "voucher", item: "clothingVoucher", amount: pence(amount) }) as const;

test("one order has one code, however often it comes", async () => {
  const first = await provider().order(order("AAAA-AAAA-AAAA-A1.1", 40_00));
  expect(first).toMatchObject({ kind: "accepted", expiresOn: "2027-01-19" });
  expect(await provider().order(order("AAAA-AAAA-AAAA-A1.1", 40_00))).toEqual(first);
  const other = await provider().order(order("AAAA-AAAA-AAAA-A1.1-2", 40_00));
  expect(other.kind === "accepted" && first.kind === "accepted" && other.code !== first.code).toBe(true);
});

test("the pence of an amount choose what goes wrong", async () => {
  expect(await provider().order(order("BBBB-BBBB-BBBB-A1.1", 40_01))).toEqual({ kind: "failed", because: "This amount is not sold." });
  await expect(provider().order(order("BBBB-BBBB-BBBB-A1.2", 40_02))).rejects.toThrow("provider");
  expect(await provider().order(order("BBBB-BBBB-BBBB-A1.2", 40_02))).toMatchObject({ kind: "accepted" });
  expect(await provider().order(order("BBBB-BBBB-BBBB-A1.3", 40_03))).toEqual({ kind: "later" });
  expect(await provider().order(order("BBBB-BBBB-BBBB-A1.3", 40_03))).toMatchObject({ kind: "accepted" });
});

test("a code that was used cannot be made useless, and one that was not can", async () => {
  await provider().order(order("CCCC-CCCC-CCCC-A1.1", 40_00));
  await provider().order(order("CCCC-CCCC-CCCC-A1.2", 40_00));
  await pages({ method: "POST", path: "", authorization: "", body: "redeemed=CCCC-CCCC-CCCC-A1.1", isFromElsewhere: false });
  expect(await provider().cancel("CCCC-CCCC-CCCC-A1.1")).toBe("redeemed");
  expect(await provider().cancel("CCCC-CCCC-CCCC-A1.2")).toBe("cancelled");
  now = new Date("2027-01-20T10:00:00Z");
  expect(await provider().cancel("AAAA-AAAA-AAAA-A1.1")).toBe("expired");
});

test("a code of 40.04 is cancelled although its first answer is lost, and the next answer says so", async () => {
  const key = "EEEE-EEEE-EEEE-A1.1";
  await provider().order(order(key, 40_04));
  expect(await provider().state(key)).toBe("unused");
  await expect(provider().cancel(key)).rejects.toThrow("provider");
  expect(await provider().state(key)).toBe("cancelled");
  expect(await provider().cancel(key)).toBe("cancelled");
});

test("a shop that is offline takes a cancelled code, and the provider says that it was redeemed", async () => {
  const key = "FFFF-FFFF-FFFF-A1.1";
  await provider().order(order(key, 40_00));
  const inShop = () => pages({ method: "POST", path: "", authorization: "", body: `redeemedLate=${key}`, isFromElsewhere: false });
  await inShop();
  expect(await provider().state(key)).toBe("unused");
  expect(await provider().cancel(key)).toBe("cancelled");
  await inShop();
  expect(await provider().state(key)).toBe("redeemed");
  expect(await provider().cancel(key)).toBe("redeemed");
});

test("without its key the provider gives nothing, and an answer outside its schema is a fault", async () => {
  await expect(httpProvider(url, async () => "another key").order(order("DDDD-DDDD-DDDD-A1.1", 40_00))).rejects.toThrow("provider");
  expect(await sandbox.find("DDDD-DDDD-DDDD-A1.1")).toBeUndefined();
  await expect(httpProvider(`${url}/results.csv?`, async () => "the key").cancel("x")).rejects.toThrow("provider");
  await expect(httpProvider("http://127.0.0.1:9", async () => "the key").cancel("x")).rejects.toThrow("provider");
});

test("a fault carries nothing of an answer, which may hold a code", async () => {
  const fault = await httpProvider(`${url}/results.csv?`, async () => "the key")
    .order(order("AAAA-AAAA-AAAA-A1.1", 40_00))
    .catch((error: Error) => error);
  expect(JSON.stringify([(fault as Error).message, String((fault as Error).cause)])).not.toMatch(/\d{4}-\d{4}/);
});

test("the service takes the provider's file of results", async () => {
  const read = readLineResults(Buffer.from(await sandbox.results()), council.code);
  expect(read).toMatchObject({ kind: "read", problems: [] });
  expect(read.kind === "read" && read.rows.find(({ reference }) => reference === "CCCC-CCCC-CCCC-A1.1")).toMatchObject({
    state: "redeemed",
    amount: 40_00,
  });
});
