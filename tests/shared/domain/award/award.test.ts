import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type AwardLine,
  type AwardToDraw,
  awardLimitOf,
  awardRequestSchema,
  consequencesOf,
  linesFrom,
  needsOf,
} from "../../../../shared/domain/award/award.ts";
import { addDays, type Day } from "../../../../shared/domain/dates.ts";
import { noClaims, reachedIn } from "../../../../shared/domain/household/household.ts";
import { tallyOf } from "../../../../shared/domain/ledger/envelope.ts";
import type { LedgerEntry } from "../../../../shared/domain/ledger/ledger.ts";
import { addPence, pence } from "../../../../shared/domain/money.ts";
import type { CatalogueItem, Scheme } from "../../../../shared/domain/scheme/scheme.ts";
import { newestVersion } from "../../../../shared/domain/scheme/scheme-book.ts";
import { shippedSchemes } from "../../../../shared/domain/scheme/shipped.ts";
import type { Role } from "../../../../shared/system.ts";
import { assessor } from "../../../examples.ts";

const shipped = (code: string) => newestVersion(shippedSchemes, code) as Scheme;
const hsf5 = shipped("HSF5");

const lineOf = ({ code, label, category, deliveries: [delivery = "CASH"] }: CatalogueItem, amount: number): AwardLine => ({
  item: code,
  label,
  category,
  delivery,
  amount: pence(amount),
});

const awardOf = (scheme: Scheme, lines: readonly AwardLine[], number = 1): AwardToDraw => ({
  awardId: `7K3F-9QZT-1A2B-A${number}`,
  caseId: "7K3F-9QZT-1A2B",
  householdId: "H-1",
  scheme: scheme.code,
  schemeVersion: scheme.version,
  lines,
  total: addPence(lines.map(({ amount }) => amount)),
  committedAt: `${scheme.about.start}T10:00:00.000Z`,
  by: assessor,
  reason: "No beds for the children.",
  decisionId: `decision-${number}`,
  results: [],
  evidence: [],
  checks: [],
});

const on = (day: Day) => ({ day, isUrgent: false });

const linesIn = (scheme: Scheme) =>
  fc.array(
    fc.tuple(fc.constantFrom(...scheme.items), fc.integer({ min: 1, max: 1_000_000_00 })).map(([item, amount]) => lineOf(item, amount)),
    { minLength: 1, maxLength: 20 },
  );
const storiesIn = fc
  .constantFrom(...shippedSchemes)
  .chain((scheme) => fc.record({ scheme: fc.constant(scheme), awards: fc.array(linesIn(scheme), { minLength: 1, maxLength: 6 }) }));

const count = (entries: readonly Pick<LedgerEntry, "award">[], choose: (award: NonNullable<LedgerEntry["award"]>) => boolean) =>
  entries.filter(({ award }) => award && choose(award)).length;

test("the charges and the entries of an award each add up to its total, by category", () => {
  fc.assert(
    fc.property(storiesIn, ({ scheme, awards: [lines = []] }) => {
      const award = awardOf(scheme, lines);
      const { charges, entries } = consequencesOf(award, scheme, noClaims("H-1"), on(scheme.about.start));
      expect(addPence(charges.map(({ amount }) => amount))).toBe(award.total);
      expect(addPence(entries.map(({ amount }) => amount))).toBe(award.total);
      expect(entries).toHaveLength(lines.length);
      expect(new Set(charges.map(({ category }) => category)).size).toBe(charges.length);
      for (const { category, amount, tally } of charges) {
        const own = entries.filter((entry) => entry.category === category);
        expect(addPence(own.map((entry) => entry.amount))).toBe(amount);
        expect(own).toHaveLength(tally.payments);
      }
    }),
  );
});

