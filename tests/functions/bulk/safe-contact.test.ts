import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { beforeEach, expect, test } from "vitest";
import { submitApplication } from "../../../functions/apply/submit-application.ts";
import { orderFile } from "../../../functions/fulfil/order-file.ts";
import { startLines } from "../../../functions/fulfil/start-lines.ts";
import type { ApplicationInput } from "../../../shared/domain/application.ts";
import { caseIdFrom } from "../../../shared/domain/ids.ts";
import { resident } from "../../../shared/domain/principal.ts";
import { dynamoApplications } from "../../../shared/store/applications.ts";
import { dynamoCases } from "../../../shared/store/cases.ts";
import { readItem, values } from "../../../shared/store/items.ts";
import { householdKey } from "../../../shared/store/keys.ts";
import { dynamoLines } from "../../../shared/store/lines.ts";
import { dynamoSchemes } from "../../../shared/store/schemes.ts";
import { callsOf } from "../../calls.ts";
import { aDayInCrf, allocateExample, applicationLike } from "../../examples.ts";
import { birthOf, nameOf, personOf } from "../../people.ts";
import { identitiesOn } from "../../setup/identities.ts";
import { itemsIn } from "../../stream.ts";
import { started, step } from "../fulfil/room.ts";
import { csvOf, type Desk, openDesk, ran } from "./desk.ts";

const phone = "07700 900111";
const email = "one@example.com";
const columns = "reference,name,date_of_birth,address_line_1,postcode,phone,email";
const rowOf = (number: number, contact = `${phone},`) =>
  `R${number},${nameOf(number)},${birthOf(number)},${number} Sample Street,CV1 2AB,${contact}`;
const vouchers = { item: "clothingVoucher", delivery: "VOUCHER", amount: 40_00 };
const beds = { item: "bed", delivery: "TANGIBLE", amount: 120_00 };

let desk: Desk;
let applications = 0;

beforeEach(async () => {
  desk = await openDesk();
  await allocateExample(desk.table, "CRF", "CRISIS_PAYMENT", 5_000_00);
});

/** The person of a row applies for themselves. Returns their household. */
const applies = async (contact: ApplicationInput["contact"], number = 1): Promise<string> => {
  applications += 1;
  const { table } = desk;
  const caseId = caseIdFrom(new TextEncoder().encode(`Application ${1_000 + applications}`.slice(-12)));
  const application = applicationLike({
    people: [{ ...personOf(number), relationship: "self" }],
    address: { kind: "settled", line1: `${number} Sample Street`, postcode: "CV1 2AB" },
    contact,
  });
  const cases = dynamoCases(table);
  const ports = {
    ...{ applications: dynamoApplications(table), cases, schemes: dynamoSchemes(table), identities: identitiesOn(table) },
    matchingKey: async () => "matching-key",
  };
  await submitApplication({ caseId, application, by: resident, now: aDayInCrf }, ports);
  return (await cases.find(caseId))?.householdId ?? "";
};

const messages = async () =>
  (await itemsIn(desk.table, "MESSAGE#")).map((item) => readItem("message", item)).filter(({ template }) => template === "code");
const awards = async () => (await itemsIn(desk.table, "AWARD#")).map((item) => readItem("award", item));
const lines = async () => (await Promise.all((await awards()).map((award) => dynamoLines(desk.table).ofAward(award)))).flat();
/** Runs the list, and orders the codes of its awards. */
const vouchersFor = async (...rows: readonly string[]) => {
  await ran(desk, csvOf(rows, columns), vouchers);
  for (const award of await awards()) await started(desk.table, award);
};

test("a list's phone gets the code of whoever has never applied", async () => {
  await vouchersFor(rowOf(1));
  expect(await messages()).toMatchObject([{ channel: "text", to: phone }]);
});

test("a list's landline is kept, and gets no code by text", async () => {
  await vouchersFor(rowOf(1, "024 7683 1234,"));
  expect(await awards()).toMatchObject([{ recipient: { phone: "024 7683 1234" } }]);
  expect(await messages()).toEqual([]);
  expect(await lines()).toMatchObject([{ state: "issued", trouble: { because: expect.stringContaining("no safe way") } }]);
});

test("a list's phone gets the code where the household itself called texts to that phone safe", async () => {
  await applies({ ways: ["text"], phone: "+44 7700 900111" });
  await vouchersFor(rowOf(1));
  expect(await messages()).toMatchObject([{ channel: "text", to: phone }]);
});

test.each<[string, ApplicationInput["contact"], string]>([
  ["said phone calls only", { ways: ["phone"], phone }, `${phone},`],
  ["said letters only", { ways: ["letter"] }, `${phone},${email}`],
  ["asked for care", { ways: ["text"], phone, safety: "He reads my texts." }, `${phone},`],
  ["gave another phone", { ways: ["text"], phone: "07700 900222" }, `${phone},`],
  ["gave another email address", { ways: ["email"], email: "two@example.com" }, `,${email}`],
])("a household that %s is sent nothing by a list: a person gives the code out", async (_, contact, listed) => {
  await applies(contact);
  await vouchersFor(rowOf(1, listed));
  expect(await messages()).toEqual([]);
  expect(await lines()).toMatchObject([{ state: "issued", trouble: { because: expect.stringContaining("no safe way") } }]);
});

test("the strictest of several applications binds, whichever came last", async () => {
  await applies({ ways: ["text"], phone, safety: "Never when he is home." });
  await applies({ ways: ["text"], phone });
  await vouchersFor(rowOf(1));
  expect(await messages()).toEqual([]);
});

