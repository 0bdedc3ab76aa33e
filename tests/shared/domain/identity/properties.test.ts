import fc from "fast-check";
import { expect, test } from "vitest";
import { chooseHousehold } from "../../../../shared/domain/identity/choose-household.ts";
import { compareBirths } from "../../../../shared/domain/identity/compare-births.ts";
import { compareNames } from "../../../../shared/domain/identity/compare-names.ts";
import { keysOf } from "../../../../shared/domain/identity/keys-of.ts";
import { latinLetters } from "../../../../shared/domain/identity/latin-letters.ts";
import { lettersApart } from "../../../../shared/domain/identity/letters-apart.ts";
import { readNames } from "../../../../shared/domain/identity/read-name.ts";
import { scoreOf, scoreParts } from "../../../../shared/domain/identity/score-of.ts";
import { defaultThresholds, verdictOf } from "../../../../shared/domain/identity/thresholds.ts";
import { household } from "./examples.ts";

const none = () => false;
const words = fc.constantFrom(
  ..."Zoe Zoë Liz Elizabeth Mohamed Muhammad Maxamed Ali Hassan Xasan Singh Kaur Gurpreet Nguyễn Văn Đức Smith Smyth O'Brien J X al-Masri Łukasz Иван محمد ਗੁਰਪ੍ਰੀਤ 李小龙 née (formerly ’ - 7 Mr Jr".split(
    " ",
  ),
);
const name = fc.oneof(
  fc.array(words, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(" ")),
  fc.string({ unit: "grapheme", maxLength: 40 }),
);
const born = fc.option(
  fc
    .tuple(fc.integer({ min: 1930, max: 2026 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
    .map(([year, month, day]) => `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`),
  { nil: undefined },
);
const said = fc.record(
  {
    name,
    born,
    nino: fc.constantFrom("AB123456C", "AB123457C", "CE654321A", "TN010180M", "nonsense"),
    members: fc.array(fc.tuple(name, born), { maxLength: 4 }),
    line1: fc.constantFrom("91 Split Road", "Flat 2, 91 Split Road", "2/91 Split Rd", "7 Other Street", "?"),
    uprn: fc.constantFrom("100", "200"),
    phone: fc.constantFrom("07700 900982", "+44 7700 900982", "01632 960001", "none"),
    email: fc.constantFrom("zoe@example.com", "ZOE@example.com", "b@example.com"),
    account: fc.constantFrom("12345678", "87654321"),
  },
  { requiredKeys: [] },
);

test("a name that was normalised stays as it is", () => {
  fc.assert(
    fc.property(name, (typed) => {
      const [read = []] = readNames(typed);
      const [again = []] = readNames(read.map(({ text }) => text).join(" "));
      const text = (one: typeof read) => one.map((word) => word.text).filter((word) => word.length > 2);
      // Words may be titles or particles once they stand alone; none becomes another word.
      expect(text(read)).toEqual(expect.arrayContaining(text(again)));
      expect(latinLetters(latinLetters(typed))).toBe(latinLetters(typed));
    }),
  );
});

test("names, dates of birth and words agree as much one way round as the other", () => {
  fc.assert(
    fc.property(name, name, born, born, (one, other, ownBirth, otherBirth) => {
      expect(compareNames(readNames(one), readNames(other))).toBe(compareNames(readNames(other), readNames(one)));
      expect(compareBirths(ownBirth, otherBirth)).toBe(compareBirths(otherBirth, ownBirth));
      expect(lettersApart(one, other, 99)).toBe(lettersApart(other, one, 99));
    }),
    { numRuns: 500 },
  );
});

test("a score has only parts of the table, and is their sum", () => {
  fc.assert(
    fc.property(said, said, (own, other) => {
      const { points, parts } = scoreOf(household("own", own), household("other", other), none);
      expect(points).toBe(parts.reduce((total, part) => total + part.points, 0));
      for (const { part, says } of parts) expect(scoreParts).toHaveProperty(part, expect.objectContaining({ says }));
    }),
  );
});

test("with a doubt that only a person can settle, nothing is certain, whatever the thresholds are", () => {
  fc.assert(
    fc.property(said, said, fc.integer({ min: -100, max: 300 }), (own, other, certain) => {
      const score = scoreOf(household("own", own), household("other", other), none);
      if (!score.parts.some(({ isGuard }) => isGuard)) return;
      expect(verdictOf(score, { certain, possible: certain - 1 })).not.toBe("certain");
    }),
  );
});

test("only a person in common makes anything certain, and only with a date of birth or a National Insurance number", () => {
  fc.assert(
    fc.property(said, said, (own, other) => {
      const score = scoreOf(household("own", own), household("other", other), none);
      if (verdictOf(score, defaultThresholds) !== "certain") return;
      const parts = score.parts.map(({ part }) => part);
      expect(parts.some((part) => ["sameBirth", "sameFirstOfJanuary", "swappedBirth", "birthSlip", "sameNino"].includes(part))).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test("any names make keys without a fault, and a household is found by its own", () => {
  fc.assert(
    fc.property(said, (own) => {
      const keys = keysOf(household("own", own));
      expect(new Set(keys.map(({ kind, value }) => `${kind} ${value}`)).size).toBe(keys.length);
      for (const { value } of keys) expect(value.trim()).not.toBe("");
      expect(keysOf(household("again", own))).toEqual(keys);
    }),
  );
});

test("a household is never a candidate for itself, and never joins one that a person found apart", () => {
  const own = household("own");
  expect(chooseHousehold(own, [own], none)).toMatchObject({ possible: [] });
  const known = household("known");
  const { points } = scoreOf(own, known, none);
  const apart = { ...known, apart: [{ householdId: "own", as: "different" as const, points }] };
  expect(chooseHousehold(own, [apart], none).joins).toBeUndefined();
  const more = household("own", { phone: "07700 900982" });
  const both = { ...household("known", { phone: "07700 900982" }), apart: apart.apart };
  expect(chooseHousehold(more, [both], none).joins?.identity.householdId).toBe("known");
});
