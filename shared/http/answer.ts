import { randomUUID } from "node:crypto";
import middy from "@middy/core";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from "aws-lambda";
import type * as z from "zod/mini";
import { withCorrelation } from "../correlation.ts";
import { withDeadlineOf } from "../deadline.ts";
import { caseIdIn } from "../domain/ids.ts";
import { actorOf, holdsOneOf, type Principal } from "../domain/principal.ts";
import { Fault } from "../fault.ts";
import type { PageContext } from "../pages/render.ts";
import type { Directories } from "../store/directories.ts";
import type { ReturnedForms } from "../store/returned-forms.ts";
import type { Session, Sessions } from "../store/sessions.ts";
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
  limits,
  type PageRoute,
  type ReadsOf,
  recordedReads,
  returnRouteOf,
  type Subject,
  type Who,
} from "../system.ts";
import type { Again } from "./again.ts";
import type { Contract, ContractsOf } from "./contracts/contract.ts";
import { fieldErrorsOf, pointerOf } from "./field-errors.ts";
import { declaredRouteOf } from "./gateway-routes.ts";
import { cookieName, type Holder, sameToken, type Tokens, tokenHash } from "./identity.ts";
import { withKnownService } from "./known-service.ts";
import { errorForLog, log } from "./log.ts";
import {
  type Body,
  type BodyRefusal,
  type Fields,
  type Files,
  type Form,
  fileNamesIn,
  formFrom,
  hasFiles,
  readBody,
  readUpload,
} from "./read-body.ts";
import { page, problem, type Reply, type Returned, seeOther, sendOn, statusOf, toHttp } from "./reply.ts";
import { type Holder as FormHolder, findReturned, type KeptForm, keepReturned, returnedField } from "./returned-form.ts";

/** The input of a route's handler. Nobody reaches a guarded route without a principal who may call it. */
export type Request<W = Who, B = unknown> = {
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string | undefined>>;
  /** The form of a page's POST; empty elsewhere. */
  readonly form: Form;
  /** The files sent with the form. */
  readonly files: Files;
  /** The API's body, as its contract's schema read it. */
  readonly body: B;
  readonly principal: W extends "anyone" ? undefined : Principal;
  /** The time at which API Gateway took the request: the one clock of the whole request. */
  readonly now: Date;
  readonly cookie: (name: string) => string | undefined;
  readonly idempotencyKey: string;
  readonly url: string;
  readonly method: string;
  /** The sender's network address. Many people may share one. */
  readonly source?: string;
};

type BodyOf<C, R> = R extends keyof C ? (C[R] extends { request: infer S extends z.ZodMiniType } ? z.infer<S> : undefined) : undefined;
type Handles<W, B = undefined> = (request: Request<W, B>) => Promise<Reply>;
type TakesForm<W> = (request: Request<W, undefined>) => Promise<Reply | Returned>;

/** Shows the form of an act again. The request has what was typed, and no files. A method, as each act has notices of its own. */
type ShowsAgain<W> = { bivariant(request: Request<W>, says: Again<unknown>): Promise<Reply> }["bivariant"];

