import { expect, test } from "vitest";
import { createBankSandbox } from "../../../infra/local/bank-sandbox.ts";
import { council } from "../../../shared/council.ts";
import { pence } from "../../../shared/domain/money.ts";
import { readResults } from "../../../shared/domain/payments/read-results.ts";
import { type Credit, standard18 } from "../../../shared/domain/payments/standard-18.ts";

const now = () => new Date("2026-11-23T09:00:00Z");
const credit = (changes: Partial<Credit> = {}): Credit => ({
  sortCode: "089999",
  accountNumber: "66374958",
  name: "Robin Example",
  reference: "K7Q2M9-0001",
  amount: pence(49_00),
  ...changes,
});
const fileOf = (credits: readonly Credit[], serialNumber = "K7Q2M9") =>
  standard18({ originator: council.payer, serialNumber, createdOn: "2026-11-20", processingDay: "2026-11-23", credits });

test("the bank pays what a file asks for and rejects what it cannot pay", async () => {
  const bank = createBankSandbox(undefined, now);
  const file = fileOf([
    credit(),
    credit({ reference: "K7Q2M9-0002", accountNumber: "00000099" }),
    credit({ reference: "K7Q2M9-0003", name: "Closed in May" }),
  ]);
  expect(await bank.upload(file)).toEqual({ kind: "taken", serial: "K7Q2M9", paid: 1, rejected: 2, knownAlready: 0 });
  expect(readResults(Buffer.from((await bank.results("K7Q2M9")) ?? ""), council.code)).toMatchObject({
    problems: [],
    rows: [
      { batch: "K7Q2M9", payment: "K7Q2M9-0001", amount: 49_00, result: "paid" },
      { payment: "K7Q2M9-0002", result: "rejected", reason: "No account with this number" },
      { payment: "K7Q2M9-0003", result: "rejected", reason: "Account closed" },
    ],
  });
});

test("the same file sent twice, and twice at once, pays once", async () => {
  const bank = createBankSandbox(undefined, now);
  const file = fileOf([credit()]);
  const uploads = [...(await Promise.all([bank.upload(file), bank.upload(file)])), await bank.upload(file)];
  expect(uploads.map((upload) => upload.kind === "taken" && [upload.paid, upload.knownAlready])).toEqual([
    [1, 0],
    [0, 1],
    [0, 1],
  ]);
  expect(await bank.payments()).toHaveLength(1);
});

test.each([
  ["no file at all", "Hello"],
  ["a record cut short", fileOf([credit()]).replace("ROBIN EXAMPLE     ", "ROBIN EXAMPLE")],
  ["an amount changed on the way", fileOf([credit()]).replace("00000004900", "00000094900")],
  ["another service user's file", fileOf([credit()]).replaceAll("123456", "654321")],
])("the bank does not take %s", async (_, file) => {
  const bank = createBankSandbox(undefined, now);
  expect(await bank.upload(file)).toMatchObject({ kind: "refused" });
  expect(await bank.payments()).toEqual([]);
});
