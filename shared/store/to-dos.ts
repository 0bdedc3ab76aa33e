import { QueryCommand } from "@aws-sdk/client-dynamodb";
import type { SchemeCode } from "../domain/scheme/scheme.ts";
import { type CountedToDo, isOfScheme, type ToDoName } from "../domain/to-do.ts";
import { table as schema } from "../system.ts";
import { type Table, values } from "./items.ts";
import { batchList, budgetChangesPartition, caseList, lineList, returnsPartition, runList, yearEndPartition } from "./keys.ts";

/** A list is counted so far by one Query; a longer one says so. */
const mostCounted = 1_000;

export type ToDos = {
  /** What waits for a person, without what they themselves began. One Query for each name, or for each name and scheme. */
  waitingFor(person: string, names: readonly ToDoName[], schemes: readonly SchemeCode[]): Promise<readonly CountedToDo[]>;
};

/** Where things wait, which of them do, and who began them: that person does not finish them. */
type Waiting = {
  readonly list: { readonly index: string } | { readonly partition: (scheme: SchemeCode) => string };
  readonly state?: string;
  readonly begunBy?: string;
};

const waiting: Readonly<Record<ToDoName, Waiting>> = {
  signBudgetChange: {
    list: { partition: budgetChangesPartition },
    state: "waiting",
    begunBy: "proposedBy",
  },
  certifyReturn: { list: { partition: returnsPartition }, state: "prepared", begunBy: "preparedBy" },
  fileReturn: { list: { partition: returnsPartition }, state: "certified" },
  signYearEnd: { list: { partition: yearEndPartition }, state: "ready", begunBy: "preparedBy" },
  approveAward: { list: { index: caseList("toApprove") }, begunBy: "decision.by" },
  approveRun: { list: { index: runList }, state: "ready", begunBy: "preparedBy" },
  releaseBatch: { list: { index: batchList }, state: "prepared", begunBy: "preparedBy" },
  prepareBatch: { list: { index: lineList("bank", "approved") } },
};

export const dynamoToDos = (table: Table): ToDos => {
  const count = async (person: string, act: ToDoName, scheme: SchemeCode | undefined): Promise<CountedToDo> => {
    const { list, state, begunBy } = waiting[act];
    const own = begunBy?.split(".").map((_, index) => `#own${index}`) ?? [];
    const filters = [state && "#state = :state", begunBy && `${own.join(".")}.#id <> :person`].filter((filter) => filter !== undefined);
    const { Count: found = 0, LastEvaluatedKey } = await table.client.send(
      new QueryCommand({
        TableName: table.name,
        ...("index" in list && { IndexName: schema.index.name }),
        KeyConditionExpression: "#list = :list",
        ...(filters.length > 0 && { FilterExpression: filters.join(" AND ") }),
        ExpressionAttributeNames: {
          "#list": "index" in list ? schema.index.partitionKey : schema.partitionKey,
          ...(state && { "#state": "state" }),
          ...(begunBy && { "#id": "id", ...Object.fromEntries(begunBy.split(".").map((name, index) => [`#own${index}`, name])) }),
        },
        ExpressionAttributeValues: values({
          ":list": "index" in list ? list.index : list.partition(scheme ?? ""),
          ...(state && { ":state": state }),
          ...(begunBy && { ":person": person }),
        }),
        Select: "COUNT",
        Limit: mostCounted,
        // The newest: what still waits is among them.
        ScanIndexForward: false,
      }),
    );
    return { act, ...(scheme !== undefined && { scheme }), count: found, isMore: LastEvaluatedKey !== undefined && state === undefined };
  };

  return {
    async waitingFor(person, names, schemes) {
      const counted = await Promise.all(
        names.flatMap((name) =>
          isOfScheme(name) ? schemes.map((scheme) => count(person, name, scheme)) : [count(person, name, undefined)],
        ),
      );
      return counted.filter((toDo) => toDo.count > 0);
    },
  };
};
