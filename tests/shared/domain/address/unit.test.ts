import fc from "fast-check";
import { expect, test } from "vitest";
import { readAddressText } from "../../../../shared/domain/address/address-text.ts";
import { type AddressLines, unitOf, unitsOf } from "../../../../shared/domain/address/unit.ts";

const postcode = "CV1 2AB";
/** A table's cell: lines 1 and 2 apart by a bar. */
const linesOf = (written: string): AddressLines => {
  const [line1 = "", line2] = written.split(" | ");
  return { line1, ...(line2 && { line2 }), postcode };
};

/** Each row's spellings are one unit, and no two rows are. */
const units: Readonly<Record<string, readonly string[]>> = {
  "flat 2 of 91": [
    "Flat 2, 91 Split Road",
    "2/91 Split Rd",
    "91 Split Road | Apartment 2",
    "Apartment 2 | 91 Split Road",
    "91 Split Road, Apartment 2",
    "Flat 2 91 Split Rd",
    "91 Split Road Flat 2",
    "2, 91 Split Road",
    "91 Split Road, 2",
    "91 Split Road 2",
    "2 91 Split Road",
    "2-91 Split Road",
    "Flat 2 | 91, Split Road",
    "FLAT2, 91 SPLIT RD.",
    "Flat No. 2, 91 Split Road",
    "Flat no 2 | No 91 Split Road",
    "flat two, 91 split road",
    "Apt 2 | 91 Split Rd, Coventry",
    "Apt. 2, 91 Split Road, Coventry, CV1 2AB",
    "Unit 2, 91 Split Road, West Midlands",
    "Studio 2 | 91 Split Road | Coventry",
    "Flt 2, 91 Splitt Road",
    "Flat 02, 91 Split Road",
    "Room 2, 91 Split Road",
    "Split Road 91/2",
    "Split Road 91 flat 2",
    "Flat 2, First Floor, 91 Split Road",
    "Flat #2, 91 Split Road",
    "c/o Kim Example, Flat 2, 91 Split Road",
    "Flat 2, 91 Split Road cv12ab England",
  ],
  "91": [
    "91 Split Road",
    "91, Split Road",
    "91 | Split Road",
    "No. 91 Split Rd",
    "Split Road 91",
    "91 split road, Foleshill, Coventry",
    "91 Split Rd | Coventry",
  ],
  "flat b of 91": [
    "91B Split Road",
    "91 b Split Road",
    "Flat B, 91 Split Road",
    "91 Split Road | Flat B",
    "91b, Split Road",
    "Flat B 91 Split Road",
  ],
  "first floor of 91": [
    "First floor flat, 91 Split Road",
    "1st Floor, 91 Split Road",
    "91 Split Road | First Floor Flat",
    "FFF, 91 Split Road",
    "The first floor flat 91 Split Road",
  ],
  "ground floor of 91": ["Ground floor flat, 91 Split Road", "91 Split Road, Ground Floor", "GFF 91 Split Road"],
  "basement of 91": ["Basement flat, 91 Split Road", "91 Split Road | Basement Flat"],
  "room 3 of flat 2 of 91": ["Room 3, Flat 2, 91 Split Road", "Flat 2 Room 3 | 91 Split Road", "91 Split Road | Flat 2, Room 3"],
  "flat 2 of block c of 91": ["Flat 2, Block C, 91 Split Road", "Block C Flat 2 | 91 Split Road"],
  "12 to 14": ["12-14 Split Road", "12 - 14 Split Rd", "12–14 Split Road", "12-14, Split Road"],
  "flat 2 of Rose Court": [
    "Flat 2, Rose Court",
    "2 Rose Court",
    "2 Rose Court, Mill Lane",
    "Flat 2 Rose Court | Mill Lane",
    "Rose Court, Flat 2, Mill Lane",
    "Rose Court | Flat 2",
    "2, Rose Court",
  ],
  "Saint Mary's House": ["St Mary's House, Mill Lane", "Saint Marys House", "St. Mary’s House | Mill Lane, Coventry"],
  "Rose Cottage": ["Rose Cottage, Mill Lane", "The Rose Cottage | Mill Lane", "ROSE COTTAGE"],
  "12 Saint Mary's Road": ["12 St Mary's Road", "12 Saint Marys Rd", "12, St. Mary’s Road"],
  "12 Mill Lane": ["Rose Villa, 12 Mill Lane", "12 Mill Lane", "Rose Villa 12 Mill Lane", "12 Mill Ln"],
  "91 of another street": ["91 Mill Lane"],
};

test("the table has sixty spellings or more", () => {
  expect(Object.values(units).flat().length).toBeGreaterThanOrEqual(60);
});

test.each(Object.entries(units).flatMap(([unit, spellings]) => spellings.map((written) => [written, unit, spellings[0] ?? ""] as const)))(
  "“%s” is %s",
  (written, _, first) => {
    expect(unitOf(linesOf(written))).toBe(unitOf(linesOf(first)));
  },
);

test("no two units of the table are one", () => {
  const texts = Object.values(units).map(([first = ""]) => unitsOf(linesOf(first)));
  expect(new Set(texts.flat()).size).toBe(texts.flat().length);
});

