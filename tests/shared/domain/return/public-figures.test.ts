import { expect, test } from "vitest";
import { isTooSmall, type PublicFigures, publicFigures } from "../../../../shared/domain/return/public-figures.ts";
import type { StatementFigures } from "../../../../shared/domain/return/statement.ts";
import { leastShown } from "../../../../shared/domain/return/suppress.ts";

const figuresLike = (households: number, types: readonly number[], changes: Partial<StatementFigures> = {}): StatementFigures => ({
  households,
  types: types.map((count, index) => ({ code: `t${index}`, label: `Type ${index}`, households: count })),
  awards: { one: households, twoOrThree: 0, moreThanThree: 0 },
  grant: 0,
  awarded: 0,
  paid: 0,
  otherSpend: 0,
  referrals: 0,
  ...changes,
});

const shownTypes = ({ types }: PublicFigures) => types.map(({ households }) => households);

test("figures without small numbers are shown whole, with the sum of the types", () => {
  const shown = publicFigures(figuresLike(100, [80, 60, 0], { awards: { one: 60, twoOrThree: 30, moreThanThree: 10 }, referrals: 7 }));
  expect(shownTypes(shown)).toEqual([80, 60, 0]);
  expect(shown).toMatchObject({
    households: 100,
    typesTogether: 140,
    awards: { one: 60, twoOrThree: 30, moreThanThree: 10 },
    referrals: 7,
  });
});

test("a small type is hidden, the next smallest beside it, and with them everything that could tell", () => {
  const shown = publicFigures(figuresLike(100, [80, 30, 3]));
  expect(shownTypes(shown)).toEqual([80, undefined, undefined]);
  expect(shown).not.toHaveProperty("typesTogether");
  expect(shown).not.toHaveProperty("awards");
});

test("a small number of awards hides all three, since they add up to all households", () => {
  const shown = publicFigures(figuresLike(100, [80, 60], { awards: { one: 97, twoOrThree: 3, moreThanThree: 0 } }));
  expect(shown).not.toHaveProperty("awards");
  expect(shownTypes(shown)).toEqual([80, 60]);
});

test("a few referrals are hidden, and none are shown as none", () => {
  expect(publicFigures(figuresLike(100, [100], { referrals: 4 }))).not.toHaveProperty("referrals");
  expect(publicFigures(figuresLike(100, [100], { referrals: 0 }))).toHaveProperty("referrals", 0);
});

test("fewer than five households are too few for a statement, and nobody at all too", () => {
  expect([0, 4, 5].map((households) => isTooSmall({ households }))).toEqual([true, true, false]);
});

test("whoever knows the rules and reads every shown figure cannot work out a hidden small number of a type", () => {
  const most = 14;
  const all = function* () {
    for (let households = leastShown; households <= most; households += 1)
      for (let a = 0; a <= households; a += 1)
        for (let b = 0; b <= households; b += 1)
          for (let c = 0; c <= households; c += 1) if (a + b + c >= households) yield { households, types: [a, b, c] };
  };
  // Everything that could lie behind what is shown, by what is shown.
  const behind = new Map<string, (readonly number[])[]>();
  for (const { households, types } of all()) {
    const shown = JSON.stringify(publicFigures(figuresLike(households, types)));
    behind.set(shown, [...(behind.get(shown) ?? []), types]);
  }
  const told: string[] = [];
  for (const [shown, possible] of behind) {
    const figures = JSON.parse(shown) as PublicFigures;
    for (const [index, type] of figures.types.entries()) {
      if (type.households !== undefined) continue;
      const values = new Set(possible.map((types) => types[index] ?? 0));
      const [only] = values;
      if (values.size === 1 && only !== undefined && only < leastShown) told.push(`${shown}: type ${index} is ${only}`);
    }
  }
  expect(told).toEqual([]);
});
