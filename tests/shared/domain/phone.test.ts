import { expect, test } from "vitest";
import { phoneNumber } from "../../../shared/domain/phone.ts";
import { canBeTexted, isSamePhone, phoneDigits } from "../../../shared/domain/phone-digits.ts";

const said = (typed: string) => {
  const read = phoneNumber.safeParse(typed);
  return read.success ? read.data : read.error.issues.map(({ message }) => message);
};

test.each(["07700 900123", "01632 960123", "024 7683 1234", "0800 1111", "01204 62083", "+353 85 123 4567", "024 7683 1234 x12"])(
  "%s is kept as it is, read once or twice",
  (phone) => {
    expect(said(phone)).toBe(phone);
  },
);

test.each([
  ["077009001", "This phone number is too short. Enter all of it, with its area code, like 07700 900 982"],
  ["0770090012", "This phone number is too short. Enter all of it, with its area code, like 07700 900 982"],
  ["7683 1234", "This phone number is too short. Enter all of it, with its area code, like 07700 900 982"],
  ["077009001234", "This phone number is too long. Enter one number, and begin with + if it is from outside the UK"],
  ["07700 900123 / 024 7683 1234", "This phone number is too long. Enter one number, and begin with + if it is from outside the UK"],
  ["0".repeat(101), "This phone number is too long. Enter one number, and begin with + if it is from outside the UK"],
  ["06000 000000", "Check how this phone number begins. It must be like 07700 900 982, or +353 85 123 4567 from outside the UK"],
  ["+999 123456789", "Check how this phone number begins. It must be like 07700 900 982, or +353 85 123 4567 from outside the UK"],
  ["7.7009E+09", "A spreadsheet has shortened this phone number. Enter all of it, like 07700 900 982"],
  ["----------", "Enter a phone number, like 07700 900 982"],
])("the phone “%s” gets one sentence", (typed, sentence) => {
  expect(said(typed)).toEqual([sentence]);
});

test.each([
  ["07700 900982", true],
  ["+44 (0)7700 900 982", true],
  ["07624 123456", true],
  ["07797 123456", true],
  ["07612 345678", false],
  ["070 1234 5678", false],
  ["024 7683 1234", false],
  ["+353 85 123 4567", false],
  ["0770090098", false],
])("of %s, kept in its form or in an earlier one, it is %s that it can be texted", (kept, may) => {
  expect(canBeTexted(kept)).toBe(may);
});

test("a phone that was kept as typed is the same as in its one form", () => {
  for (const typed of ["+44 7700 900982", "0044 (0)7700-900 982", "07700900982"]) {
    expect(phoneDigits(typed)).toBe("07700900982");
    expect(isSamePhone(typed, "07700 900982")).toBe(true);
  }
  expect(isSamePhone("024 7683 1234 x12", "024 7683 1234")).toBe(true);
  expect(isSamePhone("07700 900982", undefined)).toBe(false);
});
