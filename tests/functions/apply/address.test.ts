import { DeleteItemCommand } from "@aws-sdk/client-dynamodb";
import { beforeAll, expect, test } from "vitest";
import { readGazetteer } from "../../../shared/domain/address/read-gazetteer.ts";
import { dynamoAddressLists } from "../../../shared/store/gazetteer.ts";
import type { Table } from "../../../shared/store/items.ts";
import { applicationInput, assessor } from "../../examples.ts";
import { send, signIn } from "../../http.ts";
import { everythingIn, freshTable } from "../../setup/table.ts";
import { applyOn, residentOn } from "./resident.ts";

const heading =
  "UPRN,ORGANISATION_NAME,SUB_BUILDING_NAME,BUILDING_NAME,BUILDING_NUMBER,THOROUGHFARE_NAME,POST_TOWN,POSTCODE,LOCAL_CUSTODIAN_CODE,BLPU_STATE_CODE";
const tower = Array.from({ length: 120 }, (_, flat) => `2000${flat},,FLAT ${flat + 1},HIGH TOWER,,Long Street,Coventry,CV1 9ZZ,4610,2`);
const rows = [
  "100001,,,,91,Split Road,Coventry,CV1 2AB,4610,2",
  "100002,,Flat 2,,91,Split Road,Coventry,CV1 2AB,4610,2",
  "100010,,Flat 10,,91,Split Road,Coventry,CV1 2AB,4610,2",
  "100003,,Flat 3,,91,Split Road,Coventry,CV1 2AB,4610,4",
  "100004,,,Rose Cottage,,Far Lane,Coventry,CV3 9AA,3715,2",
  "100005,,,,5,Far Lane,Coventry,CV3 9AA,4610,2",
  "100006,,,,7,Kenilworth Edge,Coventry,CV8 1ZZ,4610,2",
  ...tower,
];
const by = { id: "scheme.manager", name: "Sam Manager" };
const load = async (table: Table, lines: readonly string[], listId: string) => {
  const read = readGazetteer(new TextEncoder().encode([heading, ...lines].join("\n")));
  if (read.kind !== "read") throw new Error(read.kind);
  await dynamoAddressLists(table).load({ listId, loadedAt: "2026-11-20T09:00:00.000Z", loadedBy: by, counts: read.counts }, read.addresses);
};

let table: Table;
let withoutList: Table;
beforeAll(async () => {
  [table, withoutList] = await Promise.all([freshTable(), freshTable()]);
  await load(table, rows, "first");
});

const blank = { line1: "", line2: "", town: "" };
const atPostcode = async (postcode: string, number = "", on = table) => {
  const resident = residentOn(on);
  await resident.post("for-whom", { role: "self" });
  await resident.post("home", { kind: "settled" });
  return { resident, answer: await resident.post("postcode", { postcode, number }) };
};
const storedAddress = async (on: Table, caseId: string | undefined) =>
  (await everythingIn(on)).find(({ itemKind, pk }) => itemKind === "application" && pk === `CASE#${caseId}`)?.application;

test("somebody types a postcode, chooses their home from the list in order, and the UPRN, the unit and whose area it is are kept", async () => {
  const resident = residentOn(table);
  await resident.fillIn({ postcode: { postcode: "cv1 2ab", number: "" }, address: { listed: "100002", ...blank, postcode: "CV1 2AB" } });
  const page = (await resident.get("address")).body;
  const options = [...page.matchAll(/<option value="(\d+)"( selected)?>\s*([^<]+?)\s*</g)].map(([, uprn, selected, text]) => [
    uprn,
    text,
    selected !== undefined,
  ]);
  expect(options).toEqual([
    ["100001", "91 Split Road, Coventry", false],
    ["100002", "Flat 2, 91 Split Road, Coventry", true],
    ["100010", "Flat 10, 91 Split Road, Coventry", false],
  ]);
  expect(page).toContain("The address is not listed");
  // The boxes below are for an address that is not listed.
  expect(page).not.toContain('value="Flat 2, 91 Split Road"');
  expect((await resident.get("check")).body).toContain("Flat 2, 91 Split Road");

  await resident.post("check");
  const [caseId] = /[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){2}/.exec((await resident.get("received")).body) ?? [];
  expect(await storedAddress(table, caseId)).toMatchObject({
    address: {
      kind: "settled",
      line1: "Flat 2, 91 Split Road",
      town: "Coventry",
      postcode: "CV1 2AB",
      uprn: "100002",
      unit: "Flat 2",
      custodian: "4610",
    },
  });
});

