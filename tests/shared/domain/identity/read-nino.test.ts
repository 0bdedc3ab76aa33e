import { expect, test } from "vitest";
import { readNino } from "../../../../shared/domain/identity/read-nino.ts";

const problemOf = (typed: string) => {
  const read = readNino(typed);
  return read.kind === "problem" ? read.problem : read.kind;
};

test.each([
  ["AB123456C", "AB123456C"],
  ["ab 12 34 56 c", "AB123456C"],
  ["AB-12-34-56-C", "AB123456C"],
  ["AB 12 34 56 C.", "AB123456C"],
  ["ＡＢ１２３４５６Ｃ", "AB123456C"],
  ["MA123456A", "MA123456A"],
])("%s is a National Insurance number", (typed, nino) => {
  expect(readNino(typed)).toEqual({ kind: "nino", nino });
});

test("O for 0 and I or L for 1 among the figures are read as figures", () => {
  expect(readNino("ABIL0O56D")).toEqual({ kind: "nino", nino: "AB110056D" });
});

test("an empty box is no problem, since nobody has to have a number", () => {
  expect(readNino("")).toEqual({ kind: "empty" });
  expect(readNino(" - ")).toEqual({ kind: "empty" });
});

test.each([
  ["TN010180M", "temporary National Insurance number"],
  ["TN311285F", "temporary National Insurance number"],
  ["12A34567", "temporary reference number from HMRC"],
  ["OO123456A", "tax credits"],
  ["00123456A", "tax credits"],
  ["CR123456A", "investigation of accounts"],
  ["FY123456A", "Attendance Allowance"],
  ["MW123456A", "migrant workers"],
  ["NC123456M", "pension scheme"],
  ["PP999999P", "pension scheme"],
  ["PY123456A", "for tax only"],
  ["PZ123456A", "for tax only"],
  ["QQ123456C", "the example on our forms"],
  ["BG123456A", "begins with these two letters"],
  ["ZZ123456A", "begins with these two letters"],
  ["DA123456A", "begins with these two letters"],
  ["AV123456A", "begins with these two letters"],
  ["AO123456A", "begins with these two letters"],
  ["AB123456", "letter at the end of the National Insurance number is missing"],
  ["AB123456E", "ends with A, B, C or D"],
  ["AB12345C", "2 letters, 6 numbers and a letter"],
  ["I do not know", "2 letters, 6 numbers and a letter"],
  ["9".repeat(5_000), "2 letters, 6 numbers and a letter"],
])("%s is refused with what is wrong, and with what to do", (typed, said) => {
  expect(problemOf(typed)).toContain(said);
  expect(problemOf(typed)).toMatch(/Leave the box empty/);
  expect(problemOf(typed)).not.toContain(typed);
});
