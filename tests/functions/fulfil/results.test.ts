import { beforeEach, expect, test } from "vitest";
import { declareInterest } from "../../../functions/decide/declare-interest.ts";
import { importLineResults } from "../../../functions/fulfil/import-line-results.ts";
import { council } from "../../../shared/council.ts";
import type { Award } from "../../../shared/domain/award/award.ts";
import type { Fulfiller } from "../../../shared/domain/line/fulfiller.ts";
import { dynamoCases } from "../../../shared/store/cases.ts";
import { dynamoInterests } from "../../../shared/store/interests.ts";
import type { Table } from "../../../shared/store/items.ts";
import { aDayInCrf, allocateExample, applicationLike } from "../../examples.ts";
import { expectConsistent } from "../../invariants/audit.ts";
import { everythingIn, freshTable } from "../../setup/table.ts";
import { awardExample, bed, exampleProvider, finance, food, linesOf, portsOf, started, step, voucher } from "./room.ts";

let table: Table;

beforeEach(async () => {
  table = await freshTable();
  await allocateExample(table, "CRF", "CRISIS_PAYMENT", 5_000_00);
});

const fileOf = (...rows: readonly string[]) => `council,reference,state,amount\n${rows.map((row) => `${council.code},${row}`).join("\n")}`;
const send = (file: string, fulfiller: Fulfiller = "codes") =>
  importLineResults({ fulfiller, file: Buffer.from(file), by: finance, now: aDayInCrf }, portsOf(table));
const statesOf = async (award: Award) => (await linesOf(table, award)).map(({ state }) => state);

test("a provider's file moves each line on, and the same file again changes nothing", async () => {
  const award = await awardExample(table, { lines: [voucher, voucher, voucher, voucher] });
  await started(table, award);
  const id = award.awardId;
  const file = fileOf(`${id}.1,delivered,40.00`, `${id}.2,activated,40.00`, `${id}.3,redeemed,40.00`, `${id}.4,expired,40.00`);
  expect(await send(file)).toEqual({ kind: "imported", moved: 3, known: 1, waiting: 0, problems: [] });
  expect(await statesOf(award)).toEqual(["delivered", "activated", "redeemed", "recycled"]);
  const before = await everythingIn(table);
  expect(await send(file)).toEqual({ kind: "imported", moved: 0, known: 4, waiting: 0, problems: [] });
  expect(await everythingIn(table)).toEqual(before);
  await expectConsistent(table);
});

test("the file of another council is refused whole, and nothing of it is done", async () => {
  const award = await awardExample(table, { lines: [voucher] });
  await started(table, award);
  const file = `${fileOf(`${award.awardId}.1,redeemed,40.00`)}\nE08000025,${award.awardId}.1,redeemed,40.00`;
  expect(await send(file)).toEqual({
    kind: "refused",
    because: "Row 3 is a result for another council: “E08000025”. Nothing was changed.",
  });
  expect(await statesOf(award)).toEqual(["delivered"]);
});

test("a person with a declared interest in a case moves none of its lines, and every other line of the file", async () => {
  const [own, other] = [
    await awardExample(table, { lines: [voucher] }),
    await awardExample(table, { lines: [voucher], application: applicationLike({ contact: { ways: ["text"], phone: "07700 900983" } }) }),
  ];
  await started(table, own);
  await started(table, other);
  await declareInterest(
    { caseId: own.caseId, by: finance, now: aDayInCrf },
    { cases: dynamoCases(table), interests: dynamoInterests(table) },
  );
  expect(await send(fileOf(`${own.awardId}.1,redeemed,40.00`, `${other.awardId}.1,redeemed,40.00`))).toMatchObject({
    moved: 1,
    problems: [{ row: 2, because: `${own.awardId}.1: you have declared an interest in this household.` }],
  });
  expect([await statesOf(own), await statesOf(other)]).toEqual([["delivered"], ["redeemed"]]);
});

