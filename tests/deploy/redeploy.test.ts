import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { aDayInCrf, submitExample } from "../examples.ts";
import { everythingIn } from "../setup/table.ts";
import { deploy, synthesise } from "./app.ts";
import { deployedService } from "./deployed.ts";
import { clientSettings } from "./emulator/emulator.ts";
import { mendTable } from "./emulator/gaps.ts";

const { origin, endpoint, tableName } = inject("deployed");
const settings = clientSettings(endpoint);
const { table, setClock } = deployedService();
const mends = { leavesOut: expect.any(String), standIn: expect.any(String) };

let work: string;

beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), "changed-version-"));
});
afterAll(() => rm(work, { recursive: true, force: true }));

const startPage = async () => (await fetch(origin)).text();

/** This tree with another start page and other tags, so that a function and the table both change. */
const changedTree = async (): Promise<string> => {
  const tree = join(work, "tree");
  for (const part of ["functions", "shared", "infra", "tests", "package.json", "cdk.json", "tsconfig.json"]) {
    await cp(part, join(tree, part), { recursive: true });
  }
  await symlink(join(process.cwd(), "node_modules"), join(tree, "node_modules"));
  const change = async (file: string, from: string, to: string) => {
    const text = await readFile(join(tree, file), "utf8");
    expect(text).toContain(from);
    await writeFile(join(tree, file), text.replaceAll(from, to));
  };
  await change("functions/site/start.njk", "It takes about 10 minutes", "It takes 10 minutes or so");
  await change("tests/deploy/environments/emulator.ts", "councilName: council.name", 'councilName: "Another council"');
  return tree;
};

test("a new version deploys over an interrupted deployment, answers at once and keeps every stored item", async () => {
  await setClock(aDayInCrf);
  const { caseId } = await submitExample(table);
  const before = await settled();
  expect(await startPage()).toContain("It takes about 10 minutes");

  const assembly = join(work, "assembly");
  await synthesise({ assembly, origin, environment: "emulator", folder: await changedTree() });
  let isCut = false;
  const cutShort = deploy(assembly, settings, {
    onLine: (line, kill) => {
      if (!line.includes("UPDATE_IN_PROGRESS")) return;
      isCut = true;
      kill();
    },
  });
  await expect(cutShort).rejects.toThrow("failed");
  expect(isCut).toBe(true);
  await deploy(assembly, settings);

  expect(await startPage()).toContain("It takes 10 minutes or so");
  const client = new DynamoDBClient(settings);
  expect(await mendTable(client, tableName), "what an update drops is mended again").toEqual([mends]);
  client.destroy();
  const after = await lasting();
  expect(after.find((item) => item.itemKind === "case" && item.caseId === caseId)).toBeDefined();
  expect(after.toSorted(byKey)).toEqual(before.toSorted(byKey));
});

/** Every item without an expiry: sessions and drafts expire whatever is deployed. */
const lasting = async () => (await everythingIn(table)).filter((item) => item.expiresAtSeconds === undefined);

/** The same once nothing of the tests before is on its way any more: two reads, five seconds apart, are equal. */
const settled = async () => {
  let seen = await lasting();
  const isQuiet = async () => {
    const [earlier, now] = [seen, await lasting()];
    seen = now;
    return isDeepStrictEqual(earlier.toSorted(byKey), now.toSorted(byKey));
  };
  await expect.poll(isQuiet, { interval: 5_000, timeout: 240_000 }).toBe(true);
  return seen;
};

const keyOf = ({ pk, sk }: Record<string, unknown>) => `${pk} ${sk}`;
const byKey = (a: Record<string, unknown>, b: Record<string, unknown>) => (keyOf(a) < keyOf(b) ? -1 : 1);
