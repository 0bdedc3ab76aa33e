import { QueryCommand } from "@aws-sdk/client-dynamodb";
import { addDays, londonDay } from "../domain/dates.ts";
import { type BudgetDay, rateDays } from "../domain/ledger/pace.ts";
import type { SchemeCode } from "../domain/scheme/scheme.ts";
import { commit } from "./commit.ts";
import { putNew, readItem, type Table, values, writeItem } from "./items.ts";
import { budgetDayKey } from "./keys.ts";
import { kinds } from "./kinds.ts";

export type BudgetDays = {
  /** Keeps how a scheme's budgets stood when a day began. A second call on that day changes nothing. */
  keep(scheme: SchemeCode, day: BudgetDay): Promise<{ kind: "kept" | "alreadyKept" }>;
  /** The days that make the present rate, the oldest first. */
  lately(scheme: SchemeCode, now: Date): Promise<readonly BudgetDay[]>;
  /** The newest days, as many as one read gives, up to 400: more than a year of a scheme with some dozen budgets. The oldest first. */
  newest(scheme: SchemeCode, now: Date): Promise<readonly BudgetDay[]>;
};

const mostDays = 400;

export const dynamoBudgetDays = (table: Table): BudgetDays => ({
  async keep(scheme, day) {
    const committed = await commit(table, { day: putNew(table, writeItem("budgetDay", budgetDayKey(scheme, day.day), day)) });
    return { kind: committed.kind === "committed" ? "kept" : "alreadyKept" };
  },

  // One read: 29 small items at most.
  async lately(scheme, now) {
    const today = londonDay(now);
    const { pk, sk: last } = budgetDayKey(scheme, today);
    const { sk: first } = budgetDayKey(scheme, addDays(today, -rateDays));
    const { Items: items = [] } = await table.client.send(
      new QueryCommand({
        TableName: table.name,
        KeyConditionExpression: "pk = :pk AND sk BETWEEN :first AND :last",
        ExpressionAttributeValues: values({ ":pk": pk, ":first": first, ":last": last }),
      }),
    );
    return items.map((item) => readItem("budgetDay", item));
  },

  async newest(scheme, now) {
    const { pk, sk: last } = budgetDayKey(scheme, londonDay(now));
    const { Items: items = [] } = await table.client.send(
      new QueryCommand({
        TableName: table.name,
        KeyConditionExpression: "pk = :pk AND sk BETWEEN :first AND :last",
        ExpressionAttributeValues: values({ ":pk": pk, ":first": kinds.budgetDay.sortKey, ":last": last }),
        ScanIndexForward: false,
        Limit: mostDays,
      }),
    );
    return items.map((item) => readItem("budgetDay", item)).reverse();
  },
});