test("a household that applies after the award is heard before its code goes out", async () => {
  await ran(desk, csvOf([rowOf(1)], columns), vouchers);
  await applies({ ways: ["letter"] });
  for (const award of await awards()) await started(desk.table, award);
  expect(await messages()).toEqual([]);
});

test("a household from before its word was kept is read from its applications", async () => {
  const householdId = await applies({ ways: ["text"], phone });
  await applies({ ways: ["phone"], phone });
  await desk.table.client.send(
    new UpdateItemCommand({ TableName: desk.table.name, Key: values(householdKey(householdId)), UpdateExpression: "REMOVE contact" }),
  );
  await vouchersFor(rowOf(1));
  expect(await messages()).toEqual([]);
  expect(await dynamoCases(desk.table).standingContact({ householdId })).toEqual({ ways: [], phone });
});

test("a supplier's file asks to come to the council first, wherever the household said something else than the list", async () => {
  await applies({ ways: ["text"], phone, safety: "He opens the door." }, 1);
  await applies({ ways: ["letter"] }, 2);
  await applies({ ways: ["phone"], phone }, 3);
  await ran(desk, csvOf([rowOf(1), rowOf(2), rowOf(3), rowOf(4)], columns), beds);
  for (const award of await awards()) await started(desk.table, award);
  const all = await lines();
  expect(all).toHaveLength(4);
  const rows = orderFile(all, await dynamoLines(desk.table).reach(all))
    .split("\r\n")
    .slice(1, 5);
  const of = (number: number) => rows.find((row) => row.includes(nameOf(number)));
  for (const number of [1, 2]) {
    expect(of(number)).toContain("Ask the council before you get in touch or deliver");
    expect(of(number)).not.toContain("900111");
  }
  for (const number of [3, 4]) {
    expect(of(number)).not.toContain("Ask the council");
    expect(of(number)).toContain(phone);
  }
});

test("an application whose household asked for care elsewhere is answered by a person, and its referral says so", async () => {
  await applies({ ways: ["text"], phone, safety: "He reads my texts." });
  const householdId = await applies({ ways: ["text"], phone });
  const [, second] = await dynamoCases(desk.table).ofHousehold(householdId);
  const found = await dynamoCases(desk.table).toDecide(second?.caseId ?? "", householdId);
  expect(found?.contact.safety).toBeDefined();
  const received = (await itemsIn(desk.table, "MESSAGE#")).map((item) => readItem("message", item));
  expect(received).toEqual([]);
});

test("two applications of one household at once both bind", async () => {
  const householdId = await applies({ ways: ["text", "email", "phone"], phone, email });
  await Promise.all([
    applies({ ways: ["text", "phone"], phone }),
    applies({ ways: ["text", "email"], phone, email, safety: "Ask for Kim." }),
  ]);
  expect((await dynamoCases(desk.table).claims(householdId)).contact).toMatchObject({ ways: ["text"], care: true });
});

const decisions = async () =>
  (await itemsIn(desk.table, "MESSAGE#")).map((item) => readItem("message", item)).filter(({ template }) => template === "awarded");
const start = async () => {
  for (const award of await awards()) await started(desk.table, award);
};

test("a household of a list is told of its award by the list's phone, once, with what it gets and when it can ask again", async () => {
  await ran(desk, csvOf([rowOf(1)], columns), beds);
  await start();
  await start();

  const [told, ...more] = await decisions();
  expect(more).toEqual([]);
  expect(told).toMatchObject({ channel: "text", to: phone, state: "pending", blanks: { name: nameOf(1) } });
  expect(told?.blanks.help).toBe("Bed, bedding and mattress (£120): we order it and have it delivered to you. This is a Crisis Payment.");
  expect(told?.blanks.next).toMatch(/^You can ask for the same again from \d+ \w+ \d{4}\.$/);
});

test.each<[string, ApplicationInput["contact"] | undefined, string, string]>([
  ["gave a phone and an email that no list has", { ways: ["text"], phone: "07700 900222" }, `${phone},`, "noSafeChannel"],
  ["said letters only", { ways: ["letter"] }, `${phone},${email}`, "noSafeChannel"],
  ["asked for care", { ways: ["text"], phone, safety: "He reads my texts." }, `${phone},`, "asksForCare"],
  ["never applied, on a list without phone or email", undefined, ",", "noSafeChannel"],
])("a household that %s has its award told by a person", async (_, contact, listed, because) => {
  if (contact) await applies(contact);
  await ran(desk, csvOf([rowOf(1, listed)], columns), beds);
  await start();

  const told = (await decisions()).filter(({ blanks }) => blanks.help?.includes("Bed"));
  expect(told).toMatchObject([{ state: "toTell", because }]);
  expect(told[0]).not.toHaveProperty("channel");
});

test("an award of a list whose line was cancelled before it was given out is told to nobody", async () => {
  await ran(desk, csvOf([rowOf(1)], columns), beds);
  const [award] = await awards();
  if (!award) throw new Error("no award");
  expect(await step(desk.table, award, 0, "cancel")).toMatchObject({ kind: "taken" });
  await start();
  expect(await decisions()).toEqual([]);
});

test("telling of an award of a list takes a bounded number of reads and the one write that starts its line", async () => {
  await ran(desk, csvOf([rowOf(1)], columns), beds);
  const [award] = await awards();
  if (!award) throw new Error("no award");
  const calls = callsOf(desk.table);
  await startLines(award, aDayInCrf, { lines: dynamoLines(desk.table), schemes: dynamoSchemes(desk.table) });
  expect(calls.filter((call) => call === "TransactWriteItemsCommand")).toHaveLength(1);
  expect(calls.length).toBeLessThanOrEqual(5);
});
