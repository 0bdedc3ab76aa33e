import { Validator } from "@seriousme/openapi-schema-validator";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Contract } from "../../../shared/http/contracts/contract.ts";
import { type ContractRoute, contracts } from "../../../shared/http/contracts.ts";
import { fieldErrorsOf } from "../../../shared/http/field-errors.ts";
import { openApiDocument } from "../../../shared/http/openapi.ts";
import { problemTypes } from "../../../shared/http/reply.ts";
import { type FunctionSpec, functions, type Who } from "../../../shared/system.ts";
import { applicationInput, evidenceExample } from "../../examples.ts";
import { valuesOf } from "./schema-values.ts";

type Schema = { readonly [keyword: string]: unknown };
type Content = { readonly schema: Schema; readonly example?: unknown };
type Operation = {
  readonly operationId: string;
  readonly summary?: string;
  readonly description?: string;
  readonly "x-roles": readonly string[];
  readonly security: readonly object[];
  readonly parameters: readonly { readonly $ref?: string; readonly name?: string; readonly in?: string; readonly description?: string }[];
  readonly requestBody?: { readonly content: { readonly "application/json": Content } };
  readonly responses: { readonly [status: string]: { readonly content: { readonly [type: string]: Content } } };
};

/** The document after JSON, as a program gets it. */
const served = JSON.parse(JSON.stringify(openApiDocument())) as {
  readonly openapi: string;
  readonly components: Schema;
  readonly paths: { readonly [path: string]: { readonly [method: string]: Operation } };
};

const operations = new Map(
  Object.entries(served.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, Operation] => [`${method.toUpperCase()} ${path}`, operation]),
  ),
);

const declared = new Map<string, Who>(
  Object.values<FunctionSpec>(functions)
    .flatMap(({ routes = {} }) => Object.entries(routes))
    .filter(([route]) => route.includes(" /api/") && route !== "GET /api/openapi.json"),
);

test("the document is valid OpenAPI 3.1", async () => {
  expect(served.openapi).toMatch(/^3\.1\./);
  expect(await new Validator().validate(structuredClone(served))).toEqual({ valid: true });
});

test("the document has every declared API route, and no other", () => {
  expect([...operations.keys()].sort()).toEqual([...declared.keys()].sort());
});

test("every operation has a name of its own", () => {
  const names = [...operations.values()].map(({ operationId }) => operationId);
  expect(new Set(names).size).toBe(operations.size);
  for (const name of names) expect(name).toMatch(/^[a-z][A-Za-z]+$/);
  expect(names).toEqual(expect.arrayContaining(["listCases", "getCase", "award", "apply", "releaseBatch"]));
});

test.each([...declared])("%s states its roles and its body", (route, who) => {
  const operation = operations.get(route);
  const parameters = operation?.parameters ?? [];
  expect(operation?.["x-roles"]).toEqual(who === "anyone" ? [] : who);
  expect(operation?.security).toEqual(who === "anyone" ? [] : [{ bearer: [] }]);
  expect(parameters.filter((parameter) => parameter.in === "path").map(({ name }) => name)).toEqual(
    [...route.matchAll(/\{(\w+)\}/g)].map(([, name]) => name),
  );
  expect(parameters.some(({ $ref }) => $ref === "#/components/parameters/IdempotencyKey")).toBe(route.startsWith("POST "));
  expect(operation?.requestBody !== undefined).toBe("request" in contracts[route as ContractRoute]);
});

test("the award operation lists each refusal as a type of problem", () => {
  const responses = operations.get("POST /api/cases/{caseId}/awards")?.responses ?? {};
  expect(Object.keys(responses)).toEqual(["201", "202", "400", "401", "403", "404", "409", "413", "415", "422", "429", "500", "503"]);
  const conflicts = ["stale-case", "idempotency-key-reused", "household-already-awarded"];
  expect(responses["409"]?.content["application/problem+json"]?.schema.allOf).toEqual([
    { $ref: "#/components/schemas/Problem" },
    { properties: { type: { enum: conflicts.map((type) => `urn:hardship-support:problem:${type}`) } } },
  ]);
});

