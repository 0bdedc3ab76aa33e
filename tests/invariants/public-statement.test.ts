import { expect, test } from "vitest";
import { awardPublishedYear } from "../generator/award-published-year.ts";
import { publishedYear } from "../generator/published-year.ts";
import { everythingIn, freshTable } from "../setup/table.ts";

test("gen", { timeout: 900_000 }, async () => {
  const year = publishedYear();
  const table = await freshTable();
  const start = performance.now();
  await awardPublishedYear(table, year);
  console.log("awarded in", performance.now() - start);
  const awards = (await everythingIn(table)).filter(({ itemKind }) => itemKind === "award");
  console.log(awards.length, year.flatMap((y) => y.awards).length, performance.now() - start);
  expect(awards.length).toBe(year.flatMap((y) => y.awards).length);
});
