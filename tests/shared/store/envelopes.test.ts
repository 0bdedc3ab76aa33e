import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { expect, test } from "vitest";
import type { EnvelopeId } from "../../../shared/domain/ledger/envelope.ts";
import { addPence, pence } from "../../../shared/domain/money.ts";
import { commit } from "../../../shared/store/commit.ts";
import { moveMoney } from "../../../shared/store/envelope-writes.ts";
import { dynamoEnvelopes, mostShards } from "../../../shared/store/envelopes.ts";
import { type Table, writeItem } from "../../../shared/store/items.ts";
import { spreadKey } from "../../../shared/store/keys.ts";
import { allocateExample } from "../../examples.ts";
import { contended } from "../../setup/contended.ts";
import { faulty } from "../../setup/faulty.ts";
import { freshTable } from "../../setup/table.ts";

const crisis: EnvelopeId = { scheme: "CRF", category: "CRISIS_PAYMENT", period: "whole", pot: "ordinary" };
const urgent: EnvelopeId = { ...crisis, pot: "urgent" };

/** One instance that takes money out again and again, as awards do: its shard, room, another shard. */
const taker = (table: Table) => {
  const envelopes = dynamoEnvelopes(table);
  const take = async (amount: number, id = crisis): Promise<"taken" | number> => {
    for (;;) {
      const committed = await commit(
        table,
        () => {
          const drawnOn = { ...id, shard: envelopes.shardOf(id) };
          return { money: moveMoney(table, { drawnOn, from: "available", to: "committed", amount: pence(amount) }) };
        },
        { moveAway: () => envelopes.moveAway(id) },
      );
      if (committed.kind === "committed") return "taken";
      const room = await envelopes.makeRoom(id, pence(amount));
      if (room.kind === "tooLittle") return room.left;
    }
  };
  return { envelopes, take };
};

/** One instance that charges a pound at a time and leaves its mark, as an award does. */
const charger = (table: Table) => {
  const envelopes = dynamoEnvelopes(table);
  const charge = async () => {
    await envelopes.makeRoom(crisis, pence(1_00));
    const drawnOn = { ...crisis, shard: envelopes.shardOf(crisis) };
    const move = { drawnOn, from: "available", to: "committed", amount: pence(1_00), keeper: envelopes.keeper() } as const;
    await commit(table, { money: moveMoney(table, move) });
  };
  return { envelopes, charge };
};

/** An envelope with these amounts in its shards. */
const spread = async (table: Table, shards: readonly number[], id = crisis) => {
  const Item = writeItem("spread", spreadKey(id), { shards: shards.length });
  await table.client.send(new PutItemCommand({ TableName: table.name, Item }));
  await allocateExample(table, id.scheme, id.category, addPence(shards.map(pence)), "all", id);
  for (const [shard, amount] of shards.entries()) {
    if (shard === 0 || amount === 0) continue;
    const move = { amount: pence(amount) } as const;
    await commit(table, {
      lender: moveMoney(table, { ...move, drawnOn: { ...id, shard: 0 }, from: "available", to: "envelope" }),
      borrower: moveMoney(table, { ...move, drawnOn: { ...id, shard }, from: "envelope", to: "available" }),
    });
  }
};

test("an envelope that nobody crowds is one shard, and charging it reads nothing", async () => {
  const table = await freshTable();
  await allocateExample(table, "CRF", "CRISIS_PAYMENT", 100_00);
  const { envelopes, take } = taker(table);
  expect(await take(60_00)).toBe("taken");
  expect(envelopes.shardOf(crisis)).toBe(0);
  expect(await envelopes.shardsOfScheme("CRF")).toHaveLength(1);
});

