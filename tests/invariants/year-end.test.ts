import { beforeAll, expect, test } from "vitest";
import { expireVouchers } from "../../functions/nightly/steps/expire-vouchers.ts";
import { moveLine } from "../../shared/domain/line/line-move.ts";
import { pence } from "../../shared/domain/money.ts";
import { system } from "../../shared/domain/principal.ts";
import { dynamoEnvelopes } from "../../shared/store/envelopes.ts";
import type { Table } from "../../shared/store/items.ts";
import { accepted, awardExample, exampleProvider, linesOf, portsOf, voucher } from "../functions/fulfil/room.ts";
import {
  before,
  dev,
  erin,
  fund,
  itemsWithOutcomes,
  kofi,
  listed,
  planNow,
  postSignature,
  standingOf,
  workOnPlans,
} from "../functions/year-end/desk.ts";
import { type SignedIn, signIn } from "../http.ts";
import { freshTable } from "../setup/table.ts";
import { expectConsistent } from "./audit.ts";

const lastDay = "2026-04-30";
const justAfterTheScheme = new Date("2026-04-02T09:00:00Z");
const night = new Date("2026-05-01T00:15:00Z");
const nextMorning = new Date("2026-05-01T09:00:00Z");

/** Prices with pennies, so that a sum that is rounded anywhere shows. */
const amounts = Array.from({ length: 1_000 }, (_, index) => pence(10_01 + index * 7));
const total = amounts.reduce((sum, amount) => sum + amount, 0);
const put = 100_000_00;

let table: Table;
let [asDev, asErin, asKofi]: readonly SignedIn[] = [];

beforeAll(async () => {
  table = await freshTable();
  await fund(table, "WIDER_ESSENTIALS", put);
  for (let first = 0; first < amounts.length; first += 20) {
    const lines = amounts.slice(first, first + 20).map((amount) => ({ ...voucher, amount, reason: "A winter coat." }));
    const award = await awardExample(table, { lines, at: before });
    // One write for each award, instead of an order for each code.
    const codes = (await linesOf(table, award)).map((line) =>
      moveLine(
        line,
        ["issue", "deliver"],
        { at: award.committedAt, by: system, key: "given" },
        { change: { fulfiller: "codes", orders: 1, provided: { ...accepted, expiresOn: lastDay } } },
      ),
    );
    expect(await portsOf(table).lines.move(codes)).toEqual({ kind: "moved" });
  }
});

test("a thousand vouchers that expire after the end are returned to the department to the penny, by two people", {
  timeout: 180_000,
}, async () => {
  [asDev, asErin] = await Promise.all([dev, erin].map((person) => signIn(table, person, justAfterTheScheme)));
  const close = await listed(table, asDev, { now: justAfterTheScheme });
  expect(close.sums).toMatchObject({ expireLater: { items: 1_000, amount: total }, setAside: { amount: put - total } });
  expect(close.parts).toBeGreaterThan(5);
  await postSignature(table, asErin, close, justAfterTheScheme);
  await workOnPlans(table, justAfterTheScheme);
  expect(await planNow(table, close.planId)).toMatchObject({ state: "done", outcomes: { expireLater: { asListed: 1_000 } } });
  expect(await standingOf(table)).toMatchObject({ available: 0, paid: total, dueBack: put - total });

  const { provider } = exampleProvider();
  expect(await expireVouchers(night, portsOf(table, provider))).toEqual({ recycled: 1_000, foundUsed: 0, failed: 0 });
  expect(await standingOf(table)).toMatchObject({ available: 0, paid: 0, dueBack: put });
  const [envelope] = await dynamoEnvelopes(table).ofScheme("HSF7");
  expect(envelope).toMatchObject({ returned: total });

  [asDev, asKofi] = await Promise.all([dev, kofi].map((person) => signIn(table, person, nextMorning)));
  const back = await listed(table, asDev, { kind: "return", reference: "DWP/HSF7/4711", key: "plan-0000002", now: nextMorning });
  await postSignature(table, asKofi, back, nextMorning);
  await workOnPlans(table, nextMorning);
  expect((await itemsWithOutcomes(table, back)).map(({ outcome }) => outcome)).toEqual(["done"]);
  expect(await standingOf(table)).toMatchObject({ dueBack: 0, granted: put, sentBack: put });
  await expectConsistent(table);
});
