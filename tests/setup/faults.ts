import type { TransactWriteItemsCommand } from "@aws-sdk/client-dynamodb";
import type { Table } from "../../shared/store/items.ts";

class LostAnswer extends Error {
  override readonly name = "LostAnswer";
}

/** A small generator with a seed, so that a failing story fails again. */
const randomFrom = (seed: number) => {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

/** The same table through a network that, one time in four, loses a transaction before it arrives or its answer after it committed. */
export const losingAnswers = (table: Table, seed: number): Table => {
  const random = randomFrom(seed);
  const client = new Proxy(table.client, {
    get(target, property) {
      if (property !== "send") return Reflect.get(target, property);
      return async (command: TransactWriteItemsCommand) => {
        const luck = random();
        const isWrite = command.constructor.name === "TransactWriteItemsCommand";
        if (isWrite && luck < 0.125) throw new LostAnswer("Lost before it arrived.");
        const answer = await target.send(command);
        if (isWrite && luck > 0.875) throw new LostAnswer("Lost after it committed.");
        return answer;
      };
    },
  });
  return { client, name: table.name };
};
