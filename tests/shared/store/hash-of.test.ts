import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { expect, test } from "vitest";
import { hashOf } from "../../../shared/store/case-writes.ts";

test("an event that is stored already keeps its hash", () => {
  const event = {
    caseId: "9G0F-N6FW-N835",
    sequence: 2,
    at: "2026-11-20T10:00:00.000Z",
    by: { name: "Asha Patel", id: "assessor-1" },
    detail: { kind: "asked", question: "How many children live with you?", of: ["b", "a"], left: undefined, none: null },
    previousHash: "",
  };
  expect(hashOf(event)).toBe("8a2ab7f0f40ad276e99c81ff0732b621a28962f99d84439bb22edb0512da1819");
});

test("the order of keys changes no hash, and any other difference does", () => {
  const shuffled = (value: unknown): unknown => {
    if (value === null || typeof value !== "object") return value;
    if (Array.isArray(value)) return value.map(shuffled);
    return Object.fromEntries(
      Object.entries(value)
        .toReversed()
        .map(([key, inner]) => [key, shuffled(inner)]),
    );
  };
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(hashOf(shuffled(value))).toBe(hashOf(value));
    }),
  );
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
      fc.pre(!isDeepStrictEqual(JSON.parse(JSON.stringify(a)), JSON.parse(JSON.stringify(b))));
      expect(hashOf({ a })).not.toBe(hashOf({ a: b }));
    }),
  );
});