test.each([
  ["Flat 2, Rose Court, 91 Mill Lane", "Flat 2, Rose Court"],
  ["2 Rose Court, 91 Mill Lane", "Flat 2, 91 Mill Lane"],
  ["2 Rose Court, 91 Mill Lane", "2 Rose Court"],
])("“%s” and “%s” have a text in common", (one, other) => {
  const texts = new Set(unitsOf(linesOf(one)));
  expect(unitsOf(linesOf(other)).some((text) => texts.has(text))).toBe(true);
});

test.each([
  ["Flat 2, 91 Split Road", "Flat 3, 91 Split Road"],
  ["91 Split Road", "19 Split Road"],
  ["91A Split Road", "91B Split Road"],
  ["Flat 1, 12 Split Road", "Flat 12, 1 Split Road"],
  ["First floor flat, 91 Split Road", "Ground floor flat, 91 Split Road"],
  ["2 Rose Court", "2 Rowan Court"],
  ["Flat 2, Block A, 91 Split Road", "Flat 2, Block B, 91 Split Road"],
])("“%s” and “%s” are two units", (one, other) => {
  const texts = new Set(unitsOf(linesOf(one)));
  expect(unitsOf(linesOf(other)).filter((text) => texts.has(text))).toEqual([]);
});

test("another postcode is another unit, and a postcode in any spelling is one", () => {
  const at = (written: string) => unitOf({ line1: "91 Split Road", postcode: written });
  expect(at("cv12ab")).toBe(at("CV1 2AB"));
  expect(at("CV1 2AD")).not.toBe(at("CV1 2AB"));
});

test("an address of the address list is one with itself by its UPRN, and with the same lines typed", () => {
  const listed = { line1: "Flat 2, 91 Split Road", postcode, uprn: "100070000012", unit: "Flat 2" };
  expect(unitOf(listed)).toBe("uprn 100070000012 / 2");
  expect(unitOf({ ...listed, line1: "91 Split Road" })).toBe(unitOf(listed));
  expect(unitsOf(listed)).toContain(unitOf(linesOf("2/91 Split Rd")));
});

const chance = fc.record({
  flat: fc.integer({ min: 1, max: 400 }),
  house: fc.integer({ min: 1, max: 400 }),
  street: fc.constantFrom("Split Road", "Saint Mary's Road", "Mill Lane", "Kiln Street", "Canal Walk"),
});
const spellings: readonly ((flat: number, house: number, street: string) => AddressLines)[] = [
  (flat, house, street) => linesOf(`Flat ${flat}, ${house} ${street}`),
  (flat, house, street) => linesOf(`${house} ${street} | Apartment ${flat}`),
  (flat, house, street) => linesOf(`${flat}/${house} ${street.replace("Road", "Rd").replace("Saint", "St")}`),
  (flat, house, street) => linesOf(`FLAT ${flat} ${house} ${street.toUpperCase()}, COVENTRY`),
  (flat, house, street) => linesOf(`${house} ${street} Flat ${flat}`),
  (flat, house, street) => linesOf(`unit ${flat} | ${house}, ${street}`),
];

test("however a flat of a numbered house is written, it is one unit, and no other’s", () => {
  fc.assert(
    fc.property(chance, chance, fc.nat(spellings.length - 1), fc.nat(spellings.length - 1), (one, other, first, second) => {
      const write = ({ flat, house, street }: typeof one, way: number) => spellings[way]?.(flat, house, street);
      const [a, b, c] = [write(one, first), write(one, second), write(other, second)];
      expect(a && unitOf(a)).toBe(b && unitOf(b));
      const isSame = one.flat === other.flat && one.house === other.house && one.street === other.street;
      expect(a && c && unitOf(a) === unitOf(c)).toBe(isSame);
    }),
  );
});

test("any text at all is read, the same each time, however it is cased and spaced", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), fc.string({ maxLength: 30 }), (line1, line2) => {
      const texts = unitsOf({ line1, line2, postcode });
      expect(unitsOf({ line1: ` ${line1} `, line2: `${line2}  `, postcode })).toEqual(texts);
    }),
  );
});

test.each([
  ["Flat 2, 91 Split Road, Coventry, CV1 2AB", ""],
  ["91 Split Road; Flat 2", "cv12ab"],
  ["2/91 Split Rd Coventry CV1 2AB", "CV1 2AB"],
  ["FLAT 2 91 SPLIT ROAD COVENTRY WEST MIDLANDS", "CV1 2AB"],
])("a file’s cell “%s” with postcode “%s” is flat 2 of 91", (text, written) => {
  const read = readAddressText(text, written);
  expect(read?.kind === "settled" && unitOf(read)).toBe(unitOf(linesOf("Flat 2, 91 Split Road")));
});

test.each(["No fixed abode", "NFA", "homeless", "n/a"])("a file’s cell “%s” is no address", (text) => {
  expect(readAddressText(text)).toEqual({ kind: "none", staying: text });
});

test.each([
  ["", "CV1 2AB"],
  ["91 Split Road", ""],
])("a file’s cell “%s” with postcode “%s” tells no home", (text, written) => {
  expect(readAddressText(text, written)).toBeUndefined();
});
