import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { type Host, startHost } from "../../infra/local/host.ts";
import { openApiDocument } from "../../shared/http/openapi.ts";
import { launchBrowser, type Walk, walk } from "./browser.ts";
import { signIn } from "./staff.ts";

let host: Host;
let browser: Browser;
let one: Walk;

beforeAll(async () => {
  host = await startHost({ demo: true });
  browser = await launchBrowser();
});
beforeEach(async () => {
  one = await walk(browser, host.origin);
});
afterEach(() => one?.close());
afterAll(async () => {
  await browser?.close();
  await host?.stop();
});

test("an assessor finds a long case list in the demonstration data, with decided cases and their histories", async () => {
  const { page, look } = one;
  await signIn(one, "assessor-1", "/cases");
  await look("demo-queue");
  expect(await page.getByRole("row").count()).toBeGreaterThan(10);
  await page.getByRole("row", { name: "Urgent" }).filter({ hasNotText: "Late" }).first().getByRole("link").click();
  await look("demo-case", "assessor-case");
  const sections = page.getByRole("navigation", { name: "On this page" }).getByRole("link");
  for (const link of await sections.all()) {
    expect(await page.locator((await link.getAttribute("href")) ?? "").count(), await link.innerText()).toBe(1);
  }

  await page.getByRole("link", { name: "Cases", exact: true }).first().click();
  for (const status of ["Waiting for the resident", "Refused", "Awarded"]) {
    await page.getByRole("navigation", { name: "Cases by status" }).getByRole("link", { name: status }).click();
    expect(await page.getByRole("link", { name: status }).getAttribute("aria-current")).toBe("page");
    await look(`demo-queue-${status}`);
  }
  await page.getByRole("rowheader").first().getByRole("link").click();
  await look("demo-case-decided");
  await page.getByRole("link", { name: "See the award" }).click();
  await look("demo-award");
});

test("a partner finds referrals in the demonstration data, with safe contact first", async () => {
  const { page, look } = one;
  await signIn(one, "welfare-rights", "/referrals");
  await look("demo-referrals");
  await page.getByRole("row", { name: "Waiting for an answer" }).first().getByRole("link").click();
  await look("demo-referral", "partner-referral");
  expect(await page.locator("h2").first().innerText()).toBe("Contact them only like this");
});

test("finance opens a figure of the demonstration data, an entry behind it and the entry's award, and comes back", async () => {
  const { page, look } = one;
  await signIn(one, "finance", "/finance");
  await page.getByRole("link", { name: "Crisis and Resilience Fund" }).click();
  await look("demo-scheme", "finance-scheme");
  await page.getByRole("row", { name: "Committed" }).first().getByRole("link").click();
  await look("demo-entries");
  await page.getByRole("link", { name: "Next entries" }).click();
  await page
    .getByRole("link", { name: /-A\d+$/ })
    .first()
    .click();
  await look("demo-award-for-finance");
  await page.getByRole("link", { name: "Crisis and Resilience Fund", exact: true }).click();
  expect(await page.getByRole("heading", { level: 1 }).innerText()).toBe("Crisis and Resilience Fund: money");
});

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Runs a script in bash, as a reader does who pastes it. */
const pasted = (script: string, environment: Record<string, string>) =>
  new Promise<{ status: number | null; out: string; err: string }>((done) => {
    const bash = spawn("bash", ["-euo", "pipefail"], { cwd: root, env: { ...process.env, ...environment } });
    let [out, err] = ["", ""];
    bash.stdout.on("data", (chunk) => {
      out += chunk;
    });
    bash.stderr.on("data", (chunk) => {
      err += chunk;
    });
    bash.once("close", (status) => done({ status, out, err }));
    bash.stdin.end(script);
  });

test("the program’s session in the README works as it is pasted, twice", async () => {
  const [, session = ""] = /```bash\n([\s\S]*?)```/.exec(await readFile(`${root}README.md`, "utf8")) ?? [];
  expect(session).toContain("service=http://localhost:3000");
  const here = session.replace("http://localhost:3000", host.origin);
  for (const _ of ["first", "second"]) {
    const { status, out, err } = await pasted(here, { PORT: new URL(host.origin).port });
    expect([status, err]).toEqual([0, ""]);
    expect(out).toMatch(/^Energy top-up or cash for fuel: \d+ pence, /);
  }
});

test("the API’s description is a page that reads without JavaScript, and Swagger UI shows the same", async () => {
  const { page, look } = one;
  await page.goto(`${host.origin}/api-description`);
  await look("api-description");
  await page.getByText("Takes, award").first().click();
  await look("api-description-open");
  expect(await page.getByRole("link", { name: "open it in Swagger UI" }).getAttribute("href")).toBe("/api-description/viewer");

  const withScripts = await browser.newContext({ baseURL: host.origin });
  try {
    const viewer = await withScripts.newPage();
    const elsewhere: string[] = [];
    viewer.on("request", (request) => {
      if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(host.origin)) elsewhere.push(request.url());
    });
    await viewer.goto("/api-description/viewer");
    await viewer.getByText("/api/cases/{caseId}/awards").first().waitFor();
    const { paths } = openApiDocument() as { readonly paths: Readonly<Record<string, object>> };
    const operations = Object.values(paths).flatMap((methods) => Object.keys(methods));
    // Swagger UI 5.33 to 5.35 shows three operations of any document with more than 127.
    await expect.poll(() => viewer.locator(".opblock").count(), { timeout: 20_000 }).toBe(operations.length);
    expect(elsewhere).toEqual([]);
  } finally {
    await withScripts.close();
  }
});