test("every row that does not match is listed with its reason, and keeps no other row back", async () => {
  const { provider } = exampleProvider(({ key }) =>
    key.endsWith(".3") ? { kind: "later" } : { kind: "accepted", reference: "P", code: "1", expiresOn: "2027-01-19" },
  );
  const award = await awardExample(table, { lines: [voucher, voucher, voucher, bed] });
  await started(table, award, provider);
  const id = award.awardId;
  await step(table, award, 0, "return");
  const file = fileOf(
    "0000-0000-0000-A1.1,redeemed,40.00",
    `${id}.1,redeemed,40.00`,
    `${id}.2,redeemed,41.00`,
    `${id}.3,redeemed,40.00`,
    `${id}.4,delivered,120.00`,
    `${id}.2-2,redeemed,40.00`,
    `${id}.2,gone,40.00`,
    `${id}.2,redeemed,forty`,
    `${id}.2,=redeemed,40.00`,
    `${id}.2,redeemed,40.00`,
  );
  const imported = await send(file);
  expect(imported).toMatchObject({ kind: "imported", moved: 0 });
  expect(imported.kind === "imported" && imported.problems).toEqual([
    { row: 2, because: "Nothing was asked for under “0000-0000-0000-A1.1”." },
    { row: 3, because: `${id}.1: its money has come back, and the provider says that its code was not used.` },
    { row: 4, because: `“${id}.2” is in the file more than once, and not with the same state.` },
    { row: 5, because: `${id}.3: no code has come for it yet. Check with the provider first.` },
    { row: 6, because: `${id}.4 was not asked for of: Vouchers and cash codes.` },
    { row: 7, because: `Nothing was asked for under “${id}.2-2”.` },
    { row: 8, because: "“gone” is not a state. It must be delivered, activated, redeemed, spent, expired, returned, cancelled." },
    { row: 9, because: "“forty” is not an amount in pounds and pence, like 120 or 120.00." },
    { row: 10, because: "“=redeemed” is not a state. It must be delivered, activated, redeemed, spent, expired, returned, cancelled." },
    { row: 11, because: `“${id}.2” is in the file more than once, and not with the same state.` },
  ]);
  expect(await send(fileOf(`${id}.2,redeemed,41.00`))).toMatchObject({
    problems: [{ row: 2, because: `${id}.2 is for £40.00, and the file says £41.00.` }],
  });
  await expectConsistent(table);
});

test("a supplier's file delivers lines and says which were cancelled, a partner's file spends them", async () => {
  const award = await awardExample(table, { lines: [bed, bed, food] });
  await started(table, award);
  for (const index of [0, 1, 2]) await step(table, award, index, "issue");
  const id = award.awardId;
  expect(await send(fileOf(`${id}.1,delivered,120.00`, `${id}.2,cancelled,120.00`), "furniture")).toMatchObject({
    moved: 1,
    waiting: 1,
    problems: [],
  });
  await step(table, award, 1, "confirmBack");
  expect(await send(fileOf(`${id}.3,spent,35.00`), "foodNetwork")).toMatchObject({ moved: 1, problems: [] });
  expect(await statesOf(award)).toEqual(["delivered", "cancelled", "redeemed"]);
  await expectConsistent(table);
});

test("a line that comes back before it was marked as delivered is delivered and returned, each in its own entry", async () => {
  const award = await awardExample(table, { lines: [bed] });
  await started(table, award);
  await step(table, award, 0, "issue");
  expect(await send(fileOf(`${award.awardId}.1,returned,120.00`), "furniture")).toMatchObject({ waiting: 1 });
  expect(await step(table, award, 0, "confirmBack")).toMatchObject({ kind: "taken", line: { state: "returned" } });
  expect((await linesOf(table, award))[0]?.steps.map((taken) => taken.step)).toEqual(["issue", "deliver", "return"]);
  await expectConsistent(table);
});
