import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { type PageContext, renderPage } from "../pages/render.ts";
import type { Templates } from "../pages/views.ts";
import type { Again } from "./again.ts";

/** A route's answer. Only this folder turns it into HTTP. */
export type Reply =
  | {
      readonly kind: "page";
      readonly template: string;
      readonly view: object;
      readonly status: number;
      readonly cookies?: readonly string[];
    }
  | { readonly kind: "redirect"; readonly to: string; readonly status: 303 | 307; readonly cookies?: readonly string[] }
  | { readonly kind: "json"; readonly body: unknown; readonly status: number; readonly headers?: Record<string, string> }
  | { readonly kind: "problem"; readonly problem: Problem; readonly headers?: Record<string, string> }
  | {
      readonly kind: "file";
      readonly body: string;
      readonly isBase64: boolean;
      readonly contentType: string;
      readonly cache: string;
      /** The name under which a browser saves it, instead of showing it. */
      readonly savedAs?: string;
    };

/** A form that could not be taken. The browser is sent on to a page that shows it again. */
export type Returned = { readonly kind: "returned"; readonly says: Again<unknown> };

export const page = <T extends keyof Templates>(template: T, view: Templates[T], status = 200, cookies?: readonly string[]): Reply => ({
  kind: "page",
  template,
  view,
  status,
  ...(cookies && { cookies }),
});

/** After a POST, so that a refresh cannot send it again. */
export const seeOther = (to: string, cookies?: readonly string[]): Reply => ({
  kind: "redirect",
  to,
  status: 303,
  ...(cookies && { cookies }),
});

/** Has the act's `again` show the form on a page of its own, so that Back and a refresh never send it a second time. */
export const returned = (says: Again<unknown>): Returned => ({ kind: "returned", says });

/** Has the browser send the very form that it sent on to another address of ours. */
export const sendOn = (to: string): Reply => ({ kind: "redirect", to, status: 307 });

/** The status that a reply will have. */
export const statusOf = (reply: Reply): number => {
  switch (reply.kind) {
    case "problem":
      return reply.problem.status;
    case "file":
      return 200;
    default:
      return reply.status;
  }
};

export const json = (body: unknown, status = 200, headers?: Record<string, string>): Reply => ({
  kind: "json",
  body,
  status,
  ...(headers && { headers }),
});

/** A file of bytes that no browser or proxy keeps. */
export const downloadBytes = (savedAs: string, contentType: string, bytes: Uint8Array): Reply => ({
  ...{ kind: "file", isBase64: true, contentType, cache: "no-store", savedAs },
  body: Buffer.from(bytes).toString("base64"),
});

/** A file that no browser or proxy keeps. */
export const download = (savedAs: string, contentType: string, body: string): Reply => ({
  kind: "file",
  body,
  isBase64: false,
  contentType,
  cache: "no-store",
  savedAs,
});

