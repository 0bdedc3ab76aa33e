import { sessionCookie } from "../../../shared/http/answer.ts";
import { cookieName } from "../../../shared/http/identity.ts";
import type { SignedIn } from "../../http.ts";

/** The parts of a request beside its route. */
export type Asked = {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly form?: Readonly<Record<string, string>>;
  readonly json?: object;
};

/** `isReturned`: the form could not be taken, and a page of its own says why. */
export type Answered = {
  readonly status: number;
  readonly isReturned: boolean;
  readonly headers: Headers;
  readonly body: string;
  json<T>(): T;
};

/** Calls a declared route of a running service, as somebody or as nobody. */
export type Call = (as: SignedIn | undefined, route: string, asked?: Asked) => Promise<Answered>;

const formIdIn = (headers: Headers) => new URL(headers.get("location") ?? "", "http://nowhere").searchParams.get("returned");

/** Follows a form that could not be taken to the page that shows it again, as a browser does. */
export const following =
  (call: Call): Call =>
  async (as, route, asked = {}) => {
    const answered = await call(as, route, asked);
    const returned = formIdIn(answered.headers);
    if (returned === null) return answered;
    const { path = {} } = asked;
    return { ...(await call(as, route.replace("POST ", "GET "), { path, query: { returned } })), isReturned: true };
  };

/** Calls to the service at an origin. */
export const callsTo =
  (origin: string): Call =>
  async (as, route, { path = {}, query = {}, form, json } = {}) => {
    const [method = "GET", template = "/"] = route === "$default" ? ["GET", "/nowhere"] : route.split(" ");
    const filled = template.replaceAll(/\{(\w+)\+?\}/g, (_, name: string) => encodeURIComponent(path[name] ?? "0000-0000-0000"));
    const isApi = filled.startsWith("/api/");
    const fields = { ...(as && !isApi && { formToken: as.formToken }), ...form };
    const response = await fetch(`${origin}${filled}?${new URLSearchParams(query)}`, {
      method,
      redirect: "manual",
      headers: {
        ...(as && (isApi ? { authorization: `Bearer ${as.bearer}` } : { cookie: `${cookieName(origin, sessionCookie)}=${as.session}` })),
        ...(isApi && method === "POST" && { "content-type": "application/json", "idempotency-key": crypto.randomUUID() }),
      },
      ...(method === "POST" && { body: isApi ? JSON.stringify(json ?? {}) : new URLSearchParams(fields) }),
    });
    const body = await response.text();
    return {
      status: response.status,
      isReturned: formIdIn(response.headers) !== null,
      headers: response.headers,
      body,
      json: <T>() => JSON.parse(body) as T,
    };
  };
