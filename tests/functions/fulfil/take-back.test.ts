import { beforeEach, expect, test } from "vitest";
import { importLineResults } from "../../../functions/fulfil/import-line-results.ts";
import { takeLineStep } from "../../../functions/fulfil/take-line-step.ts";
import type { Provider } from "../../../functions/line/provider.ts";
import { expireVouchers } from "../../../functions/nightly/steps/expire-vouchers.ts";
import { watchCancelledCodes } from "../../../functions/nightly/steps/watch-cancelled-codes.ts";
import { council } from "../../../shared/council.ts";
import type { Award } from "../../../shared/domain/award/award.ts";
import type { Fulfiller } from "../../../shared/domain/line/fulfiller.ts";
import type { Line } from "../../../shared/domain/line/line.ts";
import type { CodeState } from "../../../shared/domain/line/taking-back.ts";
import type { Principal } from "../../../shared/domain/principal.ts";
import { dynamoCases } from "../../../shared/store/cases.ts";
import { dynamoEnvelopes } from "../../../shared/store/envelopes.ts";
import type { Table } from "../../../shared/store/items.ts";
import { aDayInCrf, allocateExample, applicationLike, approver } from "../../examples.ts";
import { expectConsistent } from "../../invariants/audit.ts";
import { everythingIn, freshTable } from "../../setup/table.ts";
import {
  awardExample,
  bed,
  exampleProvider,
  finance,
  food,
  linesOf,
  ownPhone,
  portsOf,
  secondFinance,
  started,
  step,
  voucher,
} from "./room.ts";

let table: Table;

beforeEach(async () => {
  table = await freshTable();
  await allocateExample(table, "CRF", "CRISIS_PAYMENT", 5_000_00);
});

const fileOf = (...rows: readonly string[]) => `council,reference,state,amount\n${rows.map((row) => `${council.code},${row}`).join("\n")}`;
const load = (
  file: string,
  { provider, fulfiller = "codes", by = finance }: { provider?: Provider; fulfiller?: Fulfiller; by?: Principal } = {},
) => importLineResults({ fulfiller, file: Buffer.from(file), by, now: aDayInCrf }, portsOf(table, provider));
const lineOf = async (award: Award, index = 0) => {
  const line = (await linesOf(table, award))[index];
  if (!line) throw new Error("The award has the line.");
  return line;
};
const money = async () => {
  const [envelope] = await dynamoEnvelopes(table).ofScheme("CRF");
  if (!envelope) throw new Error("The envelope is there.");
  const { available, committed, paid, returned } = envelope;
  return { available, committed, paid, returned };
};
const expectNothingOpen = ({ takingBack, saidBack, trouble }: Line) =>
  expect([takingBack, saidBack, trouble]).toEqual([undefined, undefined, undefined]);
const untouched = { available: 5_000_00 - 40_00, committed: 0, paid: 40_00, returned: 0 };
const back = { available: 5_000_00, committed: 0, paid: 0, returned: 40_00 };
const aMonthOn = new Date("2026-12-20T00:15:00Z");
const withoutSafeContact = applicationLike({ contact: { ways: ["text"], phone: "07700 900982", safety: "Only after six." } });

/** A voucher with its household, and a provider that can be told to stop answering. */
const given = async (application?: ReturnType<typeof applicationLike>) => {
  const { provider, states } = exampleProvider();
  const award = await awardExample(table, { lines: [voucher], application: application ?? ownPhone() });
  await started(table, award, provider);
  const silent: Provider = {
    ...provider,
    cancel: async () => {
      throw new Error("No answer in time.");
    },
  };
  return { award, provider, silent, states, code: `${award.awardId}.1` };
};

