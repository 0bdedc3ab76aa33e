import { randomUUID } from "node:crypto";
import middy from "@middy/core";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from "aws-lambda";
import type * as z from "zod/mini";
import { withCorrelation } from "../correlation.ts";
import { withDeadlineOf } from "../deadline.ts";
import { caseIdIn } from "../domain/ids.ts";
import { actorOf, type Principal } from "../domain/principal.ts";
import { Fault } from "../fault.ts";
import type { PageContext } from "../pages/render.ts";
import type { Directories } from "../store/directories.ts";
import type { Session, Sessions, TypedAct } from "../store/sessions.ts";
import {
  type Act,
  type ActName,
  type ActOf,
  type ApiRoute,
  acts,
  type FunctionName,
  type FunctionSpec,
  freshActs,
  functions,
  type PageRoute,
  type ReadsOf,
  recordedReads,
  type Subject,
  type Who,
} from "../system.ts";
import type { Contract, ContractsOf } from "./contracts/contract.ts";
import { fieldErrorsOf, pointerOf } from "./field-errors.ts";
import { cookieName, type Holder, sameToken, type Tokens, tokenHash } from "./identity.ts";
import { withKnownService } from "./known-service.ts";
import { errorForLog, log } from "./log.ts";
import { type Body, type BodyRefusal, type Files, type Form, hasFiles, readBody, readUpload } from "./read-body.ts";
import { page, problem, type Reply, seeOther, sendOn, statusOf, toHttp } from "./reply.ts";

/** What a route's handler is given. Nobody reaches a guarded route without a principal who may call it. */
export type Request<W = Who, B = unknown> = {
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string | undefined>>;
  /** The form of a page's POST; empty elsewhere. */
  readonly form: Form;
  /** What was chosen to be sent with it. */
  readonly files: Files;
  /** The API's body, as its contract's schema read it. */
  readonly body: B;
  readonly principal: W extends "anyone" ? undefined : Principal;
  /** When API Gateway took the request: the one clock of everything that the request does. */
  readonly now: Date;
  readonly cookie: (name: string) => string | undefined;
  readonly idempotencyKey: string;
  readonly url: string;
  readonly method: string;
  /** Where it came from on the network: many people may share one place. */
  readonly source?: string;
};

type BodyOf<C, R> = R extends keyof C ? (C[R] extends { request: infer S extends z.ZodMiniType } ? z.infer<S> : undefined) : undefined;
type Handles<W, B = undefined> = (request: Request<W, B>) => Promise<Reply>;

/** The doors that an act is declared with, and no others. */
type DoorsOf<A extends ActName, C> = ([PageRoute<A>] extends [never]
  ? { readonly page?: never }
  : { readonly page: Handles<(typeof acts)[A]["who"]> }) &
  ([ApiRoute<A>] extends [never] ? { readonly api?: never } : { readonly api: Handles<(typeof acts)[A]["who"], BodyOf<C, ApiRoute<A>>> });

/** Exactly what a function declares: a handler for each route that only reads, and both doors of each act. */
export type Room<F extends FunctionName, C> = {
  readonly reads: { readonly [R in keyof ReadsOf<F>]: Handles<ReadsOf<F>[R]> };
} & ([ActOf<F>] extends [never] ? unknown : { readonly acts: { readonly [A in ActOf<F>]: DoorsOf<A, C> } });

declare module "../pages/views.ts" {
  interface Templates {
    "pages/sign-in-again.njk": { readonly why: string; readonly act: string; readonly path: string; readonly typed: string };
  }
}

type AnyRoute = (request: Request) => Promise<Reply>;
type AnyRoutes = Readonly<Record<string, AnyRoute>>;
type AnyContracts = Readonly<Record<string, Contract | undefined>>;

