import { expect, test } from "vitest";
import {
  afterLeaving,
  afterSaying,
  agreedBy,
  askFirst,
  boundBy,
  isAllItsWord,
  isGone,
  isSameWord,
  nothingSaid,
  notKnown,
} from "../../../../shared/domain/household/standing-contact.ts";

const phone = "07700 900982";

test("a way is safe only where every application calls it safe, and a request for care stays, whichever came last", () => {
  const first = afterSaying(nothingSaid, { ways: ["text", "phone"], phone, safety: "Only before three." });
  const second = afterSaying(first, { ways: ["text", "email"], phone: "07700 900111", email: "robin@example.com" });
  expect(second).toEqual({ ways: ["text"], care: true, phone: "07700 900111", email: "robin@example.com" });
  expect(isSameWord(second, afterSaying(second, { ways: ["text"], phone: "07700 900111", email: "robin@example.com" }))).toBe(true);
});

test("an application that its household contradicts leaves no safe way, and asks to come to the council first", () => {
  const contact = { ways: ["text" as const], phone };
  expect(boundBy(contact, nothingSaid)).toEqual(contact);
  expect(boundBy(contact, { ways: ["letter"] })).toEqual({ ...contact, ways: [], safety: askFirst });
  expect(boundBy(contact, { ways: ["text"], care: true })).toMatchObject({ safety: askFirst });
  expect(boundBy({ ...contact, safety: "Ask for Kim." }, notKnown).safety).toBe("Ask for Kim.");
});

test.each<[string, Parameters<typeof agreedBy>, ReturnType<typeof agreedBy>]>([
  ["nobody has applied", [{ phone }, nothingSaid], { mayText: true, mayCall: true, phone }],
  [
    "the number is written another way",
    [{ phone: "0044 7700-900982" }, { ways: ["text"], phone }],
    { mayText: true, mayCall: true, phone: "0044 7700-900982" },
  ],
  ["only calls are safe", [{ phone }, { ways: ["phone"], phone }], { mayText: false, mayCall: true, phone }],
  ["the household has another number", [{ phone }, { ways: ["text"], phone: "07700 900111" }], { mayText: false, mayCall: false }],
  [
    "somebody asked for care",
    [
      { phone, email: "a@b.example" },
      { ways: ["text"], phone, care: true },
    ],
    { mayText: false, mayCall: false, phone },
  ],
  [
    "an email address differs in capitals",
    [{ email: "A@b.example" }, { ways: ["email"], email: "a@B.example" }],
    { mayText: false, mayCall: false, email: "A@b.example" },
  ],
  ["nobody can say what they asked for", [{ phone }, notKnown], { mayText: false, mayCall: false }],
])("of a list's contact, where %s, so much is used", (_, [listed, standing], agreed) => {
  expect(agreedBy(listed, standing)).toEqual(agreed);
});

const gaveByTom = { phone: "07700 900111", email: "Tom@example.org" };
const gaveByZoe = { phone: "07700 900222" };

test("a phone and an email that only somebody gave who has left are used no more", () => {
  const together = afterSaying(afterSaying(nothingSaid, { ...gaveByZoe, ways: ["text"] }), { ...gaveByTom, ways: ["text", "email"] });
  const after = afterLeaving(together, [gaveByTom], [gaveByZoe]);
  expect(after).toEqual({ ways: ["text"], phone: "07700 900222", gone: ["07700 900111", "Tom@example.org"] });
  expect(boundBy({ ...gaveByTom, ways: ["text", "email"] }, after)).toEqual({ ways: [], safety: askFirst });
  expect(isAllItsWord({ ...gaveByTom, ways: ["text"] }, after)).toBe(false);
  expect(agreedBy({ phone: "+44 7700 900111", email: "tom@example.org" }, after)).toEqual({ mayText: false, mayCall: false });
  expect(agreedBy({ phone: "07700900222" }, after)).toMatchObject({ mayText: true, phone: "07700900222" });
  expect(isGone("+447700900111", after)).toBe(true);
  expect(isGone("tom@EXAMPLE.org", after)).toBe(true);
  expect(isGone("07700900222", after)).toBe(false);
});

test("a phone that somebody gave who stays is still used, and one that is given again is", () => {
  const together = afterSaying(nothingSaid, { ...gaveByTom, ways: ["text", "email"] });
  expect(afterLeaving(together, [gaveByTom], [{ phone: "07700900111" }])).toEqual({
    ways: ["text", "email"],
    phone: "07700900111",
    gone: ["Tom@example.org"],
  });
  const left = afterLeaving(together, [gaveByTom], []);
  expect(afterSaying(left, { ways: ["text"], phone: "07700 900 111" })).toEqual({
    ways: ["text"],
    phone: "07700 900 111",
    gone: ["Tom@example.org"],
  });
});

test("a person's limits for safety still hold when they have left", () => {
  const strict = afterSaying(nothingSaid, { ways: ["letter"], safety: "Not by phone." });
  expect(afterLeaving(strict, [gaveByTom], [])).toMatchObject({ ways: ["letter"], care: true });
});
