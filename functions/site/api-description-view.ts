import { openApiDocument } from "../../shared/http/openapi.ts";

/** The parts of a JSON Schema that the page has words for. */
type Schema = {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly description?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly "x-also-checked"?: string;
};
type Content = { readonly schema: Schema; readonly example?: unknown };
type Contents = { readonly "application/json"?: Content; readonly "application/problem+json"?: Content };
type Parameter = { readonly $ref?: string; readonly name?: string; readonly description?: string };
type Operation = {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description: string;
  readonly parameters: readonly Parameter[];
  readonly requestBody?: { readonly content: Contents };
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content: Contents }>>;
};
type Document = {
  readonly info: { readonly title: string; readonly description: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
};

export type FieldView = { readonly name: string; readonly type: string; readonly shape?: string; readonly words: string };
type BodyView = { readonly title: string; readonly shape?: string; readonly fields: readonly FieldView[]; readonly example?: string };
type OperationView = {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly description: string;
  readonly parameters: readonly FieldView[];
  readonly bodies: readonly BodyView[];
  readonly refusals: readonly { readonly status: string; readonly title: string }[];
};
export type ApiDescriptionView = {
  readonly rules: readonly string[];
  readonly groups: readonly { readonly name: string; readonly operations: readonly OperationView[] }[];
  readonly shapes: readonly { readonly name: string; readonly fields: readonly FieldView[] }[];
  readonly problems: readonly { readonly type: string; readonly title: string }[];
};

const formats: Readonly<Record<string, string>> = { date: "day", "date-time": "instant" };
const types: Readonly<Record<string, string>> = { string: "text", integer: "whole number", number: "number", boolean: "true or false" };

/** Names of fields stand in backticks for readers of Markdown. */
const plain = (words: string): string => words.replaceAll("`", "");

const shapeOf = ({ $ref, items }: Schema): string | undefined => ($ref ?? items?.$ref)?.split("/").at(-1);

const typeWords = (schema: Schema): string => {
  if (schema.$ref) return "object";
  if (schema.const !== undefined) return `always ${JSON.stringify(schema.const)}`;
  if (schema.enum) return `one of ${schema.enum.join(", ")}`;
  if (schema.type === "array") return `list of ${schema.items ? typeWords(schema.items) : "anything"}`;
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return choices.map(typeWords).join(" or ");
  return formats[schema.format ?? ""] ?? types[schema.type ?? ""] ?? "object";
};

/** A field and those inside it; a shape with a name is listed once, in a section of its own. */
const fieldsOf = (schema: Schema, prefix = ""): readonly FieldView[] => {
  const within = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap((choice) => fieldsOf(choice, prefix));
  const own = Object.entries(schema.properties ?? {}).flatMap(([name, field]): FieldView[] => {
    const place = `${prefix}${name}`;
    const isOptional = !schema.required?.includes(name);
    const shape = shapeOf(field);
    const also = field["x-also-checked"] ? ` ${field["x-also-checked"]}` : "";
    return [
      {
        name: place,
        type: `${typeWords(field)}${isOptional ? ", optional" : ""}`,
        ...(shape && { shape }),
        words: plain(`${field.description ?? ""}${also}`),
      },
      ...fieldsOf(field, `${place}.`),
      ...(field.items ? fieldsOf(field.items, `${place}[].`) : []),
    ];
  });
  const listed = new Map([...own, ...within].map((field) => [`${field.name} ${field.type}`, field]));
  return [...listed.values()];
};

const bodyView = (title: string, { schema, example }: Content): BodyView => {
  const shape = shapeOf(schema);
  return {
    title,
    ...(shape && { shape }),
    fields: fieldsOf(schema),
    ...(example !== undefined && { example: JSON.stringify(example, undefined, 2) }),
  };
};

const operationView = (method: string, path: string, operation: Operation): OperationView => {
  const request = operation.requestBody?.content["application/json"];
  const replies = Object.entries(operation.responses).flatMap(([status, { content }]) => {
    const reply = content["application/json"];
    return reply ? [bodyView(`Answers with ${status}`, reply)] : [];
  });
  return {
    id: operation.operationId,
    method: method.toUpperCase(),
    path,
    summary: operation.summary,
    description: operation.description,
    parameters: operation.parameters.flatMap(({ name, description = "" }) =>
      name ? [{ name, type: "text", words: plain(description) }] : [],
    ),
    bodies: [...(request ? [bodyView("Takes", request)] : []), ...replies],
    refusals: Object.entries(operation.responses).flatMap(([status, { description, content }]) =>
      content["application/problem+json"] ? [{ status, title: description }] : [],
    ),
  };
};

/** The OpenAPI document as a page that needs no script. */
export const apiDescriptionView = (): ApiDescriptionView => {
  const { info, paths, components } = openApiDocument() as unknown as Document;
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ tag: operation.tags[0] ?? "", view: operationView(method, path, operation) })),
  );
  const tags = [...new Set(operations.map(({ tag }) => tag))];
  const { Problem: problem, ...shapes } = components.schemas;
  return {
    rules: info.description.split("\n").flatMap((line) => (line.startsWith("- ") ? [plain(line.slice(2))] : [])),
    groups: tags.map((name) => ({ name, operations: operations.filter(({ tag }) => tag === name).map(({ view }) => view) })),
    shapes: Object.entries(shapes).map(([name, schema]) => ({ name, fields: fieldsOf(schema) })),
    problems: ((problem?.properties?.type?.oneOf ?? []) as readonly { const: string; title: string }[]).map(({ const: type, title }) => ({
      type,
      title,
    })),
  };
};