test.each(["expired", "returned", "cancelled"])(
  "a file that says %s of a code is not believed: the provider is asked, and the code is used",
  async (state) => {
    const { award, provider, states, code } = await given();
    states.set(code, "redeemed");

    expect(await load(fileOf(`${code},${state},40.00`), { provider })).toMatchObject({
      moved: 0,
      problems: [{ because: `${code}: the provider says that its code was used, so its money stays out.` }],
    });

    expect(await lineOf(award)).toMatchObject({ state: "redeemed" });
    expect(await money()).toEqual(untouched);
    await expectConsistent(table);
  },
);

test.each([
  ["expired", "recycled"],
  ["returned", "returned"],
  ["cancelled", "returned"],
])(
  "a file that says %s of a code brings its money back once the provider has made it useless, and the same file again changes nothing",
  async (state, becomes) => {
    const { award, provider, states, code } = await given();
    const file = fileOf(`${code},${state},40.00`);

    expect(await load(file, { provider })).toMatchObject({ moved: 1, problems: [] });

    expect(states.get(code)).toBe("cancelled");
    expect((await lineOf(award)).state).toBe(becomes);
    expectNothingOpen(await lineOf(award));
    expect(await money()).toEqual(back);
    const before = await everythingIn(table);
    expect(await load(file, { provider })).toMatchObject({ moved: 0, known: 1 });
    expect(await everythingIn(table)).toEqual(before);
    await expectConsistent(table);
  },
);

test("a code that nobody was given lapses, whatever the file calls it", async () => {
  const { award, provider, code } = await given(withoutSafeContact);
  expect(await load(fileOf(`${code},cancelled,40.00`), { provider })).toMatchObject({ moved: 1 });
  expect((await lineOf(award)).steps.map((taken) => taken.step)).toEqual(["issue", "lapse"]);
  expect((await dynamoCases(table).claims(award.householdId)).claims).toEqual([]);
  await expectConsistent(table);
});

test("while the provider is silent the money stays out and the line needs somebody; the night finishes it, in the name of whoever asked", async () => {
  const { award, provider, silent } = await given();

  expect(await step(table, award, 0, "return", { provider: silent, key: "back-1" })).toMatchObject({ kind: "waitsForProvider" });
  expect(await money()).toEqual(untouched);
  expect(await lineOf(award)).toMatchObject({ state: "delivered", takingBack: { by: { id: secondFinance.id } }, trouble: {} });
  const listed = await portsOf(table).lines.onList("codes", "trouble", { limit: 10 });
  expect("items" in listed && listed.items).toHaveLength(1);
  expect(await expireVouchers(aDayInCrf, portsOf(table, silent))).toEqual({ recycled: 0, foundUsed: 0, failed: 1 });
  expect(await expireVouchers(aDayInCrf, portsOf(table, provider))).toEqual({ recycled: 1, foundUsed: 0, failed: 0 });

  const line = await lineOf(award);
  expect(line).toMatchObject({ state: "returned" });
  expect(line.steps.at(-1)).toMatchObject({ step: "return", by: { id: secondFinance.id }, key: "back-1", why: "It is not needed." });
  expect(await money()).toEqual(back);
  expect(await step(table, award, 0, "return", { provider, key: "back-1", seen: 2 })).toMatchObject({ kind: "taken" });
  await expectConsistent(table);
});

test("while it waits, nobody gives the code out or asks for its money in another way, and anybody who works with lines may ask again", async () => {
  const { award, provider, silent, code } = await given(withoutSafeContact);
  expect(await load(fileOf(`${code},returned,40.00`), { provider: silent })).toMatchObject({ moved: 0, waiting: 1, problems: [] });

  for (const action of ["giveCode", "expire", "return"] as const)
    expect(await step(table, award, 0, action, { provider })).toMatchObject({ kind: "notPossible" });
  expect(await step(table, award, 0, "askAgain", { provider: silent })).toMatchObject({ kind: "waitsForProvider" });
  expect(await step(table, award, 0, "askAgain", { provider })).toMatchObject({ kind: "taken", line: { state: "recycled" } });
  await expectConsistent(table);
});

