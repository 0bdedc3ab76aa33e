import fc from "fast-check";
import { expect, test } from "vitest";
import { assess } from "../../../../shared/domain/rules/eligibility.ts";
import { itemOf, type Scheme } from "../../../../shared/domain/scheme/scheme.ts";
import { usualAmount } from "../../../../shared/domain/scheme/usual-amount.ts";
import { readKeptScheme, readScheme } from "../../../../shared/domain/scheme-draft/read-scheme.ts";
import { anyFacts } from "../rules/any-facts.ts";
import { hsf5 as today } from "../rules/facts-like.ts";
import { problemsIn } from "./documents.ts";
import old from "./fixtures/hsf5-format-1.json" with { type: "json" };

const read = readKeptScheme(old);
const scheme = (read as { scheme: Scheme }).scheme;

test("a document of the first format reads", () => {
  expect(read).toMatchObject({ kind: "scheme", scheme: { format: 2, code: "HSF5", version: 1 } });
});

test("a new draft of it has the rules that every scheme has today, and decisions of its time go without them", () => {
  const drafted = readScheme(old);
  const names = (of: Scheme) => of.rules.map(({ rule }) => rule);
  expect(drafted.kind === "scheme" && names(drafted.scheme)).toEqual([...names(scheme), "withinCaps", "evidenceOrWaiver"]);
});

test("its period, grant, windows and catalogue are what they were", () => {
  expect(scheme.about).toEqual({
    name: "Household Support Fund 5",
    fund: "HSF",
    start: "2024-04-01",
    end: "2024-09-30",
    startsOn: "2024-04-01",
    childUnder: 19,
  });
  expect(scheme.grant).toEqual({ amount: old.grant.value, verified: old.grant.verified, source: old.grant.source });
  expect(scheme.windows.map(({ need, window, months, awards }) => [need, window, months, awards])).toEqual([
    ["usual", "scheme", undefined, 1],
    ["energy", "fixed", 2, 1],
    ["food", "fixed", 1, 1],
  ]);
  for (const { code, category, deliveries, need } of old.items)
    expect(itemOf(scheme, code)).toMatchObject({ code, category, deliveries, need });
});

test.each([
  [0, 120_00],
  [1, 140_00],
  [3, 140_00],
])("with %i children the usual amount for fuel is what it was", (children, amount) => {
  const fuel = itemOf(scheme, "fuelTopUp");
  expect(fuel && usualAmount(scheme, fuel, { people: 4, children })).toMatchObject({ kind: "usual", amount });
});

test("values that the first format did not have are marked unconfirmed", () => {
  const { categories, clock, review, evidence, delegation, returns } = scheme;
  for (const part of [...categories, clock, review, ...evidence]) expect(part).toMatchObject({ verified: false });
  expect({ delegation, returns }).toEqual({ delegation: [], returns: [] });
});

test("its rules decide in their order, exactly as today's document decides by the same settings", () => {
  const names = scheme.rules.map(({ rule }) => rule);
  expect(names).toEqual([
    "livesInArea",
    "oldEnough",
    "incomeWithinLimit",
    "savingsWithinLimit",
    "needInScope",
    "crisisOrShock",
    "notAlreadyHelped",
    "publicFundsRouted",
  ]);
  const verdicts = (facts: Parameters<typeof assess>[0], under: Scheme) =>
    new Map(assess(facts, under).map(({ rule, verdict }) => [rule, verdict]));
  fc.assert(
    fc.property(anyFacts(today), (facts) => {
      // The most in the whole round came with the second format.
      const withoutMost = { ...today, windows: today.windows.map(({ inScheme: _, ...window }) => window) };
      const [was, is] = [verdicts({ ...facts, evidence: [] }, scheme), verdicts({ ...facts, evidence: [] }, withoutMost)];
      for (const name of names) expect([name, was.get(name)]).toEqual([name, is.get(name)]);
    }),
  );
});

test.each<[string, object, (string | number)[], string]>([
  ["a missing part", { claims: undefined }, ["claims"], "Add this part: it is missing"],
  ["a part of the second format", { about: {} }, ["about"], "Take “about” out: nothing is called that here"],
  [
    "an item in no category",
    { items: [{ ...old.items[0], category: "TREATS" }] },
    ["items", 0, "category"],
    "which this scheme does not have",
  ],
])("%s in a document of the first format is refused with its place", (_, part, place, message) => {
  expect(problemsIn({ ...old, ...part })).toEqual([{ place, message: expect.stringContaining(message) }]);
});
