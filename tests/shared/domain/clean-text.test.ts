import fc from "fast-check";
import { expect, test } from "vitest";
import { cleanCode, cleanLine, cleanLines } from "../../../shared/domain/clean-text.ts";

test.each([
  ["zero-width and direction marks", "\ufeffZo\u200be\u0308 \u202eO\u2060’Neill\u200f", "Zoë O’Neill"],
  ["a joiner between Latin letters", "Zo\u200dë", "Zoë"],
  ["a soft hyphen and a filler", "Robin\u00ad \u3164Example", "Robin Example"],
  ["every kind of space", "\u00a0Robin\u2003\u3000Example\u2800", "Robin Example"],
  ["line breaks and tabs", "Robin\r\n\tExample\v\f", "Robin Example"],
  ["control characters", "Ro\u0000bin\u001b\u0085Example", "Robin Example"],
  ["half a character", "Robin\ud83d", "Robin"],
])("a name with %s is cleaned", (_, typed, clean) => {
  expect(cleanLine(typed)).toBe(clean);
});

test.each(["👩‍👩‍👧‍👦 ❤️ 👍🏽 1️⃣ 🏴󠁧󠁢󠁥󠁮󠁧󠁿", "“It’s cold” – said he…", "می‌خواهم", "क्‍ष", "محمد بن سلمان", "李小龍", "a  b"])(
  "a story keeps “%s”",
  (story) => {
    expect(cleanLines(story)).toBe(story);
  },
);

test("a story keeps its lines, whatever ends them", () => {
  expect(cleanLines("one\r\ntwo\rthree\vfour\ffive\u2028six\u0085seven")).toBe("one\ntwo\nthree\nfour\nfive\nsix\nseven");
});

test.each([
  ["12\u201334\u201256", "12-34-56"],
  ["\u22125", "-5"],
  ["１２３ＡＢ", "123AB"],
  ["١٢٣", "123"],
  ["१२३ ৪৫৬", "123 456"],
  ["𝟗𝟖", "98"],
  ["\u02d8CV1", "\u0306CV1"],
])("the code “%s” is read as %s", (typed, clean) => {
  expect(cleanCode(typed)).toBe(clean);
});

test("cleaning again changes nothing, and leaves nothing that a table or a line refuses", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (typed) => {
      for (const clean of [cleanLine, cleanLines, cleanCode]) expect(clean(clean(typed))).toBe(clean(typed));
      expect(cleanLines(typed).isWellFormed()).toBe(true);
      expect(cleanLine(typed)).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
    }),
    { numRuns: 1000 },
  );
});
