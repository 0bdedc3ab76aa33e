import fc from "fast-check";
import { expect, test } from "vitest";
import { addPence, formatPounds, formatToThePenny, parsePounds, pence } from "../../../shared/domain/money.ts";

const typedMaximum = 10_000_000_00;
const amounts = fc.integer({ min: 0, max: typedMaximum }).map(pence);

test.each([
  ["£1,500", 1_500_00],
  ["1500.5", 1_500_50],
  [" 12.34 ", 12_34],
  ["+7", 7_00],
  ["£ 0.01", 1],
  ["0", 0],
  ["12.", 12_00],
  ["١٢", 12_00],
  ["1 200", 1_200_00],
  ["1\u00a0200.50", 1_200_50],
  ["£ 1 200 000", 1_200_000_00],
  ["120 pounds", 120_00],
  ["GBP 9.99", 9_99],
  ["none", 0],
  ["Nil", 0],
  ["10,000,000.00", typedMaximum],
  ["1000000000", "tooLarge"],
  ["10000000.01", "tooLarge"],
  ["99999999999999999999", "tooLarge"],
  ["", "empty"],
  ["  ", "empty"],
  ["-5", "negative"],
  ["£-5", "negative"],
  ["\u22125", "negative"],
  ["\u20135", "negative"],
  ["- £5", "negative"],
  ["1,50", "unreadable"],
  ["1 50", "unreadable"],
  ["1.200,50", "unreadable"],
  ["1,5000", "unreadable"],
  ["12.345", "unreadable"],
  ["1e3", "unreadable"],
  ["twelve", "unreadable"],
  ["£", "unreadable"],
])("the typed amount “%s” is read as %s", (typed, expected) => {
  const read = parsePounds(typed);
  expect(read.kind === "pounds" ? read.amount : read.kind).toBe(expected);
});

test("a written amount reads back to the penny, in either style", () => {
  fc.assert(
    fc.property(amounts, (amount) => {
      expect(parsePounds(formatPounds(amount))).toEqual({ kind: "pounds", amount });
      expect(parsePounds(formatToThePenny(amount))).toEqual({ kind: "pounds", amount });
    }),
  );
});

test("any typed text reads as a result, and never as a fraction or a negative amount", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (typed) => {
      const read = parsePounds(typed);
      if (read.kind === "pounds") expect(Number.isSafeInteger(read.amount) && read.amount >= 0 && read.amount <= typedMaximum).toBe(true);
    }),
  );
});

test("adding does not depend on the order", () => {
  fc.assert(
    fc.property(fc.array(amounts), (several) => {
      expect(addPence(several)).toBe(addPence(several.toReversed()));
    }),
  );
});

test("an amount is written in whole pounds or with both pennies", () => {
  expect(formatPounds(pence(1_234_00))).toBe("£1,234");
  expect(formatPounds(pence(1_234_50))).toBe("£1,234.50");
  expect(formatToThePenny(pence(1_234_00))).toBe("£1,234.00");
  expect(formatToThePenny(pence(-5))).toBe("-£0.05");
});

test.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])("%s is not an amount of money", (amount) => {
  expect(() => pence(amount)).toThrow(RangeError);
});
