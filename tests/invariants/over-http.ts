import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import { startHost } from "../../infra/local/host.ts";
import { routeMatcher } from "../../infra/local/match-route.ts";
import { tokenFor } from "../../infra/local/token.ts";
import type { ApplicationInput } from "../../shared/domain/application.ts";
import { londonDay } from "../../shared/domain/dates.ts";
import { periodOn } from "../../shared/domain/ledger/envelope.ts";
import type { Principal } from "../../shared/domain/principal.ts";
import { schemeAt } from "../../shared/domain/scheme/scheme-book.ts";
import { shippedSchemes } from "../../shared/domain/scheme/shipped.ts";
import { openApiDocument } from "../../shared/http/openapi.ts";
import { functions } from "../../shared/system.ts";
import { allocateExample, applicationInput } from "../examples.ts";
import { signIn } from "../http.ts";
import { type Service, serviceOn } from "../journeys/service.ts";
import { personOf } from "../people.ts";

export type Answered = {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
  /** The last word of the problem's type, where it is a problem. */
  readonly problem: string | undefined;
  json<T>(): T;
};

const answeredOf = async (response: Response): Promise<Answered> => {
  const body = await response.text();
  const isProblem = response.headers.get("content-type") === "application/problem+json";
  return {
    status: response.status,
    headers: response.headers,
    body,
    problem: isProblem ? (JSON.parse(body) as { type: string }).type.split(":").at(-1) : undefined,
    json: <T>() => JSON.parse(body) as T,
  };
};

export type Fields = Readonly<Record<string, string | readonly string[]>> | string;

const encoded = (fields: Fields): string =>
  typeof fields === "string"
    ? fields
    : new URLSearchParams(
        Object.entries(fields).flatMap(([name, typed]) => [typed].flat().map((value): [string, string] => [name, value as string])),
      ).toString();

const match = routeMatcher(functions);
const documented = openApiDocument() as { paths: Record<string, Record<string, { responses: Record<string, unknown> }>> };

/** Programs rely on the document, so a problem that it does not list for the route is a fault of ours. */
const expectAnnounced = (method: string, path: string, { status, problem }: Answered): void => {
  const found = match(method, path.split("?")[0] ?? "");
  if (!problem || typeof found === "string" || found.route === "$default") return;
  const responses = documented.paths[found.route.split(" ")[1] ?? ""]?.[method.toLowerCase()]?.responses ?? {};
  expect(JSON.stringify(responses[status]), `${found.route} answered ${status}`).toContain(`:problem:${problem}"`);
};

const bearers = [
  "assessor-1",
  "assessor-2",
  "approver",
  "finance",
  "s151",
  "scheme-manager",
  "operator",
  "welfare-rights",
  "early-help",
] as const;
export type Bearer = (typeof bearers)[number];

export const newKey = (): string => randomUUID();

export type CaseSeen = { readonly caseId: string; readonly seen: { readonly version: number; readonly householdId: string } };

