import { beforeEach, expect, test } from "vitest";
import { type Sent, type SignedIn, send } from "../../http.ts";
import { textOf } from "../assess/desk.ts";
import { csvOf, type Desk, heading, loaded, openDesk, rowFor, rowsFor, standing, uploaded, work } from "./desk.ts";

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});

const typed = {
  kind: "councilTax",
  origin: "Council tax, Coventry",
  lawfulBasis: "publicTask",
  agreement: "The agreement of October.",
  "dated-day": "1",
  "dated-month": "10",
  "dated-year": "2026",
  "usedUntil-day": "31",
  "usedUntil-month": "3",
  "usedUntil-year": "2027",
  sendingId: "sending-1",
};

/** A form with a file, as a browser sends it. */
const form = async (as: SignedIn, fields: object, list?: string | Uint8Array<ArrayBuffer>): Promise<Sent> => {
  const body = new FormData();
  body.append("formToken", as.formToken);
  for (const [field, value] of Object.entries(fields)) body.append(field, String(value));
  body.append("list", new Blob([list ?? ""], { type: "text/csv" }), list === undefined ? "" : "list.csv");
  const request = new Request("http://localhost/", { method: "POST", body });
  return { as, headers: { "content-type": request.headers.get("content-type") ?? "" }, body: await request.bytes() };
};

test("an officer loads the extract as it came: shuffled columns, another alphabet of bytes, a title row, and empty ends", async () => {
  const text =
    "Extract 1.10.2026;;;;;;\r\nPost Code;Band;DOB;Surname;Forename;Address 1;Account Ref;Amount;\r\nCV1 2AB;B;03/04/2001;N\u00fa\u00f1ez;Zo\u00eb;1 Sample Street;00012;1200;\r\n;;;;;;;;\r\n";
  const file = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
  const sent = await send(desk.registers, "POST /registers", await form(desk.mina, typed, file));
  expect(sent.status).toBe(303);
  const registerId = sent.headers.location?.split("/").at(-1) ?? "";
  const path = { registerId };
  const checked = textOf((await send(desk.registers, "GET /registers/{registerId}", { as: desk.mina, path })).body);
  expect(checked).toContain("Checked, not loaded");
  expect(checked).toContain("1 row, with letters read as Windows-1252.");
  expect(checked).toContain("Columns that were not read, and of which nothing is kept: Amount .");
  expect(checked).toContain("Public task (UK GDPR Article 6(1)(e))");

  const load = await send(desk.registers, "POST /registers/{registerId}/load", { as: desk.mina, path, form: { version: "1" } });
  expect(load.headers.location).toBe(`/registers/${registerId}`);
  await work(desk, registerId);
  const inUse = textOf((await send(desk.registers, "GET /registers/{registerId}", { as: desk.asha, path })).body);
  expect(inUse).toContain("In use");
  expect(inUse).not.toContain("End its use now");
  const all = textOf((await send(desk.registers, "GET /registers", { as: desk.asha })).body);
  expect(all).toContain("Council tax: Council tax, Coventry Public task (UK GDPR Article 6(1)(e)) 1 October 2026 31 March 2027 1 In use");
});

test("a file with twenty faulty rows names each on the page, keeps nothing, and loses nothing that was typed", async () => {
  const faulty = Array.from({ length: 20 }, (_, index) => rowFor(index + 2).replace("1980-01-01", "31/02/1980"));
  const sent = await send(desk.registers, "POST /registers", await form(desk.mina, typed, csvOf([rowFor(1), ...faulty])));
  expect(sent.isShownAgain).toBe(true);
  const text = textOf(sent.body);
  expect(text).toContain("20 rows of 21 cannot be read. Nothing of the file is kept: mend it and choose it again");
  for (let row = 3; row <= 22; row += 1)
    expect(text).toContain(`Row ${row} date_of_birth “31/02/1980” is not a date like 09/03/1984 or 1984-03-09`);
  expect(sent.body).toContain("The agreement of October.");
  expect(sent.body).toContain('value="Council tax, Coventry"');
  expect(textOf((await send(desk.registers, "GET /registers", { as: desk.mina })).body)).toContain("There is no list yet.");
});

