import { tidyPostcode } from "../area.ts";
import { foldLetters } from "../fold-letters.ts";
import { withoutTown } from "./town.ts";

/** An address as somebody gave it, by hand or from the address list. */
export type AddressLines = {
  readonly line1: string;
  readonly line2?: string | undefined;
  readonly town?: string | undefined;
  readonly postcode: string;
  readonly uprn?: string | undefined;
  readonly unit?: string | undefined;
};

/** One segment, between commas, of an address that begins or ends with a number. */
type Numbered = { readonly number: string; readonly letter: string; readonly street: string };

type Reading = {
  block?: string;
  flat?: string;
  room?: string;
  floor?: string;
  /** A flat that says nothing of which it is, as in "The Flat" or "Garden flat". */
  place?: string;
  readonly numbered: Numbered[];
  /** Numbers alone between commas. */
  readonly bare: string[];
  /** Segments without a number: a house's name, a street or a district. */
  readonly names: { readonly name: string; readonly before: number }[];
};

const ordinals: Readonly<Record<string, string>> = {
  ground: "0",
  first: "1",
  second: "2",
  third: "3",
  fourth: "4",
  fifth: "5",
  "1st": "1",
  "2nd": "2",
  "3rd": "3",
  "4th": "4",
  "5th": "5",
};
const numberWords = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

const id = String.raw`[a-z]?\d{1,4}[a-z]?|[a-z](?![a-z])|${numberWords.slice(1).join("|")}`;
const numberSign = "(?:no|number|num|nr)?";
const floorWords = Object.keys(ordinals).join("|");
const flatWords = "flat|flt|apartment|apart|appartment|appt|apt|unit|studio|suite|bedsit|maisonette|maisonnette|annexe|annex|penthouse";

const floorFlat = new RegExp(
  String.raw`\b(?:the )?(?:(${floorWords}|top|upper|lower)(?: floor)(?: (front|rear|back|left|right))?|(upper|lower|basement|garden|rear|back|front|top|attic)(?= flat\b))(?: ?(?:flat|maisonette|apartment))?\b`,
);
const floorShort = /\b(gff|fff|sff|tff)\b/;
const shortFloors: Readonly<Record<string, string>> = { gff: "0", fff: "1", sff: "2", tff: "top" };
const flatPhrase = new RegExp(String.raw`\b(?:the )?(?:${flatWords}) ?${numberSign} ?(${id})(?![a-z\d])`);
const flatAlone = new RegExp(String.raw`^(?:the )?(?:${flatWords})\b`);
const roomPhrase = new RegExp(String.raw`\b(?:room|rm|bedroom) ?${numberSign} ?(${id})(?![a-z\d])`);
const blockPhrase = new RegExp(String.raw`\b(?:block|wing|staircase|core) ?${numberSign} ?(${id})(?![a-z\d])`);

/** Words by which a name is a building's and not a street's. */
const buildingWord =
  /(?:^| )(?:court|house|lodge|mansions?|tower|towers|heights|point|building|buildings|hall|villa|villas|cottage|cottages|hostel|centre)$/;
const roadWords =
  "road|rd|street|str|st|avenue|ave|av|lane|ln|close|cl|drive|dr|way|crescent|cres|place|pl|terrace|terr?|gardens?|gdns|grove|gr|walk|hill|green|park|square|sq|row|rise|mews|parade|gate|view|croft|end|court|ct|boulevard|blvd";

