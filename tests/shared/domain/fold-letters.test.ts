import { expect, test } from "vitest";
import { bankText } from "../../../shared/domain/bank/bank-text.ts";
import { foldLetters } from "../../../shared/domain/fold-letters.ts";
import { plain } from "../../../shared/store/keyed-hash.ts";

const spellings = [
  ["Łukasz", "Lukasz"],
  ["Işık", "ISIK"],
  ["İpek", "ipek"],
  ["Søren", "Soren"],
  ["Weiß", "Weiss"],
  ["STRAẞE", "strasse"],
  ["Þór", "Thor"],
  ["Əliyev", "Eliyev"],
  ["Ħal", "Hal"],
  ["Ɗan", "Dan"],
  ["Đặng", "Dang"],
  ["Æsa", "Aesa"],
  ["Oʻzbek", "Ozbek"],
  ["Nuñez", "Nunez"],
] as const;

test.each(spellings)("“%s” and “%s” are one name, for matching and for the bank", (written, typed) => {
  expect(foldLetters(written)).toBe(foldLetters(typed));
  expect(bankText(written)).toBe(typed.toUpperCase());
  expect(plain(written)).toBe(plain(typed));
});

test.each([
  ["Anna", "Anne"],
  ["محمد", "محمود"],
  ["李小龍", "李小明"],
])("“%s” and “%s” stay two names", (one, other) => {
  expect(foldLetters(one)).not.toBe(foldLetters(other));
});
