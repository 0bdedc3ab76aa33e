import { expect, test } from "vitest";
import { otherSchemes } from "../../../../shared/domain/answers.ts";
import type { OtherScheme } from "../../../../shared/domain/application.ts";
import { addDays } from "../../../../shared/domain/dates.ts";
import { claimFor } from "../../../../shared/domain/household/household.ts";
import { pence } from "../../../../shared/domain/money.ts";
import { type Need, needCodes } from "../../../../shared/domain/needs.ts";
import type { RuleName } from "../../../../shared/domain/rules/eligibility.ts";
import type { Facts } from "../../../../shared/domain/rules/facts.ts";
import type { Verdict } from "../../../../shared/domain/rules/rule.ts";
import type { RuleSetting, Scheme } from "../../../../shared/domain/scheme/scheme.ts";
import { shippedSchemes } from "../../../../shared/domain/scheme/shipped.ts";
import { crf, resultOf } from "./facts-like.ts";

/** Facts on either side of a setting, and the rule's verdict on each. */
type Side = readonly [Partial<Facts>, Verdict];

const monthlyAt = (yearly: number) => Math.floor(yearly / 12);

/** Monthly incomes a penny apart, on either side of a yearly limit for one household. */
const pennyEitherSide = (limit: number, facts: Partial<Facts>): Side[] => [
  [{ ...facts, monthlyIncome: pence(monthlyAt(limit)) }, "pass"],
  [{ ...facts, monthlyIncome: pence(monthlyAt(limit) + 1) }, "fail"],
];

const needThat: Record<OtherScheme, Need> = {
  discretionaryHousingPayment: "housing",
  communitySupportGrant: "flooring",
  freeSchoolMeals: "food",
};

/** Every parameter that a rule takes, in the type of its kind. */
type Values = {
  readonly shownBy: string;
  readonly minimumAge: number;
  readonly yearlyMax: number;
  readonly eachFurtherAdult: number;
  readonly eachChild: number;
  readonly housingCosts: string;
  readonly savingsMax: number;
  readonly isAsked: boolean;
  readonly looksAt: readonly string[];
};

/** One row for each parameter of each rule. A scheme whose parameter has no row fails the test below. */
const boundaries: Record<string, (parameters: Values, scheme: Scheme) => readonly Side[]> = {
  "livesInArea.shownBy": ({ shownBy }, { evidence }) => {
    const crossing = { residence: "partly", district: "CV3" } as const;
    const accepted = evidence.find(({ code }) => code === shownBy)?.accepts ?? [];
    return [
      [{ ...crossing, evidence: [] }, "refer"],
      [{ ...crossing, evidence: [{ evidence: shownBy, shown: "A library card" }] }, "refer"],
      [{ ...crossing, evidence: [{ evidence: shownBy, waived: "cannotGet" }] }, "refer"],
      ...accepted.map((shown): Side => [{ ...crossing, evidence: [{ evidence: shownBy, shown }] }, "pass"]),
    ];
  },
  "oldEnough.minimumAge": ({ minimumAge }) => [
    [{ ageOfPersonHelped: minimumAge }, "pass"],
    [{ ageOfPersonHelped: minimumAge - 1 }, "fail"],
  ],
  "incomeWithinLimit.yearlyMax": ({ yearlyMax }) => pennyEitherSide(yearlyMax, { ages: [40], monthlyHousingCosts: pence(0) }),
  "incomeWithinLimit.eachFurtherAdult": ({ yearlyMax, eachFurtherAdult }) =>
    pennyEitherSide(yearlyMax + 2 * eachFurtherAdult, { ages: [40, 41, 42], monthlyHousingCosts: pence(0) }),
  "incomeWithinLimit.eachChild": ({ yearlyMax, eachChild }) =>
    pennyEitherSide(yearlyMax + 2 * eachChild, { ages: [40, 5, 6], monthlyHousingCosts: pence(0) }),
  "incomeWithinLimit.housingCosts": ({ yearlyMax, housingCosts }) => {
    const monthlyHousingCosts = pence(500_00);
    const most = monthlyAt(yearlyMax) + (housingCosts === "after" ? monthlyHousingCosts : 0);
    const facts = { ages: [40], monthlyHousingCosts };
    return [
      [{ ...facts, monthlyIncome: pence(most) }, "pass"],
      [{ ...facts, monthlyIncome: pence(most + 1) }, "fail"],
    ];
  },
  "savingsWithinLimit.savingsMax": ({ savingsMax }) => [
    [{ savings: pence(savingsMax) }, "pass"],
    [{ savings: pence(savingsMax + 1) }, "fail"],
  ],
  "crisisOrShock.isAsked": ({ isAsked }) => [
    [{ trigger: "ongoing" }, isAsked ? "refer" : "pass"],
    [{ trigger: "atRisk" }, "pass"],
    [{ trigger: "dropInIncome" }, "pass"],
  ],
  "notMetElsewhere.looksAt": ({ looksAt }) =>
    (Object.keys(otherSchemes) as OtherScheme[]).flatMap((other): Side[] => {
      const isLookedAt = looksAt.includes(other);
      return [
        [{ needs: [needThat[other]], helpFrom: [other] }, isLookedAt ? "refer" : "pass"],
        [{ needs: [needThat[other]], helpFrom: [] }, "pass"],
        [{ needs: ["clothing"], helpFrom: [other] }, "pass"],
      ];
    }),
};

