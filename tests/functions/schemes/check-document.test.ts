import { expect, test } from "vitest";
import { checkDocument } from "../../../functions/schemes/check-document.ts";
import { shippedDirectory } from "../../../shared/domain/directory/shipped-directory.ts";
import { pence } from "../../../shared/domain/money.ts";
import { needCodes } from "../../../shared/domain/needs.ts";
import type { Scheme } from "../../../shared/domain/scheme/scheme.ts";
import { shippedSchemes } from "../../../shared/domain/scheme/shipped.ts";
import { aDayInCrf } from "../../examples.ts";
import { nextCrf } from "./room.ts";

/** As many letters as fit, each of which takes three bytes. */
const long = (letters: number) => "漢".repeat(letters);
const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => make(index));

/** Each text as long as it may be, in as many rows of each list as there may be. */
const longest = (): Scheme => {
  const document = nextCrf();
  const [item] = document.items;
  const [evidence] = document.evidence;
  if (!item || !evidence) throw new Error("The fund has items and evidence.");
  return {
    ...document,
    items: [
      ...document.items,
      ...times(60 - document.items.length, (index) => ({ ...item, code: `more${index}`, label: long(80), source: long(300) })),
    ],
    tariffs: times(100, (index) => ({
      tariff: `more${index}`,
      peopleFrom: 1,
      childrenFrom: 0,
      amount: pence(10_00),
      verified: false,
      source: long(300),
    })),
    evidence: [
      ...document.evidence,
      ...times(20 - document.evidence.length, (index) => ({
        ...evidence,
        code: `more${index}`,
        accepts: times(15, (number) => `${number}${long(118)}`),
        source: long(300),
      })),
    ],
    returnTables: [],
    returnFields: [],
    returns: times(30, (index) => ({
      code: `RETURN_${index}`,
      counts: "paid" as const,
      cumulative: true,
      name: `Return ${index}`,
      from: document.about.start,
      to: document.about.end,
      layout: long(300),
      verified: false,
      source: long(300),
    })),
    ownRules: times(20, (index) => ({
      name: `own${index}`,
      says: long(200),
      toResident: long(300),
      otherwise: "refer" as const,
      joined: "all" as const,
      conditions: times(5, () => ({ measure: "needs", is: "includes" as const, value: needCodes[0] ?? "food" })),
    })),
  };
};

const published = { book: shippedSchemes, directories: [shippedDirectory] } as const;

test("a scheme that is longer than the store keeps is told so, rather than failing to be saved", () => {
  const document = longest();
  expect(Buffer.byteLength(JSON.stringify(document))).toBeGreaterThan(350_000);
  expect(checkDocument(document, published, aDayInCrf)).toEqual({
    kind: "problems",
    problems: [{ place: [], message: "The whole scheme is too long to keep. Shorten its notes and sources" }],
  });
  expect(checkDocument({ ...document, evidence: nextCrf().evidence, ownRules: [] }, published, aDayInCrf).kind).toBe("document");
});
