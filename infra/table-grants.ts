import { type Family, type FunctionSpec, table } from "../shared/system.ts";

/** Actions on the items whose partition key has one of these prefixes, in the table or in its index. */
export type Grant = {
  readonly of: "table" | "index";
  readonly actions: readonly string[];
  readonly keyStarts: readonly string[];
};

const listed: readonly Family[] = table.index.families;

const grant = (of: Grant["of"], actions: readonly string[], families: readonly Family[]): Grant[] =>
  families.length === 0 ? [] : [{ of, actions, keyStarts: families.map((family) => table.families[family]) }];

/**
 * Everything that a declaration lets its function do with the table: its role on AWS, and the local check, read it here.
 * AWS authorises batches and transactions item by item, each under its own action.
 */
export const grantsOf = ({ reads, writes }: NonNullable<FunctionSpec["table"]>): Grant[] => [
  ...grant(
    "table",
    ["GetItem", "BatchGetItem", "Query"],
    reads.filter((family) => !listed.includes(family)),
  ),
  ...grant(
    "index",
    ["Query"],
    reads.filter((family) => listed.includes(family)),
  ),
  ...grant("table", ["PutItem", "UpdateItem", "DeleteItem", "ConditionCheckItem"], writes),
];
