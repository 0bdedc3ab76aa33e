import { beforeAll, expect, test } from "vitest";
import { changeLine } from "../../../shared/domain/line/line-move.ts";
import { dynamoCases } from "../../../shared/store/cases.ts";
import { dynamoLines } from "../../../shared/store/lines.ts";
import { assessor, secondAssessor } from "../../examples.ts";
import { everythingIn } from "../../setup/table.ts";
import { account, accountNumbered, finance, openPayDesk, s151, secondFinance, thirdFinance } from "./pay-desk.ts";

let desk: Awaited<ReturnType<typeof openPayDesk>>;
beforeAll(async () => {
  desk = await openPayDesk();
});

const typed = { way: "bank", name: "Robin Example", sortCode: "08-99-99", accountNumber: "66374958", rollNumber: "", why: "They called." };
const record = (lineId: string, form: Record<string, string>, as = finance) =>
  desk.call("POST /lines/{lineId}/payee", as, { path: { lineId }, form: { why: "They called.", ...form } });
const confirm = (lineId: string, form: Record<string, string>, as = secondFinance) =>
  desk.call("POST /lines/{lineId}/payee/confirm", as, { path: { lineId }, form: { ...form, why: "I called them." } });
const recordByApi = (lineId: string, payTo: object, as = finance, act: "payees" | "payee-confirmations" = "payees") =>
  desk.call(`POST /api/lines/{lineId}/${act}`, as, { path: { lineId }, json: { payTo, why: "They called." } });

test("the household’s own details are recorded by finance or an assessor, shown masked at once, and pressed twice recorded once", async () => {
  const { lineId } = await desk.awardCash(account);
  const line = await desk.line(lineId);
  await desk.ports.lines.move([changeLine(line, { trouble: { because: "Look.", at: "2026-11-20T10:00:00.000Z" } })]);
  const recorded = await record(lineId, { ...typed, sortCode: "089999" });
  expect(recorded.isShownAgain).toBe(true);
  expect(recorded.body).toContain("Recorded. Bank account: Robin Example, account ending 958.");
  expect(recorded.body).not.toContain("66374958");
  const { version } = await desk.line(lineId);
  expect((await record(lineId, typed)).isShownAgain).toBe(true);
  expect((await desk.line(lineId)).version).toBe(version);
});

test.each(["nothing", "another account"])(
  "an account where the household gave %s waits for a second person who took no part, by page and API",
  async (gave) => {
    const { lineId } = await desk.awardCash(gave === "nothing" ? undefined : accountNumbered(1));
    // Also the person who decided may write it down, and may not be the second.
    const first = await record(lineId, typed, assessor);
    expect(first.body).toContain("Written down. Bank account: Robin Example, account ending 958. It is used once another person");
    expect((await desk.call("GET /api/lines-to-pay", finance, { query: { list: "trouble", limit: "100" } })).body).toContain(lineId);
    for (const as of [assessor]) {
      expect((await confirm(lineId, typed, as)).isShownAgain).toBe(true);
      expect((await recordByApi(lineId, account, as, "payee-confirmations")).json()).toMatchObject({
        type: "urn:hardship-support:problem:second-person-needed",
      });
    }
    expect(await desk.line(lineId)).toMatchObject({ trouble: {}, newPayee: { by: assessor.id, why: "They called." } });
    const other = await confirm(lineId, { ...typed, name: "Robyn Example" });
    expect(other.isShownAgain).toBe(true);
    expect(other.body).toContain("These are not the details that the first person wrote down.");
    expect((await confirm(lineId, typed)).isShownAgain).toBe(true);
    expect((await confirm(lineId, typed)).isShownAgain).toBe(true);
    const line = await desk.line(lineId);
    expect(line).not.toHaveProperty("newPayee");
    expect(line).not.toHaveProperty("trouble");
    const recorded = (await dynamoLines(desk.table).behind([line])).get(lineId)?.recorded;
    expect(recorded).toMatchObject({
      by: { id: assessor.id },
      why: "They called.",
      confirmed: { by: { id: secondFinance.id }, why: "I called them." },
    });
  },
);

test("the first person is no second, and two who confirm at once confirm once", async () => {
  const { lineId } = await desk.awardCash();
  await record(lineId, typed, secondAssessor);
  const own = await confirm(lineId, typed, secondAssessor);
  expect(own.isShownAgain).toBe(true);
  expect(own.body).toContain("You wrote down the bank details of this line, so somebody else");
  const both = await Promise.all([confirm(lineId, typed, finance), confirm(lineId, typed, secondFinance)]);
  expect(both.map(({ status }) => status)).toEqual([200, 200]);
  const recorded = (await dynamoLines(desk.table).behind([await desk.line(lineId)])).get(lineId)?.recorded;
  expect(recorded).toMatchObject({ version: 1 });
});