test("every problem of the API is in some operation", () => {
  const text = JSON.stringify(served.paths);
  // A method that no operation has is in none.
  for (const type of Object.keys(problemTypes).filter((one) => one !== "method-not-allowed"))
    expect(text).toContain(`"urn:hardship-support:problem:${type}"`);
});

const schemaOf = (route: ContractRoute) => operations.get(route)?.requestBody?.content["application/json"].schema ?? {};
const formats = {
  date: /^\d{4}-\d\d-\d\d$/,
  "date-time": /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/,
};
/** Shapes with names stand among the document's components. */
const compile = (schema: Schema) => new Ajv2020({ strict: false, formats }).compile({ ...schema, components: served.components });
const takes = (route: ContractRoute) => compile(schemaOf(route));

/** Every property of a schema with its place, in named shapes too. */
function* propertiesIn(schema: unknown, place: string): Generator<readonly [string, Schema]> {
  if (typeof schema !== "object" || schema === null) return;
  for (const [keyword, value] of Object.entries(schema)) {
    if (keyword === "example" || keyword === "examples") continue;
    if (keyword !== "properties") yield* propertiesIn(value, `${place}/${keyword}`);
    else
      for (const [name, property] of Object.entries(value as Record<string, Schema>)) {
        // A field that a condition forbids has no schema.
        if (typeof property === "object") yield [`${place}/${name}`, property];
        yield* propertiesIn(property, `${place}/${name}`);
      }
  }
}

test("every operation, parameter and property says what it is", () => {
  // A member of fixed value tells two shapes apart, and what stands under these keywords only narrows a shape that has its words.
  const isObvious = (place: string, property: Schema) => "const" in property || /\/(?:allOf|contains|problem\+json)\//.test(place);
  const wordless = [...propertiesIn(served.components, "components"), ...propertiesIn(served.paths, "paths")]
    .filter(([place, property]) => !isObvious(place, property) && !property.description)
    .map(([place]) => place);
  expect(
    wordless,
    "Say what each of these is where its field is declared: with says(), or a builder of shared/http/contracts/fields.ts, that takes the words.",
  ).toEqual([]);
  const silent = [...operations].filter(([, { summary, description }]) => !summary || !description).map(([route]) => route);
  expect(silent).toEqual([]);
  const parameters = [...operations].flatMap(([route, operation]) =>
    operation.parameters.filter(({ $ref, description }) => !$ref && !description).map(({ name }) => `${route} ${name}`),
  );
  expect(parameters).toEqual([]);
});

test("a day and an instant have their format, and an amount its unit", () => {
  const strings = [...propertiesIn(served.components, "components"), ...propertiesIn(served.paths, "paths")].filter(
    ([, { type, pattern }]) => type === "string" && pattern === undefined,
  );
  const named = (ending: RegExp, format: string) =>
    strings.filter(([place, property]) => ending.test(place) && property.format !== format).map(([place]) => place);
  expect(named(/\/(?:at|\w+At)$/, "date-time")).toEqual([]);
  expect(named(/\/(?:dateOfBirth|\w+On|processingDay)$/, "date")).toEqual([]);
  const amounts = [...propertiesIn(served.components, "components"), ...propertiesIn(served.paths, "paths")].filter(
    ([place, { type }]) => type === "integer" && /\/(?:amount|total|savings|monthlyIncome|committed|available)$/.test(place),
  );
  expect(amounts.filter(([, { description }]) => !/pence/i.test(String(description))).map(([place]) => place)).toEqual([]);
});

test.each([...declared.keys()])("%s has an example of what it takes and answers, which its schemas admit", (route) => {
  const again = "Take the examples again with npm run examples, once replies.test.ts calls the route with success.";
  const { requestBody, responses } = operations.get(route) ?? {};
  const { status } = contracts[route as ContractRoute];
  const contents = [requestBody?.content["application/json"], responses?.[status]?.content["application/json"]];
  for (const content of contents) {
    if (!content) continue;
    expect(content.example, again).toBeDefined();
    const admits = compile(content.schema);
    expect([admits(content.example), admits.errors], again).toEqual([true, null]);
  }
});