test("a household counts once in the scheme and once in each category, and each of its awards counts once", () => {
  fc.assert(
    fc.property(storiesIn, ({ scheme, awards }) => {
      let claims = noClaims("H-1");
      const steps = awards.map((lines, index) => {
        const step = consequencesOf(awardOf(scheme, lines, index + 1), scheme, claims, on(addDays(scheme.about.start, index)));
        claims = step.claims;
        return step;
      });
      const charges = steps.flatMap((step) => step.charges);
      const entries = steps.flatMap((step) => step.entries);
      expect(tallyOf(charges.map(({ tally }) => tally)).households.inScheme).toBe(1);
      expect(count(entries, ({ countsHousehold }) => countsHousehold.inScheme)).toBe(1);
      expect(tallyOf(charges.map(({ tally }) => tally)).awards.inScheme).toBe(awards.length);
      expect(count(entries, ({ countsAward }) => countsAward.inScheme)).toBe(awards.length);

      for (const { code } of scheme.categories) {
        const own = charges.filter(({ category }) => category === code);
        const ownEntries = entries.filter(({ category }) => category === code);
        const counted = tallyOf(own.map(({ tally }) => tally));
        expect(counted.households.inCategory).toBe(Math.min(1, own.length));
        expect(counted.awards.inCategory).toBe(own.length);
        expect(count(ownEntries, ({ countsHousehold }) => countsHousehold.inCategory)).toBe(Math.min(1, own.length));
        expect(count(ownEntries, ({ countsAward }) => countsAward.inCategory)).toBe(own.length);
      }
      expect(claims.version).toBe(awards.length);
      expect(claims.spent).toEqual({ [scheme.code]: addPence(entries.map(({ amount }) => amount)) });
      const { awards: reachedBy, categories } = reachedIn(claims, scheme.code);
      expect(reachedBy).toBe(awards.length);
      expect(new Set(Object.keys(categories))).toEqual(new Set(entries.map(({ category }) => category)));
    }),
  );
});

test("an award claims each need of its lines once", () => {
  fc.assert(
    fc.property(storiesIn, ({ scheme, awards: [lines = []] }) => {
      const { claims } = consequencesOf(awardOf(scheme, lines), scheme, noClaims("H-1"), on(scheme.about.start));
      expect(claims.claims.map(({ need }) => need)).toEqual(needsOf(lines, scheme));
    }),
  );
});

test("a household helped in an earlier scheme counts again in the next", () => {
  const inWiderEssentials = { awards: 1, categories: { WIDER_ESSENTIALS: 1 } };
  const before = { ...noClaims("H-1"), reached: { HSF4: inWiderEssentials } };
  const [cot] = hsf5.items.filter(({ code }) => code === "cot");
  const { charges, claims } = consequencesOf(awardOf(hsf5, cot ? [lineOf(cot, 120_00)] : []), hsf5, before, on("2024-05-31"));
  expect(charges.map(({ tally }) => tally.households)).toEqual([{ inCategory: 1, inScheme: 1 }]);
  expect(claims.reached).toEqual({ HSF4: inWiderEssentials, HSF5: inWiderEssentials });
});

test("lines have the catalogue's names and the scheme's categories", () => {
  const lines = linesFrom(
    [
      { item: "cot", amount: pence(120_00), delivery: "TANGIBLE" },
      { item: "washingMachine", amount: pence(300_00), delivery: "TANGIBLE" },
      { item: "clothingVoucher", amount: pence(100_00), delivery: "VOUCHER", reason: "Bedding and clothes for the baby." },
    ],
    hsf5,
  );
  expect(lines).toMatchObject({
    lines: [
      { label: "Cot", category: "WIDER_ESSENTIALS" },
      { label: "Washing machine", category: "ESSENTIALS_ENERGY_WATER" },
      { category: "WIDER_ESSENTIALS", reason: "Bedding and clothes for the baby." },
    ],
  });
});

test("all problems of the lines are told at once, each at its line and field", () => {
  const read = linesFrom(
    [
      { item: "yacht", amount: pence(1), delivery: "CASH" },
      { item: "cot", amount: pence(1), delivery: "CASH" },
      { item: "clothingVoucher", amount: pence(1), delivery: "VOUCHER" },
      { item: "cooker", amount: pence(1), delivery: "TANGIBLE" },
    ],
    hsf5,
  );
  expect(read.problems.map(({ path }) => path.join("/"))).toEqual(["lines/0/item", "lines/1/delivery", "lines/2/reason"]);
});