test("a code that somebody used while the provider was silent stays spent", async () => {
  const { award, provider, silent, states, code } = await given();
  await step(table, award, 0, "expire", { provider: silent });
  states.set(code, "redeemed");

  expect(await expireVouchers(aDayInCrf, portsOf(table, provider))).toEqual({ recycled: 0, foundUsed: 1, failed: 0 });

  expect((await lineOf(award)).state).toBe("redeemed");
  expectNothingOpen(await lineOf(award));
  expect(await money()).toEqual(untouched);
  await expectConsistent(table);
});

test("once the provider is silent about one code of a file, it is not asked about the others, and all of them wait", async () => {
  const { provider } = exampleProvider();
  const award = await awardExample(table, { lines: [voucher, voucher, voucher] });
  await started(table, award, provider);
  let asked = 0;
  const silent: Provider = {
    ...provider,
    cancel: async () => {
      asked += 1;
      throw new Error("No answer in time.");
    },
  };
  const rows = [1, 2, 3].map((number) => `${award.awardId}.${number},expired,40.00`);

  expect(await load(fileOf(...rows), { provider: silent })).toMatchObject({ moved: 0, waiting: 3, problems: [] });
  expect(asked).toBe(1);
  expect(await expireVouchers(aDayInCrf, portsOf(table, provider))).toEqual({ recycled: 3, foundUsed: 0, failed: 0 });
  await expectConsistent(table);
});

test("a crash between the provider's answer and the write is finished by the same step sent again, or by the night", async () => {
  for (const finishes of ["again", "night"]) {
    const { award, provider } = await given();
    const ports = portsOf(table, provider);
    let moves = 0;
    const crashing = {
      ...ports,
      lines: {
        ...ports.lines,
        move: (...asked: Parameters<typeof ports.lines.move>) => {
          moves += 1;
          if (moves === 2) throw new Error("The function was killed.");
          return ports.lines.move(...asked);
        },
      },
    };
    const line = await lineOf(award);
    const asked = {
      lineId: line.lineId,
      action: "expire",
      seen: line.version,
      why: "Not wanted.",
      key: "killed-1",
      by: finance,
      now: aDayInCrf,
    } as const;
    await expect(takeLineStep(asked, crashing)).rejects.toThrow("killed");
    expect(await lineOf(award)).toMatchObject({ state: "delivered", takingBack: { key: "killed-1" } });

    if (finishes === "again") expect(await takeLineStep(asked, ports)).toMatchObject({ kind: "taken", line: { state: "recycled" } });
    else expect(await expireVouchers(aDayInCrf, ports)).toMatchObject({ recycled: 1 });
    expect((await lineOf(award)).state).toBe("recycled");
    expectNothingOpen(await lineOf(award));
  }
  await expectConsistent(table);
});

test("two people, the file and the night want the same money back at once: it comes back once", async () => {
  const { award, provider, code } = await given();
  const ports = portsOf(table, provider);
  await Promise.all([
    step(table, award, 0, "expire", { provider, key: "one" }),
    step(table, award, 0, "return", { provider, key: "two" }),
    load(fileOf(`${code},expired,40.00`), { provider }),
    expireVouchers(new Date("2027-01-20T03:00:00Z"), ports),
  ]);
  await expireVouchers(new Date("2027-01-20T03:00:00Z"), ports);
  expect(await money()).toEqual(back);
  await expectConsistent(table);
});

test("money of a used code comes back only where the provider says that nobody can use it any more", async () => {
  const { award, provider, states, code } = await given();
  await load(fileOf(`${code},redeemed,40.00`), { provider });
  states.set(code, "redeemed");
  expect(await step(table, award, 0, "return", { provider })).toMatchObject({
    kind: "codeUsed",
    now: { state: "redeemed", takingBack: undefined },
  });
  expect(await money()).toEqual(untouched);
  states.set(code, "cancelled");
  expect(await step(table, award, 0, "return", { provider })).toMatchObject({ kind: "taken", line: { state: "returned" } });
  expect(await money()).toEqual(back);
  await expectConsistent(table);
});

