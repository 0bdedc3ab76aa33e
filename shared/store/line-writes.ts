import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { envelopeName, noTally, tallyOf } from "../domain/ledger/envelope.ts";
import { isMoneyBack } from "../domain/ledger/ledger.ts";
import type { Line } from "../domain/line/line.ts";
import type { LineMove } from "../domain/line/line-move.ts";
import { addPence, zeroPence } from "../domain/money.ts";
import { claimHousehold } from "./case-writes.ts";
import { type Movement, moveMoney, putEntry } from "./envelope-writes.ts";
import { type Table, values, writeItem } from "./items.ts";
import { lineKey, lineListKey } from "./keys.ts";

/** Puts a line's next state, if the line is as it was seen. Before its first step, a line has no item. */
export const putLine = (table: Table, before: Pick<Line, "version">, after: Line): TransactWriteItem => ({
  Put: {
    TableName: table.name,
    Item: writeItem("line", { ...lineKey(after.caseId, after.lineId), ...lineListKey(after) }, after),
    ConditionExpression: before.version === 0 ? "attribute_not_exists(pk) OR version = :seen" : "version = :seen",
    ExpressionAttributeValues: values({ ":seen": before.version }),
    ReturnValuesOnConditionCheckFailure: "ALL_OLD",
  },
});

/** The writes of steps of lines, in the order in which their refusals count; `lines` in the order of the steps. */
export type LineWrites = {
  readonly lines: readonly TransactWriteItem[];
  /** If money comes back to it. */
  readonly household: TransactWriteItem | undefined;
  readonly shards: readonly TransactWriteItem[];
  readonly entries: readonly TransactWriteItem[];
};

/**
 * Lines of one shard move its money together, since a transaction writes an item once. Lines whose money comes back are
 * of one household: each was worked out from the household as the line before left it.
 */
export const writeLineMoves = (table: Table, moves: readonly LineMove[]): LineWrites => {
  const households = moves.flatMap(({ claims }) => claims ?? []);
  const [first] = households;
  const last = households.at(-1);
  return {
    lines: moves.map(({ before, after }) => putLine(table, before, after)),
    household: first && last && claimHousehold(table, last, first.version - 1),
    shards: movementsOf(moves).map((movement) => moveMoney(table, movement)),
    entries: moves.flatMap(({ entry }) => (entry ? [putEntry(table, entry)] : [])),
  };
};

const movementsOf = (moves: readonly LineMove[]): Movement[] => {
  const together = new Map<string, Movement>();
  for (const { after, entry, tally = noTally } of moves) {
    if (!entry) continue;
    const { from, to, amount, kind } = entry;
    const { drawnOn } = after;
    const name = `${drawnOn.scheme}#${envelopeName(drawnOn)}#${drawnOn.shard}`;
    const sofar = together.get(name);
    if (sofar && (sofar.from !== from || sofar.to !== to)) throw new RangeError("Money of one shard moves one way in a transaction.");
    together.set(name, {
      drawnOn,
      from,
      to,
      amount: addPence([sofar?.amount ?? zeroPence, amount]),
      tally: tallyOf([sofar?.tally ?? noTally, tally]),
      isMoneyBack: isMoneyBack(kind),
    });
  }
  return [...together.values()];
};
