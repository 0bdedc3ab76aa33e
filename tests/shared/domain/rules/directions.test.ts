import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays } from "../../../../shared/domain/dates.ts";
import { pence } from "../../../../shared/domain/money.ts";
import type { RuleName } from "../../../../shared/domain/rules/eligibility.ts";
import type { Facts } from "../../../../shared/domain/rules/facts.ts";
import type { Finding, Rule, Settings, Verdict } from "../../../../shared/domain/rules/rule.ts";
import { rules } from "../../../../shared/domain/rules/rules.ts";
import type { Scheme } from "../../../../shared/domain/scheme/scheme.ts";
import { anyFacts, anyScheme, anySettings } from "./any-facts.ts";

/** Verdicts from best to worst for the resident. */
const rank: Record<Verdict, number> = { pass: 0, refer: 1, fail: 2 };

type Direction = "neverBetter" | "neverWorse";
type Change = { readonly change: string; readonly more: (facts: Facts) => Facts; readonly moves: Partial<Record<RuleName, Direction>> };

/** The rules that a little more of each fact may move, and their direction. All other rules must stay. */
const changes: readonly Change[] = [
  {
    change: "a pound of income",
    more: (facts) => ({ ...facts, monthlyIncome: pence(facts.monthlyIncome + 1_00) }),
    moves: { incomeWithinLimit: "neverBetter" },
  },
  {
    change: "a pound of savings",
    more: (facts) => ({ ...facts, savings: pence(facts.savings + 1_00) }),
    moves: { savingsWithinLimit: "neverBetter" },
  },
  {
    change: "a pound of rent",
    more: (facts) => ({
      ...facts,
      ...(facts.monthlyHousingCosts !== undefined && { monthlyHousingCosts: pence(facts.monthlyHousingCosts + 1_00) }),
    }),
    moves: { incomeWithinLimit: "neverWorse" },
  },
  {
    change: "a pound in the award",
    more: (facts) => ({ ...facts, ...(facts.amount !== undefined && { amount: pence(facts.amount + 1_00) }) }),
    moves: { withinCaps: "neverBetter" },
  },
  {
    change: "another adult in the household",
    more: (facts) => ({ ...facts, ages: [...facts.ages, 44] }),
    moves: { incomeWithinLimit: "neverWorse" },
  },
  {
    change: "another child in the household",
    more: (facts) => ({ ...facts, ages: [...facts.ages, 4] }),
    moves: { incomeWithinLimit: "neverWorse" },
  },
  {
    change: "a day on which nobody has a birthday",
    more: (facts) => ({ ...facts, today: addDays(facts.today, 1) }),
    moves: { notAlreadyHelped: "neverWorse" },
  },
  {
    change: "a birthday of the person who needs help",
    more: (facts) => ({ ...facts, ageOfPersonHelped: facts.ageOfPersonHelped + 1 }),
    moves: { oldEnough: "neverWorse" },
  },
];

type Asked = { readonly facts: Facts; readonly settings: Settings; readonly scheme: Scheme };

const anyAsked = (rule: Rule): fc.Arbitrary<Asked> =>
  anyScheme.chain((scheme) => fc.record({ facts: anyFacts(scheme), settings: anySettings(rule, scheme), scheme: fc.constant(scheme) }));

/** The facts as drawn, and again with an amount at a limit, where one pound matters. */
const nearALimit = ({ facts, settings, scheme }: Asked): Asked[] => [
  { facts, settings, scheme },
  ...(typeof settings.yearlyMax === "number"
    ? [{ facts: { ...facts, monthlyIncome: pence(Math.floor(settings.yearlyMax / 12)) }, settings, scheme }]
    : []),
  ...(typeof settings.savingsMax === "number" ? [{ facts: { ...facts, savings: pence(settings.savingsMax) }, settings, scheme }] : []),
  ...scheme.caps.map(({ amount }) => ({ facts: { ...facts, amount }, settings, scheme })),
];

const cases = changes.flatMap((change) =>
  (rules as readonly Rule[]).map((rule): [string, string, Change, Rule] => [change.change, rule.name, change, rule]),
);

test.each(cases)("%s moves the rule %s only as its sentence says", (_change, name, { more, moves }, rule) => {
  const direction = moves[name as RuleName];
  fc.assert(
    fc.property(anyAsked(rule), (asked) => {
      for (const { facts, settings, scheme } of nearALimit(asked)) {
        const before = rank[rule.find(facts, settings, scheme).verdict];
        const after = rank[rule.find(more(facts), settings, scheme).verdict];
        if (direction === "neverBetter") expect(after).toBeGreaterThanOrEqual(before);
        else if (direction === "neverWorse") expect(after).toBeLessThanOrEqual(before);
        else expect(after).toBe(before);
      }
    }),
  );
});

test("a child's nineteenth birthday never lowers a limit that gives an adult as much as a child", () => {
  const income = rules.find(({ name }) => name === "incomeWithinLimit") as Rule;
  fc.assert(
    fc.property(anyAsked(income), fc.nat(), ({ facts, settings, scheme }, pick) => {
      const fair = { ...settings, eachFurtherAdult: Math.max(Number(settings.eachFurtherAdult), Number(settings.eachChild)) };
      const grown = facts.ages.map((age, index) => (index === pick % facts.ages.length ? age + 1 : age));
      const before = rank[income.find(facts, fair, scheme).verdict];
      expect(rank[income.find({ ...facts, ages: grown }, fair, scheme).verdict]).toBeLessThanOrEqual(before);
    }),
  );
});

test.each((rules as readonly Rule[]).map((rule): [string, Rule] => [rule.name, rule]))(
  "%s answers any facts in a sentence, and holds only when it refers to a person",
  (_name, rule) => {
    fc.assert(
      fc.property(anyAsked(rule), ({ facts, settings, scheme }) => {
        const found: Finding = rule.find(facts, settings, scheme);
        expect(found.because).toMatch(/^[\p{Lu}£\d“].*\.$/u);
        expect(Object.keys(found.inputs)).not.toEqual([]);
        expect(Object.values(found.inputs)).not.toContain(undefined);
        if (found.holds) expect(found.verdict).toBe("refer");
        if (!rule.canRefuse) expect(found.verdict).not.toBe("fail");
      }),
    );
  },
);
