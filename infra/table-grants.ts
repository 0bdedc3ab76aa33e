import { type Family, type FunctionSpec, table } from "../shared/system.ts";

/** Leave to do some things with items whose partition key begins in one of these ways, in the table or in its index. */
export type Grant = {
  readonly of: "table" | "index";
  readonly actions: readonly string[];
  readonly keyStarts: readonly string[];
};

const listed: readonly Family[] = table.index.families;

const grant = (of: Grant["of"], actions: readonly string[], families: readonly Family[]): Grant[] =>
  families.length === 0 ? [] : [{ of, actions, keyStarts: families.map((family) => table.families[family]) }];

/**
 * Everything that a declaration lets its function do with the table, and so everything that its role grants on AWS and
 * that it is held to on one machine. Batches and transactions are authorised item by item, each under its own action.
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
