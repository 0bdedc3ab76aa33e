import { mkdtemp, readdir, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findRunning, noteRunning } from "../../../infra/local/running-services.ts";

let folder: string;
const stops: (() => void)[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "running-"));
});
afterEach(async () => {
  for (const stop of stops.splice(0)) stop();
  await rm(folder, { recursive: true });
});

/** A server that says it is this sign-in; its own by default. */
const serverOf = async (issuerOf = (origin: string) => `${origin}/identity`) => {
  const server = createServer((request, response) => {
    const origin = `http://${request.headers.host}`;
    response.end(request.url?.startsWith("/identity/.well-known/") ? JSON.stringify({ issuer: issuerOf(origin) }) : "{}");
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  stops.push(() => server.close().closeAllConnections());
  return `http://localhost:${(server.address() as AddressInfo).port}`;
};

test("the one service that runs is found, and no more once it has stopped", async () => {
  const origin = await serverOf();
  const forget = await noteRunning(origin, folder);
  expect(await findRunning(folder)).toBe(origin);
  await forget();
  expect(await readdir(folder)).toEqual([]);
  await expect(findRunning(folder)).rejects.toThrow("The service does not run: start it with npm start");
});

test("before any start the service does not run", async () => {
  await expect(findRunning(join(folder, "none"))).rejects.toThrow("The service does not run");
});

test("the note of a killed host is passed over, also when another program has its port", async () => {
  await noteRunning("http://localhost:1", folder);
  await noteRunning(await serverOf(() => "http://localhost/elsewhere"), folder);
  const origin = await serverOf();
  await noteRunning(origin, folder);
  expect(await findRunning(folder)).toBe(origin);
});

test("of two services that run, somebody has to say which", async () => {
  const both = [await serverOf(), await serverOf()];
  for (const origin of both) await noteRunning(origin, folder);
  await expect(findRunning(folder)).rejects.toThrow(
    `Several services run: ${both.toSorted().join(", ")}. Set PORT to the one that you mean.`,
  );
});