/** The doors that an act is declared with, and no others. */
type DoorsOf<A extends ActName, C> = ([PageRoute<A>] extends [never]
  ? { readonly page?: never }
  : (typeof acts)[A] extends { on: string }
    ? { readonly page: TakesForm<(typeof acts)[A]["who"]>; readonly again: ShowsAgain<(typeof acts)[A]["who"]> }
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

type AnyRoute = (request: Request) => Promise<Reply | Returned>;
type AnyAgain = (request: Request, says: Again<unknown>) => Promise<Reply>;
type AnyRoutes = Readonly<Record<string, AnyRoute>>;
type AnyContracts = Readonly<Record<string, Contract | undefined>>;

export type AnswerPorts = {
  readonly origin: string;
  /** Needed by functions with guarded pages. */
  readonly sessions?: Pick<Sessions, "find" | "noteAccess" | "returned">;
  /** Needed by functions with guarded API routes. */
  readonly tokens?: Tokens;
};
/** The store of forms that anyone may send. Forms of signed-in people are kept beside their sessions. */
type PublicFormPorts = { readonly returned: ReturnedForms };
/** A function that serves partners looks up their services in the directory. */
type PartnerPorts = { readonly directories: Pick<Directories, "book"> };

type RolesOf<F extends FunctionName> = (typeof functions)[F] extends { routes: infer R } ? Exclude<R[keyof R], "anyone"> : never;
type ServesPartners<F extends FunctionName> =
  RolesOf<F> extends infer W ? (W extends readonly (infer R)[] ? Extract<R, "partner"> : never) : never;
type PublicFormsOf<F extends FunctionName> = {
  [A in ActOf<F>]: (typeof acts)[A] extends { who: "anyone"; on: string } ? A : never;
}[ActOf<F>];
type PortsOf<F extends FunctionName> = AnswerPorts &
  ([PublicFormsOf<F>] extends [never] ? Partial<PublicFormPorts> : PublicFormPorts) &
  ([ServesPartners<F>] extends [never] ? Partial<PartnerPorts> : PartnerPorts);

export const sessionCookie = "session";
/** A resident's browser has it from the first page with a form on. */
export const applicationCookie = "application";
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
  serve(name, contracts as AnyContracts, room as unknown as AnyRoom, ports);

type AnyPorts = AnswerPorts & Partial<PublicFormPorts & PartnerPorts>;
type AnyRoom = {
  readonly reads: AnyRoutes;
  readonly acts?: Readonly<Record<string, { readonly page?: AnyRoute; readonly again?: AnyAgain; readonly api?: AnyRoute }>>;
};

const byRoute = ({ reads, acts: own = {} }: AnyRoom): AnyRoutes => ({
  ...Object.fromEntries(
    Object.entries(own).flatMap(([name, doors]) => {
      const act: Act = acts[name as ActName];
      return [
        [act.page, doors.page],
        [returnRouteOf(act), toFormsPage(act)],
        [act.api, doors.api],
      ].filter(([route]) => route !== undefined);
    }),
  ),
  ...reads,
});

/** The address of a form without a form to show again leads to the page that the form stands on. */
const toFormsPage =
  ({ on = "/" }: Act): AnyRoute =>
  async ({ path, query }) => {
    const address = on.replaceAll(/\{(\w+)\}/g, (_, id: string) => encodeURIComponent(path[id] ?? ""));
    const asked = new URLSearchParams({ ...cameFrom(query), ...(query[returnedField] !== undefined && { [returnedField]: "no" }) });
    return seeOther(asked.size > 0 ? `${address}?${asked}` : address);
  };

/** The act of a page's or an API route. */
const actOf: ReadonlyMap<string, ActName> = new Map(
  Object.entries<Act>(acts).flatMap(([name, { page: pageRoute, api }]) =>
    [pageRoute, api].flatMap((route) => (route ? [[route, name as ActName] as const] : [])),
  ),
);

/** The act whose form comes back at a GET route. */
const actShownAt: ReadonlyMap<string, ActName> = new Map(
  Object.entries<Act>(acts).flatMap(([name, act]) => {
    const route = returnRouteOf(act);
    return route ? [[route, name as ActName] as const] : [];
  }),
);

const serve = (name: FunctionName, contracts: AnyContracts, room: AnyRoom, ports: AnyPorts) => {
  const spec: FunctionSpec = functions[name];
  const handlers = byRoute(room);
  const forms = ports.returned ?? ports.sessions?.returned;

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
    const caller = isApi && who !== "anyone" ? await bearerOf(event, ports.tokens) : undefined;
    const found = caller?.principal ?? session?.principal;
    const { directories } = ports;
    const principal = found && directories ? await withKnownService(found, now, { directories }) : found;
    const secret = session ? cookie(sessionCookie) : who === "anyone" ? applicationTokenIn(cookie(applicationCookie)) : undefined;
    const holder: FormHolder | undefined = forms && secret ? { secret, forms } : undefined;
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
      await note.refused(statusOf(refusal));
      return toHttp(refusal, context);
    }
    if (session && hasOldRoles(session, now)) return toHttp(lookUpRoles(event), context);

    // Do not parse bodies sent to unknown routes.
    const body: Body = route === "$default" ? { kind: "none" } : hasFiles(event) ? await readUpload(event) : readBody(event, isApi);
    if (body.kind === "refused") return toHttp(isApi ? apiBodyProblem(body.because) : pageBodyProblem(body.because), context);
    if (body.kind === "form" && session && !sameToken(body.form.one("formToken"), session.formToken))
      return toHttp(forgedFormPage(), context);

    const act = actOf.get(route);
    const fields = body.kind === "form" ? body.fields.filter(([field]) => field !== "formToken") : [];
    /** The page that shows the form again. Undefined where the form cannot be kept: then its sender is answered at once. */
    const pageAgain = async (says?: Again<unknown>): Promise<Reply | undefined> => {
      const formId = holder && (await keepReturned({ path: event.rawPath, fields, ...(says && { says }) }, now, holder));
      return formId === undefined ? undefined : seeOther(withFormId(event, formId));
    };
    const isTooOld = (of: ActName) => freshActs.has(of) && !(isApi ? caller?.isFresh : session && isFresh(session, now));
    if (act && isTooOld(act))
      return toHttp(isApi ? tooOldProblem(act) : ((await pageAgain()) ?? signInAgainPage(act, event.rawPath, fields)), context);

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
    const showAgain = async (of: ActName, says: Again<unknown>, sent: Request): Promise<Reply> =>
      (await room.acts?.[of]?.again?.(sent, says)) ?? notFoundPage();

    const actShown = actShownAt.get(route);
    const formId = request.query[returnedField];
    const mayShow = actShown !== undefined && holder !== undefined && mayDo(actShown, principal);
    const kept = mayShow && formId !== undefined ? await findReturned(formId, event.rawPath, now, holder) : undefined;
    if (actShown && kept) {
      const sent = { ...request, form: formFrom(kept.fields), files: noFiles };
      // Nothing failed at this address: the page is there, and says what came of the form.
      const shown =
        !kept.says && isTooOld(actShown)
          ? signInAgainPage(actShown, event.rawPath, kept.fields, 200)
          : await showAgain(actShown, { ...kept.says, status: 200 }, sent);
      await note.answered(shown, acts[actShown].of);
      return toHttp(shown, { ...context, filesToChoose: filesToChoose(actShown, kept) });
    }

    const replyToReturned = async (says: Again<unknown>): Promise<Reply> => {
      log.appendKeys({ returned: says.status });
      const sentOn = await pageAgain(says);
      if (sentOn) await note.refused(says.status);
      return sentOn ?? (act ? showAgain(act, says, request) : notFoundPage());
    };
    // A list can have the address of a form that stands on another page.
    const isElsewhere = actShown !== undefined && formId !== undefined && route !== `GET ${onOf(actShown)}`;
    const respond = isElsewhere ? toFormsPage(acts[actShown]) : handle;
    const came = body.kind === "json" ? await withContract(contracts[route], request, respond) : await respond(request);
    const reply = came.kind === "returned" ? await replyToReturned(came.says) : came;
    await note.answered(reply, act && acts[act].of);
    return toHttp(reply, formId === undefined ? context : { ...context, isNoLongerKept: true });
  };

  return middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Error, Context>()
    .before(({ event, context }) => {
      event.routeKey = declaredRouteOf(event);
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

/** A value of any other length is no token of ours. */
const applicationTokenIn = (given: string | undefined): string | undefined => (given && /^[\w-]{43}$/.test(given) ? given : undefined);

const isPast = (seconds: number | undefined, now: Date) => seconds !== undefined && seconds * 1000 <= now.getTime();
const hasOldRoles = ({ rolesUntilSeconds }: Session, now: Date) => isPast(rolesUntilSeconds, now);
const isFresh = ({ freshUntilSeconds }: Session, now: Date) => freshUntilSeconds !== undefined && !isPast(freshUntilSeconds, now);

/** Sign-in asks the provider whether the roles still hold, and sends the browser back with what it had sent. */
const lookUpRoles = (event: APIGatewayProxyEventV2): Reply => {
  const renewal = `/sign-in/renew?to=${encodeURIComponent(urlOf(event))}`;
  return event.requestContext.http.method === "POST" ? sendOn(renewal) : seeOther(renewal);
};

/** The page of ours that somebody came from. Nothing else of a query goes into the next address, which may hold anything. */
const cameFrom = (query: Request["query"]): Record<string, string> =>
  query.from && /^[a-z]{1,10}$/.test(query.from) ? { from: query.from } : {};

/** The same address, with the id of the form that its page shows again. */
const withFormId = ({ rawPath, queryStringParameters: query = {} }: APIGatewayProxyEventV2, formId: string): string =>
  `${rawPath}?${new URLSearchParams({ ...cameFrom(query), [returnedField]: formId })}`;

const mayDo = (act: ActName, principal: Principal | undefined): boolean => {
  const who: Who = acts[act].who;
  return who === "anyone" || (principal !== undefined && holdsOneOf(principal, who));
};

const filesToChoose = (act: ActName, { fields, says }: KeptForm): readonly string[] => {
  const { page: route }: Act = acts[act];
  const isRefused = says !== undefined && says.status >= 400;
  return isRefused && route && limits.uploadRoutes.includes(route) ? fileNamesIn(fields) : [];
};

const onOf = (act: ActName): string | undefined => (acts[act] as Act).on;

const whyFresh = (act: ActName): string => freshActs.get(act)?.fresh ?? "";

/** The form as it was sent, without its form token: the new session has a token of its own. */
const signInAgainPage = (act: ActName, path: string, fields: Fields, status = 401): Reply =>
  page("pages/sign-in-again.njk", { why: whyFresh(act), act, path, typed: JSON.stringify(fields) }, status);

/** The challenge of RFC 9470: a program sends its person to sign in again. */
const tooOldProblem = (act: ActName): Reply =>
  problem(
    "sign-in-too-old",
    {
      detail: `To ${whyFresh(act)}, sign in again and send the same request with the new token. The sign-in of this one is too old, or it does not say when it was.`,
    },
    { "www-authenticate": 'Bearer error="insufficient_user_authentication"' },
  );

type Came = { readonly route: string; readonly path: Request["path"]; readonly by: Principal | undefined; readonly now: Date };

/** A page that comes back with errors shows the thing again, so it counts as opening it. */
const opens: readonly (Subject | undefined)[] = ["case", "household", "line", "referral", "batch", "message"];

/** Records refusals, opened pages and downloads, which leave no other trace. */
/** A redirect to another host: the file itself stands there. */
const leadsOut = (reply: Reply): boolean => reply.kind === "redirect" && !reply.to.startsWith("/");

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
    refused: async (status: number) => {
      if (status === 403) await noteOrLog("refused");
    },
    answered: async (reply: Reply, subject: Subject | undefined) => {
      const status = statusOf(reply);
      if (status === 403) await noteOrLog("refused");
      const did = recordedReads[route as keyof typeof recordedReads];
      // A file that nobody can be asked about later is not given.
      if (did === "tookFile" && (status < 300 || leadsOut(reply))) await note(did);
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

const withContract = async (contract: Contract | undefined, request: Request, handle: AnyRoute): Promise<Reply | Returned> => {
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
