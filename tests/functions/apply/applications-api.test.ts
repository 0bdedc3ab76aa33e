import { beforeAll, expect, test } from "vitest";
import type { Table } from "../../../shared/store/items.ts";
import { applicationInput, assessor, secondAssessor } from "../../examples.ts";
import { send, signIn } from "../../http.ts";
import { everythingIn, freshTable } from "../../setup/table.ts";
import { applyOn } from "./resident.ts";

let table: Table;
beforeAll(async () => {
  table = await freshTable();
});

const submit = async (json: unknown, key: string, principal = assessor) =>
  send(applyOn(table), "POST /api/applications", { json, as: await signIn(table, principal), headers: { "idempotency-key": key } });

type Problem = { type: string; errors: { pointer: string; detail: string }[] };

test("the same application under the same key is one, and is answered the same", async () => {
  const answers = await Promise.all([1, 2, 3].map(() => submit(applicationInput, "key-for-once")));
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
  const [{ caseId, status } = { caseId: "", status: "" }, ...rest] = answers.map((answer) =>
    answer.json<{ caseId: string; status: string }>(),
  );
  expect(status).toBe("waiting");
  expect(rest).toEqual([
    { caseId, status },
    { caseId, status },
  ]);
  const events = (await everythingIn(table)).filter(({ pk, itemKind }) => pk === `CASE#${caseId}` && itemKind === "event");
  expect(events).toHaveLength(1);
  expect(events[0]).toMatchObject({ by: { id: assessor.id } });
});

test("another application under the same key is refused", async () => {
  await submit(applicationInput, "key-used-twice");
  const other = await submit({ ...applicationInput, sharing: { agreed: false } }, "key-used-twice");
  expect(other.status).toBe(409);
  expect(other.json<Problem>().type).toBe("urn:hardship-support:problem:idempotency-key-reused");
});

test("two callers may use the same key", async () => {
  const [mine, theirs] = [await submit(applicationInput, "a-shared-key"), await submit(applicationInput, "a-shared-key", secondAssessor)];
  expect(theirs.json<{ caseId: string }>().caseId).not.toBe(mine.json<{ caseId: string }>().caseId);
});

const [self] = applicationInput.people;
test.each([
  ["an unknown field", { ...applicationInput, colour: "red" }, ""],
  ["a date that no calendar has", { ...applicationInput, people: [{ ...self, dateOfBirth: "2023-02-29" }] }, "/people/0/dateOfBirth"],
  ["a birth to come", { ...applicationInput, people: [{ ...self, dateOfBirth: "2031-01-01" }] }, "/people/0/dateOfBirth"],
  ["a birth too long ago", { ...applicationInput, people: [{ ...self, dateOfBirth: "1850-01-01" }] }, "/people/0/dateOfBirth"],
  ["a household without the person who needs help", { ...applicationInput, people: [{ ...self, relationship: "partner" }] }, "/people"],
  [
    "a postcode outside the area",
    { ...applicationInput, address: { kind: "settled", line1: "1 Far Away", postcode: "LE1 1AA" } },
    "/address/postcode",
  ],
  ["an income below nothing", { ...applicationInput, money: { ...applicationInput.money, monthlyIncome: -1 } }, "/money/monthlyIncome"],
  [
    "an income of parts of a penny",
    { ...applicationInput, money: { ...applicationInput.money, monthlyIncome: 10.5 } },
    "/money/monthlyIncome",
  ],
  [
    "somebody without a date of birth or an age",
    { ...applicationInput, people: [self, { name: "Ali Example", relationship: "child" }] },
    "/people/1/dateOfBirth",
  ],
  [
    "a date of birth and an age",
    { ...applicationInput, people: [self, { name: "Ali Example", dateOfBirth: "2016-01-01", estimatedAge: 9, relationship: "child" }] },
    "/people/1/estimatedAge",
  ],
  [
    "an estimated age of the person who needs help",
    { ...applicationInput, people: [{ name: "Robin Example", estimatedAge: 40, relationship: "self" }] },
    "/people/0/dateOfBirth",
  ],
  ["no story", { ...applicationInput, circumstances: { trigger: "ongoing", without: [] } }, "/circumstances/story"],
  ["a landline for texts", { ...applicationInput, contact: { ways: ["text"], phone: "024 7683 1234" } }, "/contact/phone"],
  ["a code to a landline", { ...applicationInput, payTo: { way: "cashCode", phone: "024 7683 1234" } }, "/payTo/phone"],
  ["a phone number with a digit missing", { ...applicationInput, contact: { ways: ["phone"], phone: "0770090098" } }, "/contact/phone"],
  ["no declaration", { ...applicationInput, declared: false }, "/declared"],
])("%s is refused at its place", async (_, json, pointer) => {
  const refused = await submit(json, "key-for-refusals");
  expect(refused.status).toBe(422);
  expect(refused.json<Problem>().errors.map((error) => error.pointer)).toEqual([pointer]);
});

test("a program sends an estimated age, and a story that is told by phone", async () => {
  const people = [self, { name: "Ali Example", estimatedAge: 40, relationship: "partner" }];
  const circumstances = { trigger: "ongoing", storyByPhone: true, without: [] };
  expect((await submit({ ...applicationInput, people, circumstances }, "key-for-estimates")).status).toBe(201);
});

test.each([
  ["levels", `${'{"a":'.repeat(4_000)}1${"}".repeat(4_000)}`, 400, "more than 40 levels deep"],
  ["values", `[${"1,".repeat(60_000)}1]`, 413, "more than 50,000 values"],
  [
    "names that nobody asked for",
    JSON.stringify({ ...applicationInput, ...Object.fromEntries(Array.from({ length: 9_000 }, (_, i) => [`n${i}`, 1])) }),
    422,
    "and 8980 more",
  ],
] as const)("a body of thousands of %s is refused in plain words, and is no fault of ours", async (_, json, status, says) => {
  const refused = await submit(json, "key-for-thousands");
  expect(refused.status).toBe(status);
  expect(refused.body).toContain(says);
});
