import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { limits } from "../system.ts";

/** The typed text of a form. A field can come more than once. */
export type Form = {
  /** The field's one value, as typed; empty when it was not sent. */
  one(field: string): string;
  all(field: string): readonly string[];
};

/** The field of the form that says what the file of another field is called. */
export const fileNameField = (field: string): string => `${field}.name`;

/** The same as a browser sends it: in the order of the page, a field as often as it came. */
export type Fields = readonly (readonly [name: string, value: string])[];

export const fileNamesIn = (fields: Fields): readonly string[] =>
  fields.filter(([field, name]) => field.endsWith(fileNameField("")) && name !== "").map(([, name]) => name);

/** The files sent with a form, by field. */
export type Files = ReadonlyMap<string, Uint8Array>;

export type Body =
  | { readonly kind: "none" }
  | { readonly kind: "form"; readonly form: Form; readonly fields: Fields; readonly files?: Files }
  | { readonly kind: "json"; readonly value: unknown }
  | { readonly kind: "refused"; readonly because: BodyRefusal };

export type BodyRefusal = "tooLarge" | "unsupported" | "unreadable" | "tooDeep" | "tooMany";

/** A form sends line ends as CRLF; the text that people typed has one character there. */
const tidy = (value: string) => value.replaceAll("\r\n", "\n").toWellFormed();

/** More fields than the longest page of a draft has; every page looks its fields up one by one. */
const fieldsMost = 5_000;

export const formFrom = (fields: Fields): Form => {
  const byName = Map.groupBy(fields, ([name]) => name);
  const all = (field: string) => (byName.get(field) ?? []).map(([, value]) => tidy(value));
  return { one: (field) => all(field)[0] ?? "", all };
};

const occurrencesOf = (pattern: RegExp, text: string): number => {
  let count = 0;
  for (const _ of text.matchAll(pattern)) count += 1;
  return count;
};

/** Deeper than any document of the API, and more values than its longest list has names in them. */
const levelsMost = 40;
const valuesMost = 50_000;

/** Bounds the depth and size of JSON before it is parsed: later code walks it level by level and value by value. */
const beyondBounds = (text: string): "tooDeep" | "tooMany" | undefined => {
  let levels = 0;
  let values = 0;
  let isText = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (isText) {
      if (character === "\\") index += 1;
      else if (character === '"') isText = false;
      continue;
    }
    if (character === '"') isText = true;
    else if (character === "{" || character === "[") levels += 1;
    else if (character === "}" || character === "]") levels -= 1;
    else if (character === ",") values += 1;
    if (levels > levelsMost) return "tooDeep";
    if (values > valuesMost) return "tooMany";
  }
  return undefined;
};

const bodyLimit = (route: string): number => (limits.uploadRoutes.includes(route) ? limits.uploadBytes : limits.bodyBytes);
const bytesOf = ({ body, isBase64Encoded }: APIGatewayProxyEventV2): Buffer<ArrayBuffer> =>
  Buffer.from(body ?? "", isBase64Encoded ? "base64" : "utf8");
const typeOf = ({ headers }: APIGatewayProxyEventV2): string => headers["content-type"] ?? "";

/** Reads a form for a page, JSON for the API; nothing over the limit is looked at. */
export const readBody = (event: APIGatewayProxyEventV2, isApi: boolean): Body => {
  const method = event.requestContext.http.method;
  if (method === "GET" || method === "HEAD") return { kind: "none" };
  const raw = bytesOf(event);
  if (raw.byteLength > bodyLimit(event.routeKey)) return { kind: "refused", because: "tooLarge" };
  const type = typeOf(event).split(";")[0]?.trim().toLowerCase();
  if (!isApi) {
    if (type !== "application/x-www-form-urlencoded") return { kind: "refused", because: "unsupported" };
    const text = raw.toString("utf8");
    if (occurrencesOf(/&/g, text) >= fieldsMost) return { kind: "refused", because: "tooMany" };
    const fields = [...new URLSearchParams(text)];
    return { kind: "form", form: formFrom(fields), fields };
  }
  if (type !== "application/json") return { kind: "refused", because: "unsupported" };
  const text = raw.toString("utf8");
  const beyond = beyondBounds(text);
  if (beyond) return { kind: "refused", because: beyond };
  try {
    return { kind: "json", value: JSON.parse(text) };
  } catch {
    return { kind: "refused", because: "unreadable" };
  }
};

/** Whether a page's form was sent with files, to a route that takes them. */
export const hasFiles = (event: APIGatewayProxyEventV2): boolean =>
  limits.uploadRoutes.includes(event.routeKey) && /^multipart\/form-data\s*;/i.test(typeOf(event));

/** Reads a form that was sent with files, by Node's own reader of such forms. */
export const readUpload = async (event: APIGatewayProxyEventV2): Promise<Body> => {
  const raw = bytesOf(event);
  if (raw.byteLength > limits.uploadBytes) return { kind: "refused", because: "tooLarge" };
  try {
    const sent = [...(await new Response(raw, { headers: { "content-type": typeOf(event) } }).formData())];
    if (sent.length > fieldsMost) return { kind: "refused", because: "tooMany" };
    const typed = sent.map(([name, value]) =>
      typeof value === "string" ? ([name, value] as const) : ([fileNameField(name), value.name] as const),
    );
    const files = await Promise.all(
      sent.flatMap(([name, value]) => (typeof value === "string" ? [] : [value.bytes().then((bytes) => [name, bytes] as const)])),
    );
    return { kind: "form", form: formFrom(typed), fields: typed, files: new Map(files) };
  } catch {
    return { kind: "refused", because: "unreadable" };
  }
};