const seen = { version: 1, householdId: "H-1" };
const award = {
  seen,
  lines: [{ item: "cot", amount: 120_00, delivery: "CASH" }],
  referrals: [],
  signposts: ["debtAdvice"],
  reason: "The baby sleeps in a pram.",
};

test.each<[string, ContractRoute, unknown, boolean]>([
  ["a whole application", "POST /api/applications", applicationInput, true],
  ["an application with a field of its own", "POST /api/applications", { ...applicationInput, hobby: "chess" }, false],
  ["an application without people", "POST /api/applications", { ...applicationInput, people: [] }, false],
  [
    "an income with a fraction",
    "POST /api/applications",
    { ...applicationInput, money: { ...applicationInput.money, savings: 0.5 } },
    false,
  ],
  ["an unknown need", "POST /api/applications", { ...applicationInput, wants: { needs: ["yacht"] } }, false],
  ["an application not declared true", "POST /api/applications", { ...applicationInput, declared: false }, false],
  [
    "an application without an address",
    "POST /api/applications",
    { ...applicationInput, address: { kind: "none", staying: "A friend's sofa" } },
    true,
  ],
  ["an award", "POST /api/cases/{caseId}/awards", award, true],
  [
    "an award with evidence",
    "POST /api/cases/{caseId}/awards",
    { ...award, evidence: evidenceExample, checks: ["rolloverConfirmed"] },
    true,
  ],
  [
    "an award with evidence both shown and waived",
    "POST /api/cases/{caseId}/awards",
    { ...award, evidence: [{ ...evidenceExample[0], waived: "tooUrgent" }] },
    false,
  ],
  ["an award with an unknown check", "POST /api/cases/{caseId}/awards", { ...award, checks: ["allIsWell"] }, false],
  ["an award of nothing", "POST /api/cases/{caseId}/awards", { ...award, lines: [{ ...award.lines[0], amount: 0 }] }, false],
  ["an award without lines", "POST /api/cases/{caseId}/awards", { ...award, lines: [] }, false],
  ["an award without the version seen", "POST /api/cases/{caseId}/awards", { ...award, seen: undefined }, false],
  [
    "a refusal for an unknown reason",
    "POST /api/cases/{caseId}/refusals",
    { seen, because: "a bad mood", reason: "No.", referrals: [], signposts: [] },
    false,
  ],
  ["an acceptance", "POST /api/referrals/{referralId}/acceptances", { version: 1 }, true],
  ["an acceptance of version nought", "POST /api/referrals/{referralId}/acceptances", { version: 0 }, false],
])("the document and the service agree on %s", (_, route, body, isTaken) => {
  const sent: unknown = JSON.parse(JSON.stringify(body));
  const { request } = contracts[route] as { request: { safeParse(value: unknown): { success: boolean } } };
  expect(request.safeParse(sent).success).toBe(isTaken);
  expect(takes(route)(sent)).toBe(isTaken);
});

/** Whole documents are read beside what is published, which knows more than a schema can say. */
const routesWithBody = (Object.entries(contracts) as [ContractRoute, Contract][]).flatMap(([route, { request, requestShown }]) =>
  request && !requestShown ? [[route, request] as const] : [],
);

test.each(routesWithBody)(
  "the service reads everything that the schema of %s admits, but for the checks that the document names",
  (route, request) => {
    const schema = schemaOf(route);
    const named = served.components.schemas as Readonly<Record<string, Schema>>;
    const admits = takes(route);
    const alsoChecked = new Set(
      [...propertiesIn(schema, "")].flatMap(([place, property]) => ("x-also-checked" in property ? [place.split("/").at(-1)] : [])),
    );
    fc.assert(
      fc.property(valuesOf(schema, named), (value) => {
        const sent: unknown = JSON.parse(JSON.stringify(value));
        fc.pre(admits(sent));
        const read = request.safeParse(sent);
        const refused = read.success ? [] : fieldErrorsOf(read.error);
        expect(refused.filter(({ path }) => !path.some((step) => alsoChecked.has(String(step))))).toEqual([]);
      }),
      { numRuns: 60, maxSkipsPerRun: 2000 },
    );
  },
);