test("somebody whose home is not listed types it below, and nothing is asked of them again", async () => {
  const { resident } = await atPostcode("CV1 2AB");
  expect((await resident.get("address")).body).toContain('value="CV1 2AB"');
  const answer = await resident.post("address", { listed: "", line1: "93 Split Road", line2: "", town: "", postcode: "CV1 2AB" });
  expect(answer.headers.location).toBe("/apply/people");
});

test.each(["I live at CV1 2AB near the church", "cv12ab.", "My postcode is cv1 2ab, thanks"])(
  "a postcode typed as “%s” is understood",
  async (typed) => {
    const { answer, resident } = await atPostcode(typed);
    expect(answer.headers.location).toBe("/apply/address");
    expect((await resident.get("address")).body).toContain("Flat 2, 91 Split Road");
  },
);

test.each(["near the church", "CV1", "between CV1 2AB and CV6 5AA"])(
  "a postcode typed as “%s” is refused with an example, and stays in its box",
  async (typed) => {
    const { answer } = await atPostcode(typed);
    expect(answer.body).toContain('<a href="#postcode">Enter a full UK postcode, like CV1 2AB</a>');
    expect(answer.body).toContain(`value="${typed}"`);
  },
);

test("a postcode with more than a hundred homes asks for a number or name, and finds them by it", async () => {
  const { answer, resident } = await atPostcode("CV1 9ZZ");
  expect(answer.body).toContain('<a href="#number">This postcode has more than 100 addresses. Enter the house number or name too</a>');
  expect((await resident.post("postcode", { postcode: "CV1 9ZZ", number: "flat 77" })).headers.location).toBe("/apply/address");
  const { body } = await resident.get("address");
  expect(body).toContain("FLAT 77, HIGH TOWER");
  expect(body).not.toContain("FLAT 78, HIGH TOWER");
});

test("a postcode without a home, a number that finds none, and no list at all: people type their address", async () => {
  const none = await atPostcode("CV6 5AA");
  expect((await none.resident.get("address")).body).toContain(
    "We found no address for CV6 5AA. If the postcode is right, type the address here.",
  );
  const number = await atPostcode("CV1 2AB", "777");
  expect((await number.resident.get("address")).body).toContain("We found no address for “777” at CV1 2AB.");
  const { resident } = await atPostcode("CV1 2AB", "", withoutList);
  expect((await resident.get("address")).body).toContain("We cannot look addresses up just now. Type the address here.");
  expect((await resident.post("address", { line1: "91 Split Road", line2: "", town: "", postcode: "CV1 2AB" })).status).toBe(303);
});

test("somebody who left the address empty and types another postcode sees that one beside its list, and no error yet", async () => {
  const { resident } = await atPostcode("CV1 2AB");
  await resident.post("address", { listed: "", ...blank, postcode: "CV1 2AB" });
  await resident.post("postcode", { postcode: "CV3 9AA", number: "" });
  const { body } = await resident.get("address");
  expect(body).toContain('value="CV3 9AA"');
  expect(body).not.toContain("There is a problem");
});

test("a home in another council's area is refused with the name of who helps there, and what was typed stays", async () => {
  const { resident } = await atPostcode("CV3 9AA");
  const answer = await resident.post("address", { listed: "100004", ...blank, postcode: "CV3 9AA" });
  expect(answer.status).toBe(400);
  expect(answer.body).toContain("This home is outside the area we can help: it is in Rugby, where Warwickshire County Council helps");
  expect(answer.body).toContain('href="https://www.gov.uk/find-local-council"');
  expect(answer.body).toMatch(/value="100004" selected/);
});

test("a postcode of another council's district is refused, unless the list has homes of ours there", async () => {
  const outside = await atPostcode("LE1 1AA");
  expect(outside.answer.body).toContain('<a href="#postcode">This postcode is outside the area we can help.');
  const { answer, resident } = await atPostcode("CV8 1ZZ");
  expect(answer.headers.location).toBe("/apply/address");
  expect((await resident.post("address", { listed: "100006", ...blank, postcode: "CV8 1ZZ" })).status).toBe(303);
  expect((await resident.post("address", { listed: "", ...blank, line1: "9 Kenilworth Edge", postcode: "CV8 1ZZ" })).body).toContain(
    '<a href="#postcode">This postcode is outside the area we can help.',
  );
});

