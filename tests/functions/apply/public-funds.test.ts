import { beforeEach, expect, test, vi } from "vitest";
import type { Application } from "../../../shared/domain/application.ts";
import { publicFundsForResident } from "../../../shared/domain/public-funds.ts";
import type { Table } from "../../../shared/store/items.ts";
import { everythingIn, freshTable } from "../../setup/table.ts";
import { residentOn, typedPages } from "./resident.ts";

let table: Table;
beforeEach(async () => {
  table = await freshTable();
});

const adviceTitle = "Please read this before you go on";
const applicationIn = async (at: Table) =>
  (await everythingIn(at)).find(({ itemKind }) => itemKind === "application")?.application as Application | undefined;

/** Answers yes about public funds, and every question before it. */
const answersYes = async (at: Table) => {
  const resident = residentOn(at);
  for (const [page, typed] of typedPages.slice(
    0,
    typedPages.findIndex(([page]) => page === "public-funds"),
  ))
    await resident.post(page, typed);
  return { resident, answered: await resident.post("public-funds", { noRecourse: "yes" }) };
};

test("a yes shows where to get advice before the form goes on, at the address that everyone opens", async () => {
  const { resident, answered } = await answersYes(table);
  expect([answered.status, answered.headers.location]).toEqual([303, "/apply/public-funds"]);

  const { status, body } = await resident.get("public-funds");

  expect(status).toBe(200);
  expect(body).toContain(adviceTitle);
  for (const said of [
    "could affect permission to stay in the UK",
    "Immigration Advice Authority",
    "Citizens Advice",
    "Children’s services and adult social care",
    ...publicFundsForResident,
    "Stop and delete my answers",
    "Exit this page",
  ])
    expect(body).toContain(said);
});

test("after the advice the application goes on, is sent, and has the answer in it", async () => {
  const { resident } = await answersYes(table);
  const wentOn = await resident.post("public-funds", { afterAdvice: "goOn" });
  expect(wentOn.headers.location).toBe("/apply/contact");

  await resident.fillIn({ "public-funds": { afterAdvice: "goOn" } });
  await resident.post("check");

  expect((await applicationIn(table))?.publicFunds).toEqual({ noRecourse: "yes" });
});

test("a resident who answered yes cannot send before they saw the advice", async () => {
  const { resident } = await answersYes(table);
  for (const [page, typed] of typedPages.slice(typedPages.findIndex(([page]) => page === "contact"))) await resident.post(page, typed);

  expect((await resident.get("check")).headers.location).toBe("/apply/public-funds?from=check");
  expect((await resident.get("public-funds", { query: { from: "check" } })).body).toContain(adviceTitle);
  const formToken = /name="formToken" value="([^"]+)"/.exec((await resident.get("savings")).body)?.[1] ?? "";
  expect((await resident.postBare("check", { form: { formToken } })).headers.location).toBe("/apply/check");
  expect(await applicationIn(table)).toBeUndefined();

  await resident.post("public-funds", { afterAdvice: "goOn" }, { query: { from: "check" } });
  expect((await resident.get("check")).body).toMatch(/no recourse to public funds”<\/dt>\s*<dd[^>]*>\s*<div[^>]*>Yes</);
});

test("the answer can be changed from the advice, or deleted with all the others", async () => {
  const { resident } = await answersYes(table);
  const changed = await resident.post("public-funds", { afterAdvice: "changeAnswer" });
  expect(changed.headers.location).toBe("/apply/public-funds");
  const shown = await resident.get("public-funds");
  expect(shown.body).not.toContain(adviceTitle);
  expect(shown.body).not.toContain(" checked");
  expect((await resident.post("public-funds", { noRecourse: "notSure" })).headers.location).toBe("/apply/contact");

  await resident.post("stop");
  expect(await everythingIn(table)).toEqual([]);
});

test("yes and no visit the same addresses, and nothing of the answer is in an address, a cookie, a header or a log", async () => {
  const written: string[] = [];
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, "write").mockImplementation((chunk) => {
      written.push(String(chunk));
      return true;
    });
  for (const method of ["log", "info", "warn", "error", "debug"] as const)
    vi.spyOn(console, method).mockImplementation((...said) => void written.push(said.map(String).join(" ")));
  const visited = async (answer: "yes" | "no") => {
    const resident = residentOn(await freshTable());
    const seen: (string | undefined)[] = [];
    for (const [page, typed] of typedPages) {
      const answers = page === "public-funds" ? [{ noRecourse: answer }, ...(answer === "yes" ? [{ afterAdvice: "goOn" }] : [])] : [typed];
      for (const given of answers) {
        const reply = await resident.post(page, given);
        seen.push(reply.headers.location);
        expect(JSON.stringify([reply.headers, reply.cookies])).not.toMatch(/recourse|yes/i);
      }
    }
    return new Set(seen);
  };

  const [yes, no] = [await visited("yes"), await visited("no")];
  vi.restoreAllMocks();

  expect([...yes].filter((path) => !no.has(path))).toEqual([]);
  expect(written.join("\n")).toContain('"message":"answered"');
  expect(written.join("\n")).not.toMatch(/recourse|public-funds/i);
});
