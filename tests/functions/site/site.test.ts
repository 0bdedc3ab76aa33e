import { expect, test } from "vitest";
import { createSite } from "../../../functions/site/site.ts";
import { council } from "../../../shared/council.ts";
import { assetVersion } from "../../../shared/pages/asset-version.ts";
import { origin, send } from "../../http.ts";
import { runContext } from "../../run-context.ts";

const site = createSite({ origin });

test("the start page says where to turn now, and leads to the check beforehand, the first question and sign-in", async () => {
  const { status, body } = await send(site, "GET /");
  expect(status).toBe(200);
  const links = ['href="/check"', 'href="/apply/for-whom"', 'href="/sign-in"'];
  for (const said of [council.telephone, "call 999", "0808 2000 247", "about 10 minutes", ...links]) expect(body).toContain(said);
});

test.each([
  ["/accessibility", ["Accessibility Regulations 2018", "Equality Advisory and Support Service", "partially compliant"]],
  ["/privacy", ["Article 6(1)(e)", "Information Commissioner", "24 hours"]],
  ["/cookies", ["application", "session"]],
])("%s says what the law asks, and where the service is a demonstration", async (path, said) => {
  const { status, body } = await send(site, `GET ${path}`);
  expect(status).toBe(200);
  for (const words of [...said, council.phase]) expect(body).toContain(words);
});

test("no page carries the crown, the GOV.UK logo or Crown copyright", async () => {
  const { body } = await send(site, "GET /");
  expect(body).not.toMatch(/crown/i);
  expect(body).not.toContain("govuk-logo");
});

test("an asset of this version is cached for ever; one of another version is served and not cached", async () => {
  const now = await send(site, "GET /assets/{version}/{file+}", { path: { version: assetVersion, file: "page.css" } });
  expect(now.status).toBe(200);
  expect(now.headers["cache-control"]).toBe("public, max-age=31536000, immutable");
  expect(now.headers["content-type"]).toBe("text/css; charset=utf-8");
  const before = await send(site, "GET /assets/{version}/{file+}", { path: { version: "0", file: "page.css" } });
  expect(before.headers["cache-control"]).toBe("no-cache");
});

test("the styles name no typeface or image that is GOV.UK's own", async () => {
  const { body } = await send(site, "GET /assets/{version}/{file+}", { path: { version: assetVersion, file: "page.css" } });
  expect(["GDS Transport", "url(/assets"].filter((unwanted) => body.includes(unwanted))).toEqual([]);
  expect(body.lastIndexOf(`--govuk-brand-colour:${council.colour}`)).toBeGreaterThan(body.indexOf("--govuk-brand-colour:#1d70b8"));
});

test.each(["secret.txt", "constructor", "__proto__", "../handler.ts"])("the asset %s is not found", async (file) => {
  expect((await send(site, "GET /assets/{version}/{file+}", { path: { version: assetVersion, file } })).status).toBe(404);
});

const sendTo = async (method: string, rawPath: string, body?: string) => {
  const event = {
    routeKey: "$default",
    rawPath,
    rawQueryString: "",
    headers: { host: new URL(origin).host },
    requestContext: { http: { method, path: rawPath }, requestId: "request-1", timeEpoch: Date.now() },
    ...(body && { body }),
  };
  const handler = site as unknown as (event: object, context: object) => Promise<{ statusCode: number; headers: Record<string, string> }>;
  return handler(event, runContext());
};

test.each([
  ["PUT", "/api/cases", "GET"],
  ["DELETE", "/api/cases/C-1", "GET"],
  ["GET", "/api/cases/C-1/awards", "POST"],
  ["PATCH", "/api/payment-batches", "GET, POST"],
])("a program that sends %s to %s is told that it takes %s", async (method, path, allow) => {
  expect(await sendTo(method, path, "anything")).toMatchObject({
    statusCode: 405,
    headers: { allow, "content-type": "application/problem+json" },
    body: expect.stringContaining("urn:hardship-support:problem:method-not-allowed"),
  });
});

test("an unknown address is a page for a person and a problem for a program, whatever is sent to it", async () => {
  for (const [method, path] of [
    ["GET", "/nowhere"],
    ["POST", "/nowhere"],
    ["DELETE", "/cases"],
    ["GET", "/apiary"],
  ] as const) {
    expect(await sendTo(method, path, "anything")).toMatchObject({
      statusCode: 404,
      headers: { "content-type": "text/html; charset=utf-8" },
    });
  }
  for (const [method, path] of [
    ["GET", "/api/nowhere"],
    ["POST", "/api/nowhere"],
    ["POST", "/api/cases/"],
    ["GET", "/api"],
  ] as const) {
    expect(await sendTo(method, path, "{}")).toMatchObject({ statusCode: 404, headers: { "content-type": "application/problem+json" } });
  }
});