export type AnswerPorts = {
  readonly origin: string;
  /** Needed by functions with guarded pages. */
  readonly sessions?: Pick<Sessions, "find" | "noteAccess">;
  /** Needed by functions with guarded API routes. */
  readonly tokens?: Tokens;
};
/** Whoever serves partners has to know which services there are. */
type PartnerPorts = { readonly directories: Pick<Directories, "book"> };

type RolesOf<F extends FunctionName> = (typeof functions)[F] extends { routes: infer R } ? Exclude<R[keyof R], "anyone"> : never;
type ServesPartners<F extends FunctionName> =
  RolesOf<F> extends infer W ? (W extends readonly (infer R)[] ? Extract<R, "partner"> : never) : never;
type PortsOf<F extends FunctionName> = AnswerPorts & ([ServesPartners<F>] extends [never] ? Partial<PartnerPorts> : PartnerPorts);

export const sessionCookie = "session";
const noFiles: Files = new Map();
const emptyForm: Form = { one: () => "", all: () => [] };
const isApiRoute = (route: string) => route.includes(" /api/");

/** Strong ids only: visible characters, as an ETag or a UUID has. */
const idempotencyKeyPattern = /^[\x21-\x7e]{8,200}$/;

/**
 * Answers a function's declared routes, all of them and no others. Reads the body, finds out who calls and whether they
 * may, checks tokens and contracts, and turns faults into a page or a problem: routes see only requests in order.
 */
export const answer = <F extends FunctionName, C extends ContractsOf<F>>(name: F, contracts: C, room: Room<F, C>, ports: PortsOf<F>) =>
  serve(name, contracts as AnyContracts, byRoute(room as unknown as AnyRoom), ports);

type AnyRoom = {
  readonly reads: AnyRoutes;
  readonly acts?: Readonly<Record<string, { readonly page?: AnyRoute; readonly api?: AnyRoute }>>;
};

const byRoute = ({ reads, acts: own = {} }: AnyRoom): AnyRoutes => ({
  ...reads,
  ...Object.fromEntries(
    Object.entries(own).flatMap(([name, doors]) => {
      const { page: pageRoute, api: apiRoute }: Act = acts[name as ActName];
      return [
        [pageRoute, doors.page],
        [apiRoute, doors.api],
      ].filter(([route]) => route !== undefined);
    }),
  ),
});

/** The act of a page's or an API route. */
const actOf: ReadonlyMap<string, ActName> = new Map(
  Object.entries<Act>(acts).flatMap(([name, { page: pageRoute, api }]) =>
    [pageRoute, api].flatMap((route) => (route ? [[route, name as ActName] as const] : [])),
  ),
);

