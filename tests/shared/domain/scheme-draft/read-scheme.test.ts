import fc from "fast-check";
import { expect, test } from "vitest";
import { ownMatching, type SchemeDocument } from "../../../../shared/domain/scheme/scheme.ts";
import { shippedSchemes } from "../../../../shared/domain/scheme/shipped.ts";
import { readScheme } from "../../../../shared/domain/scheme-draft/read-scheme.ts";
import { type Change, documentLike, problemsIn, rowOf, schemeLike, sourced } from "../scheme/documents.ts";

const item = (document: SchemeDocument, code: string) => rowOf(document.items, (each) => each.code === code);
const rule = (document: SchemeDocument, name: string) => rowOf(document.rules, (each) => each.rule === name);
const without = <Row extends { code: string }>(rows: Row[], code: string) => rows.filter((row) => row.code !== code);
const leastForJoin = "Enter the points for a join of 90 or more";
const leastForLook = "Enter the points for a look of 31 or more";
/** Shapes that no form sends; they come from files and programs, so nothing about them can be taken for granted. */
test.each<[string, unknown, (string | number)[], string]>([
  ["a wrong type", { items: "none" }, ["items"], "Give a list here"],
  ["a missing part", { clock: undefined }, ["clock"], "Add this part: it is missing"],
  ["a part that is nothing", { review: null }, ["review"], "Give a group of named values here"],
  ["an unknown part", { prizes: [] }, ["prizes"], "Take “prizes” out: nothing is called that here"],
  ["a fraction of a penny", { grant: { amount: 0.5, ...sourced } }, ["grant", "amount"], "Enter the grant in pence, as a whole number"],
  ["less than nothing", { grant: { amount: -1, ...sourced } }, ["grant", "amount"], "The grant must be £0 or more"],
  ["pounds as text", { grant: { amount: "£5", ...sourced } }, ["grant", "amount"], "Enter the grant in pence, as a whole number"],
  ["a source without words", { grant: { amount: 1, verified: true, source: " " } }, ["grant", "source"], "Enter where this comes from"],
  [
    "a source that is half verified",
    { grant: { amount: 1, verified: "half", source: "A." } },
    ["grant", "verified"],
    "Say whether the source is verified",
  ],
  ["a code of two words", { code: "CRF 2" }, ["code"], "Enter the scheme’s code as one word of letters, digits and underscores"],
  ["a code that every record has already", { code: "constructor" }, ["code"], "Choose another word for the scheme’s code"],
  ["so few points for a join that strangers join", { matching: { ...ownMatching, certain: 89 } }, ["matching", "certain"], leastForJoin],
  [
    "so few points for a look that a shared home is enough",
    { matching: { ...ownMatching, possible: 30 } },
    ["matching", "possible"],
    leastForLook,
  ],
  ["a version that is none", { version: 0 }, ["version"], "Enter the version of 1 or more"],
  ["a format to come", { format: 3 }, ["format"], "Give the format of this document: a whole number from 1 to 2"],
  ["a format in words", { format: "2" }, ["format"], "Give the format of this document: a whole number from 1 to 2"],
])("%s is refused in plain words", (_, part, place, message) => {
  expect(problemsIn({ ...documentLike("CRF"), ...(part as object) })).toEqual([{ place, message }]);
});

test("a day that the calendar does not have is refused", () => {
  const document = documentLike("CRF", ({ about }) => {
    about.end = "2029-02-30";
  });
  expect(problemsIn(document)).toEqual([{ place: ["about", "end"], message: "Enter the last day of the scheme as a real date" }]);
});

test.each([[null], [undefined], ["CRF"], [7], [[]], [true]])("%j is no document at all", (document) => {
  expect(readScheme(document)).toEqual({
    kind: "problems",
    problems: [{ place: [], message: "Give a scheme’s document: a group of named values" }],
  });
});

test("everything that is wrong is said at once", () => {
  const document = documentLike("CRF", (changed) => {
    changed.categories = without(changed.categories, "RESILIENCE_SERVICE");
    item(changed, "foodParcel").category = "FOOD";
    delete changed.windows[0]?.months;
  });
  expect(problemsIn(document).map(({ place }) => place.join("."))).toEqual(["categories", "items.0.category", "windows.0.months"]);
});

test("a document from before the points of a match reads with the service's own", () => {
  const { matching: _matching, ...before } = documentLike("CRF");
  const read = readScheme(before);
  expect(read.kind === "scheme" && read.scheme.matching).toEqual(ownMatching);
});

