import { expect, test } from "vitest";
import { createDescribeApi } from "../../../functions/site/describe-api.ts";
import { type ContractRoute, contracts } from "../../../shared/http/contracts.ts";
import { openApiDocument } from "../../../shared/http/openapi.ts";
import { problemTypes } from "../../../shared/http/reply.ts";
import { origin, send } from "../../http.ts";

const describeApi = createDescribeApi({ origin });

test("the OpenAPI document describes the applications that a program may send", async () => {
  const { status, body } = await send(describeApi, "GET /api/openapi.json");
  expect(status).toBe(200);
  expect(JSON.parse(body)).toMatchObject({ openapi: expect.stringMatching(/^3\.1/), paths: { "/api/applications": { post: {} } } });
});

test("the page has every operation with its words, every shape and every problem", async () => {
  const { status, body } = await send(describeApi, "GET /api-description");
  expect(status).toBe(200);
  const { paths, components } = openApiDocument() as {
    paths: Record<string, Record<string, { operationId: string; summary: string }>>;
    components: { schemas: Record<string, object> };
  };
  const operations = Object.values(paths).flatMap((methods) => Object.values(methods));
  expect(operations).toHaveLength(Object.keys(contracts).length);
  for (const { operationId } of operations) expect(body).toContain(`id="${operationId}"`);
  for (const route of Object.keys(contracts) as ContractRoute[]) expect(body).toContain(`<code>${route}</code>`);
  for (const name of Object.keys(components.schemas).filter((one) => one !== "Problem")) expect(body).toContain(`id="shape-${name}"`);
  for (const type of Object.keys(problemTypes)) expect(body).toContain(`urn:hardship-support:problem:${type}`);
  expect(body).not.toContain("undefined");
});

test("every link within the page leads somewhere, and no id is there twice", async () => {
  const { body } = await send(describeApi, "GET /api-description");
  const ids = [...body.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const links = [...body.matchAll(/ href="#([^"]+)"/g)].map(([, id]) => id);
  expect([...new Set(links)].filter((id) => !ids.includes(id))).toEqual([]);
});

test.each([
  ["swagger-ui.css", "public, max-age=3600"],
  ["swagger-ui-bundle.js", "public, max-age=3600"],
  ["open.js", "no-cache"],
])("the viewer’s %s is served", async (file, cache) => {
  const { status, headers, body } = await send(describeApi, "GET /api-description/files/{file}", { path: { file } });
  expect(status).toBe(200);
  expect(headers["cache-control"]).toBe(cache);
  expect(body).not.toContain("sourceMappingURL");
});

test.each(["constructor", "__proto__", "package.json", "../describe-api.ts"])("the file %s is not the viewer’s", async (file) => {
  expect((await send(describeApi, "GET /api-description/files/{file}", { path: { file } })).status).toBe(404);
});

test("the viewer’s page loads only our own files", async () => {
  const { body, headers } = await send(describeApi, "GET /api-description/viewer");
  expect(body).toContain('src="/api-description/files/swagger-ui-bundle.js"');
  expect([...body.matchAll(/(?:src|href)="(https?:[^"]+)"/g)]).toEqual([]);
  expect(headers["content-security-policy"]).not.toContain("unsafe");
});
