import * as z from "zod/mini";
import { council } from "../council.ts";
import { caseStatusWords } from "../domain/case/case.ts";
import { potPattern } from "../domain/ledger/envelope.ts";
import { lineStages } from "../domain/line/line.ts";
import { rowOutcomeKinds } from "../domain/run/row-outcome.ts";
import { whoMay } from "../domain/separation-words.ts";
import { type Act, acts, type FunctionSpec, freshActs, functions, type Who } from "../system.ts";
import type { Contract } from "./contracts/contract.ts";
import recorded from "./contracts/examples.json" with { type: "json" };
import { figureNames } from "./contracts/report-contracts.ts";
import { type ContractRoute, contracts } from "./contracts.ts";
import { type ProblemType, problemTypes } from "./reply.ts";

type Json = { readonly [member: string]: unknown };
type PathNameOf<R> = R extends `${string}{${infer Name}}${infer Rest}` ? Name | PathNameOf<Rest> : never;
type PathName = PathNameOf<ContractRoute>;

/** The parameters of paths, described. */
const pathParameters = {
  caseId: "The case’s id: its `caseId` in lists, the reference that the resident was given.",
  awardId: "The award’s id: `awardId` of a case, an entry or a row.",
  lineId: "The line’s id: the award’s id, a full stop and the line’s place, as in `GET /api/lines-to-pay`.",
  batchId: "The batch’s id, as in `GET /api/payment-batches`.",
  runId: "The run’s id, as in `GET /api/runs`.",
  changeId: "The budget change’s id.",
  referralId: "The referral’s id.",
  messageId: "The message’s id, as in `GET /api/messages-to-tell`.",
  draftId: "The draft’s id.",
  householdId: "The household’s id: `householdId` of a case.",
  partId: "The id of the household that was joined: `householdId` of `joined`.",
  personId: "The person’s id within the household: `personId` of its people.",
  serviceId: "The service’s id, as in `GET /api/directory/services`.",
  sessionId: "The session’s id, as in `GET /api/sessions`.",
  scheme: "The scheme’s code, as in `GET /api/schemes`: `CRF`, for instance.",
  version: "The version of the document: 1, 2 and so on.",
  fulfiller: "Who brings it: a provider, a supplier, a partner, as a line’s `fulfiller` names it.",
  candidateId: "The household that may be the same as the case’s, as in `GET /api/matches`.",
  returnId: "The return’s id, as in `GET /api/schemes/{scheme}/returns`.",
  cell: "The name of a cell of the return: `table.row.column.measure`.",
  planId: "The year-end plan’s id, as in `GET /api/schemes/{scheme}/year-end-plans`.",
  format: "The kind of file: `csv` or `xlsx`.",
  exportId: "The export’s id, as in `GET /api/exports`.",
  statementId: "The statement’s id, as in `GET /api/schemes/{scheme}/statements`.",
  registerId: "The list’s id, as in `GET /api/registers`. It begins with its last day.",
  queue: "The queue’s name, as in `GET /api/operations/queues`.",
} as const satisfies Record<PathName, string>;

type QueryName = (typeof contracts)[ContractRoute] extends infer C
  ? C extends { query: readonly (infer Q)[] }
    ? Q & string
    : never
  : never;

const queryParameters = {
  status: { description: "Only cases of this status.", schema: { type: "string", enum: Object.keys(caseStatusWords) } },
  category: { description: "Only this category of the scheme.", schema: { type: "string" } },
  show: {
    description: "The figure whose entries to list. What each adds to it comes to the figure, over all slices.",
    schema: { type: "string", enum: figureNames, default: "available" },
  },
  period: { description: "With a category: only its budget of this period, “whole” or its first month.", schema: { type: "string" } },
  pot: { description: "With a category: only this pot of it.", schema: { type: "string", pattern: potPattern.source } },
  list: {
    description: "Which lines: those to pay, or those that something is wrong with.",
    schema: { type: "string", enum: ["approved", "trouble"], default: "approved" },
  },
  stage: { description: "Only lines of this stage.", schema: { type: "string", enum: Object.keys(lineStages) } },
  outcome: { description: "Only rows of a run that came to this.", schema: { type: "string", enum: [...rowOutcomeKinds] } },
  day: { description: "Only records of this day in London; today’s without it.", schema: { type: "string", format: "date" } },
  of: { description: "Only records about this case, batch, run or person, of any day.", schema: { type: "string" } },
  cursor: { description: "Where the slice begins: the `next` of the slice before it.", schema: { type: "string" } },
  page: { description: "Which page, counted from 1.", schema: { type: "integer", minimum: 1, default: 1 } },
  per_page: { description: "How many at most on the page.", schema: { type: "integer", minimum: 1, maximum: 100, default: 50 } },
  limit: { description: "How many items at most in the slice.", schema: { type: "integer", minimum: 1, maximum: 100 } },
} as const satisfies Record<QueryName, { description: string; schema: Json }>;

