import type { IncomingMessage, ServerResponse } from "node:http";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { gatewayRoutesOf } from "../../shared/http/gateway-routes.ts";
import { type ProblemType, problem, toHttp } from "../../shared/http/reply.ts";
import { type FunctionSpec, limits, type Who } from "../../shared/system.ts";
import { httpEvent, splitUrl, writeResult } from "./http-event.ts";
import { routeMatcher } from "./match-route.ts";
import { html, plainPage } from "./plain-page.ts";
import { type RateLimit, tokenBucket } from "./rate-limit.ts";
import { readRequestBody } from "./request-body.ts";

export type GatewayPorts<Name extends string> = {
  readonly origin: string;
  readonly functions: Readonly<Record<Name, FunctionSpec>>;
  /** Calls a function. The gateway answers an error as API Gateway does. */
  readonly invoke: (name: Name, event: APIGatewayProxyEventV2) => Promise<APIGatewayProxyStructuredResultV2>;
  readonly now: () => Date;
  /** Says why nothing may be written now. Reading is refused too: it leaves records of who opened what. */
  readonly refusal?: () => Promise<string | undefined>;
  /** The limit of a route. A benchmark of the functions lifts it. */
  readonly limitOf?: (who: Who) => RateLimit;
};

const declaredLimit = (who: Who): RateLimit => {
  const kind = who === "anyone" ? "public" : "staff";
  return { perSecond: limits.requestsPerSecond[kind], burst: limits.burst[kind] };
};

/** The gateway's own pages. Under /api a program gets the problem instead. */
const pages = {
  "malformed-request": "The address is not one that we can read. Check that you copied all of it.",
  "not-found": "There is no page at this address.",
  "too-large": "What you sent is too large. Go back and send less.",
  "too-many-requests": "Many people are using this service at once. Wait a minute and try again.",
  "internal-fault": "There is a problem with the service. Try again in a minute.",
} as const satisfies Partial<Record<ProblemType, string>>;

const sourcesKnown = 10_000;

/** As the firewall counts at the edge: public routes have a limit for each address, in front of the one that all share. */
const sourceBuckets = (functions: Readonly<Record<string, FunctionSpec>>, limitOf: (who: Who) => RateLimit) => {
  const own = new Map<string, ReturnType<typeof tokenBucket>>();
  const isPublic = new Set(
    Object.values(functions).flatMap(({ routes = {} }) =>
      [...gatewayRoutesOf(routes)].flatMap(([routeKey, [first = ""]]) => (routes[first] === "anyone" ? [routeKey] : [])),
    ),
  );
  const { requests, seconds, burst } = limits.perSource;
  const { perSecond: shared, burst: sharedBurst } = limitOf("anyone");
  const scale = { perSecond: shared / limits.requestsPerSecond.public, burst: sharedBurst / limits.burst.public };
  return (routeKey: string, source: string): boolean => {
    if (!isPublic.has(routeKey)) return true;
    if (own.size >= sourcesKnown) own.clear();
    const key = `${routeKey} ${source}`;
    const bucket = own.get(key) ?? tokenBucket({ perSecond: (requests / seconds) * scale.perSecond, burst: burst * scale.burst });
    own.set(key, bucket);
    return bucket.take();
  };
};

/** Plays API Gateway's HTTP API: routes, limits, and one event for each request. */
export const createGateway = <Name extends string>({
  origin,
  functions,
  invoke,
  now,
  refusal,
  limitOf = declaredLimit,
}: GatewayPorts<Name>) => {
  const match = routeMatcher(functions);
  const buckets = new Map(
    Object.values<FunctionSpec>(functions).flatMap(({ routes = {} }) =>
      [...gatewayRoutesOf(routes)].map(([routeKey, [first = ""]]) => [routeKey, tokenBucket(limitOf(routes[first] ?? "anyone"))] as const),
    ),
  );

  const ofSource = sourceBuckets(functions, limitOf);

  const refuse = (
    response: ServerResponse,
    rawPath: string,
    type: keyof typeof pages,
    headers: Record<string, string> = {},
    detail?: string,
  ) => {
    const asProblem = toHttp(problem(type, detail ? { detail } : {}, headers), { origin });
    if (rawPath.startsWith("/api/")) return writeResult(response, asProblem);
    const text = html`<p class="govuk-body">${detail ?? pages[type]}</p>`;
    return writeResult(response, {
      ...asProblem,
      headers: {
        ...asProblem.headers,
        "content-type": "text/html; charset=utf-8",
        "content-security-policy": "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'",
      },
      body: plainPage("Sorry, this did not work", text),
    });
  };

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { rawPath } = splitUrl(request.url ?? "/");
    const body = await readRequestBody(request);
    if (body.kind === "gone") return void request.destroy();
    const found = rawPath.startsWith("/") ? match(request.method ?? "GET", rawPath) : "malformed";
    if (found === "malformed") return refuse(response, rawPath, "malformed-request");
    if (found === "nowhere") return refuse(response, rawPath, "not-found");
    // First the caller's own limit: a wave from one address leaves the others' share alone.
    const isWithin = ofSource(found.routeKey, request.socket.remoteAddress ?? "") && buckets.get(found.routeKey)?.take();
    if (!isWithin) return refuse(response, rawPath, "too-many-requests", { "retry-after": "1" });
    if (body.kind === "tooLarge") return refuse(response, rawPath, "too-large");
    const noSpace = await refusal?.();
    if (noSpace) return refuse(response, rawPath, "internal-fault", {}, noSpace);
    try {
      writeResult(response, await invoke(found.name, httpEvent(request, body.bytes, found, now())));
    } catch {
      // The function has logged why. The page only says that the fault is ours.
      if (response.headersSent) response.destroy();
      else refuse(response, rawPath, "internal-fault");
    }
  };
};
