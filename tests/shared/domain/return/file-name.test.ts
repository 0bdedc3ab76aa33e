import { expect, test } from "vitest";
import { fileNameOf, fileNameProblem } from "../../../../shared/domain/return/file-name.ts";

const final = { scheme: "HSF7", code: "FINAL_RETURN", to: "2026-03-31", fileName: "HSF7MI_{authority}_{MMYY}" };

test("a file is named as the department names it: the authority's code, and the month and year of the last day", () => {
  expect(fileNameOf(final, "COV")).toBe("HSF7MI_COV_0326");
});

test("a return without a name of its own is called by its scheme and code", () => {
  expect(fileNameOf({ ...final, fileName: undefined }, "COV")).toBe("HSF7_FINAL_RETURN");
});

test.each(["../../etc", "A/B", 'C"; rm', "D\nE", "=F"])(
  "nothing but letters and digits of the authority %j goes into the name",
  (typed) => {
    expect(fileNameOf(final, typed)).toMatch(/^HSF7MI_[A-Za-z0-9]+_0326$/);
  },
);

test.each(["HSF7MI_{authority}_{MMYY}", "crf-return"])("%s can name a file", (pattern) => {
  expect(fileNameProblem(pattern)).toBeUndefined();
});

test.each(["a b", "{scheme}", "{authority", "a.xlsx", "../a", ""])("%j cannot name a file", (pattern) => {
  expect(fileNameProblem(pattern)).toContain("Name the file with letters");
});
