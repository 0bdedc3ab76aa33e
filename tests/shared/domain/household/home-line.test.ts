import { expect, test } from "vitest";
import { homeLine } from "../../../../shared/domain/household/home-line.ts";

const street = "12 Sample Street";

test.each([
  ["Flat 2", street],
  ["flat 2b,", street],
  ["Apartment 14", street],
  ["Rose House", street],
  ["Flat 2, Rose House", street],
  ["12", "Sample Street"],
])("“%s” and “%s” are one home", (line1, line2) => expect(homeLine({ line1, line2 })).toBe(`${line1} ${line2}`));

test.each([
  [street, "Foleshill"],
  [street, "2nd floor, behind the shop"],
  ["Flat 2, 12 Sample Street", "Foleshill"],
  [street, undefined],
])("“%s” is a home without “%s”", (line1, line2) => expect(homeLine({ line1, ...(line2 && { line2 }) })).toBe(line1));

test("a flat on the second line stands before its street", () => {
  expect(homeLine({ line1: street, line2: "Flat 2" })).toBe(`Flat 2 ${street}`);
});