const serve = (name: FunctionName, contracts: AnyContracts, handlers: AnyRoutes, ports: AnswerPorts & Partial<PartnerPorts>) => {
  const spec: FunctionSpec = functions[name];

  const dispatch = async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> => {
    const route = event.routeKey;
    const handle = handlers[route];
    const who = spec.routes?.[route];
    const isApi = isApiRoute(route) || event.rawPath.startsWith("/api/");
    if (!handle || !who) return toHttp(isApi ? problem("not-found") : notFoundPage(), { origin: ports.origin });

    const now = new Date(event.requestContext.timeEpoch);
    const cookies = cookiesOf(event);
    const cookie = (wanted: string) => cookies.get(cookieName(ports.origin, wanted));
    const session = isApi || who === "anyone" ? undefined : await findSession(ports.sessions, cookie(sessionCookie), now);
    const holder = isApi && who !== "anyone" ? await bearerOf(event, ports.tokens) : undefined;
    const found = holder?.principal ?? session?.principal;
    const { directories } = ports;
    const principal = found && directories ? await withKnownService(found, now, { directories }) : found;
    const context: PageContext = {
      origin: ports.origin,
      path: event.rawPath,
      ...(principal && { principal }),
      ...(session && { formToken: session.formToken }),
    };

    const path = (event.pathParameters as Record<string, string> | undefined) ?? {};
    const note = noteFor({ route, path, by: principal, now }, ports);

    const refusal = refuse(event, who, principal, isApi, ports.origin);
    if (refusal) {
      await note.refused(refusal);
      return toHttp(refusal, context);
    }
    if (session && hasOldRoles(session, now)) return toHttp(lookUpRoles(event), context);

    // Do not parse bodies sent to unknown routes.
    const body: Body = route === "$default" ? { kind: "none" } : hasFiles(event) ? await readUpload(event) : readBody(event, isApi);
    if (body.kind === "refused") return toHttp(isApi ? apiBodyProblem(body.because) : pageBodyProblem(body.because), context);
    if (body.kind === "form" && session && !sameToken(body.form.one("formToken"), session.formToken))
      return toHttp(forgedFormPage(), context);

    const act = actOf.get(route);
    const why = act && freshActs.get(act)?.fresh;
    if (why && !(isApi ? holder?.isFresh : session && isFresh(session, now)))
      return toHttp(isApi ? tooOldProblem(why) : signInAgainPage(act, why, event), context);

    const source = sourceOf(event);
    const request: Request = {
      path,
      query: event.queryStringParameters ?? {},
      form: body.kind === "form" ? body.form : emptyForm,
      files: (body.kind === "form" && body.files) || noFiles,
      body: body.kind === "json" ? body.value : undefined,
      principal: principal as never,
      now,
      cookie,
      idempotencyKey: event.headers["idempotency-key"] ?? "",
      url: urlOf(event),
      method: event.requestContext.http.method,
      ...(source && { source }),
    };
    const reply = body.kind === "json" ? await withContract(contracts[route], request, handle) : await handle(request);
    await note.answered(reply, act && acts[act].of);
    return toHttp(reply, context);
  };

  return middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Error, Context>()
    .before(({ event, context }) => {
      log.resetKeys();
      // API Gateway's id of the request, as in its access log. Everything that follows from the request carries it.
      const { requestId: correlationId } = event.requestContext;
      log.appendKeys({ requestId: context.awsRequestId, correlationId, function: name, route: event.routeKey });
    })
    .after(({ event, response }) => {
      log.info("answered", { status: response?.statusCode, milliseconds: Math.max(0, Date.now() - event.requestContext.timeEpoch) });
    })
    .onError((request) => {
      const { error, event } = request;
      log.error("failed", { code: error instanceof Fault ? error.code : "unexpected", error: errorForLog(error) });
      const isApi = event.rawPath?.startsWith("/api/");
      const { requestId: reference } = event.requestContext;
      const isBusy = error instanceof Fault && error.code === "tooBusy";
      const reply = isBusy ? (isApi ? busyProblem(reference) : busyPage()) : isApi ? faultProblem(reference) : faultPage(reference);
      request.response = toHttp(reply, { origin: ports.origin });
    })
    .handler((event, context) => withDeadlineOf(context, () => withCorrelation(event.requestContext.requestId, () => dispatch(event))));
};

/** Behind the edge, the caller's address is the last but one: the edge adds it, and API Gateway adds the edge's own. */
const sourceOf = ({ headers, requestContext }: APIGatewayProxyEventV2): string | undefined =>
  headers["x-forwarded-for"]
    ?.split(",")
    .map((address) => address.trim())
    .at(-2) ?? requestContext.http.sourceIp;

const cookiesOf = (event: APIGatewayProxyEventV2): ReadonlyMap<string, string> => {
  const pairs = event.cookies ?? event.headers.cookie?.split(/;\s*/) ?? [];
  return new Map(pairs.map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]));
};

const findSession = async (
  sessions: AnswerPorts["sessions"],
  token: string | undefined,
  now: Date,
): Promise<(Session & { principal: Principal }) | undefined> => {
  const session = token ? await sessions?.find(tokenHash(token), now) : undefined;
  return session?.principal ? { ...session, principal: session.principal } : undefined;
};

const urlOf = ({ rawPath, rawQueryString }: APIGatewayProxyEventV2) => (rawQueryString ? `${rawPath}?${rawQueryString}` : rawPath);

