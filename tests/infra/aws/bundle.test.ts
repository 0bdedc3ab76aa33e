import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bundleFunctions } from "../../../infra/aws/bundle.ts";
import { precompileTemplates } from "../../../infra/aws/precompile-templates.ts";
import { localSignInRules } from "../../../infra/local/identity-clients.ts";
import { type Variable, variablesOf } from "../../../shared/environment.ts";
import { assetVersion } from "../../../shared/pages/asset-version.ts";
import { renderPage } from "../../../shared/pages/render.ts";
import { functions } from "../../../shared/system.ts";

const { site, apply } = functions;
let folder: string;

/** Answers every call to DynamoDB as an empty table does. */
const emptyTable = createServer((_, response) => response.writeHead(200, { "content-type": "application/x-amz-json-1.0" }).end("{}"));

beforeAll(async () => {
  await new Promise<void>((done) => emptyTable.listen(0, "127.0.0.1", done));
  // Outside the project, so that a bundle finds no file of it.
  folder = await mkdtemp(join(tmpdir(), "bundles-"));
  await bundleFunctions(folder, { site, apply });
});
afterAll(async () => {
  emptyTable.close();
  await rm(folder, { recursive: true });
});

const call = `
  const [file, event] = process.argv.slice(1);
  const { handler } = await import(file);
  const reply = await handler(JSON.parse(event), { awsRequestId: "a-request", getRemainingTimeInMillis: () => 30_000 });
  console.log("\\n" + JSON.stringify(reply));
`;

const values: Partial<Record<Variable, string>> = {
  PLACES_URL: "ownList",
  ORIGIN: "https://hardship.example",
  IDENTITY_ISSUER: "https://identity.example",
  SIGN_IN_RULES: JSON.stringify(localSignInRules),
};

type Call = { readonly routeKey: string; readonly rawPath: string; readonly pathParameters?: object };

/** Calls a handler in a process with nothing but its variables, as Lambda does. */
const replyOf = async (file: string, spec: typeof site | typeof apply, { routeKey, rawPath, pathParameters = {} }: Call) => {
  const variables = variablesOf(spec).map((variable) => [variable, values[variable] ?? "set"]);
  const aws = {
    AWS_REGION: "eu-west-2",
    AWS_ACCESS_KEY_ID: "a",
    AWS_SECRET_ACCESS_KEY: "b",
    AWS_ENDPOINT_URL_DYNAMODB: `http://127.0.0.1:${(emptyTable.address() as AddressInfo).port}`,
  };
  const requestContext = { requestId: "a-request", timeEpoch: Date.now(), http: { method: "GET", path: rawPath } };
  const event = { version: "2.0", routeKey, rawPath, rawQueryString: "", headers: {}, pathParameters, requestContext };
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--input-type=module", "--eval", call, pathToFileURL(file).href, JSON.stringify(event)],
    { cwd: folder, env: { ...Object.fromEntries(variables), ...aws }, maxBuffer: 16 * 1024 * 1024 },
  );
  const { statusCode, headers, body } = JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "");
  // A request without a cookie gets a new form token.
  return { statusCode, headers, body: body.replaceAll(/(name="formToken" value=")\w+/g, "$1") };
};

const style = { version: assetVersion, file: "page.css" };

test.each([
  ["the start page", "site", { routeKey: "GET /", rawPath: "/" }, 200, "</html>"],
  ["a page that is not there", "site", { routeKey: "$default", rawPath: "/nowhere" }, 404, "</html>"],
  [
    "the style sheet",
    "site",
    { routeKey: "GET /assets/{version}/{file+}", rawPath: `/assets/${style.version}/${style.file}`, pathParameters: style },
    200,
    ".govuk-button",
  ],
  [
    "a question of the form",
    "apply",
    { routeKey: "GET /apply/{page}", rawPath: "/apply/for-whom", pathParameters: { page: "for-whom" } },
    200,
    "govuk-radios__input",
  ],
] as const)("the bundle answers %s just as the source does", async (_what, name, event, statusCode, contents) => {
  const spec = functions[name];
  const source = fileURLToPath(new URL(`../../../${spec.entry}`, import.meta.url));
  const [fromBundle, fromSource] = await Promise.all([replyOf(join(folder, name, "index.cjs"), spec, event), replyOf(source, spec, event)]);
  expect(fromBundle).toEqual(fromSource);
  expect(fromBundle).toMatchObject({ statusCode, body: expect.stringContaining(contents) });
});

test("a page of the bundle leaves a blank where a value is undefined", async () => {
  // A strict template calls this for each value.
  expect(await precompileTemplates(new Set(["pages/fault.njk"]))).not.toContain("ensureDefined");
  const page = { origin: "https://hardship.example" };
  expect(() => renderPage("pages/fault.njk", {}, page)).toThrow("undefined");
});

test("an entry that is not there is named in one sentence", async () => {
  await expect(bundleFunctions(folder, { lost: { entry: "functions/lost/handler.ts" } })).rejects.toThrow(
    "functions/lost/handler.ts is declared in shared/system.ts but is not there",
  );
});
