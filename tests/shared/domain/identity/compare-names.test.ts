import { expect, test } from "vitest";
import { compareBirths } from "../../../../shared/domain/identity/compare-births.ts";
import { compareNames } from "../../../../shared/domain/identity/compare-names.ts";
import { lettersApart } from "../../../../shared/domain/identity/letters-apart.ts";
import { readNames } from "../../../../shared/domain/identity/read-name.ts";

const compared = (own: string, other: string) => compareNames(readNames(own), readNames(other));

test.each([
  ["Zoe Control", "CONTROL Zoë"],
  ["Mrs Zoe Control", "Zoe Control"],
  ["Control, Zoe", "Zoe Control"],
  ["Zoe Ann Control", "Zoe Control"],
  ["Zoe A Control", "Zoe Control"],
  ["Zoe Field née Control", "Zoe Control"],
  ["Zoe Field (formerly Control)", "Zoe Control"],
  ["Zoe Field-Control", "Zoe Field"],
  ["Sean O'Brien", "Sean O’Brien"],
  ["Sean OBrien", "Sean O Brien"],
  ["Ahmad al-Masri", "Ahmad Masri"],
  ["Anna Kowalska", "Anna Kowalski"],
  ["Nguyễn Văn Đức", "Duc Nguyen"],
  ["Gurpreet Kaur Gill", "Gurpreet Gill"],
  ["Иван Петров", "Ivan Petrov"],
  ["李小龙", "李小龙"],
])("%s and %s are one full name", (own, other) => {
  expect(["same", "oneName"]).toContain(compared(own, other));
});

test.each([
  ["Mohamed Ali", "Muhammad Ali", "otherSpelling"],
  ["محمد علي", "Mohamed Ali", "otherSpelling"],
  ["Liz Control", "Elizabeth Control", "shortGiven"],
  ["Sam Control", "Samantha Control", "shortEither"],
  ["Zoe Control", "Zoe Contrl", "surnameSlip"],
  ["Bartholomew Control", "Bartholmew Control", "givenSlip"],
  ["Z Control", "Zoe Control", "initial"],
  ["Zoe Smith", "Zoe Jones", "given"],
  ["Zoe Control", "Zoe Field", "oneWord"],
  ["Tariro Hope", "Kwame Hope", "surname"],
  ["Hoxha Arben", "Hoxha Blerim", "oneWord"],
  ["Zoe Control", "Ava Control", "surname"],
  ["Amina Control", "Amira Control", "surname"],
  ["Hassan Control", "Hussein Control", "surname"],
  ["Daniel Control", "Danielle Control", "surname"],
  ["Mohamed Amin Khan", "Mohamed Yusuf Khan", "surname"],
  ["Vũ Thị Tuyết", "Vũ Thị Phương", "surname"],
  ["Kowalska Anna", "Kowalska Maria", "surname"],
  ["Gurpreet Singh", "Gurpreet Kaur", "given"],
  ["Suharto", "Suharto Widodo", "given"],
  ["Zoe Control", "Ben Trial", "none"],
  ["X", "X", "none"],
  ["X", "Xavier Control", "none"],
  ["-", "Zoe Control", "none"],
  ["?", "!", "none"],
  ["", "", "none"],
])("%s and %s: %s", (own, other, agreement) => {
  expect(compared(own, other)).toBe(agreement);
});

test.each([
  ["1984-03-09", "1984-03-09", "same"],
  ["1984-03-09", "1984-09-03", "swapped"],
  ["1984-03-09", "1984-03-08", "slip"],
  ["1984-03-19", "1984-03-09", "slip"],
  ["1984-03-12", "1984-03-21", "slip"],
  ["1984-03-09", "1974-03-09", "slip"],
  ["1984-03-09", "1948-03-09", "apart"],
  ["1984-03-09", "1964-03-09", "apart"],
  ["1984-03-09", "1985-04-09", "apart"],
  ["1984-03-09", undefined, "unknown"],
])("the dates of birth %s and %s: %s", (own, other, agreement) => {
  expect(compareBirths(own, other)).toBe(agreement);
});

test.each([
  ["anna", "hanna", 1],
  ["smith", "smiht", 1],
  ["kitten", "sitting", 3],
  ["", "ab", 2],
  ["same", "same", 0],
])("%s and %s are %i slips apart", (own, other, slips) => {
  expect(lettersApart(own, other, 9)).toBe(slips);
});

test("words far apart are counted no further than asked", () => {
  expect(lettersApart("a".repeat(200), "b".repeat(200), 2)).toBe(3);
});

test("a name of thousands of words is cut at the most words that a name can have", () => {
  expect(readNames("Zoe ".repeat(5_000))[0]?.length).toBeLessThanOrEqual(8);
});
