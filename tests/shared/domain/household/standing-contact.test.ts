import { expect, test } from "vitest";
import {
  afterSaying,
  agreedBy,
  askFirst,
  boundBy,
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
