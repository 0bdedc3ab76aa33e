import fc from "fast-check";
import { expect, test } from "vitest";
import { type AwardToDraw, consequencesOf } from "../../../../shared/domain/award/award.ts";
import { claimAgainst, type HouseholdClaims, noClaims } from "../../../../shared/domain/household/household.ts";
import { noTally, type Tally, tallyOf } from "../../../../shared/domain/ledger/envelope.ts";
import { type Line, lineFrom } from "../../../../shared/domain/line/line.ts";
import { takeBack } from "../../../../shared/domain/line/take-back.ts";
import { addPence, pence } from "../../../../shared/domain/money.ts";
import { newestVersion } from "../../../../shared/domain/scheme/scheme-book.ts";
import { shippedSchemes } from "../../../../shared/domain/scheme/shipped.ts";

const scheme = newestVersion(shippedSchemes, "HSF7");
if (!scheme) throw new Error("HSF7 ships.");
const day = "2025-05-01";

const awardOf = (awardId: string, items: readonly string[]): AwardToDraw => {
  const lines = items.map((code) => {
    const item = scheme.items.find((one) => one.code === code);
    if (!item) throw new Error(`There is no ${code}.`);
    return { item: code, label: item.label, category: item.category, delivery: item.deliveries[0] ?? "OTHER", amount: pence(100_00) };
  }) as AwardToDraw["lines"];
  return {
    ...{ awardId, caseId: awardId, householdId: "H-1", scheme: scheme.code, schemeVersion: 1, lines },
    ...{ total: addPence(lines.map(({ amount }) => amount)), committedAt: "2025-05-01T10:00:00.000Z", by: { id: "a", name: "A" } },
    ...{ reason: "A test.", decisionId: awardId, results: [], evidence: [], checks: [] },
  };
};

const linesOf = (award: AwardToDraw): Line[] => {
  const drawnOn = [...new Set(award.lines.map(({ category }) => category))].map((category) => ({
    ...({ scheme: scheme.code, category, period: "whole", pot: "ordinary", shard: 0 } as const),
  }));
  return award.lines.map((_, index) => lineFrom({ ...award, drawnOn }, index));
};

test("a household whose only award is taken back line by line is as before, and may be helped again", () => {
  const award = awardOf(
    "A-1",
    ["bed", "washingMachine", "bed"].filter((code) => scheme.items.some((item) => item.code === code)),
  );
  const { claims: after } = consequencesOf(award, scheme, noClaims("H-1"), { day, isUrgent: false });
  const need = after.claims[0]?.need;
  if (!need) throw new Error("The award claims a need.");
  expect(claimAgainst(scheme, need, after, day)).toBeDefined();

  let household = after;
  let others = linesOf(award);
  while (others.length > 0) {
    const [line, ...rest] = others;
    if (!line) break;
    household = takeBack(household, line, rest, scheme, { reachedHousehold: false }).claims;
    others = rest;
  }
  expect(household.claims).toEqual([]);
  expect(household.spent[scheme.code]).toBe(0);
  expect(household.reached[scheme.code]?.awards).toBe(0);
  expect(claimAgainst(scheme, need, household, day)).toBeUndefined();
});

test("of two lines for one need, the need is free again only when both are taken back", () => {
  const code = scheme.items[0]?.code ?? "";
  const award = awardOf("A-1", [code, code]);
  const { claims } = consequencesOf(award, scheme, noClaims("H-1"), { day, isUrgent: false });
  const [first, second] = linesOf(award);
  if (!first || !second) throw new Error("The award has two lines.");
  const one = takeBack(claims, first, [second], scheme, { reachedHousehold: false });
  expect(one.claims.claims).toHaveLength(1);
  expect(one.tally).toMatchObject({ payments: -1, awards: { inCategory: 0, inScheme: 0 } });
  const both = takeBack(one.claims, second, [], scheme, { reachedHousehold: false });
  expect(both.claims.claims).toHaveLength(0);
  expect(both.tally).toEqual({ payments: -1, awards: { inCategory: -1, inScheme: -1 }, households: { inCategory: -1, inScheme: -1 } });
});

test("a line that reached the household lowers only its spending: the household was helped, and still counts", () => {
  const award = awardOf("A-1", [scheme.items[0]?.code ?? ""]);
  const { claims } = consequencesOf(award, scheme, noClaims("H-1"), { day, isUrgent: false });
  const [line] = linesOf(award);
  if (!line) throw new Error("The award has a line.");
  const back = takeBack(claims, line, [], scheme, { reachedHousehold: true });
  expect(back.claims).toMatchObject({ claims: claims.claims, reached: claims.reached, spent: { [scheme.code]: 0 } });
  expect(back.tally).toEqual(noTally);
});

test("awards made and taken back in any order leave the counts of what still stands", () => {
  const codes = scheme.items.map(({ code }) => code);
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.constantFrom(...codes), { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 }),
      fc.array(fc.nat(100), { maxLength: 16 }),
      (awards, picks) => {
        let household: HouseholdClaims = noClaims("H-1");
        let tally: Tally = noTally;
        let standing: Line[] = [];
        for (const [index, items] of awards.entries()) {
          const award = awardOf(`A-${index}`, items);
          const { claims, charges } = consequencesOf(award, scheme, household, { day, isUrgent: false });
          household = claims;
          tally = tallyOf([tally, ...charges.map((charge) => charge.tally)]);
          standing = [...standing, ...linesOf(award)];
        }
        for (const pick of picks) {
          const line = standing[pick % Math.max(standing.length, 1)];
          if (!line) break;
          standing = standing.filter((one) => one !== line);
          const others = standing.filter(({ awardId }) => awardId === line.awardId);
          const back = takeBack(household, line, others, scheme, { reachedHousehold: false });
          household = back.claims;
          tally = tallyOf([tally, back.tally]);
        }
        const awardsLeft = new Set(standing.map(({ awardId }) => awardId)).size;
        expect(tally.payments).toBe(standing.length);
        expect(tally.awards.inScheme).toBe(awardsLeft);
        expect(tally.awards.inCategory).toBe(new Set(standing.map(({ awardId, category }) => `${awardId} ${category}`)).size);
        expect(tally.households.inScheme).toBe(awardsLeft > 0 ? 1 : 0);
        expect(tally.households.inCategory).toBe(new Set(standing.map(({ category }) => category)).size);
        expect(household.spent[scheme.code]).toBe(addPence(standing.map(({ amount }) => amount)));
      },
    ),
  );
});