/** Every problem the API can answer with. The type never changes; the detail may. */
export const problemTypes = {
  "malformed-request": { status: 400, title: "The request could not be read" },
  unauthenticated: { status: 401, title: "Sign in first" },
  "sign-in-too-old": { status: 401, title: "Sign in again to do this" },
  forbidden: { status: 403, title: "You may not do this" },
  "not-found": { status: 404, title: "There is nothing here for you" },
  "method-not-allowed": { status: 405, title: "This address takes other methods" },
  "interest-declared": { status: 403, title: "You have declared an interest in this household" },
  "second-person-needed": { status: 403, title: "Somebody who had no part in this must do it" },
  "stale-case": { status: 409, title: "Someone else has changed this" },
  "stale-household": { status: 409, title: "Somebody else has changed this household" },
  "household-joined": { status: 409, title: "This household was joined to another one" },
  "step-not-possible": { status: 409, title: "This cannot be done as it stands" },
  "stale-draft": { status: 409, title: "Someone else has changed this draft" },
  "draft-not-publishable": { status: 409, title: "The draft cannot be published as it is now" },
  "budget-change-settled": { status: 409, title: "Somebody has settled this budget change already" },
  "budget-change-not-possible": { status: 409, title: "The budget change cannot be made as the money stands now" },
  "stale-return": { status: 409, title: "The return has moved on" },
  "return-not-certifiable": { status: 409, title: "Checks of the return fail, so nobody can certify it" },
  "year-end-plan-open": { status: 409, title: "Another plan of this kind is open already" },
  "year-end-plan-settled": { status: 409, title: "Somebody has signed this plan or thrown it away" },
  "year-end-not-possible": { status: 409, title: "The plan cannot be signed as it stands" },
  "household-already-awarded": { status: 409, title: "The household already has an award for this" },
  "stale-run": { status: 409, title: "The run has moved on" },
  "stale-register": { status: 409, title: "The list of people has moved on" },
  "list-unreadable": { status: 422, title: "The list cannot be read" },
  "stale-batch": { status: 409, title: "The payment batch has moved on" },
  "nothing-to-confirm": { status: 409, title: "Nothing waits to be confirmed" },
  "payee-differs": { status: 409, title: "These are not the details that the first person wrote down" },
  "line-not-to-pay": { status: 409, title: "The line is not waiting to be paid by the bank" },
  "nothing-to-pay": { status: 422, title: "There is nothing to pay" },
  "payments-not-looked-at": { status: 422, title: "Payments to shared accounts have to be looked at" },
  "workbook-not-filled": { status: 422, title: "The workbook cannot be filled" },
  "results-unreadable": { status: 422, title: "The file of results cannot be read" },
  "no-money-left": { status: 409, title: "The budget does not have enough money left" },
  "idempotency-key-reused": { status: 409, title: "This idempotency key was used for something else" },
  "too-large": { status: 413, title: "The request is too large" },
  "unsupported-content-type": { status: 415, title: "Send JSON" },
  "invalid-request": { status: 422, title: "Some of what was sent is not valid" },
  "not-eligible": { status: 422, title: "The application does not pass the scheme's rules" },
  held: { status: 422, title: "Something has to be settled before anybody may award" },
  "above-limit": { status: 403, title: "The award is more than you may give" },
  "no-scheme": { status: 422, title: "No scheme is open on this day" },
  "too-many-requests": { status: 429, title: "Too many requests" },
  busy: { status: 503, title: "Others are changing the same records" },
  "internal-fault": { status: 500, title: "Something went wrong on our side" },
} as const;
export type ProblemType = keyof typeof problemTypes;

/** RFC 9457. Members beside the standard ones say what a program needs to act on. */
export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly [member: string]: unknown;
};

type Members = { readonly detail?: string; readonly [member: string]: unknown };

export const problemBody = (type: ProblemType, members: Members = {}): Problem => ({
  type: `urn:hardship-support:problem:${type}`,
  ...problemTypes[type],
  ...members,
});

export const problem = (type: ProblemType, members: Members = {}, headers?: Record<string, string>): Reply => ({
  kind: "problem",
  problem: problemBody(type, members),
  ...(headers && { headers }),
});

/** The hash is that of govuk-frontend's one inline script, which only says that JavaScript runs. */
const contentSecurityPolicy =
  "default-src 'none'; script-src 'self' 'sha256-GUQ5ad8JK5KmEWmROf3LZd9ge94daqNvd8xy9YS1iDw='; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

const safeHeaders = {
  "strict-transport-security": "max-age=63072000; includeSubDomains",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=()",
} as const;

const privatePage = {
  ...safeHeaders,
  "cache-control": "no-store",
  "content-type": "text/html; charset=utf-8",
  "content-security-policy": contentSecurityPolicy,
};

/** Turns a reply into what API Gateway sends. Nothing but assets may be kept by a browser or a proxy. */
export const toHttp = (reply: Reply, pageContext: PageContext): APIGatewayProxyStructuredResultV2 => {
  switch (reply.kind) {
    case "page":
      return {
        statusCode: reply.status,
        headers: privatePage,
        body: renderPage(reply.template, reply.view, { ...pageContext, isRefused: reply.status === 403 || reply.status === 404 }),
        ...(reply.cookies && { cookies: [...reply.cookies] }),
      };
    case "redirect":
      return {
        statusCode: reply.status,
        headers: { ...safeHeaders, location: reply.to, "cache-control": "no-store" },
        body: "",
        ...(reply.cookies && { cookies: [...reply.cookies] }),
      };
    case "json":
      return {
        statusCode: reply.status,
        headers: { ...safeHeaders, "cache-control": "no-store", ...reply.headers, "content-type": "application/json" },
        body: JSON.stringify(reply.body),
      };
    case "problem":
      return {
        statusCode: reply.problem.status,
        headers: { ...safeHeaders, "cache-control": "no-store", ...reply.headers, "content-type": "application/problem+json" },
        body: JSON.stringify(reply.problem),
      };
    case "file":
      return {
        statusCode: 200,
        headers: {
          ...safeHeaders,
          "cache-control": reply.cache,
          "content-type": reply.contentType,
          ...(reply.savedAs && { "content-disposition": `attachment; filename="${reply.savedAs}"` }),
        },
        body: reply.body,
        isBase64Encoded: reply.isBase64,
      };
  }
};
