import { expect, test } from "vitest";
import { isSharedByMany, isStrongKey, keysOf, mostCandidates, mostHouseholdsOfKey } from "../../../../shared/domain/identity/keys-of.ts";
import { household } from "./examples.ts";

const kindsOf = (said: Parameters<typeof household>[1]) => keysOf(household("own", said)).map(({ kind }) => kind);

test("the most telling keys come first, so that a cut takes the least telling", () => {
  const kinds = kindsOf({
    nino: "AB123456C",
    phone: "07700 900982",
    email: "a@example.com",
    account: "12345678",
    members: [["Ben Trial", "2010-01-02"]],
  });
  expect([...new Set(kinds)]).toEqual(["nino", "nameBirth", "account", "phone", "email", "unit", "partBirth"]);
});

test("an age tells nobody from others, so it makes no key", () => {
  expect(kindsOf({ born: undefined })).toEqual(["unit"]);
});

test("a weak key counts nothing once many households have it, and a strong one keeps its weight until it is full", () => {
  expect(isSharedByMany("phone", 60)).toBe(true);
  expect(isSharedByMany("phone", 2)).toBe(false);
  expect(isSharedByMany("nino", mostHouseholdsOfKey - 1)).toBe(false);
  expect(isStrongKey("nameBirth")).toBe(true);
  expect(isStrongKey("phone")).toBe(false);
  expect(mostCandidates).toBeGreaterThanOrEqual(mostHouseholdsOfKey);
});
