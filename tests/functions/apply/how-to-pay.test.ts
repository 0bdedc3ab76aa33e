import { beforeAll, expect, test } from "vitest";
import type { Table } from "../../../shared/store/items.ts";
import { everythingIn, freshTable } from "../../setup/table.ts";
import { residentOn, type Typed } from "./resident.ts";

let table: Table;
beforeAll(async () => {
  table = await freshTable();
});

const account = { name: "Robin Example", sortCode: "08-99-99", accountNumber: "66374958", rollNumber: "" };

/** The check page as it was shown, and what was stored once it was sent. */
const sendOf = async (resident: ReturnType<typeof residentOn>) => {
  const check = await resident.get("check");
  await resident.post("check");
  const received = await resident.get("received");
  const [caseId] = /[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){2}/.exec(received.body) ?? [];
  const stored = (await everythingIn(table)).find(({ pk, sk }) => pk === `CASE#${caseId}` && sk === "APPLICATION");
  return { check, payTo: (stored?.application as { payTo?: object } | undefined)?.payTo };
};

const sentWith = async (pages: Readonly<Record<string, Typed>>) => {
  const resident = residentOn(table);
  await resident.fillIn();
  for (const [page, typed] of Object.entries(pages)) await resident.post(page, typed);
  return sendOf(resident);
};

test("nobody has to say how they can be paid", async () => {
  const resident = residentOn(table);
  await resident.fillIn();
  expect((await resident.post("how-to-pay", {})).headers.location).toBe("/apply/declaration");
  expect((await sentWith({ "how-to-pay": {} })).payTo).toBeUndefined();
  expect((await sentWith({ "how-to-pay": { way: "later" } })).payTo).toBeUndefined();
});

test("a bank account is kept whole, and the check page shows it masked", async () => {
  const { check, payTo } = await sentWith({ "how-to-pay": { way: "bank" }, "bank-account": account });
  expect(payTo).toEqual({ way: "bank", name: "Robin Example", sortCode: "089999", accountNumber: "66374958" });
  expect(check.body).toContain("account ending 958");
  expect(check.body).not.toContain("66374958");
  expect(check.body).not.toContain("08-99-99");
});

test.each([
  ["07700 900982", { way: "cashCode", phone: "07700 900982" }],
  ["robin@example.com", { way: "cashCode", email: "robin@example.com" }],
])("a cash code goes to %s", async (to, payTo) => {
  expect((await sentWith({ "how-to-pay": { way: "cashCode" }, "cash-code": { to } })).payTo).toEqual(payTo);
});

test("an account that somebody no longer wants to be paid into is not sent", async () => {
  const resident = residentOn(table);
  await resident.fillIn();
  await resident.post("how-to-pay", { way: "bank" });
  await resident.post("bank-account", account);
  await resident.post("how-to-pay", { way: "later" });
  expect((await sendOf(resident)).payTo).toBeUndefined();
});

test.each([
  ["bank-account", {}, { name: "Enter the name on the account", sortCode: "Enter a sort code", accountNumber: "Enter an account number" }],
  [
    "bank-account",
    { ...account, accountNumber: "66374959" },
    { accountNumber: "This account number cannot belong to this sort code. Check both" },
  ],
  ["bank-account", { ...account, sortCode: "12345" }, { sortCode: "Enter a sort code of 6 numbers, like 309430" }],
  ["cash-code", { to: "" }, { to: "Enter a mobile number, like 07700 900 982, or an email address, like name@example.com" }],
  ["cash-code", { to: "none" }, { to: "Enter a phone number, like 07700 900 982" }],
  [
    "cash-code",
    { to: "024 7683 1234" },
    { to: "A code can be texted to UK mobile numbers only. Enter one, like 07700 900 982, or an email address" },
  ],
] as const)("%s with %o is put right at its box, with what was typed kept", async (page, typed, problems) => {
  const resident = residentOn(table);
  await resident.post("for-whom", { role: "self" });
  const answer = await resident.post(page, typed);
  expect(answer.isShownAgain).toBe(true);
  for (const [field, text] of Object.entries(problems)) expect(answer.body).toContain(`<a href="#${field}">${text}</a>`);
  for (const value of Object.values(typed)) expect(answer.body).toContain(value);
});