/** Calls a running service over HTTP as anyone can. */
export const overHttp = async ({ origin, table }: Pick<Service, "origin" | "table">) => {
  const tokens = new Map<Bearer, string>();
  for (const account of bearers) tokens.set(account, await tokenFor(origin, account));

  const fetchFrom = async (path: string, sent: RequestInit) => answeredOf(await fetch(`${origin}${path}`, { redirect: "manual", ...sent }));

  /** A form that could not be taken comes back at its own address: goes there, as a browser does. */
  const shownAgain = async (answered: Answered, path: string, cookie: string) => {
    const to = new URL(answered.headers.get("location") ?? "/", origin);
    const isShownAgain = answered.status === 303 && to.pathname === new URL(path, origin).pathname;
    return isShownAgain ? fetchFrom(`${to.pathname}${to.search}`, { headers: { cookie } }) : answered;
  };

  const headersOf = (as: Bearer) => ({ authorization: `Bearer ${tokens.get(as)}`, "idempotency-key": newKey() });

  const api = async (as: Bearer, route: `${"GET" | "POST"} /${string}`, body?: unknown, key = newKey()) => {
    const [method = "", path = ""] = route.split(" ");
    const headers = { ...headersOf(as), "content-type": "application/json", "idempotency-key": key };
    const answered = await fetchFrom(path, {
      method,
      headers,
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    expectAnnounced(method, path, answered);
    return answered;
  };

  /** A signed-in browser, which sends its person's token with every form. */
  const browser = async (principal: Principal, now = new Date()) => {
    const { session, formToken } = await signIn(table, principal, now);
    const cookie = `session=${session}`;
    return {
      get: (path: string) => fetchFrom(path, { headers: { cookie } }),
      post: async (path: string, fields: Fields) => {
        const answered = await fetchFrom(path, {
          method: "POST",
          headers: { cookie, "content-type": "application/x-www-form-urlencoded" },
          body: `formToken=${formToken}&${encoded(fields)}`,
        });
        return shownAgain(answered, path, cookie);
      },
    };
  };

  /** A resident's browser, with its cookie and the token of its forms. */
  const resident = async () => {
    const first = await fetchFrom("/apply/for-whom", {});
    const cookieIn = ({ headers }: Answered) => headers.getSetCookie()[0]?.split(";")[0];
    let cookie = cookieIn(first) ?? "";
    const formToken = /name="formToken" value="([^"]+)"/.exec(first.body)?.[1] ?? "";
    return {
      get: (path: string) => fetchFrom(path, { headers: { cookie } }),
      post: async (path: string, fields: Fields) => {
        const answered = await fetchFrom(path, {
          method: "POST",
          headers: { cookie, "content-type": "application/x-www-form-urlencoded" },
          body: `formToken=${formToken}&${encoded(fields)}`,
        });
        // The first answer gives a draft its own cookie.
        cookie = cookieIn(answered) ?? cookie;
        return shownAgain(answered, path, cookie);
      },
    };
  };

  const seenOf = async (caseId: string): Promise<CaseSeen> => {
    const { case: head } = (await api("assessor-1", `GET /api/cases/${caseId}`)).json<{ case: CaseSeen["seen"] }>();
    return { caseId, seen: { version: head.version, householdId: head.householdId } };
  };

  let people = 0;
  /** A case of a new person. No other application has their name, telephone number or address. */
  const newCase = async (changes: Partial<ApplicationInput> = {}): Promise<CaseSeen> => {
    people += 1;
    const application = {
      ...applicationInput,
      people: [{ ...personOf(people), relationship: "self" }],
      address: { kind: "settled", line1: `${people} Example Road`, town: "Coventry", postcode: "CV1 2AB" },
      contact: { ways: ["text"], phone: `07700 ${900000 + people}` },
      ...changes,
    };
    return seenOf((await api("welfare-rights", "POST /api/applications", application)).json<{ caseId: string }>().caseId);
  };

  return { table, fetchFrom, headersOf, api, browser, resident, seenOf, newCase };
};

/** The whole service on this machine, without rate limits. */
export const startOverHttp = async () => {
  const host = await startHost({ limitOf: () => ({ perSecond: 1e9, burst: 1e9 }) });
  return { host, ...(await overHttp(serviceOn(host))) };
};

export type OverHttp = Awaited<ReturnType<typeof startOverHttp>>;

/** £5,000 for crises and £5,000 for this month's housing. */
export const fund = async ({ table }: Pick<OverHttp, "table">): Promise<void> => {
  await allocateExample(table, "CRF", "CRISIS_PAYMENT", 5_000_00, "crisis");
  const crf = schemeAt(shippedSchemes, new Date());
  if (!crf) throw new Error("A scheme is open.");
  await allocateExample(table, crf.code, "HOUSING_PAYMENT", 5_000_00, "housing", {
    period: periodOn(crf, "HOUSING_PAYMENT", londonDay(new Date())),
  });
};
