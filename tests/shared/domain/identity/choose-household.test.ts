import { expect, test } from "vitest";
import { chooseHousehold } from "../../../../shared/domain/identity/choose-household.ts";
import { keysOf } from "../../../../shared/domain/identity/keys-of.ts";
import { scoreOf } from "../../../../shared/domain/identity/score-of.ts";
import { defaultThresholds, verdictOf } from "../../../../shared/domain/identity/thresholds.ts";
import { household } from "./examples.ts";

type Said = Parameters<typeof household>[1];
const phone = "07700 900982";
const email = "zoe@example.com";
const alone = () => false;
const verdict = (own: Said, known: Said = {}) =>
  verdictOf(scoreOf(household("own", own), household("known", known), alone), defaultThresholds);
const areCandidates = (own: Said, known: Said = {}) => {
  const keys = new Set(keysOf(household("known", known)).map(({ kind, value }) => `${kind} ${value}`));
  return keysOf(household("own", own)).some(({ kind, value }) => keys.has(`${kind} ${value}`));
};

test.each<[string, Said, Said?]>([
  ["the same name, date of birth and home", {}],
  ["the names turned round", { name: "Control Zoe" }],
  ["a surname first, with a comma", { name: "CONTROL, Zoe" }],
  ["a title", { name: "Ms. Zoë Control" }],
  ["day and month swapped", { born: "1984-09-03" }],
  ["another surname, with the name before given", { name: "Zoe Field", otherNames: ["Control"] }],
  ["another spelling of a surname", { name: "Ali Hussein" }, { name: "Ali Hussain" }],
  ["another spelling of an Arabic name, with the email too", { name: "Mohamed Hussein", email }, { name: "Muhammad Hussain", email }],
  ["another spelling of a Somali name, with the email too", { name: "Cabdi Xasan Faarax", email }, { name: "Abdi Hassan Farah", email }],
  ["a nickname, with the email too", { name: "Liz Smith", email }, { name: "Elizabeth Smith", email }],
  ["moved, with the phone that it had", { line1: "7 Other Street", phone }, { phone: "+44 7700 900982" }],
  ["the same number and date of birth", { name: "Zoe Field", nino: "AB123456C", line1: "7 Other Street" }, { nino: "AB 12 34 56 C" }],
])("certain: %s", (_, own, known) => {
  expect(areCandidates(own, known)).toBe(true);
  expect(verdict(own, known)).toBe("certain");
});

test.each<[string, Said, Said?]>([
  ["father and son of one name", { born: "1962-05-20", phone }, { phone }],
  ["twins", { name: "Ava Control", phone }, { phone }],
  ["twins of one initial", { name: "Z Control", phone, account: "12345678" }, { phone, account: "12345678" }],
  ["first names alike, with the home and phone that twins share", { name: "Christine Smith", phone }, { name: "Christina Smith", phone }],
  ["different National Insurance numbers", { nino: "AB123456C", phone }, { nino: "CE654321A", phone }],
  [
    "one home, with another phone and another account: perhaps twins whose first names were confused",
    { phone, account: "12345678" },
    { phone: "07700 900111", account: "87654321" },
  ],
  ["the same name and date of birth alone", { line1: "7 Other Street" }],
])("never certain: %s", (_, own, known) => {
  expect(verdict(own, known)).not.toBe("certain");
});

test.each<[string, Said, Said?]>([
  ["students in one house", { name: "Ben Trial", born: "2004-01-02" }],
  ["two families in a flat, with one phone", { name: "Ben Trial", born: "1980-01-02", phone }, { phone }],
  ["twins who share a home", { name: "Ava Control" }],
  ["a father and a son who share a home", { born: "1962-05-20" }],
])("none: %s", (_, own, known) => {
  expect(verdict(own, known)).toBe("none");
});

test("one certain household is joined, and two are for a person", () => {
  const own = household("own");
  const one = chooseHousehold(own, [household("a"), household("b", { name: "Ben Trial" })], alone);
  expect(one.joins?.identity.householdId).toBe("a");
  expect(one.possible).toEqual([]);
  const two = chooseHousehold(own, [household("a"), household("b")], alone);
  expect(two.joins).toBeUndefined();
  expect(two.possible.map(({ identity }) => identity.householdId)).toEqual(["a", "b"]);
});