const wordsIn = (text: string): string =>
  foldLetters(text)
    .replace(/['’‘`.]/gu, "")
    .replaceAll("&", " and ")
    .replace(/\p{Pd}/gu, "-")
    .replace(/#(?=\s*\d)/gu, " no ")
    .replace(/[^\p{L}\p{N}/-]+/gu, " ")
    .trim();

const saint = (name: string): string => name.replace(/^(?:the )?(?:st|saint|snt) (?=.)/, "saint ").replace(/^the (?=.)/, "");

/** "Flat 02" is "Flat 2", and "Flat two" as well. */
const tidyId = (text: string): string => {
  const word = numberWords.indexOf(text);
  return word > 0 ? String(word) : text.replace(/^([a-z]?)0+(?=\d)/, "$1");
};

/** Takes a phrase out of a segment. */
const taking = (segment: string, phrase: RegExp, take: (found: RegExpExecArray) => void): string => {
  const found = phrase.exec(segment);
  if (!found) return segment;
  take(found);
  return `${segment.slice(0, found.index)} ${segment.slice(found.index + found[0].length)}`.replace(/ +/g, " ").trim();
};

const withoutUnit = (segment: string, reading: Reading): string => {
  let left = taking(segment, floorFlat, ([, floor, side = "", place]) => {
    if (floor) reading.floor ??= `floor${ordinals[floor] ?? floor}${side.replace("back", "rear")}`;
    else if (place) reading.place ??= place.replace("back", "rear");
  });
  left = taking(left, floorShort, ([found]) => {
    reading.floor ??= `floor${shortFloors[found]}`;
  });
  left = taking(left, blockPhrase, ([, block = ""]) => {
    reading.block ??= tidyId(block);
  });
  left = taking(left, roomPhrase, ([, room = ""]) => {
    reading.room ??= tidyId(room);
  });
  left = taking(left, flatPhrase, ([, flat = ""]) => {
    reading.flat ??= tidyId(flat);
  });
  left = taking(left, flatAlone, () => {
    reading.place ??= "flat";
  });
  return left.replace(/^(?:no|number) (?=\d)/, "").replace(/^[-/ ]+|[-/ ]+$/g, "");
};

/** "12-14" is one house of two numbers; "2-91" is flat 2 of house 91. */
const isRange = (first: string, second: string): boolean => {
  const apart = Number.parseInt(second, 10) - Number.parseInt(first, 10);
  return apart > 0 && apart <= 30;
};

const keepHouse = (reading: Reading, number: string, letter: string, street: string): void => {
  const tidy = number.replace(/^0+(?=\d)/, "");
  if (street) reading.numbered.push({ number: tidy, letter, street });
  else reading.bare.push(`${tidy}${letter}`);
};

/** The shapes of a segment without its flat, in the order in which they are tried. */
const shapes: readonly (readonly [RegExp, (found: readonly string[], reading: Reading) => void])[] = [
  // "12-14 Split Road", "2/91 Split Road", "2-91 Split Road"
  [
    /^(\d{1,4})([a-z]?) ?([/-]) ?(\d{1,4})([a-z]?)(?: +(\D.*))?$/,
    ([, first = "", firstLetter = "", sign, second = "", letter = "", street = ""], reading) => {
      const isOneHouse = sign === "-" && isRange(first, second);
      if (!isOneHouse) reading.flat ??= tidyId(`${first}${firstLetter}`);
      keepHouse(reading, isOneHouse ? `${first}-${second}` : second, isOneHouse ? "" : letter, street);
    },
  ],
  // "2 91 Split Road"
  [
    /^(\d{1,4}[a-z]?) (\d{1,4})([a-z]?) +(\D.*)$/,
    ([, flat = "", number = "", letter = "", street = ""], reading) => {
      reading.flat ??= tidyId(flat);
      keepHouse(reading, number, letter, street);
    },
  ],
  // "91 Split Road 2"
  [
    new RegExp(String.raw`^(\d{1,4}) ?([a-z](?![a-z]))? +(\D*(?:${roadWords})) (\d{1,4}[a-z]?)$`),
    ([, number = "", letter = "", street = "", flat = ""], reading) => {
      reading.flat ??= tidyId(flat);
      keepHouse(reading, number, letter, street);
    },
  ],
  // "91 Split Road", "91b Split Road", "91"
  [
    /^(\d{1,4}) ?([a-z](?![a-z]))?(?: +(\D.*))?$/,
    ([, number = "", letter = "", street = ""], reading) => keepHouse(reading, number, letter, street),
  ],
  // "Rose Villa 12 Mill Lane"
  [
    /^(\D+?) (\d{1,4}) ?([a-z](?![a-z]))? +(\D.*)$/,
    ([, name = "", number = "", letter = "", street = ""], reading) => {
      reading.names.push({ name, before: reading.numbered.length });
      keepHouse(reading, number, letter, street);
    },
  ],
  // "Split Road 91", "Split Road 91/2"
  [
    /^(\D*?) (\d{1,4}) ?([a-z](?![a-z]))?(?: ?\/ ?(\d{1,4}[a-z]?|[a-z]))?$/,
    ([, street = "", number = "", letter = "", flat], reading) => {
      if (flat) reading.flat ??= tidyId(flat);
      keepHouse(reading, number, letter, street);
    },
  ],
];

const readSegment = (segment: string, reading: Reading): void => {
  const left = withoutUnit(segment, reading);
  if (!left) return;
  for (const [shape, read] of shapes) {
    const found = shape.exec(left);
    if (!found) continue;
    read(found, reading);
    return;
  }
  reading.names.push({ name: left, before: reading.numbered.length });
};

const segmentsOf = ({ line1, line2 = "", town = "", unit = "", postcode }: AddressLines): readonly string[] => {
  const characters = [...postcode.replace(/[^a-z\d]/gi, "")];
  const asWritten = new RegExp(String.raw`\b${characters.join(String.raw`\s*`)}\b`, "gi");
  return [unit, line1, line2]
    .join(",")
    .replace(characters.length > 0 ? asWritten : "", " ")
    .split(/[,;|\n]+/)
    .map(wordsIn)
    .map((segment) => withoutTown(segment, wordsIn(town)))
    .filter((segment) => segment !== "" && !/^(?:c\/o|care of)\b/.test(segment));
};

const readingOf = (address: AddressLines): Reading => {
  const reading: Reading = { numbered: [], bare: [], names: [] };
  for (const segment of segmentsOf(address)) readSegment(segment, reading);
  return reading;
};

type Premises = { readonly building: string; readonly flat?: string | undefined };

/** The house of its street, and the flat of the house as far as its number tells. */
const premisesOf = ({ numbered, bare, names, flat }: Reading): readonly Premises[] => {
  const streets = numbered.filter(({ street }) => !buildingWord.test(street));
  const buildings = numbered.filter(({ street }) => buildingWord.test(street));
  const [main, ...others] = streets.length > 0 ? [...streets].reverse() : flat ? buildings : [];
  const named = (before: number) =>
    names.filter((found) => found.before <= before && buildingWord.test(found.name)).map(({ name }) => name);

  if (main) {
    const other = [...others, ...(main.street && streets.length > 0 ? buildings : [])].find((found) => found !== main);
    const inHouse = flat ?? other?.number ?? bare[0] ?? (main.letter || undefined);
    const letter = inHouse === main.letter ? "" : main.letter;
    const house = { building: `${main.number}${letter} ${saint(main.street).replaceAll(" ", "").slice(0, 2)}`, flat: inHouse };
    const names = [...(other && buildingWord.test(other.street) ? [other.street] : []), ...named(numbered.indexOf(main))];
    return [house, ...(inHouse ? names.map((name) => ({ building: nameOf(name), flat: inHouse })) : [])];
  }
  const [building] = buildings;
  if (building) return [{ building: nameOf(building.street), flat: flat ?? `${building.number}${building.letter}` }];

  const [alone] = bare;
  const [name] = names;
  if (alone && name) {
    if (buildingWord.test(name.name)) return [{ building: nameOf(name.name), flat: flat ?? alone }];
    return [
      {
        building: `${alone.replace(/[a-z]$/, "")} ${saint(name.name).replaceAll(" ", "").slice(0, 2)}`,
        flat: flat ?? /[a-z]$/.exec(alone)?.[0],
      },
    ];
  }
  if (alone) return [{ building: alone, flat }];
  return name ? [{ building: nameOf(name.name), flat }] : [];
};

const nameOf = (name: string): string => saint(name).replaceAll(" ", "").replaceAll("saints", "saint");

const flatWith = ({ block, room, floor, place }: Reading, flat: string | undefined): string =>
  [block && `block${block}`, flat ?? floor ?? place, room && (flat ? `room${room}` : room)].filter((part) => part).join(".");

/**
 * The texts by which two addresses are one unit: by the UPRN where the address list gave it, and by the lines as people write
 * them. Two addresses with one in common are one. The README says how lines are read.
 */
export const unitsOf = (address: AddressLines): readonly string[] => {
  const reading = readingOf(address);
  const postcode = (tidyPostcode(address.postcode) ?? wordsIn(address.postcode)).replace(" ", "").toLowerCase();
  const premises = premisesOf(reading);
  const text = ({ building, flat }: Premises) => {
    const unit = flatWith(reading, flat);
    return `${postcode} ${building}${unit && ` / ${unit}`}`;
  };
  const [main] = premises;
  const unit = main && flatWith(reading, main.flat);
  const known = address.uprn ? [`uprn ${address.uprn.replace(/^0+/, "")}${unit ? ` / ${unit}` : ""}`] : [];
  return [...new Set([...known, ...premises.map(text)])];
};

/** The first of its texts: the UPRN where it is known. Undefined where the lines name no home. */
export const unitOf = (address: AddressLines): string | undefined => unitsOf(address)[0];