test.each(["the night", "a file"])(
  "a cancelled code that is used all the same becomes work, found by %s, and finance settles it with words",
  async (found) => {
    const { award, provider, states, code } = await given();
    await step(table, award, 0, "expire", { provider });
    expect(await lineOf(award)).toMatchObject({ state: "recycled", watchedUntil: "2027-02-18" });
    expect(await watchCancelledCodes(aMonthOn, portsOf(table, provider))).toMatchObject({ usedLate: 0, watchedToTheEnd: 0, failed: 0 });
    states.set(code, "redeemed");

    if (found === "the night")
      expect(await watchCancelledCodes(aMonthOn, portsOf(table, provider))).toMatchObject({ usedLate: 1, watchedToTheEnd: 0, failed: 0 });
    else {
      const file = fileOf(`${code},redeemed,40.00`);
      expect(await load(file, { provider })).toMatchObject({ moved: 1, problems: [] });
      expect(await load(file, { provider })).toMatchObject({ moved: 0, known: 1 });
    }

    const line = await lineOf(award);
    expect(line).toMatchObject({ state: "recycled", usedLate: "open", notes: [{ what: "usedLate" }] });
    expect(line.trouble?.because).toContain("the council may owe the provider £40 that no budget shows");
    const listed = await portsOf(table).lines.onList("codes", "trouble", { limit: 10 });
    expect("items" in listed && listed.items.map(({ lineId }) => lineId)).toEqual([line.lineId]);
    expect(await expireVouchers(new Date("2027-03-20T03:00:00Z"), portsOf(table, provider))).toEqual({
      recycled: 0,
      foundUsed: 0,
      failed: 0,
    });

    expect(await watchCancelledCodes(aMonthOn, portsOf(table, provider))).toMatchObject({ unsettled: 1, unsettledPence: 40_00 });
    expect(await step(table, award, 0, "settleLate", { why: " " })).toEqual({ kind: "reasonMissing" });
    expect(await step(table, award, 0, "settleLate", { by: approver })).toEqual({ kind: "notTheirs" });
    const asked = { key: "settled-1", seen: line.version, why: "They take it back." };
    expect(await step(table, award, 0, "settleLate", asked)).toMatchObject({ kind: "taken", line: { usedLate: "settled" } });
    expect(await step(table, award, 0, "settleLate", asked)).toMatchObject({ kind: "taken" });
    expect(await watchCancelledCodes(aMonthOn, portsOf(table, provider))).toMatchObject({ unsettled: 0, unsettledPence: 0 });
    expect((await lineOf(award)).notes?.map(({ what, why }) => [what, why])).toEqual([
      ["usedLate", undefined],
      ["settledLate", "They take it back."],
    ]);
    expect(await money()).toEqual(back);
    await expectConsistent(table);
  },
);

test("a file alone does not say that a cancelled code was used: its provider is asked", async () => {
  const { award, provider, code } = await given();
  await step(table, award, 0, "expire", { provider });
  const silent: Provider = { ...provider, state: () => Promise.reject(new Error("No answer.")) };
  expect(await load(fileOf(`${code},redeemed,40.00`), { provider })).toMatchObject({
    problems: [{ because: `${code}: its money has come back, and the provider says that its code was not used.` }],
  });
  expect(await load(fileOf(`${code},redeemed,40.00`), { provider: silent })).toMatchObject({ moved: 0, problems: [{ row: 2 }] });
  expect((await lineOf(award)).usedLate).toBeUndefined();
});

test("a cancelled code is watched for a month after its last day, and then no more", async () => {
  const { award, provider } = await given();
  await step(table, award, 0, "expire", { provider });
  const at = (day: string) => watchCancelledCodes(new Date(`${day}T00:15:00Z`), portsOf(table, provider));
  expect(await at("2027-02-18")).toMatchObject({ usedLate: 0, watchedToTheEnd: 0, failed: 0 });
  expect(await at("2027-02-19")).toMatchObject({ usedLate: 0, watchedToTheEnd: 1, failed: 0 });
  expect(await at("2027-02-19")).toMatchObject({ usedLate: 0, watchedToTheEnd: 0, failed: 0 });
});

