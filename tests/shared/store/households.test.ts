import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

/**
 * Only these see a household's own record where it may point to another one: the file that follows it, the writes, and
 * what a refused write brings back.
 */
const seeRecords: Readonly<Record<string, string>> = {
  "households.ts": "follows what joined households point to",
  "household-joins.ts": "writes joins and splits under the version of the record itself",
  "lines.ts": "follows within one instant; a refusal brings the record back",
  "awards.ts": "a refusal brings the record back, and the decision looks again",
};

test("everything that reads a household follows it to the one that it is joined to", () => {
  const read = /readItems?\("household"|findItem\(table, "household"/;
  const files = readdirSync("shared/store").filter((name) => name.endsWith(".ts"));
  const found = files.filter((name) => read.test(readFileSync(`shared/store/${name}`, "utf8")));
  expect(found.toSorted()).toEqual(Object.keys(seeRecords).toSorted());
});