const isPast = (seconds: number | undefined, now: Date) => seconds !== undefined && seconds * 1000 <= now.getTime();
const hasOldRoles = ({ rolesUntilSeconds }: Session, now: Date) => isPast(rolesUntilSeconds, now);
const isFresh = ({ freshUntilSeconds }: Session, now: Date) => freshUntilSeconds !== undefined && !isPast(freshUntilSeconds, now);

/** Sign-in asks the provider whether the roles still hold, and sends the browser back with what it had sent. */
const lookUpRoles = (event: APIGatewayProxyEventV2): Reply => {
  const renewal = `/sign-in/renew?to=${encodeURIComponent(urlOf(event))}`;
  return event.requestContext.http.method === "POST" ? sendOn(renewal) : seeOther(renewal);
};

/** The form as it was sent, without its form token: the new session has a token of its own. */
const signInAgainPage = (act: ActName, why: string, event: APIGatewayProxyEventV2): Reply => {
  const sent = new URLSearchParams(Buffer.from(event.body ?? "", event.isBase64Encoded ? "base64" : "utf8").toString("utf8"));
  const fields: TypedAct["fields"] = [...sent].filter(([name]) => name !== "formToken");
  return page("pages/sign-in-again.njk", { why, act, path: event.rawPath, typed: JSON.stringify(fields) }, 401);
};

/** The challenge of RFC 9470: a program sends its person to sign in again. */
const tooOldProblem = (why: string): Reply =>
  problem(
    "sign-in-too-old",
    {
      detail: `To ${why}, sign in again and send the same request with the new token. The sign-in of this one is too old, or it does not say when it was.`,
    },
    { "www-authenticate": 'Bearer error="insufficient_user_authentication"' },
  );

type Came = { readonly route: string; readonly path: Request["path"]; readonly by: Principal | undefined; readonly now: Date };

/** A page that comes back with errors shows the thing again, so it counts as opening it. */
const opens: readonly (Subject | undefined)[] = ["case", "line", "referral", "batch", "message"];

/** Records refusals, opened pages and downloads, which leave no other trace. */
const noteFor = ({ route, path, by, now }: Came, { sessions }: AnswerPorts) => {
  const [id] = Object.values(path);
  const of = id !== undefined && /^[\w.-]{1,60}$/.test(id) ? (caseIdIn(id) ?? id) : undefined;
  const note = async (did: "refused" | "opened" | "tookFile") => {
    if (by && sessions)
      await sessions.noteAccess({ accessId: randomUUID(), at: now.toISOString(), by: actorOf(by), did, route, ...(of && { of }) });
  };
  /** A failed record does not fail the request: the log has the access instead, and an alarm rings. */
  const noteOrLog = (did: "refused" | "opened") =>
    note(did).catch((error: unknown) => log.error("access not recorded", { did, by: by?.id, of, error: errorForLog(error) }));

  return {
    refused: async (reply: Reply) => {
      if (statusOf(reply) === 403) await noteOrLog("refused");
    },
    answered: async (reply: Reply, subject: Subject | undefined) => {
      const status = statusOf(reply);
      if (status === 403) await noteOrLog("refused");
      const did = recordedReads[route as keyof typeof recordedReads];
      // A file that nobody can be asked about later is not given.
      if (did === "tookFile" && status < 300) await note(did);
      const isShownAgain = reply.kind === "page" && status !== 404 && opens.includes(subject);
      if (isShownAgain || (did === "opened" && status < 300)) await noteOrLog("opened");
    },
  };
};

const bearerOf = async (event: APIGatewayProxyEventV2, tokens: Tokens | undefined): Promise<Holder | undefined> => {
  const [, bearer] = /^Bearer ([\w.-]+)$/i.exec(event.headers.authorization ?? "") ?? [];
  return bearer ? tokens?.verify(bearer) : undefined;
};

