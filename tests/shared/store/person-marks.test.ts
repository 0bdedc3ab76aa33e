import { expect, test } from "vitest";
import type { ApplicationInput } from "../../../shared/domain/application.ts";
import { marksOfOthersHere, personMarksOf } from "../../../shared/store/person-marks.ts";
import { applicationLike } from "../../examples.ts";

const today = "2026-11-20";
const self = { name: "Zoë O'Neill", dateOfBirth: "1984-03-09", relationship: "self" } as const;
const partner = { name: "Kim Example", dateOfBirth: "1985-01-01", relationship: "partner" } as const;
const marksOf = (changes: Partial<ApplicationInput>, key = "a key") =>
  personMarksOf(key, applicationLike({ people: [self], ...changes }), today);
const [usual] = marksOf({});

test.each(["zoe oneill", "ZOË O’NEILL", " Zoe  O-Neill "])("%j is the same person", (name) => {
  expect(marksOf({ people: [{ ...self, name }] })).toEqual([usual]);
});

test.each([{ name: "Zoë O'Neil" }, { dateOfBirth: "1984-03-10" }])("%j makes another person", (difference) => {
  expect(marksOf({ people: [{ ...self, ...difference }] })[0]?.personHash).not.toBe(usual?.personHash);
});

test("names without a Latin letter, or without any, are told apart", () => {
  const hashes = ["مريم", "مرام", "😀", "😎"].map((name) => marksOf({ people: [{ ...self, name }] })[0]?.personHash);
  expect(new Set(hashes).size).toBe(4);
});

test("the same first line and postcode are one address, whatever else is typed", () => {
  const at = (line1: string, postcode: string) =>
    marksOf({ address: { kind: "settled", line1, town: "Anywhere", postcode } })[0]?.addressHash;
  expect(at("12, sample street", "cv12ab")).toBe(at("12 Sample Street", "CV1 2AB"));
  expect(at("13 Sample Street", "CV1 2AB")).not.toBe(at("12 Sample Street", "CV1 2AB"));
});

test("two people without an address share none, and each is the same there again, as in marks from before", () => {
  const marksAt = (staying: string) => marksOf({ people: [self, partner], address: { kind: "none", staying } });
  const [one, two] = marksAt("A friend's sofa");
  expect(one?.addressHash).not.toBe(two?.addressHash);
  expect(marksAt("The hostel")).toEqual([one, two]);
  expect([one?.addressHashBefore, two?.addressHashBefore]).toEqual(["none", "none"]);
  expect(usual).not.toHaveProperty("addressHashBefore");
});

test("a person at the same address only is no part of the household, and a person whom nobody asked about is", () => {
  const flatmate = { ...partner, name: "Flo Example", relationship: "otherAdult", shares: "addressOnly" } as const;
  const people = [self, { ...flatmate, name: "Ann Example", shares: "money" as const }, flatmate];
  expect(marksOf({ people })).toHaveLength(2);
  expect(marksOfOthersHere("a key", applicationLike({ people }), today)).toEqual([
    marksOf({ people: [{ name: flatmate.name, dateOfBirth: flatmate.dateOfBirth, relationship: "self" }] })[0],
  ]);
  const { shares: _, ...unasked } = flatmate;
  expect(marksOf({ people: [self, unasked] })).toHaveLength(2);
});

test("an estimated age makes no mark, for the household or for who only shares the address", () => {
  const ali = { name: "Ali Example", estimatedAge: 40, relationship: "otherAdult" } as const;
  const people = [self, { ...ali, shares: "money" as const }, { ...ali, name: "Bea Example", shares: "addressOnly" as const }];
  expect(marksOf({ people })).toEqual([usual]);
  expect(marksOfOthersHere("a key", applicationLike({ people }), today)).toEqual([]);
});

test("another key makes other hashes", () => {
  expect(marksOf({}, "another key")[0]?.personHash).not.toBe(usual?.personHash);
});

test("everyone of 16 or over is marked, the person who needs help first, and nobody younger", () => {
  const sixteenToday = { name: "Kim Example", dateOfBirth: "2010-11-20", relationship: "child" } as const;
  const sixteenTomorrow = { name: "Sam Example", dateOfBirth: "2010-11-21", relationship: "child" } as const;
  const marks = marksOf({ people: [sixteenTomorrow, sixteenToday, self] });
  expect(marks).toHaveLength(2);
  expect(marks[0]).toEqual(usual);
});

test("if nobody is 16 yet, the person in need of help is marked", () => {
  expect(marksOf({ people: [{ ...self, dateOfBirth: "2012-01-01" }] })).toHaveLength(1);
});
