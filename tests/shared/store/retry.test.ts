import { TransactionCanceledException, TransactionConflictException } from "@aws-sdk/client-dynamodb";
import { expect, test } from "vitest";
import { transact, untilFree } from "../../../shared/store/retry.ts";

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
  return { send, sent: () => sent };
};

const transactWith = (...refusals: Error[]) => transact({ client: { send: sendingTo(...refusals).send } as never, name: "table" }, []);

test("a refusal is not believed while a conflict hides what would be said of a write before it", async () => {
  const settled = await transactWith(
    cancelledFor("TransactionConflict", "None", "ConditionalCheckFailed"),
    cancelledFor("ConditionalCheckFailed", "None", "ConditionalCheckFailed"),
  );
  expect(settled?.map(({ failed }) => failed)).toEqual([true, false, true]);
});

test("a refusal is believed at once when only what comes after it met a conflict", async () => {
  const settled = await transactWith(cancelledFor("ConditionalCheckFailed", "TransactionConflict"));
  expect(settled?.map(({ failed }) => failed)).toEqual([true, false]);
});

test("a transaction throttled at one of its writes is sent again, like one that met another", async () => {
  for (const code of ["ThrottlingError", "ProvisionedThroughputExceeded"])
    expect(await transactWith(cancelledFor("None", code), cancelledFor("None", code))).toBeUndefined();
});

test("after each conflict the next attempt may be told to go elsewhere, and is built anew", async () => {
  const engine = sendingTo(cancelledFor("TransactionConflict", "None"), cancelledFor("None", "ThrottlingError"));
  const built: number[] = [];
  const met: boolean[][] = [];
  await transact(
    { client: { send: engine.send } as never, name: "table" },
    () => {
      built.push(built.length);
      return [];
    },
    async (refusals) => {
      met.push(refusals.map(({ conflicted }) => conflicted));
    },
  );
  expect(built).toHaveLength(3);
  expect(met).toEqual([
    [true, false],
    [false, true],
  ]);
});

test("a transaction whose answer never came is not sent again: the caller asks anew, and meets what it did", async () => {
  const engine = sendingTo(Object.assign(new Error("No answer."), { name: "TimeoutError" }));
  await expect(transact({ client: { send: engine.send } as never, name: "table" }, [])).rejects.toThrow("No answer.");
  expect(engine.sent()).toBe(1);
});

test("a write of one item waits for the transaction that holds it", async () => {
  const engine = sendingTo(conflict(), conflict());
  await untilFree(engine.send);
  expect(engine.sent()).toBe(3);
});

test("a write of one item that is never let in ends as a fault that is safe to retry", async () => {
  const engine = sendingTo(...Array.from({ length: 20 }, conflict));
  await expect(untilFree(engine.send)).rejects.toMatchObject({ name: "Fault", code: "tooBusy" });
  expect(engine.sent()).toBe(8);
});

test("what is no conflict is not sent again", async () => {
  const engine = sendingTo(new Error("The table is not there."));
  await expect(untilFree(engine.send)).rejects.toThrow("not there");
  expect(engine.sent()).toBe(1);
});