test("every version of how a household is paid is kept, and the case and the line show them with what is really paid", async () => {
  const { caseId, lineId } = await desk.awardCash(accountNumbered(2));
  await desk.recordByTwo(lineId, accountNumbered(3));
  await desk.recordByTwo(lineId, accountNumbered(4), [secondFinance, finance]);
  const { recorded } = (await dynamoLines(desk.table).behind([await desk.line(lineId)])).get(lineId) ?? {};
  expect(recorded?.earlier).toHaveLength(1);
  expect(recorded).toMatchObject({ version: 2, by: { id: secondFinance.id } });
  const whole = await dynamoCases(desk.table).whole(caseId);
  expect(whole?.recorded).toEqual(recorded);
  const page = await desk.call("GET /lines/{lineId}/payee", secondAssessor, { path: { lineId } });
  expect(page.body).toContain("account ending 300");
  expect(page.body).toContain("account ending 400");
});

test.each([
  ["no name", { name: "" }, "name", "Enter the name on the account"],
  ["a sort code too short", { sortCode: "12-34" }, "sortCode", "Enter a sort code of 6 numbers, like 309430"],
  ["no account number", { accountNumber: "" }, "accountNumber", "Enter an account number"],
  [
    "a slip of the finger",
    { accountNumber: "66374959" },
    "accountNumber",
    "This account number cannot belong to this sort code. Check both",
  ],
  ["no reason", { why: "" }, "why-bank", "Enter why it is paid this way, and how you asked the household"],
  ["nowhere to send a code", { way: "cashCode", to: "" }, "to", "Enter one mobile number or email address to send the code to"],
])("%s is put right at its box, with what was typed kept", async (_, changes, field, text) => {
  const { lineId } = await desk.awardCash();
  const answer = await record(lineId, { ...typed, ...changes }, secondAssessor);
  expect(answer.isShownAgain).toBe(true);
  expect(answer.body).toContain("<title>Error: ");
  expect(answer.body).toContain(`<a href="#${field}">${text}</a>`);
  for (const value of Object.values({ ...typed, ...changes })) expect(answer.body).toContain(value);
  expect((await desk.line(lineId)).version).toBe(1);
});

test("a household that would rather have a cash code gets one at the contact that it gave", async () => {
  const { lineId } = await desk.awardCash(account);
  await record(lineId, { way: "cashCode", to: "07700 900982" });
  const line = await desk.line(lineId);
  expect(line).toMatchObject({ state: "issued", fulfiller: "codes", orders: 1 });
  const orders = (await everythingIn(desk.table)).filter(({ itemKind, lineId: of }) => itemKind === "order" && of === lineId);
  expect(orders).toHaveLength(1);
  const behind = (await dynamoLines(desk.table).behind([line])).get(lineId);
  expect(behind?.application?.payTo).toEqual({ way: "cashCode", phone: "07700 900982" });
  expect((await desk.call("GET /payments", finance)).body).not.toContain(lineId);
});

test("a phone is the household’s own, and the second person’s the same, however each of them was written", async () => {
  const own = await desk.awardCash({ way: "cashCode", phone: "+44 (0)7700.900982" });
  expect((await recordByApi(own.lineId, { way: "cashCode", phone: "07700 900982" })).json()).toMatchObject({ awaitsSecondPerson: false });
  const { lineId } = await desk.awardCash(account);
  await record(lineId, { way: "cashCode", to: "07700 900111" });
  // As an earlier version kept it.
  const line = await desk.line(lineId);
  const newPayee = { ...line.newPayee, by: finance.id, payee: { way: "cashCode" as const, phone: "0044 7700-900111" } };
  await desk.ports.lines.move([changeLine(line, { newPayee })]);
  expect((await confirm(lineId, { way: "cashCode", to: "Mobile: 07700.900.111" })).status).toBe(200);
  expect(await desk.line(lineId)).toMatchObject({ state: "issued", fulfiller: "codes", orders: 1 });
});

test("a cash code to a contact that the household never gave waits until another person confirms it", async () => {
  const { lineId } = await desk.awardCash(account);
  const elsewhere = { way: "cashCode", to: "07700 900111" };
  const first = await record(lineId, elsewhere);
  expect(first.body).toContain("Written down. Cash code by text, to the number ending 111. It is used once another person");
  expect(first.body).not.toContain("900111");
  const { version } = await desk.line(lineId);
  // No second person: the same one again, a person who decided, or one who confirms another number.
  expect((await record(lineId, elsewhere)).isShownAgain).toBe(true);
  expect((await confirm(lineId, elsewhere, finance)).isShownAgain).toBe(true);
  expect((await confirm(lineId, elsewhere, assessor)).isShownAgain).toBe(true);
  expect((await confirm(lineId, { way: "cashCode", to: "07700 900112" })).isShownAgain).toBe(true);
  expect((await desk.line(lineId)).version).toBe(version);
  expect(await desk.line(lineId)).toMatchObject({ state: "approved", fulfiller: "bank" });
  expect((await desk.call("GET /payments", finance, { query: { list: "trouble" } })).body).toContain(lineId);
  const again = await recordByApi(lineId, { way: "cashCode", phone: "07700 900111" }, secondFinance, "payee-confirmations");
  expect(again.json()).toMatchObject({ awaitsSecondPerson: false });
  const line = await desk.line(lineId);
  expect(line).toMatchObject({ state: "issued", fulfiller: "codes", orders: 1 });
  expect(line).not.toHaveProperty("newPayee");
  const behind = (await dynamoLines(desk.table).behind([line])).get(lineId);
  expect(behind?.application?.payTo).toEqual({ way: "cashCode", phone: "07700 900111" });
});