test("a form without anything says what to enter, box by box", async () => {
  const sent = await send(desk.registers, "POST /registers", await form(desk.mina, { sendingId: "s" }));
  const text = textOf(sent.body);
  for (const says of [
    "Select what the list is about",
    "Enter where the list is from",
    "Select the lawful basis",
    "Enter what allows this use",
    "Enter the day that the list was made",
    "Enter the last day on which it may be used",
    "Choose the list, as a CSV file",
  ])
    expect(text).toContain(says);
});

test("days that a list cannot have are refused at their boxes", async () => {
  const sent = await send(
    desk.registers,
    "POST /registers",
    await form(desk.mina, { ...typed, "usedUntil-year": "2028" }, csvOf([rowFor(1)])),
  );
  expect(textOf(sent.body)).toContain("A list may be used for 12 months from the day that it was made: until 1 October 2027 at the latest");
  expect(sent.body).toContain('href="#usedUntil-day"');
});

test("a second file of a list is added on its page, and a faulty one changes nothing", async () => {
  const { registerId } = await uploaded(desk, csvOf(rowsFor(3)));
  const path = { registerId };
  const add = async (list?: string) =>
    send(desk.registers, "POST /registers/{registerId}/files", { ...(await form(desk.mina, { version: "1" }, list)), path });
  const faulty = await add(csvOf([rowFor(9).replace("CV1 2AB", "nowhere")]));
  expect(textOf(faulty.body)).toContain("Row 2 postcode “nowhere” is not a full UK postcode, like CV1 2AB");
  expect(textOf((await add()).body)).toContain("Choose the list, as a CSV file");
  expect((await add(csvOf(["A,B", "1,2"], heading))).isShownAgain).toBe(true);
  expect((await standing(desk, registerId)).rows).toBe(3);
  expect((await add(csvOf(rowsFor(4, 10)))).status).toBe(303);
  expect((await standing(desk, registerId)).rows).toBe(7);
  const page = textOf((await send(desk.registers, "GET /registers/{registerId}", { as: desk.mina, path })).body);
  expect(page).toContain("File 2 4 rows, with letters read as UTF-8.");
});

test("ending a list needs a reason, keeps what was typed when somebody else was first, and then says who ended it and why", async () => {
  const { registerId, version } = await loaded(desk, csvOf([rowFor(1)]));
  const path = { registerId };
  const endWith = (fields: object) =>
    send(desk.registers, "POST /registers/{registerId}/end", { as: desk.mina, path, form: { ...fields } });
  expect(textOf((await endWith({ version: String(version), reason: "" })).body)).toContain("Enter the reason");
  const stale = await endWith({ version: "1", reason: "The wrong month." });
  expect(textOf(stale.body)).toContain("Somebody has moved this list on since you looked.");
  expect(stale.body).toContain("The wrong month.");
  expect((await endWith({ version: String(version), reason: "The wrong month." })).status).toBe(303);
  const page = textOf((await send(desk.registers, "GET /registers/{registerId}", { as: desk.asha, path })).body);
  expect(page).toContain("Deleting: 0 of 1 part done. Assessors see nothing of it any more.");
  expect(page).toContain("Mina Ford");
  expect(page).toContain(": The wrong month.");
});

test.for(["2027-03-31-ZZZZ-ZZZZ-ZZZZ", "LISTS", "x", "2027-03-31", "%00"])(
  "a list “%s” is not found by page or API",
  async (registerId) => {
    for (const route of ["GET /registers/{registerId}", "GET /api/registers/{registerId}"])
      expect((await send(desk.registers, route, { as: desk.mina, path: { registerId } })).status).toBe(404);
    const load = await send(desk.registers, "POST /registers/{registerId}/load", {
      as: desk.mina,
      path: { registerId },
      form: { version: "1" },
    });
    expect(load.status).toBe(404);
  },
);