/** These rules hold for every operation. */
const rules = [
  "Amounts are whole numbers of pence. Times are UTC instants; days are days in London.",
  "Every POST takes an Idempotency-Key. Send the same key when you send the same request again: it counts once.",
  "Lists come in slices. Follow `next` until it is absent.",
  "Every refusal is an RFC 9457 problem, whose `type` never changes.",
  "A path that takes only other methods answers 405, and says in `Allow` which.",
  "Codes of items, categories, evidence and rules are the scheme’s own: `GET /api/schemes/{scheme}/versions/{version}` has them in words.",
  "Codes of services and of reasons to refer are the directory’s: `GET /api/service-directories/{version}` has them in words.",
  "`x-roles` names the roles that may call an operation. An access token carries its holder’s.",
  "`x-also-checked` says of a field what only the service can check. A body that fits its schema can be refused for that alone.",
];

const about = ["Hardship support as a program uses it: the same use cases as the pages.", "", ...rules.map((rule) => `- ${rule}`)].join(
  "\n",
);

/** Requests and replies of the running service, by route; `npm run examples` takes them anew. */
const examples: Readonly<Record<string, { readonly request?: unknown; readonly reply?: unknown; readonly later?: unknown }>> = recorded;

let document: Json | undefined;

/** The OpenAPI 3.1 document, made of the declaration and of the very schemas that validate. Made when first asked for. */
export const openApiDocument = (): Json => {
  document ??= withSharedSchemas({
    openapi: "3.1.1",
    info: { title: `${council.name}: ${council.serviceName}`, version: "1", description: about },
    servers: [{ url: "/" }],
    paths: pathsOf(functions),
    components: {
      securitySchemes: {
        bearer: { type: "http", scheme: "bearer", bearerFormat: "JWT", description: "An access token of the council’s OpenID provider." },
      },
      schemas: { Problem: problemSchema },
      parameters: { IdempotencyKey: idempotencyKey },
    },
  });
  return document;
};

const problemUrn = (type: ProblemType) => `urn:hardship-support:problem:${type}`;

const problemSchema = {
  type: "object",
  description: "What stood in the way. Members beside these say what a program needs to act on.",
  properties: {
    type: {
      type: "string",
      description: "Which problem it is. It never changes, so a program goes by it.",
      oneOf: (Object.keys(problemTypes) as ProblemType[]).map((type) => ({
        const: problemUrn(type),
        title: `${problemTypes[type].status}: ${problemTypes[type].title}`,
      })),
    },
    title: { type: "string", description: "The problem in a few words, the same each time." },
    status: { type: "integer", description: "The status of the answer." },
    detail: { type: "string", description: "What is wrong here, and what to do." },
    reference: { type: "string", description: "After a fault of ours: what to tell us, so that we find it in our logs." },
    errors: {
      type: "array",
      description: "Each part of the body that is not valid, by its JSON pointer.",
      items: {
        type: "object",
        properties: {
          pointer: { type: "string", description: "Where in the body, as a JSON pointer." },
          detail: { type: "string", description: "What is wrong there, and what to enter." },
        },
        required: ["pointer", "detail"],
      },
    },
    besides: {
      type: "array",
      description: "The other obstacles, each as a problem of its own, so that a program can mend all of them at once.",
      items: { $ref: "#/components/schemas/Problem" },
    },
  },
  required: ["type", "title", "status"],
  examples: [
    {
      type: problemUrn("stale-case"),
      ...problemTypes["stale-case"],
      detail: "Somebody has changed this case since you opened it. Read it again.",
    },
    {
      type: problemUrn("invalid-request"),
      ...problemTypes["invalid-request"],
      errors: [{ pointer: "/reason", detail: "Enter the reason for your decision" }],
    },
  ],
};

const idempotencyKey = {
  name: "Idempotency-Key",
  in: "header",
  required: true,
  description: "Names what you mean to do once. The same key with the same request is the same act.",
  schema: { type: "string", minLength: 8, maxLength: 200, pattern: "^[\\x21-\\x7e]+$" },
};

/** The name of each act by its API route. Its method in a program's client is called so too. */
const actNames = new Map<string | undefined, string>(Object.entries<Act>(acts).map(([name, { api }]) => [api, name]));

/** The summary of each API route, from the declaration of its act. */
const doesOf = new Map<string | undefined, string>(Object.values<Act>(acts).map(({ api, does }) => [api, does]));

/** Adds to an operation's summary: its callers, a recent sign-in, and requests sent again. */
const callWords = (route: string, who: Who): string =>
  [
    who === "anyone" ? "Anyone may call this, without a token." : `Who may call it: ${whoMay(who)}.`,
    ...(freshRoutes.has(route) ? ["It asks for a sign-in of the last minutes: with an older token it answers sign-in-too-old."] : []),
    ...(route.startsWith("POST ") ? ["Sent again with the same Idempotency-Key, it is done once and answered alike."] : []),
  ].join(" ");

const freshRoutes = new Set<string | undefined>([...freshActs.values()].map(({ api }) => api));