const parameters = shippedSchemes.flatMap((scheme) =>
  scheme.rules.flatMap((setting) => Object.keys(setting.parameters).map((name) => ({ scheme, setting, key: `${setting.rule}.${name}` }))),
);
const named = parameters.map((each): [string, string, RuleSetting, Scheme] => [each.scheme.code, each.key, each.setting, each.scheme]);

test.each(named)("%s: the rule decides both sides of %s as its sentence says", (_code, key, setting, scheme) => {
  const sides = boundaries[key]?.(setting.parameters as unknown as Values, scheme);
  expect(sides, `There is no boundary for ${key}.`).toBeDefined();
  for (const [facts, verdict] of sides ?? []) {
    const result = resultOf(setting.rule as RuleName, { today: scheme.about.start, ...facts }, scheme);
    expect(result.verdict, result.because).toBe(verdict);
  }
});

const windows = shippedSchemes.flatMap((scheme) => scheme.windows.map((row): [string, string, Scheme] => [scheme.code, row.need, scheme]));

/** The greatest number of awards for a need at once, all made on the scheme's first day. */
const usedUp = (scheme: Scheme, need: Need, awards: number): Facts["claims"] => ({
  claims: Array.from({ length: awards }, (_, index) => claimFor(scheme, need, `award-${index}`, scheme.about.start)),
  spent: {},
});

test.each(windows)("%s: the last day of the window for %s fails, and the next day passes", (_code, row, scheme) => {
  const need = row === "usual" ? needCodes.find((code) => !scheme.windows.some((other) => other.need === code)) : (row as Need);
  const window = scheme.windows.find((each) => each.need === row);
  if (!need || !window) throw new Error("Every window is for a need.");
  const claims = usedUp(scheme, need, window.awards);
  const until = claims.claims[0]?.until ?? "";
  const on = (today: string, held: Facts["claims"]) => resultOf("notAlreadyHelped", { today, needs: [need], claims: held }, scheme).verdict;
  expect(on(until, claims)).toBe("fail");
  expect(on(addDays(until, 1), claims)).toBe("pass");
  expect(on(until, usedUp(scheme, need, window.awards - 1))).toBe("pass");
});

const limited = shippedSchemes.flatMap((scheme) =>
  scheme.windows.flatMap(({ need, inScheme }) => (inScheme && need !== "usual" ? [{ scheme, need, inScheme }] : [])),
);

test("the maximum of awards for a need in a scheme counts every award", () => {
  expect(limited.map(({ scheme, need }) => `${scheme.code} ${need}`)).toEqual(["HSF5 energy"]);
  for (const { scheme, need, inScheme } of limited) {
    const on = (awards: number) =>
      resultOf("notAlreadyHelped", { today: scheme.about.end, needs: [need], claims: usedUp(scheme, need, awards) }, scheme).verdict;
    expect(on(inScheme - 1)).toBe("pass");
    expect(on(inScheme)).toBe("fail");
  }
});

const asked = shippedSchemes.flatMap((scheme) => scheme.evidence.map((row): [string, string, Scheme] => [scheme.code, row.code, scheme]));

test.each(asked)("%s: each accepted alternative shows “%s”, and no other text does", (_code, code, scheme) => {
  const row = scheme.evidence.find((each) => each.code === code);
  if (!row) throw new Error("The row is there.");
  const needs: readonly Need[] = row.askedFor === "everyone" ? ["food"] : [row.askedFor];
  const others = scheme.evidence.filter((each) => each !== row).map((each) => ({ evidence: each.code, waived: "cannotGet" as const }));
  const withShown = (shown: string) => resultOf("evidenceOrWaiver", { needs, evidence: [...others, { evidence: code, shown }] }, scheme);
  for (const accepted of row.accepts) expect(withShown(accepted).verdict).toBe("pass");
  expect(withShown("Something else")).toMatchObject({ verdict: "refer", holds: true, inputs: { missing: [code] } });
});

const sourced = { verified: true, source: "The test." };
const capped: Scheme = {
  ...crf,
  caps: [
    { cap: "award", amount: pence(500_00), ...sourced },
    { cap: "household", amount: pence(2_000_00), ...sourced },
  ],
};

test.each([...shippedSchemes, capped].map((scheme): [string, Scheme] => [`${scheme.code} with ${scheme.caps.length} caps`, scheme]))(
  "%s: an amount at each cap passes, and a penny more fails",
  (_name, scheme) => {
    const verdict = (amount: number | undefined, spent: number) =>
      resultOf(
        "withinCaps",
        { ...(amount !== undefined && { amount: pence(amount) }), claims: { claims: [], spent: { [scheme.code]: pence(spent) } } },
        scheme,
      ).verdict;
    for (const { cap, amount } of scheme.caps) {
      const spent = cap === "household" ? amount - 1_00 : 0;
      expect(verdict(amount - spent, spent)).toBe("pass");
      expect(verdict(amount - spent + 1, spent)).toBe("fail");
      if (cap === "household") {
        expect(verdict(undefined, amount - 1)).toBe("pass");
        expect(verdict(undefined, amount)).toBe("fail");
      }
    }
    if (scheme.caps.length === 0) expect(verdict(1_000_000_00, 1_000_000_00)).toBe("pass");
  },
);
