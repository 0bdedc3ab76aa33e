import { expect, test } from "vitest";
import { withTimeLeft } from "../../../shared/deadline.ts";
import { commit } from "../../../shared/store/commit.ts";
import { putNew, values } from "../../../shared/store/items.ts";
import { caseKey } from "../../../shared/store/keys.ts";
import { readTogether } from "../../../shared/store/read-together.ts";
import { callsOf } from "../../calls.ts";
import { faulty } from "../../setup/faulty.ts";
import { freshTable } from "../../setup/table.ts";

const keys = Array.from({ length: 9 }, (_, index) => caseKey(`case-${index}`));

test("items that a busy table leaves unread are read again until all are there, and none is read twice", async () => {
  const table = await freshTable();
  await commit(table, { cases: keys.map((key) => putNew(table, values(key))) });
  for (let seed = 1; seed <= 5; seed += 1) {
    const busy = faulty(table, { seed, odds: { partialBatch: 0.7 } });
    const found = await readTogether(busy, keys);
    expect(found.map(({ pk }) => pk?.S).toSorted()).toEqual(keys.map(({ pk }) => pk));
  }
});

test("a missing item is not found, in one round trip", async () => {
  const table = await freshTable();
  const calls = callsOf(table);
  expect(await readTogether(table, keys)).toEqual([]);
  expect(calls).toEqual(["BatchGetItemCommand"]);
});

test("a table that leaves items unread until the time is up is a fault that is safe to retry", async () => {
  const unread = { table: { Keys: [{ pk: { S: "case" } }] } };
  const table = { client: { send: async () => ({ Responses: {}, UnprocessedKeys: unread }) } as never, name: "table" };
  await expect(withTimeLeft(50, () => readTogether(table, keys))).rejects.toMatchObject({ name: "Fault", code: "tooBusy" });
});