const pathsOf = (specs: Readonly<Record<string, FunctionSpec>>): Json => {
  const paths: Record<string, Record<string, Json>> = {};
  for (const [name, { routes = {} }] of Object.entries(specs)) {
    for (const [route, who] of Object.entries(routes)) {
      const contract: Contract | undefined = contracts[route as ContractRoute];
      if (!contract) continue;
      const [method = "", path = ""] = route.split(" ");
      paths[path] = { ...paths[path], [method.toLowerCase()]: operation(name, method, path, who, contract) };
    }
  }
  return paths;
};

const exampleOf = (example: unknown) => (example === undefined ? {} : { example });

const operation = (functionName: string, method: string, path: string, who: Who, contract: Contract): Json => ({
  operationId: contract.name ?? actNames.get(`${method} ${path}`),
  tags: [functionName],
  summary: contract.does ?? doesOf.get(`${method} ${path}`),
  description: callWords(`${method} ${path}`, who),
  "x-roles": who === "anyone" ? [] : who,
  security: who === "anyone" ? [] : [{ bearer: [] }],
  parameters: parametersOf(method, path, contract),
  ...(contract.request && {
    requestBody: {
      required: true,
      content: {
        "application/json": {
          schema: schemaOf(contract.requestShown ?? contract.request),
          ...exampleOf(examples[`${method} ${path}`]?.request),
        },
      },
    },
  }),
  responses: {
    [contract.status]: {
      description: contract.status === 201 ? "It is done." : "What was asked for.",
      content: { "application/json": { schema: schemaOf(contract.reply), ...exampleOf(examples[`${method} ${path}`]?.reply) } },
    },
    ...(contract.later && {
      202: {
        description: contract.later.description,
        content: { "application/json": { schema: schemaOf(contract.later.reply), ...exampleOf(examples[`${method} ${path}`]?.later) } },
      },
    }),
    ...problemResponses(problemsOf(method, path, who, contract)),
  },
});

const parametersOf = (method: string, path: string, { query = [] }: Contract): Json[] => [
  ...[...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    description: pathParameters[name as PathName],
    schema: { type: "string" },
  })),
  ...query.map((name) => ({ name, in: "query", required: false, ...queryParameters[name as QueryName] })),
  ...(method === "POST" ? [{ $ref: "#/components/parameters/IdempotencyKey" }] : []),
];

/** A shape that has a name stands once among the components, and elsewhere only by its name and the words of its place. */
const withSharedSchemas = (made: Json & { readonly components: Json & { readonly schemas: Json } }): Json => {
  const shared: Record<string, unknown> = {};
  const shareIn = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(shareIn);
    if (typeof value !== "object" || value === null) return value;
    const { title, description, ...rest } = value as Json;
    const walked = Object.fromEntries(Object.entries(rest).map(([key, each]) => [key, key.startsWith("example") ? each : shareIn(each)]));
    const words = description === undefined ? {} : { description: shareIn(description) };
    if (typeof title !== "string" || rest.type !== "object" || !rest.properties)
      return { ...(title !== undefined && { title: shareIn(title) }), ...words, ...walked };
    const before = shared[title];
    shared[title] = { title, ...walked };
    if (before && JSON.stringify(before) !== JSON.stringify(shared[title])) throw new RangeError(`Two shapes are called ${title}.`);
    return { $ref: `#/components/schemas/${title}`, ...words };
  };
  const walked = shareIn(made) as typeof made;
  return { ...walked, components: { ...walked.components, schemas: { ...walked.components.schemas, ...shared } } };
};

/** As a sender writes it: before trimming and tidying. The refusal names errors that only code can find (a false date, say). */
const schemaOf = (schema: z.ZodMiniType): Json => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  return rest;
};

/** A route's problems follow from its method, path and roles. A contract adds the route's own. */
const problemsOf = (method: string, path: string, who: Who, { query = [], refuses = [] }: Contract): readonly ProblemType[] => {
  const follows: [boolean, ProblemType[]][] = [
    [method === "POST" || query.length > 0, ["malformed-request"]],
    [who !== "anyone", ["unauthenticated", "forbidden"]],
    [freshRoutes.has(`${method} ${path}`), ["sign-in-too-old"]],
    [path.includes("{"), ["not-found"]],
    [method === "POST", ["too-large", "unsupported-content-type", "invalid-request"]],
    [true, [...refuses, "too-many-requests", "internal-fault", "busy"]],
  ];
  return follows.flatMap(([does, types]) => (does ? types : []));
};

const problemResponses = (types: readonly ProblemType[]): Json => {
  const statuses = [...new Set(types.map((type) => problemTypes[type].status))];
  return Object.fromEntries(
    statuses.map((status) => {
      const ofStatus = types.filter((type) => problemTypes[type].status === status);
      const only = { properties: { type: { enum: ofStatus.map(problemUrn) } } };
      const schema = { allOf: [{ $ref: "#/components/schemas/Problem" }, only] };
      const description = `${ofStatus.map((type) => problemTypes[type].title).join(", or: ")}.`;
      return [status, { description, content: { "application/problem+json": { schema } } }];
    }),
  );
};