test("a supplier's file alone brings no money back: a second person who neither ordered nor loaded it confirms", async () => {
  const award = await awardExample(table, { lines: [bed] });
  await started(table, award);
  await step(table, award, 0, "issue", { by: approver });
  await step(table, award, 0, "deliver", { by: approver });
  const file = fileOf(`${award.awardId}.1,returned,120.00`);

  expect(await load(file, { fulfiller: "furniture" })).toEqual({ kind: "imported", moved: 0, known: 0, waiting: 1, problems: [] });
  expect(await load(file, { fulfiller: "furniture", by: secondFinance })).toMatchObject({ known: 1, waiting: 0 });
  expect(await money()).toMatchObject({ paid: 120_00, returned: 0 });
  expect((await lineOf(award)).trouble?.because).toContain("A file that Dev Shah loaded says: returned.");

  expect(await step(table, award, 0, "confirmBack", { by: finance })).toMatchObject({ kind: "ownDecision" });
  expect(await step(table, award, 0, "confirmBack", { by: { ...approver, roles: ["finance"] } })).toMatchObject({ kind: "ownDecision" });
  const asked = { key: "confirm-1", seen: (await lineOf(award)).version };
  const both = await Promise.all([step(table, award, 0, "confirmBack", asked), step(table, award, 0, "confirmBack", asked)]);
  expect(both.map(({ kind }) => kind)).toEqual(["taken", "taken"]);
  expect((await lineOf(award)).state).toBe("returned");
  expectNothingOpen(await lineOf(award));
  expect(await money()).toMatchObject({ paid: 0, returned: 120_00 });
  await expectConsistent(table);
});

test("staff deny a file's statement with words; the same file raises it no more, another file does", async () => {
  const award = await awardExample(table, { lines: [food] });
  await started(table, award);
  await step(table, award, 0, "issue");
  const file = fileOf(`${award.awardId}.1,returned,35.00`);
  await load(file, { fulfiller: "foodNetwork" });

  expect(await step(table, award, 0, "denyBack", { why: "" })).toEqual({ kind: "reasonMissing" });
  expect(await step(table, award, 0, "denyBack", { why: "They have it." })).toMatchObject({ kind: "taken", line: { state: "issued" } });

  expect(await load(file, { fulfiller: "foodNetwork" })).toMatchObject({ known: 1, waiting: 0 });
  expect(await load(`${file}\n`, { fulfiller: "foodNetwork" })).toMatchObject({ known: 0, waiting: 1 });
  expect((await lineOf(award)).notes?.map(({ what }) => what)).toEqual(["saidBack", "saidNotBack", "saidBack"]);
});

test("the person who ordered goods does not record them as returned", async () => {
  const award = await awardExample(table, { lines: [bed] });
  await started(table, award);
  await step(table, award, 0, "issue", { by: finance });
  await step(table, award, 0, "deliver", { by: approver });
  expect(await step(table, award, 0, "return", { by: finance })).toMatchObject({ kind: "ownDecision" });
  expect(await step(table, award, 0, "return", { by: secondFinance })).toMatchObject({ kind: "taken", line: { state: "returned" } });
});

test.each<CodeState>(["activated", "unused"])("a provider that answers %s keeps the money out", async (state) => {
  const { award, provider, states, code } = await given();
  states.set(code, state);
  const done = await step(table, award, 0, "expire", { provider });
  expect(done.kind).toBe(state === "unused" ? "waitsForProvider" : "codeUsed");
  expect(await lineOf(award)).toMatchObject({ state: state === "unused" ? "delivered" : "activated" });
  expect(await money()).toEqual(untouched);
  await expectConsistent(table);
});