/** The same refusal for no session, an expired one and a forged one; the same for every role that may not. */
const refuse = (
  event: APIGatewayProxyEventV2,
  who: Who,
  principal: Principal | undefined,
  isApi: boolean,
  origin: string,
): Reply | undefined => {
  const isPost = event.requestContext.http.method === "POST";
  if (isPost && !isApi && isFromElsewhere(event, origin)) return forgedFormPage();
  if (who === "anyone") return undefined;
  if (!principal) {
    if (isApi) return problem("unauthenticated", {}, { "www-authenticate": "Bearer" });
    return isPost ? signedOutPage() : seeOther(`/sign-in?to=${encodeURIComponent(urlOf(event))}`);
  }
  if (who.some((role) => principal.roles.includes(role))) return undefined;
  return isApi ? problem("forbidden") : page("pages/forbidden.njk", {}, 403);
};

/**
 * Browsers say where a form was sent from; where one does not, the form token alone guards. It is compared with the
 * address that people know, since the host of the event may be a proxy's own.
 */
const isFromElsewhere = ({ headers }: APIGatewayProxyEventV2, origin: string): boolean => {
  if (headers["sec-fetch-site"] !== undefined) return headers["sec-fetch-site"] === "cross-site";
  return headers.origin !== undefined && headers.origin !== "null" && headers.origin !== origin;
};

const withContract = async (contract: Contract | undefined, request: Request, handle: AnyRoute): Promise<Reply> => {
  if (!idempotencyKeyPattern.test(request.idempotencyKey)) {
    return problem("malformed-request", {
      detail: "Send an Idempotency-Key header of 8 to 200 visible characters, and the same one when you send the same request again.",
    });
  }
  if (!contract?.request) return handle(request);
  const read = contract.request.safeParse(request.body);
  if (!read.success) return invalidRequest(fieldErrorsOf(read.error));
  return handle({ ...request, body: read.data });
};

/** Every fault of a request by its place, so that a program can mend all of them at once. */
export const invalidRequest = (errors: readonly { path: readonly (string | number)[]; message: string }[]): Reply =>
  problem("invalid-request", { errors: errors.map(({ path, message }) => ({ pointer: pointerOf(path), detail: message })) });

const apiBodyProblem = (because: BodyRefusal): Reply => {
  switch (because) {
    case "tooLarge":
      return problem("too-large");
    case "unsupported":
      return problem("unsupported-content-type");
    case "unreadable":
      return problem("malformed-request", { detail: "The body is not JSON." });
    case "tooDeep":
      return problem("malformed-request", { detail: "The body has lists or objects inside one another more than 40 levels deep." });
    case "tooMany":
      return problem("too-large", { detail: "The body has more than 50,000 values." });
  }
};

const pageBodyProblem = (because: BodyRefusal): Reply =>
  page("pages/unreadable.njk", { isTooLarge: isTooLong(because) }, isTooLong(because) ? 413 : 415);
const isTooLong = (because: BodyRefusal): boolean => because === "tooLarge" || because === "tooMany";

export const notFoundPage = (): Reply => page("pages/not-found.njk", {}, 404);
export const signedOutPage = (): Reply => page("pages/signed-out.njk", {}, 401);
export const forgedFormPage = (): Reply => page("pages/forged-form.njk", {}, 403);
const faultProblem = (reference: string): Reply =>
  problem("internal-fault", {
    detail: "Nothing was changed unless a later look shows it. It is safe to send the same request again.",
    reference,
  });

const busyPage = (): Reply => page("pages/busy.njk", {}, 503);
const busyProblem = (reference: string): Reply =>
  problem(
    "busy",
    { detail: "What you asked for was not done. Send the same request again in a moment: it counts once.", reference },
    { "retry-after": String(retryAfterSeconds) },
  );
const retryAfterSeconds = 5;

/** The reference finds the request in every log, whoever reads it out. */
const faultPage = (reference: string): Reply => page("pages/fault.njk", { reference }, 500);