test("two people who confirm the same new number at once order one code", async () => {
  const { lineId } = await desk.awardCash(account);
  const elsewhere = { way: "cashCode", to: "07700 900113" };
  await record(lineId, elsewhere);
  await Promise.all([confirm(lineId, elsewhere, secondFinance), confirm(lineId, elsewhere, secondAssessor)]);
  expect(await desk.line(lineId)).toMatchObject({ state: "issued", orders: 1 });
});

test("a person who decided on a line sends no cash code for it, by page or API", async () => {
  const { lineId } = await desk.awardCash(account);
  const page = await record(lineId, { way: "cashCode", to: "07700 900982" }, assessor);
  expect(page.isShownAgain).toBe(true);
  expect(page.body).toContain(
    "You decided on this award, so somebody else sends its cash code: an assessor or finance who did not decide on it.",
  );
  expect(page.body).not.toContain("Send a cash code");
  const api = await desk.call("POST /api/lines/{lineId}/payees", assessor, {
    path: { lineId },
    json: { payTo: { way: "cashCode", phone: "07700 900982" }, why: "They called." },
  });
  expect(api.json()).toMatchObject({ status: 403, type: "urn:hardship-support:problem:second-person-needed" });
  expect(await desk.line(lineId)).toMatchObject({ state: "approved", fulfiller: "bank" });
});

test("the details of a line that is in a batch stay as they are", async () => {
  const { lineId } = await desk.awardCash(account);
  const { batchId } = await desk.prepare("key-in-a-batch");
  const answer = await record(lineId, { ...typed, sortCode: "000001" });
  expect(answer.isShownAgain).toBe(true);
  expect(answer.body).toContain("The line is not waiting for the bank to pay it");
  const { payments } = await desk.whole(batchId);
  expect(payments.find((payment) => payment.lineId === lineId)?.payee.sortCode).toBe("089999");
  const api = await desk.call("POST /api/lines/{lineId}/payees", finance, {
    path: { lineId },
    json: { payTo: { ...account, sortCode: "000001" }, why: "They called." },
  });
  expect(api.json()).toMatchObject({ type: "urn:hardship-support:problem:line-not-to-pay" });
});

test("an unknown line and a malformed id are not found", async () => {
  const { awardId } = await desk.awardCash();
  for (const lineId of [`${awardId}.2`, `${awardId}.0`, "AAAA-AAAA-AAAA-A1.1", "x", "A".repeat(300)]) {
    expect((await desk.call("GET /lines/{lineId}/payee", finance, { path: { lineId } })).status).toBe(404);
    expect((await record(lineId, typed)).status).toBe(404);
  }
});

test("a person who only releases payments records no bank details", async () => {
  const { lineId } = await desk.awardCash();
  expect((await record(lineId, typed, s151)).status).toBe(403);
});

test("the same account recorded again after a trouble hides nobody who recorded or confirmed it before", async () => {
  const { lineId } = await desk.awardCash(accountNumbered(1));
  const elsewhere = accountNumbered(77);
  await desk.recordByTwo(lineId, elsewhere, [secondFinance, thirdFinance]);
  const trouble = { because: "Look.", at: "2026-11-20T10:00:00.000Z" };
  const putInTrouble = async () => desk.ports.lines.move([changeLine(await desk.line(lineId), { trouble })]);

  // The one who confirmed it is not both people.
  await putInTrouble();
  expect((await recordByApi(lineId, elsewhere, thirdFinance)).json()).toMatchObject({ awaitsSecondPerson: true });

  await desk.ports.lines.move([changeLine(await desk.line(lineId), { newPayee: undefined })]);
  expect((await recordByApi(lineId, elsewhere, secondAssessor)).json()).toMatchObject({ awaitsSecondPerson: false });
  const prepared = await desk.call("POST /api/payment-batches", finance, { json: { lineIds: [lineId] } });
  const { batchId, version } = prepared.json<{ batchId: string; version: number }>();
  for (const who of [secondFinance, thirdFinance]) expect((await desk.release(batchId, version, who)).status).toBe(403);
  expect((await desk.release(batchId, version, s151)).status).toBe(201);
});