test.each([
  ["a home that is gone", { listed: "100003", ...blank }, "The address that you chose is no longer in the list"],
  ["a UPRN of no list", { listed: "999", ...blank }, "The address that you chose is no longer in the list"],
  [
    "a choice and another address typed",
    { listed: "100002", ...blank, line1: "93 Split Road" },
    "Choose the address from the list or type it, not both",
  ],
  ["nothing", { listed: "", ...blank }, "Choose the address, or type it below"],
])("%s is refused in plain words", async (_, typed, says) => {
  const { resident } = await atPostcode("CV1 2AB");
  const answer = await resident.post("address", { ...typed, postcode: "CV1 2AB" });
  expect(answer.body).toContain(says);
  if (typed.line1) expect(answer.body).toContain(`value="${typed.line1}"`);
});

test("a home that a newer list lacks is asked for again before anything is sent", async () => {
  const own = await freshTable();
  await load(own, rows, "first");
  const resident = residentOn(own);
  await resident.fillIn({ postcode: { postcode: "CV1 2AB", number: "" }, address: { listed: "100002", ...blank, postcode: "CV1 2AB" } });
  await load(
    own,
    rows.map((row) => (row.startsWith("100002,") ? row.replace(/,2$/, ",4") : row)),
    "second",
  );
  expect((await resident.post("check")).headers.location).toBe("/apply/address?from=check");
  expect((await resident.get("address")).body).toContain("The address that you chose is no longer in the list");
  expect((await everythingIn(own)).filter(({ itemKind }) => itemKind === "application")).toEqual([]);
});

test("a list that cannot be asked any more takes nobody's choice away", async () => {
  const own = await freshTable();
  await load(own, rows, "first");
  const resident = residentOn(own);
  await resident.fillIn({ postcode: { postcode: "CV1 2AB", number: "" }, address: { listed: "100002", ...blank, postcode: "CV1 2AB" } });
  await own.client.send(new DeleteItemCommand({ TableName: own.name, Key: { pk: { S: "GAZETTEER#LIST" }, sk: { S: "NOW" } } }));
  const { body } = await resident.get("address");
  expect(body).not.toContain("There is a problem");
  expect(body).toContain('value="Flat 2, 91 Split Road"');
  const refused = await resident.post("address", { listed: "100002", ...blank, postcode: "CV1 2AB" });
  expect(refused.body).toContain('<a href="#line1">We cannot look addresses up just now. Type the address below</a>');
  await resident.post("address", { line1: "Flat 2, 91 Split Road", line2: "", town: "", postcode: "CV1 2AB" });
  expect((await resident.post("check")).headers.location).toBe("/apply/received");
});

test("nobody in a refuge is asked where it is, and a PO box can be left for letters", async () => {
  const inRefuge = residentOn(table);
  await inRefuge.post("for-whom", { role: "self" });
  expect((await inRefuge.post("home", { kind: "refuge" })).headers.location).toBe("/apply/refuge");
  const { body } = await inRefuge.get("refuge");
  expect(body).toContain("Please do not tell us where the refuge is.");
  expect(await inRefuge.post("refuge", { line1: "", line2: "", town: "", postcode: "" })).toMatchObject({ status: 303 });
  const half = await inRefuge.post("refuge", { line1: "PO Box 12", line2: "", town: "", postcode: "" });
  expect(half.body).toContain('<a href="#postcode">Enter the postcode, or leave every box empty</a>');
});

test.each([
  [
    { line1: "PO Box 12", line2: "", town: "", postcode: "b1 1aa" },
    { kind: "refuge", post: { line1: "PO Box 12", postcode: "B1 1AA" } },
  ],
  [{ line1: "", line2: "", town: "", postcode: "" }, { kind: "refuge" }],
])("an application from a refuge stores no address but that for letters: %j", async (typed, stored) => {
  const resident = residentOn(table);
  await resident.fillIn({ home: { kind: "settled" } });
  // An address typed before the answer changed is kept nowhere either.
  await resident.post("home", { kind: "refuge" });
  await resident.post("refuge", typed);
  await resident.post("check");
  const [caseId] = /[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){2}/.exec((await resident.get("received")).body) ?? [];
  const kept = (await everythingIn(table)).filter(({ pk }) => pk === `CASE#${caseId}`);
  expect(kept.find(({ itemKind }) => itemKind === "application")?.application).toMatchObject({ address: stored });
  expect(JSON.stringify(kept)).not.toContain("Sample Street");
});

test.each(["shared", "supported", "hostel"])("a home that is %s is kept with the address", async (kind) => {
  const resident = residentOn(table);
  await resident.fillIn({ home: { kind } });
  await resident.post("check");
  const [caseId] = /[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){2}/.exec((await resident.get("received")).body) ?? [];
  expect(await storedAddress(table, caseId)).toMatchObject({ address: { kind: "settled", home: kind } });
});

