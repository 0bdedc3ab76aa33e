import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from "aws-lambda";
import { asFunction } from "../infra/local/declared-access.ts";
import type { Principal } from "../shared/domain/principal.ts";
import { sessionCookie } from "../shared/http/answer.ts";
import { newToken, type Tokens, tokenHash } from "../shared/http/identity.ts";
import type { Table } from "../shared/store/items.ts";
import { dynamoSessions } from "../shared/store/sessions.ts";
import { type FunctionName, type FunctionSpec, functions } from "../shared/system.ts";
import { aDayInCrf } from "./examples.ts";
import { runContext } from "./run-context.ts";

export const origin = "http://localhost:3000";

/** The parts of a request beside its route. */
export type Sent = {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly form?: Readonly<Record<string, string | readonly string[]>>;
  readonly json?: unknown;
  /** A raw body. Give its type in the headers. */
  readonly body?: Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookies?: readonly string[];
  readonly as?: SignedIn;
  readonly now?: Date;
  /** The time that the function has left. */
  readonly timeLeftMs?: number;
};

export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: readonly string[];
  readonly body: string;
  /** The page that shows a form again which could not be taken. The browser was sent on to it. */
  readonly isShownAgain: boolean;
  json<T>(): T;
};

type Handler = (event: APIGatewayProxyEventV2, context: Context) => Promise<APIGatewayProxyStructuredResultV2>;

/** The function of each declared route. */
const functionOf = new Map(
  Object.entries<FunctionSpec>(functions).flatMap(([name, { routes = {} }]) =>
    Object.keys(routes).map((route) => [route, name as FunctionName] as const),
  ),
);

/** Sends one request, and follows a form that could not be taken to the page that shows it again, as a browser does. */
export const send = async (handler: unknown, route: string, sent: Sent = {}): Promise<Answer> => {
  const answer = await sendOnce(handler, route, sent);
  const to = new URL(answer.headers.location ?? "", origin);
  if (!route.startsWith("POST ") || answer.status !== 303 || !to.searchParams.has("returned")) return answer;
  const { form: _form, body: _body, ...rest } = sent;
  const again = { ...rest, query: Object.fromEntries(to.searchParams) };
  return { ...(await sendOnce(handler, route.replace("POST ", "GET "), again)), isShownAgain: true };
};

/** Sends one request to a handler, as API Gateway does, with the table permissions of the route's function. */
export const sendOnce = async (handler: unknown, route: string, sent: Sent = {}): Promise<Answer> => {
  const name = functionOf.get(route);
  const handle = () => (handler as Handler)(eventFor(route, sent), runContext(sent.timeLeftMs));
  const result = await (name ? asFunction(name, handle) : handle());
  const body = result.body ?? "";
  return {
    status: result.statusCode ?? 0,
    headers: result.headers as Record<string, string>,
    cookies: result.cookies ?? [],
    body,
    isShownAgain: false,
    json: <T>() => JSON.parse(body) as T,
  };
};

const eventFor = (route: string, { path = {}, query = {}, form, json, body, headers, cookies = [], as, now = aDayInCrf }: Sent) => {
  const [method = "GET", template = "/"] = route.split(" ");
  const rawPath = template.replace(/\{(\w+)\+?\}/g, (_, name: string) => path[name] ?? "");
  const isApi = rawPath.startsWith("/api/");
  const fields = Object.entries({ ...(as && !isApi && { formToken: as.formToken }), ...form });
  const pairs = fields.flatMap(([name, typed]) => [typed].flat().map((value): [string, string] => [name, value as string]));
  return {
    version: "2.0",
    routeKey: route,
    rawPath,
    rawQueryString: new URLSearchParams(query).toString(),
    queryStringParameters: query,
    pathParameters: path,
    headers: {
      host: new URL(origin).host,
      ...(form && { "content-type": "application/x-www-form-urlencoded" }),
      ...(json !== undefined && { "content-type": "application/json" }),
      ...(as && isApi && { authorization: `Bearer ${as.bearer}` }),
      ...headers,
    },
    cookies: [...cookies, ...(as && !isApi ? [`${sessionCookie}=${as.session}`] : [])],
    requestContext: { http: { method, path: rawPath }, requestId: "request-1", timeEpoch: now.getTime() },
    isBase64Encoded: body !== undefined,
    ...(body && { body: Buffer.from(body).toString("base64") }),
    ...(form && { body: new URLSearchParams(pairs).toString() }),
    ...(json !== undefined && { body: typeof json === "string" ? json : JSON.stringify(json) }),
  } as unknown as APIGatewayProxyEventV2;
};

/** A person's session for pages and bearer token for the API. */
export type SignedIn = { readonly session: string; readonly formToken: string; readonly bearer: string };

export const signIn = async (table: Table, principal: Principal, now = aDayInCrf): Promise<SignedIn> => {
  const session = newToken();
  const formToken = newToken();
  const expiresAtSeconds = Math.floor(now.getTime() / 1000) + 3600;
  await dynamoSessions(table).start(tokenHash(session), { principal, formToken, expiresAtSeconds, freshUntilSeconds: expiresAtSeconds });
  return { session, formToken, bearer: `bearer.${principal.id}` };
};

/** Accepts the bearer tokens of these people only, as of people who have just signed in. */
export const tokensOf = (...principals: readonly Principal[]): Tokens => ({
  verify: async (bearer) => {
    const principal = principals.find(({ id }) => bearer === `bearer.${id}`);
    return principal && { principal, isFresh: true };
  },
});
