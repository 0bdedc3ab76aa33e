import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { expect, test } from "vitest";
import { kindNames, rowOf, sortKeysOf } from "../../../shared/store/kinds.ts";
import { table as schema } from "../../../shared/system.ts";

const root = join(import.meta.dirname, "../../..");
const readme = readFileSync(join(root, "shared/README.md"), "utf8");
const table = { client: new DynamoDBClient({ region: "eu-west-2" }), name: "never-called" };

/** A store inside another, which lists its own. */
const within = "returned";

/** Building blocks of other stores. No use case has them as its port. */
const parts = ["dynamoTable", "dynamoEnvelopes", "dynamoDocumentDrafts"];

const servedBy = async (file: string): Promise<string[]> => {
  const made: Record<string, unknown> = await import(join(root, file));
  return Object.entries(made).flatMap(([name, create]) =>
    name.startsWith("dynamo") && !parts.includes(name)
      ? Object.keys((create as (of: typeof table) => object)(table))
          .filter((method) => method !== within)
          .map((method) => `${name}.${method}`)
      : [],
  );
};

test("shared/README.md lists every access pattern that the stores serve, and no other", async () => {
  const served = (await Promise.all(globSync("shared/store/*.ts", { cwd: root }).map(servedBy))).flat();
  const listed = [...readme.matchAll(/`(dynamo\w+\.\w+)`/g)].map(([, pattern]) => pattern);
  expect(served.length).toBeGreaterThan(50);
  expect(listed.toSorted()).toEqual(served.toSorted());
});

test("shared/README.md shows where every kind of item stands", () => {
  const [, placesShown = ""] = /## The one table(.*?)## /s.exec(readme) ?? [];
  const places = kindNames.flatMap((kind) => {
    const { family, within, list } = rowOf(kind);
    const starts = sortKeysOf(kind).filter((start) => start !== "");
    return [
      schema.families[family],
      within ?? "",
      ...[list ?? []].flat().map((one) => schema.families[one]),
      ...starts.map((start) => `\`${start.replace(/#$/, "")}`),
    ];
  });
  expect([...new Set(places)].filter((place) => !placesShown.includes(place))).toEqual([]);
});
