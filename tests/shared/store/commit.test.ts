import { TransactionCanceledException, TransactionConflictException, type TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { expect, test } from "vitest";
import { withTimeLeft } from "../../../shared/deadline.ts";
import { commit, untilFree, type Writes } from "../../../shared/store/commit.ts";
import { putNew, type Table, values, writeItem } from "../../../shared/store/items.ts";
import { latestTrialKey } from "../../../shared/store/keys.ts";
import { freshTable } from "../../setup/table.ts";

const conflict = () => new TransactionConflictException({ message: "Conflict.", $metadata: {} });
const cancelledFor = (...codes: string[]) =>
  new TransactionCanceledException({ message: "Cancelled.", $metadata: {}, CancellationReasons: codes.map((Code) => ({ Code })) });

/** Sends to an engine that gives these refusals in turn, and then commits. */
const sendingTo = (...refusals: Error[]) => {
  let sent = 0;
  const send = async () => {
    sent += 1;
    const refusal = refusals[sent - 1];
    if (refusal) throw refusal;
  };
  return { send, sent: () => sent, table: { client: { send } as never, name: "table" } satisfies Table };
};

const write: TransactWriteItem = {};
const three = { first: write, second: write, third: write };
const commitWith = (...refusals: Error[]) => commit(sendingTo(...refusals).table, three);
const failed = { failed: true, conflicted: false };

const put = (table: Table, id: string) => putNew(table, writeItem("latestTrial", latestTrialKey(id), { trialId: id }));
const putAll = (table: Table, ...ids: string[]) => commit(table, { cases: ids.map((id) => put(table, id)) });

test("a refusal comes back by the name of its write, with the item that stood there", async () => {
  const table = await freshTable();
  await putAll(table, "taken");
  expect(await commit(table, { free: put(table, "free"), own: put(table, "taken"), more: undefined })).toEqual({
    kind: "refused",
    by: { own: { ...failed, item: writeItem("latestTrial", latestTrialKey("taken"), { trialId: "taken" }) } },
  });
});

test("swapping two writes of a transaction changes no refusal of either", async () => {
  const table = await freshTable();
  await putAll(table, "taken", "other");
  const writes = { free: put(table, "free"), lines: [put(table, "a"), put(table, "taken")], own: put(table, "other") };
  const { free, lines, own } = writes;
  const inOrder = await commit(table, writes);
  const swapped = await commit(table, { own, lines, free });
  expect(inOrder).toMatchObject({ kind: "refused", by: { lines: failed, own: failed } });
  expect(swapped).toEqual(inOrder);
});

test("a refusal of several writes under one name says which was refused", async () => {
  const table = await freshTable();
  await putAll(table, "taken");
  const committed = await commit(table, {
    before: put(table, "x"),
    none: [],
    lines: [put(table, "a"), put(table, "taken"), put(table, "b")],
  });
  if (committed.kind === "committed") throw new Error("One of the writes must be refused.");
  expect(Object.keys(committed.by)).toEqual(["lines"]);
  expect(committed.by.lines?.each.map((refusal) => refusal.failed)).toEqual([false, true, false]);
});

test("a refused transaction writes nothing, and a committed one writes everything", async () => {
  const table = await freshTable();
  await putAll(table, "taken");
  await commit(table, { free: put(table, "free"), own: put(table, "taken") });
  const stillFree: Writes = {
    check: {
      ConditionCheck: { TableName: table.name, Key: values(latestTrialKey("free")), ConditionExpression: "attribute_not_exists(pk)" },
    },
    more: [put(table, "a"), put(table, "b")],
  };
  expect(await commit(table, stillFree)).toEqual({ kind: "committed" });
  expect(await putAll(table, "b")).toMatchObject({ kind: "refused" });
});

test("a refusal does not count while an earlier write met a conflict", async () => {
  const settled = await commitWith(
    cancelledFor("TransactionConflict", "None", "ConditionalCheckFailed"),
    cancelledFor("ConditionalCheckFailed", "None", "ConditionalCheckFailed"),
  );
  expect(settled).toEqual({ kind: "refused", by: { first: failed, third: failed } });
});

test("a refusal counts at once when only a later write met a conflict", async () => {
  const settled = await commitWith(cancelledFor("ConditionalCheckFailed", "TransactionConflict"));
  expect(settled).toEqual({ kind: "refused", by: { first: failed, second: { failed: false, conflicted: true } } });
});

test("a transaction throttled at one of its writes is sent again, like one that met another", async () => {
  for (const code of ["ThrottlingError", "ProvisionedThroughputExceeded"])
    expect(await commitWith(cancelledFor("None", code), cancelledFor("None", code))).toEqual({ kind: "committed" });
});

test("after each conflict the next attempt can go elsewhere, and is built anew", async () => {
  const engine = sendingTo(cancelledFor("TransactionConflict", "None"), cancelledFor("None", "ThrottlingError"));
  let built = 0;
  const met: string[][] = [];
  await commit(
    engine.table,
    () => {
      built += 1;
      return { case: write, money: [write] };
    },
    { moveAway: async (by) => void met.push(Object.keys(by)) },
  );
  expect(built).toBe(3);
  expect(met).toEqual([["case"], ["money"]]);
});

test("a transaction without an answer is not sent again: the caller sends again and meets what it did", async () => {
  const engine = sendingTo(Object.assign(new Error("No answer."), { name: "TimeoutError" }));
  await expect(commit(engine.table, three)).rejects.toThrow("No answer.");
  expect(engine.sent()).toBe(1);
});

test("a transaction that is refused for an unknown reason is a fault, never a refusal", async () => {
  await expect(commitWith(cancelledFor("None", "ValidationError"))).rejects.toThrow("Cancelled.");
});

test("conflicts that do not end are a fault that is safe to retry, once the time is up", async () => {
  const engine = sendingTo(...Array.from({ length: 500 }, () => cancelledFor("TransactionConflict")));
  await expect(withTimeLeft(100, () => commit(engine.table, three))).rejects.toMatchObject({ name: "Fault", code: "tooBusy" });
  expect(engine.sent()).toBeGreaterThan(1);
});

test("a write of one item waits for the transaction that has it", async () => {
  const engine = sendingTo(conflict(), conflict());
  await untilFree(engine.send);
  expect(engine.sent()).toBe(3);
});

test("a write of one item that meets transactions until the time is up is a fault that is safe to retry", async () => {
  const engine = sendingTo(...Array.from({ length: 500 }, conflict));
  await expect(withTimeLeft(100, () => untilFree(engine.send))).rejects.toMatchObject({ name: "Fault", code: "tooBusy" });
});

test("an error that is no conflict is not sent again", async () => {
  const engine = sendingTo(new Error("The table is not there."));
  await expect(untilFree(engine.send)).rejects.toThrow("not there");
  expect(engine.sent()).toBe(1);
});