const request = {
  seen: { version: 1, householdId: "H-1" },
  lines: [{ item: "cot", amount: 120_00, delivery: "TANGIBLE" }],
  referrals: [] as object[],
  signposts: [],
  reason: "No beds for the children.",
};
const shownOne = { evidence: "address", shown: "Council tax record" };
const earlyHelp = { service: "earlyHelp", reasons: ["debt"], asks: "Look at the rent." };

test("a request without evidence and checks has none", () => {
  expect(awardRequestSchema.parse(request)).toMatchObject({ evidence: [], checks: [] });
});

test("a role without a limit may award nothing in a scheme with limits, and anything in one without", () => {
  const onlyApprovers = { ...hsf5, delegation: hsf5.delegation.filter(({ role }) => role === "approver") };
  expect(awardLimitOf(onlyApprovers, ["assessor"])).toBe(0);
  expect(awardLimitOf(onlyApprovers, ["assessor", "approver"])).toBe(10_000_00);
  expect(awardLimitOf({ ...hsf5, delegation: [] }, ["assessor"])).toBeUndefined();
});

test.each<[roles: Role[], limit: number | undefined]>([
  [["assessor"], 2_000_00],
  [["approver"], 10_000_00],
  [["assessor", "approver"], 10_000_00],
  [["auditor"], 0],
])("the roles %s may award up to the highest of their limits", (roles, limit) => {
  expect(awardLimitOf(hsf5, roles)).toBe(limit);
});

test.each<[string, object, boolean]>([
  ["as it is", {}, true],
  ["for a penny", { lines: [{ ...request.lines[0], amount: 1 }] }, true],
  ["for nothing", { lines: [{ ...request.lines[0], amount: 0 }] }, false],
  ["for a million pounds", { lines: [{ ...request.lines[0], amount: 1_000_000_00 }] }, true],
  ["for a penny more", { lines: [{ ...request.lines[0], amount: 1_000_000_01 }] }, false],
  ["with half a penny", { lines: [{ ...request.lines[0], amount: 0.5 }] }, false],
  ["of 20 lines", { lines: Array(20).fill(request.lines[0]) }, true],
  ["of 21 lines", { lines: Array(21).fill(request.lines[0]) }, false],
  ["without a reason", { reason: "  " }, false],
  ["with half a character in its reason", { reason: "Cold \ud83e" }, true],
  ["with half a character in a household's id", { seen: { version: 1, householdId: "H-\ud83e" } }, false],
  ["with two services asked", { referrals: [earlyHelp, { ...earlyHelp, service: "welfareRights" }] }, true],
  ["with one service asked twice", { referrals: [earlyHelp, earlyHelp] }, false],
  ["with evidence shown and waived", { evidence: [shownOne, { evidence: "income", waived: "tooUrgent" }] }, true],
  ["with evidence both shown and waived", { evidence: [{ ...shownOne, waived: "tooUrgent" }] }, false],
  ["with evidence neither shown nor waived", { evidence: [{ evidence: "income" }] }, false],
  ["with an unknown waiver", { evidence: [{ evidence: "income", waived: "constructor" }] }, false],
  ["with too much evidence", { evidence: Array(21).fill(shownOne) }, false],
  ["with a check", { checks: ["rolloverConfirmed"] }, true],
  ["with a check twice", { checks: ["rolloverConfirmed", "rolloverConfirmed"] }, false],
  ["with a signpost twice", { signposts: ["debtAdvice", "debtAdvice"] }, false],
  ["with one reason for a referral twice", { referrals: [{ ...earlyHelp, reasons: ["debt", "debt"] }] }, false],
  ["with an unknown check", { checks: ["allIsWell"] }, false],
])("a request %s is taken only if it is valid", (_, changes, isTaken) => {
  expect(awardRequestSchema.safeParse({ ...request, ...changes }).success).toBe(isTaken);
});
