import { beforeAll, expect, test } from "vitest";
import { dynamoLines } from "../../../shared/store/lines.ts";
import { assessor, secondAssessor } from "../../examples.ts";
import { everythingIn } from "../../setup/table.ts";
import { account, finance, openPayDesk, s151, secondFinance } from "./pay-desk.ts";

let desk: Awaited<ReturnType<typeof openPayDesk>>;
beforeAll(async () => {
  desk = await openPayDesk();
});

const typed = { way: "bank", name: "Robin Example", sortCode: "08-99-99", accountNumber: "66374958", rollNumber: "" };
const record = (lineId: string, form: Record<string, string>, as = finance) =>
  desk.call("POST /lines/{lineId}/payee", as, { path: { lineId }, form });

test("bank details are recorded by finance or an assessor, shown masked at once, and pressed twice recorded once", async () => {
  const { lineId } = await desk.awardCash();
  const recorded = await record(lineId, typed);
  expect(recorded.status).toBe(200);
  expect(recorded.body).toContain("Recorded. Bank account: Robin Example, account ending 958.");
  expect(recorded.body).not.toContain("66374958");
  const { version } = await desk.line(lineId);
  expect((await record(lineId, typed)).status).toBe(200);
  expect((await desk.line(lineId)).version).toBe(version);
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
  ["nowhere to send a code", { way: "cashCode", to: "" }, "to", "Enter one mobile number or email address to send the code to"],
])("%s is put right at its box, with what was typed kept", async (_, changes, field, text) => {
  const { lineId } = await desk.awardCash();
  const answer = await record(lineId, { ...typed, ...changes }, secondAssessor);
  expect(answer.status).toBe(400);
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

test("a cash code to a contact that the household never gave waits until another person records the same", async () => {
  const { lineId } = await desk.awardCash(account);
  const elsewhere = { way: "cashCode", to: "07700 900111" };
  const first = await record(lineId, elsewhere);
  expect(first.body).toContain("Written down. Cash code by text, to the number ending 111. It is ordered once another person");
  expect(first.body).not.toContain("900111");
  const { version } = await desk.line(lineId);
  // No second person: the same one again, a person who decided, or one who records another number.
  expect((await record(lineId, elsewhere)).status).toBe(200);
  expect((await desk.line(lineId)).version).toBe(version);
  expect((await record(lineId, elsewhere, assessor)).status).toBe(403);
  await record(lineId, { way: "cashCode", to: "07700 900112" }, secondFinance);
  expect(await desk.line(lineId)).toMatchObject({ state: "approved", fulfiller: "bank" });
  expect((await desk.call("GET /payments", finance, { query: { list: "trouble" } })).body).toContain(lineId);
  const again = await desk.call("POST /api/lines/{lineId}/payees", finance, {
    path: { lineId },
    json: { payTo: { way: "cashCode", phone: "07700 900112" } },
  });
  expect(again.json()).toMatchObject({ awaitsSecondPerson: false });
  const line = await desk.line(lineId);
  expect(line).toMatchObject({ state: "issued", fulfiller: "codes", orders: 1 });
  expect(line).not.toHaveProperty("newPayee");
  const behind = (await dynamoLines(desk.table).behind([line])).get(lineId);
  expect(behind?.application?.payTo).toEqual({ way: "cashCode", phone: "07700 900112" });
});

test("two people who record the same new number at once order one code", async () => {
  const { lineId } = await desk.awardCash(account);
  const elsewhere = { way: "cashCode", to: "07700 900113" };
  await Promise.all([record(lineId, elsewhere), record(lineId, elsewhere, secondFinance)]);
  expect(await desk.line(lineId)).toMatchObject({ state: "issued", orders: 1 });
});

test("a person who decided on a line sends no cash code for it, by page or API", async () => {
  const { lineId } = await desk.awardCash(account);
  const page = await record(lineId, { way: "cashCode", to: "07700 900982" }, assessor);
  expect(page.status).toBe(403);
  expect(page.body).toContain(
    "You decided on this award, so somebody else sends its cash code: an assessor or finance who did not decide on it.",
  );
  expect(page.body).not.toContain("Send a cash code");
  const api = await desk.call("POST /api/lines/{lineId}/payees", assessor, {
    path: { lineId },
    json: { payTo: { way: "cashCode", phone: "07700 900982" } },
  });
  expect(api.json()).toMatchObject({ status: 403, type: "urn:hardship-support:problem:second-person-needed" });
  expect(await desk.line(lineId)).toMatchObject({ state: "approved", fulfiller: "bank" });
});

test("the details of a line that is in a batch stay as they are", async () => {
  const { lineId } = await desk.awardCash(account);
  const { batchId } = await desk.prepare("key-in-a-batch");
  const answer = await record(lineId, { ...typed, sortCode: "000001" });
  expect(answer.status).toBe(409);
  expect(answer.body).toContain("The line is not waiting for the bank to pay it");
  const { payments } = await desk.whole(batchId);
  expect(payments.find((payment) => payment.lineId === lineId)?.payee.sortCode).toBe("089999");
  const api = await desk.call("POST /api/lines/{lineId}/payees", finance, {
    path: { lineId },
    json: { payTo: { ...account, sortCode: "000001" } },
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
