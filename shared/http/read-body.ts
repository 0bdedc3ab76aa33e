import type { APIGatewayProxyEventV2 } from "aws-lambda";
import { limits } from "../system.ts";

/** What was typed into a form, each field as often as it came. */
export type Form = {
  /** The field's one value, as typed; empty when it was not sent. */
  one(field: string): string;
  all(field: string): readonly string[];
};

export type Body =
  | { readonly kind: "none" }
  | { readonly kind: "form"; readonly form: Form }
  | { readonly kind: "json"; readonly value: unknown }
  | { readonly kind: "refused"; readonly because: "tooLarge" | "unsupported" | "unreadable" };

const formFrom = (encoded: string): Form => {
  const fields = new URLSearchParams(encoded);
  // A form sends line ends as CRLF; the text that people typed has one character there.
  const tidy = (value: string) => value.replaceAll("\r\n", "\n").toWellFormed();
  return { one: (field) => tidy(fields.get(field) ?? ""), all: (field) => fields.getAll(field).map(tidy) };
};

/** Reads a form for a page, JSON for the API; nothing over the limit is looked at. */
export const readBody = (event: APIGatewayProxyEventV2, isApi: boolean): Body => {
  const method = event.requestContext.http.method;
  if (method === "GET" || method === "HEAD") return { kind: "none" };
  const raw = Buffer.from(event.body ?? "", event.isBase64Encoded ? "base64" : "utf8");
  if (raw.byteLength > limits.bodyBytes) return { kind: "refused", because: "tooLarge" };
  const type = (event.headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase();
  if (!isApi) {
    if (type !== "application/x-www-form-urlencoded") return { kind: "refused", because: "unsupported" };
    return { kind: "form", form: formFrom(raw.toString("utf8")) };
  }
  if (type !== "application/json") return { kind: "refused", because: "unsupported" };
  try {
    return { kind: "json", value: JSON.parse(raw.toString("utf8")) };
  } catch {
    return { kind: "refused", because: "unreadable" };
  }
};
