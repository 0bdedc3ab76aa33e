import { beforeEach, expect, test } from "vitest";
import { expireVouchers } from "../../../../functions/nightly/steps/expire-vouchers.ts";
import { moveLine } from "../../../../shared/domain/line/line-move.ts";
import { pence } from "../../../../shared/domain/money.ts";
import { system } from "../../../../shared/domain/principal.ts";
import { schemeAt } from "../../../../shared/domain/scheme/scheme-book.ts";
import { shippedSchemes } from "../../../../shared/domain/scheme/shipped.ts";
import { dynamoCases } from "../../../../shared/store/cases.ts";
import { dynamoEnvelopes } from "../../../../shared/store/envelopes.ts";
import type { Table } from "../../../../shared/store/items.ts";
import { allocateExample, applicationLike } from "../../../examples.ts";
import { expectConsistent } from "../../../invariants/audit.ts";
import { contended } from "../../../setup/contended.ts";
import { freshTable } from "../../../setup/table.ts";
import { accepted, awardExample, exampleProvider, linesOf, portsOf, started, voucher } from "../../fulfil/room.ts";

let table: Table;

beforeEach(async () => {
  table = await freshTable();
  await allocateExample(table, "CRF", "CRISIS_PAYMENT", 50_000_00);
});

const withoutSafeContact = applicationLike({ contact: { ways: ["text"], phone: "07700 900982", safety: "Only after six." } });
const afterTheLastDay = new Date("2027-01-20T03:00:00Z");
const envelope = async () => {
  const [only] = await dynamoEnvelopes(table).ofScheme("CRF");
  if (!only) throw new Error("The envelope is there.");
  return only;
};

test("a code is left alone on its last day, and its money is back on the day after", async () => {
  const { provider } = exampleProvider();
  const award = await awardExample(table, { lines: [voucher] });
  await started(table, award, provider);
  expect(await expireVouchers(new Date("2027-01-19T23:00:00Z"), portsOf(table, provider))).toEqual({
    recycled: 0,
    foundUsed: 0,
    failed: 0,
  });
  expect(await expireVouchers(afterTheLastDay, portsOf(table, provider))).toEqual({ recycled: 1, foundUsed: 0, failed: 0 });
  expect(await expireVouchers(afterTheLastDay, portsOf(table, provider))).toEqual({ recycled: 0, foundUsed: 0, failed: 0 });
  expect(await linesOf(table, award)).toMatchObject([{ state: "recycled" }]);
  expect(await envelope()).toMatchObject({ available: 50_000_00, paid: 0, returned: 40_00 });
  await expectConsistent(table);
});

test("a code that was used on its last evening is spent, and one that the provider cannot cancel waits for another night", async () => {
  const { provider, states } = exampleProvider();
  const award = await awardExample(table, { lines: [voucher, voucher, voucher] });
  await started(table, award, provider);
  states.set(`${award.awardId}.1`, "redeemed");
  states.set(`${award.awardId}.2`, "unused");
  expect(await expireVouchers(afterTheLastDay, portsOf(table, provider))).toEqual({ recycled: 1, foundUsed: 1, failed: 1 });
  expect((await linesOf(table, award)).map(({ state }) => state)).toEqual(["redeemed", "delivered", "recycled"]);
  await expectConsistent(table);
});

test("a code that nobody was given before its last day brings its money back, and the household may be helped again", async () => {
  const { provider, asked } = exampleProvider();
  const award = await awardExample(table, { lines: [voucher, voucher], application: withoutSafeContact });
  await started(table, award, provider);
  expect(await linesOf(table, award)).toMatchObject([{ state: "issued" }, { state: "issued" }]);
  expect(await envelope()).toMatchObject({ committed: 80_00, paid: 0 });
  expect(await expireVouchers(new Date("2027-01-19T23:00:00Z"), portsOf(table, provider))).toMatchObject({ recycled: 0 });
  expect(await expireVouchers(afterTheLastDay, portsOf(table, provider))).toEqual({ recycled: 2, foundUsed: 0, failed: 0 });
  expect(asked).toHaveLength(2);
  expect(await linesOf(table, award)).toMatchObject([{ state: "recycled" }, { state: "recycled" }]);
  expect(await envelope()).toMatchObject({ available: 50_000_00, committed: 0, paid: 0, returned: 80_00, households: { inScheme: 0 } });
  expect(await dynamoCases(table).claims(award.householdId)).toMatchObject({ claims: [] });
  await expectConsistent(table);
});

test("a code that somebody used, although nobody said that it was given, is spent", async () => {
  const { provider, states } = exampleProvider();
  const award = await awardExample(table, { lines: [voucher], application: withoutSafeContact });
  await started(table, award, provider);
  states.set(`${award.awardId}.1`, "redeemed");
  expect(await expireVouchers(afterTheLastDay, portsOf(table, provider))).toEqual({ recycled: 0, foundUsed: 1, failed: 0 });
  expect(await linesOf(table, award)).toMatchObject([{ state: "redeemed" }]);
  expect(await envelope()).toMatchObject({ committed: 0, paid: 40_00 });
  await expectConsistent(table);
});

test("a thousand expired codes bring every penny back to their own budget", async () => {
  const { provider } = exampleProvider();
  const amounts = Array.from({ length: 1_000 }, (_, index) => pence(10_00 + index));
  for (let first = 0; first < amounts.length; first += 20) {
    const lines = amounts.slice(first, first + 20).map((amount) => ({ ...voucher, amount }));
    const award = await awardExample(table, { lines });
    // One write for each award, instead of an order for each code.
    const codes = (await linesOf(table, award)).map((line) =>
      moveLine(
        line,
        ["issue", "deliver"],
        { at: award.committedAt, by: system, key: "given" },
        { change: { fulfiller: "codes", orders: 1, provided: accepted } },
      ),
    );
    expect(await portsOf(table).lines.move(codes)).toEqual({ kind: "moved" });
  }
  const total = amounts.reduce((sum, amount) => sum + amount, 0);
  expect(await envelope()).toMatchObject({ available: 50_000_00 - total, paid: total });
  expect(await expireVouchers(afterTheLastDay, portsOf(table, provider))).toEqual({ recycled: 1_000, foundUsed: 0, failed: 0 });
  expect(await envelope()).toMatchObject({ available: 50_000_00, committed: 0, paid: 0, dueBack: 0, returned: total });
  await expectConsistent(table);
});

test("after the scheme's last day their money is owed to the department, two nights' work at once included", async () => {
  const end = schemeAt(shippedSchemes, afterTheLastDay)?.about.end ?? "";
  const { provider } = exampleProvider();
  const award = await awardExample(table, { lines: Array.from({ length: 4 }, () => voucher), at: new Date(`${end}T09:00:00Z`) });
  await started(table, award, provider);
  const service = contended(table);
  const night = new Date("2029-06-20T03:00:00Z");
  await Promise.all([expireVouchers(night, portsOf(service, provider)), expireVouchers(night, portsOf(service, provider))]);
  await expireVouchers(night, portsOf(table, provider));
  expect(await envelope()).toMatchObject({ available: 50_000_00 - 160_00, paid: 0, dueBack: 160_00, returned: 160_00 });
  await expectConsistent(table);
});
