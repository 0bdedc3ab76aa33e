import { type KindName, kindNames, rowOf } from "../shared/store/kinds.ts";
import { fieldsOf, formatOf } from "../shared/store/schemas.ts";
import { type Family, type FunctionSpec, type PutUse, table } from "../shared/system.ts";

/** Actions on the items whose partition key has one of these prefixes, in the table or in its index. */
export type Grant = {
  readonly of: "table" | "index";
  readonly actions: readonly string[];
  readonly keyStarts: readonly string[];
  /** The only fields that the items may have; any without it. */
  readonly fields?: readonly string[];
};

const listed: readonly Family[] = table.index.families;

const grant = (of: Grant["of"], actions: readonly string[], families: readonly Family[]): Grant[] =>
  families.length === 0 ? [] : [{ of, actions, keyStarts: families.map((family) => table.families[family]) }];

const { partitionKey, sortKey, index } = table;

/** The fields of some kinds, with those that every stored item has. */
const fieldsOfKinds = ({ kinds, never = [] }: PutUse): readonly string[] => {
  const named = kindNames.filter((kind) => kinds.includes(kind));
  const ofKind = (kind: KindName) => [
    ...fieldsOf(kind),
    ...(rowOf(kind).list ? [index.partitionKey, index.sortKey] : []),
    ...(rowOf(kind).tells ? ["correlationId"] : []),
    ...(formatOf(kind) > 1 ? ["itemFormat"] : []),
  ];
  const fields = new Set([partitionKey, sortKey, "itemKind", ...named.flatMap(ofKind)]);
  return [...fields].filter((field) => !never.includes(field)).toSorted();
};

const putGrants = (puts: NonNullable<FunctionSpec["table"]>["puts"] = {}): Grant[] =>
  (Object.entries(puts) as [Family, PutUse][]).flatMap(([family, use]) => {
    const keyStarts = [table.families[family]];
    const updates = use.updates && [partitionKey, sortKey, ...use.updates];
    return [
      { of: "table", actions: ["PutItem"], keyStarts, fields: fieldsOfKinds(use) },
      ...(updates ? [{ of: "table" as const, actions: ["UpdateItem", "ConditionCheckItem"], keyStarts, fields: updates }] : []),
    ];
  });

/**
 * Everything that a declaration lets its function do with the table: its role on AWS, and the local check, read it here.
 * AWS authorises batches and transactions item by item, each under its own action.
 */
export const grantsOf = ({ reads, writes, puts }: NonNullable<FunctionSpec["table"]>): Grant[] => [
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
  ...putGrants(puts),
];
