import { expect, test } from "vitest";
import { couldBeAccount } from "../../../../../shared/domain/bank/modulus/could-be-account.ts";

/** The examples of the specification. */
test.each([
  ["modulus 10", "089999", "66374958"],
  ["modulus 11", "107999", "88837491"],
  ["modulus 11 and double alternate", "202959", "63748472"],
  ["the first of two, exceptions 10 and 11", "871427", "46238510"],
  ["the second of two, exceptions 10 and 11", "872427", "46238510"],
  ["exception 10 where a and b are 0 and 9, and g is 9", "871427", "09123496"],
  ["exception 10 where a and b are 9 and 9, and g is 9", "871427", "99123496"],
  ["exception 3 where c is 6", "820000", "73688637"],
  ["exception 3 where c is 9", "827999", "73988638"],
  ["exception 3 where both checks are made", "827101", "28748352"],
  ["exception 4", "134020", "63849203"],
  ["exception 1", "118765", "64371389"],
  ["exception 6, an account in a foreign currency", "200915", "41011166"],
  ["exception 5", "938611", "07806039"],
  ["exception 5 with another sort code in its place", "938600", "42368003"],
  ["exception 5 where nothing remains", "938063", "55065200"],
  ["exception 7", "772798", "99345694"],
  ["exception 8", "086090", "06774744"],
  ["exceptions 2 and 9, the first check", "309070", "02355688"],
  ["exceptions 2 and 9, the second check", "309070", "12345668"],
  ["exceptions 2 and 9 where a is not 0 and g is not 9", "309070", "12345677"],
  ["exceptions 2 and 9 where a is not 0 and g is 9", "309070", "99345694"],
  ["exceptions 12 and 13, modulus 11", "074456", "12345112"],
  ["exceptions 12 and 13, either", "070116", "34012583"],
  ["exceptions 12 and 13, modulus 10", "074456", "11104102"],
  ["exception 14 where the digits move up", "180002", "00000190"],
])("passes: %s", (_, sortCode, accountNumber) => {
  expect(couldBeAccount(sortCode, accountNumber)).toBe(true);
});

test.each([
  ["exception 5, the second check digit wrong", "938063", "15764273"],
  ["exception 5, the first check digit wrong", "938063", "15764264"],
  ["exception 5, the first check digit wrong with one left over", "938063", "15763217"],
  ["exception 1, double alternate", "118765", "64371388"],
  ["the second of two checks", "203099", "66831036"],
  ["the first of two checks", "203099", "58716970"],
  ["modulus 10", "089999", "66374959"],
  ["modulus 11", "107999", "88837493"],
])("fails: %s", (_, sortCode, accountNumber) => {
  expect(couldBeAccount(sortCode, accountNumber)).toBe(false);
});

test("an unknown sort code refuses no account number", () => {
  expect(couldBeAccount("000001", "12345678")).toBe(true);
});

test("an earlier check changes no answer", () => {
  const numbers = Array.from({ length: 200 }, (_, index) => String(index * 499_979).padStart(8, "0"));
  const answers = () => numbers.map((number) => couldBeAccount("772798", number));
  const before = answers();
  couldBeAccount("772798", "99345694");
  expect(answers()).toEqual(before);
});