test("there is too little only when all shards together have too little, and the refusal says what is left", async () => {
  const table = await freshTable();
  await spread(table, [10, 20, 30, 40]);
  const { envelopes, take } = taker(table);
  await envelopes.moveAway(crisis);
  expect(await take(101)).toBe(100);
  expect(await take(99)).toBe("taken");
  expect(await take(2)).toBe(1);
  expect(await take(1)).toBe("taken");
  expect(await take(1)).toBe(0);
});

test("the pots of one budget lend each other nothing", async () => {
  const table = await freshTable();
  await allocateExample(table, "CRF", "CRISIS_PAYMENT", 50, "everyday");
  await allocateExample(table, "CRF", "CRISIS_PAYMENT", 70, "reserve", urgent);
  const { take } = taker(table);
  expect(await take(60)).toBe(50);
  expect(await take(60, urgent)).toBe("taken");
});

test("of two instances that meet, the one that came second goes to a free shard", async () => {
  const table = await freshTable();
  await allocateExample(table, "CRF", "CRISIS_PAYMENT", 1_000_00);
  const [first, second, third] = [charger(table), charger(table), charger(table)];
  await first.charge();
  await second.envelopes.moveAway(crisis);
  await second.charge();
  await first.envelopes.moveAway(crisis);
  await third.envelopes.moveAway(crisis);
  await third.charge();
  await second.envelopes.moveAway(crisis);
  const shards = [first, second, third].map(({ envelopes }) => envelopes.shardOf(crisis));
  expect(shards[0]).toBe(0);
  expect(new Set(shards).size).toBe(3);
});

test("lending changes no total", async () => {
  const table = await freshTable();
  await allocateExample(table, "CRF", "CRISIS_PAYMENT", 1_000_00);
  const { envelopes, take } = taker(table);
  for (let count = 0; count < 20; count += 1) {
    await take(1_00);
    await envelopes.moveAway(crisis);
  }
  const shards = await envelopes.shardsOfScheme("CRF");
  expect(shards.length).toBeGreaterThan(1);
  expect(shards.length).toBeLessThanOrEqual(mostShards);
  expect(await envelopes.ofScheme("CRF")).toMatchObject([{ allocated: 1_000_00, committed: 20_00, available: 980_00 }]);
});

test("sixteen instances at once take the last penny and not one more, where transactions refuse one another", async () => {
  const table = await freshTable();
  await allocateExample(table, "CRF", "CRISIS_PAYMENT", 200_00);
  const service = contended(table);
  const takers = Array.from({ length: 16 }, () => taker(service));
  const results = await Promise.all(
    takers.map(async ({ take }) => {
      let taken = 0;
      for (;;) {
        const result = await take(1_50);
        if (result !== "taken") return { taken, left: result };
        taken += 1;
      }
    }),
  );
  expect(results.reduce((total, { taken }) => total + taken, 0)).toBe(133);
  for (const { left } of results) expect(left).toBe(50);
  const [envelope] = await dynamoEnvelopes(table).ofScheme("CRF");
  expect(envelope).toMatchObject({ available: 50, committed: 199_50, allocated: 200_00 });
});

test("faults and lost answers neither lose nor make money while shards lend", async () => {
  const table = await freshTable();
  await allocateExample(table, "CRF", "CRISIS_PAYMENT", 300_00);
  const odds = { throttled: 0.05, conflict: 0.15, timeoutBefore: 0.05, timeoutAfter: 0.05, partialBatch: 0.1 };
  const takers = Array.from({ length: 6 }, (_, seed) => taker(faulty(table, { seed, odds })));
  await Promise.all(
    takers.map(async ({ take }) => {
      for (let count = 0; count < 15; count += 1) await take(1_01).catch(() => undefined);
    }),
  );
  const shards = await dynamoEnvelopes(table).shardsOfScheme("CRF");
  for (const { available, committed } of shards) expect(Math.min(available, committed)).toBeGreaterThanOrEqual(0);
  expect(await dynamoEnvelopes(table).ofScheme("CRF")).toMatchObject([{ allocated: 300_00 }]);
});
