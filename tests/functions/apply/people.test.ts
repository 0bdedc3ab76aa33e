import { beforeAll, expect, test } from "vitest";
import type { Table } from "../../../shared/store/items.ts";
import { freshTable } from "../../setup/table.ts";
import { residentOn, type Typed } from "./resident.ts";

let table: Table;
beforeAll(async () => {
  table = await freshTable();
});

const someone = (name: string): Typed => ({
  name,
  "dateOfBirth-day": "1",
  "dateOfBirth-month": "2",
  "dateOfBirth-year": "2015",
  relationship: "child",
});
const started = async () => {
  const resident = residentOn(table);
  await resident.post("for-whom", { role: "self" });
  return resident;
};
const newSlotPath = async (resident: Awaited<ReturnType<typeof started>>) =>
  (await resident.post("people", { another: "yes" })).headers.location?.replace("/apply/", "") ?? "";

test("people are added one by one, changed and removed", async () => {
  const resident = await started();
  const first = await newSlotPath(resident);
  expect(first).toMatch(/^people\/[a-z0-9]{10}$/);
  expect((await resident.post(first, someone("Ada"))).headers.location).toBe("/apply/people");
  await resident.post("people/zzzzzzzzz2", someone("Ben"));
  await resident.post(first, someone("Ada Mary"));

  const list = (await resident.get("people")).body;
  expect(list).toContain("Ada Mary");
  expect(list).toContain("Ben");
  expect(list.indexOf("Ada Mary")).toBeLessThan(list.indexOf("Ben"));
  expect(list).toContain("Is there anyone else to add?");

  await resident.post(`${first}/remove`);
  expect((await resident.get("people")).body).not.toContain("Ada Mary");
  expect((await resident.post(`${first}/remove`)).headers.location).toBe("/apply/people");
});

test("somebody whose birthday nobody knows is listed by an age that is marked as an estimate", async () => {
  const resident = await started();
  const born = { "dateOfBirth-day": "", "dateOfBirth-month": "", "dateOfBirth-year": "" };
  const uncle = { name: "Ali Example", ...born, relationship: "otherAdult", shares: "money" };
  const nothing = await resident.post("people/k0000001", { ...uncle, name: "", estimatedAge: "" });
  expect(nothing.isShownAgain).toBe(true);
  expect(nothing.body).toContain('<a href="#name">Enter their full name</a>');
  expect(nothing.body).toContain('<a href="#dateOfBirth-day">Enter their date of birth, or about how old they are</a>');
  const both = await resident.post("people/k0000001", { ...someone("Ali Example"), estimatedAge: "40" });
  expect(both.body).toContain('<a href="#estimatedAge">Enter a date of birth or an age, not both</a>');
  const old = await resident.post("people/k0000001", { ...uncle, estimatedAge: "140" });
  expect(old.body).toContain('<a href="#estimatedAge">Age must be 120 or less</a>');
  // An adult by the estimate is asked about money, as every adult is.
  const unsaid = await resident.post("people/k0000001", { ...uncle, estimatedAge: "40", shares: "" });
  expect(unsaid.body).toContain('<a href="#shares">');
  expect((await resident.post("people/k0000001", { ...uncle, estimatedAge: "40" })).status).toBe(303);
  expect((await resident.get("people")).body).toContain("About 40 years old");
});

test("pressing the button twice adds one person", async () => {
  const resident = await started();
  const slot = await newSlotPath(resident);
  await Promise.all([resident.post(slot, someone("Ada")), resident.post(slot, someone("Ada"))]);
  expect((await resident.get("people")).body.match(/council-people__name">Ada/g)).toHaveLength(1);
});

test("two people added in two tabs are both there", async () => {
  const resident = await started();
  const tab = residentOn(table, resident.cookie());
  await Promise.all([resident.post("people/k0000001", someone("Ada")), tab.post("people/k0000002", someone("Ben"))]);
  const { body } = await resident.get("people");
  expect(body).toContain("Ada");
  expect(body).toContain("Ben");
});

test("nobody is listed by a page that came back with an error", async () => {
  const resident = await started();
  expect((await resident.post("people/k0000001", { ...someone("Ada"), "dateOfBirth-year": "3015" })).isShownAgain).toBe(true);
  expect((await resident.get("people")).body).not.toContain("Ada");
});

test("a household has room for twenty", async () => {
  const resident = await started();
  for (let number = 10; number < 29; number += 1) await resident.post(`people/k00000${number}`, someone(`Person ${number}`));
  const full = await resident.post("people", { another: "yes" });
  expect(full.isShownAgain).toBe(true);
  expect(full.body).toContain("You can list 20 people.");
  await resident.post("people/k0000099", someone("One too many"));
  expect((await resident.get("people")).body).not.toContain("One too many");
  expect((await resident.post("people", { another: "no" })).headers.location).toBe("/apply/income");
});
