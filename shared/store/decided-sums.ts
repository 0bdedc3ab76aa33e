import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { CountInAll, DecidedInAll } from "../domain/award/limits-together.ts";
import type { SchemeCode } from "../domain/scheme/scheme.ts";
import { readItems, type Table, values } from "./items.ts";
import { decidedInAllKey } from "./keys.ts";
import type { KindName } from "./kinds.ts";
import { readTogether } from "./read-together.ts";

/** Counts what a person commits for all households, up to the limit. Several of one person's awards at once are held to it too. */
export const countDecided = (table: Table, { scheme, by, span, amount, limit }: CountInAll): TransactWriteItem => ({
  Update: {
    TableName: table.name,
    Key: values(decidedInAllKey(scheme, span, by)),
    UpdateExpression: "SET itemKind = :kind, #by = :by, #span = :span ADD #sum :amount",
    ConditionExpression: "attribute_not_exists(#sum) OR #sum <= :room",
    ExpressionAttributeNames: { "#by": "by", "#span": "span", "#sum": "sum" },
    ExpressionAttributeValues: values({
      ":kind": "decidedInAll" satisfies KindName,
      ":by": by,
      ":span": span,
      ":amount": amount,
      ":room": limit - amount,
    }),
  },
});

export const readDecided = async (
  table: Table,
  scheme: SchemeCode,
  by: string,
  spans: readonly string[],
): Promise<readonly DecidedInAll[]> => {
  if (spans.length === 0) return [];
  return readItems(
    "decidedInAll",
    await readTogether(
      table,
      spans.map((span) => decidedInAllKey(scheme, span, by)),
    ),
  );
};
