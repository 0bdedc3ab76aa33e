import { openApiDocument } from "../../../shared/http/openapi.ts";
import { mark } from "./marked-world.ts";

type Schema = {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
};

/** A value of a schema's shape, with the mark in every text. */
const markedLike = (schema: Schema): unknown => {
  const [first] = schema.anyOf ?? schema.oneOf ?? [];
  if (first) return markedLike(first);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.properties) return Object.fromEntries(Object.entries(schema.properties).map(([name, inner]) => [name, markedLike(inner)]));
  if (schema.type === "array") return schema.items ? [markedLike(schema.items)] : [];
  if (schema.type === "integer" || schema.type === "number") return Math.max(schema.minimum ?? 1, 1);
  if (schema.type === "boolean") return true;
  return schema.type === "string" ? mark : {};
};

const { paths } = openApiDocument() as {
  paths: Record<string, { post?: { requestBody?: { content: { "application/json": { schema: Schema } } } } }>;
};

/** A marked body for an API route, of its contract's shape. */
export const markedBodyFor = (route: string): object => {
  const schema = paths[route.split(" ")[1] ?? ""]?.post?.requestBody?.content["application/json"].schema;
  return schema ? (markedLike(schema) as object) : {};
};

const typedAnywhere = [
  ...["name", "story", "details", "reason", "why", "question", "answer", "asks", "outcome", "title", "key", "stepId", "decisionId"],
  ...["line1", "line2", "town", "postcode", "staying", "phone", "email", "safety", "helperName", "organisation", "accountNumber"],
  ...["sortCode", "rollNumber", "amount", "amount-1", "item-1", "reason-1", "income", "list", "file", "because", "service", "referralId"],
  ...["dateOfBirth-day", "dateOfBirth-month", "dateOfBirth-year", "kind", "way", "role", "version", "householdId", "principalId", "code"],
];

/** Every text field of every form, marked. A form reads its own and ignores the others. */
export const markedForm: Readonly<Record<string, string>> = Object.fromEntries(typedAnywhere.map((name) => [name, mark]));
