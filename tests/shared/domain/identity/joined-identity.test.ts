import { expect, test } from "vitest";
import { joinedIdentity } from "../../../../shared/domain/identity/joined-identity.ts";
import { household, today } from "./examples.ts";

test("a further application adds its new people, its home and its contact, and leaves the rest", () => {
  const known = household("known", { phone: "07700 900982", members: [["Ben Control", "2015-06-01"]] });
  const own = household("own", { line1: "7 Other Street", email: "Zoe@Example.com", members: [["Ava Control", "2020-06-01"]] });
  const joined = joinedIdentity(known, own, today);
  expect(joined.householdId).toBe("known");
  expect(joined.people.map(({ name, personId }) => `${name} ${personId}`)).toEqual([
    "Zoe Control known-P1",
    "Ben Control known-P2",
    "Ava Control own-P2",
  ]);
  expect(joined.homes.map(({ until }) => until)).toEqual([today, undefined]);
  expect(joined.phones).toEqual(["07700900982"]);
  expect(joined.emails).toEqual(["zoe@example.com"]);
});

test("a person's own answers go before others' answers, and both names stay known", () => {
  const known = household("known", { members: [["Benny Control", "1985-06-01"]] });
  const own = household("own", { name: "Benjamin Control", born: "1985-06-01" });
  const [, ben] = joinedIdentity(known, own, today).people;
  expect(ben).toMatchObject({ name: "Benjamin Control", otherNames: ["Benny Control"], personId: "known-P2", relationship: "otherAdult" });
  expect(ben?.byOthersWord).toBeUndefined();
});

test("joining the same application twice changes nothing more", () => {
  const once = joinedIdentity(household("known"), household("own", { name: "Zoë Control", phone: "07700 900982" }), today);
  expect(joinedIdentity(once, household("own", { name: "Zoë Control", phone: "07700 900982" }), today)).toEqual(once);
});