const beforeLayouts = (code: string, change: Change = () => {}) => {
  const { returnTables, returnFields, administration, contributions, returnCells, ...before } = documentLike(code, change);
  return { ...before, returns: before.returns.map(({ code: _, counts, cumulative, fileName, ...row }) => row) };
};

test("a document from before returns were laid out reads as its scheme ships, with the same codes of its returns", () => {
  expect(readScheme(beforeLayouts("HSF7"))).toEqual({ kind: "scheme", scheme: schemeLike("HSF7") });
});

test("a document of another scheme from before returns were laid out takes its fund's newest tables, none of them verified", () => {
  const read = readScheme(beforeLayouts("CRF", (document) => Object.assign(document, { code: "CRF_LATER" })));
  if (read.kind === "problems") throw new Error("It does not read.");
  expect(read.scheme.returnTables.map(({ code }) => code)).toEqual(schemeLike("CRF").returnTables.map(({ code }) => code));
  for (const { verified, source, returns } of read.scheme.returnTables) {
    expect({ verified, returns }).toEqual({ verified: false, returns: ["every"] });
    expect(source).toContain("Taken from Crisis and Resilience Fund");
  }
});

test("any JSON reads as a scheme, or as places with sentences, and never throws", () => {
  const anything = fc.oneof(
    fc.jsonValue(),
    fc
      .tuple(fc.constantFrom(...shippedSchemes), fc.constantFrom(...Object.keys(documentLike("CRF"))), fc.jsonValue())
      .map(([scheme, section, value]) => ({ ...structuredClone(scheme), [section]: value })),
  );
  fc.assert(
    fc.property(anything, (document) => {
      const read = readScheme(document);
      if (read.kind === "scheme") return;
      expect(read.problems.length).toBeGreaterThan(0);
      for (const { message } of read.problems) expect(message).toMatch(/^[“A-Z].{5,}/u);
    }),
  );
});

const pounds = fc.integer({ min: 140_00, max: 5_000_00 });

/** Edits that a member of staff might make, each of which keeps the document in one piece. */
const validEdit: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ withChildren: pounds, without: pounds }).map(
    (amounts): Change =>
      (document) => {
        document.tariffs = [
          { tariff: "fuel", peopleFrom: 1, childrenFrom: 0, childrenTo: 0, amount: amounts.without, ...sourced },
          { tariff: "fuel", peopleFrom: 1, childrenFrom: 1, amount: amounts.withChildren, ...sourced },
        ];
        item(document, "fuelTopUp").most = 5_000_00;
      },
  ),
  fc.integer({ min: 1, max: 19 }).map(
    (size): Change =>
      (document) => {
        const bands = document.tariffs.filter(({ tariff }) => tariff !== "size");
        document.tariffs = [
          ...bands,
          { tariff: "size", peopleFrom: 1, peopleTo: size, childrenFrom: 0, amount: 50_00, ...sourced },
          { tariff: "size", peopleFrom: size + 1, childrenFrom: 0, amount: 80_00, ...sourced },
        ];
      },
  ),
  fc.integer({ min: 0, max: 120 }).map(
    (minimumAge): Change =>
      (document) => {
        rule(document, "oldEnough").parameters = { minimumAge };
      },
  ),
  fc.tuple(fc.integer({ min: 5_000_00, max: 9_000_00 }), fc.nat({ max: 1_000_00 })).map(
    ([award, more]): Change =>
      (document) => {
        document.caps = [
          { cap: "award", amount: award, ...sourced },
          { cap: "household", amount: award + more, ...sourced },
        ];
      },
  ),
  fc.integer({ min: 1, max: 36 }).map(
    (months): Change =>
      (document) => {
        document.windows = [{ need: "usual", window: "rolling", months, awards: 2, ...sourced }];
      },
  ),
  fc.subarray(["debtAdvice", "foodNetwork", "earlyHelp"] as const).map(
    (kept): Change =>
      (document) => {
        document.onwardHelp = kept.map((offer) => ({ offer, joined: "any", conditions: [] }));
      },
  ),
);

test("however valid edits follow each other, the document reads, and reads the same again", () => {
  fc.assert(
    fc.property(fc.array(validEdit, { maxLength: 8 }), (edits) => {
      const scheme = schemeLike("HSF7", (document) => {
        for (const edit of edits) edit(document);
      });
      expect(readScheme(JSON.parse(JSON.stringify(scheme)))).toEqual({ kind: "scheme", scheme });
    }),
  );
});