let sent = 0;
const byProgram = async (address: object, people?: object) => {
  sent += 1;
  return send(applyOn(table), "POST /api/applications", {
    json: { ...applicationInput, address, ...(people && { people }) },
    as: await signIn(table, assessor),
    headers: { "idempotency-key": `address-key-${sent}` },
  });
};
const settled = { kind: "settled", line1: "1 Some Road", postcode: "CV3 9AA" };

test("a program's UPRN is looked up: ours is known to be inside, and nobody is believed about it", async () => {
  const taken = await byProgram({ ...settled, uprn: "100005" });
  expect(taken.status).toBe(201);
  expect(await storedAddress(table, taken.json<{ caseId: string }>().caseId)).toMatchObject({
    address: { uprn: "100005", custodian: "4610" },
  });
  const unlisted = await byProgram({ ...settled, uprn: "777" });
  expect(unlisted.status).toBe(201);
  expect(await storedAddress(table, unlisted.json<{ caseId: string }>().caseId)).not.toHaveProperty("address.custodian");
  expect((await byProgram({ ...settled, uprn: "100005", custodian: "4610" })).status).toBe(422);
});

test.each([
  [{ ...settled, uprn: "100004" }, "This home is in Rugby, where Warwickshire County Council helps"],
  [{ ...settled, postcode: "CV1 2AB", uprn: "100003" }, "This home stands in the address list as gone"],
  [{ ...settled, postcode: "LE1 1AA", uprn: "777" }, "This postcode is outside the area we can help."],
  [{ ...settled, uprn: "1.00E+11" }, "A UPRN has up to 12 digits"],
  [{ kind: "refuge", line1: "1 Secret Road" }, "line1"],
])("a program hears what is wrong with %j", async (address, says) => {
  const answer = await byProgram(address);
  expect(answer.status).toBe(422);
  expect(answer.body).toContain(says);
});

const nino = "AB123456C";

test("a National Insurance number and other names are taken, and the stored application has the number's end alone", async () => {
  const resident = residentOn(table);
  const born = { "dateOfBirth-day": "9", "dateOfBirth-month": "3", "dateOfBirth-year": "1984" };
  await resident.fillIn({
    "about-you": { name: "Robin Example", otherNames: "Robin Before, Rob Before", nino: " ab 12 34 56 c ", ...born },
  });
  const check = (await resident.get("check")).body;
  expect(check).toContain("Robin Before, Rob Before");
  expect(check).toContain("*****456C");
  await resident.post("check");
  const [caseId] = /[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){2}/.exec((await resident.get("received")).body) ?? [];
  expect(await storedAddress(table, caseId)).toMatchObject({
    people: [{ otherNames: ["Robin Before", "Rob Before"], nino: "*****456C" }, {}],
  });
  expect(JSON.stringify((await everythingIn(table)).filter(({ itemKind }) => itemKind !== "draft"))).not.toMatch(/AB ?12 ?34 ?56 ?C/i);
});

test.each([
  ["TN123456C", "This is a temporary National Insurance number"],
  ["12A34567", "This is a temporary reference number from HMRC"],
  ["PY123456C", "This number is for tax only"],
  ["BG123456C", "No National Insurance number begins with these two letters"],
  ["my number is lost", "A National Insurance number is 2 letters, 6 numbers and a letter"],
])("the number %s is refused in plain words by page and by program, and may be left out", async (typed, says) => {
  const resident = residentOn(table);
  await resident.post("for-whom", { role: "self" });
  const born = { "dateOfBirth-day": "9", "dateOfBirth-month": "3", "dateOfBirth-year": "1984" };
  const answer = await resident.post("about-you", { name: "Robin Example", otherNames: "", nino: typed, ...born });
  expect(answer.body).toContain(`<a href="#nino">${says}`);
  expect(answer.body).toContain("Leave the box empty if you do not have it");
  expect(answer.body).toContain(`value="${typed}"`);
  expect((await resident.post("about-you", { name: "Robin Example", otherNames: "", nino: "", ...born })).status).toBe(303);

  const [self, ...others] = applicationInput.people;
  const refused = await byProgram(settled, [{ ...self, nino: typed }, ...others]);
  expect(refused.status).toBe(422);
  expect(refused.body).toContain(says);
  expect((await byProgram(settled, [{ ...self, nino }, ...others])).status).toBe(201);
});
