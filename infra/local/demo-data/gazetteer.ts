import { writeCsv } from "../../../shared/domain/csv/write-csv.ts";

const heading = ["uprn", "sub_building", "building_name", "building_number", "street", "town", "postcode", "custodian_code", "state"];

type Home = {
  readonly flat?: string;
  readonly name?: string;
  readonly number?: number;
  readonly street: string;
  readonly postcode: string;
  readonly custodian?: string;
  readonly isGone?: true;
};

const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
const houses = (street: string, postcode: string, from: number, to: number): Home[] =>
  numbers(from, to).map((number) => ({ number, street, postcode }));

/** Streets that are not in Coventry, with what a list brings: flats, a tower, a home that is gone, and one of Rugby. */
const homes: readonly Home[] = [
  ...houses("Split Road", "CV1 2AB", 85, 95),
  ...numbers(1, 4).map((flat) => ({ flat: `Flat ${flat}`, number: 91, street: "Split Road", postcode: "CV1 2AB" })),
  { flat: "Flat 5", number: 91, street: "Split Road", postcode: "CV1 2AB", isGone: true },
  ...houses("Foundry Road", "CV6 6AA", 1, 40),
  ...houses("Mill Rise", "CV2 4BB", 1, 60),
  ...houses("Canal Walk", "CV6 5AA", 1, 40),
  ...houses("Daimler Terrace", "CV4 7AL", 1, 30),
  ...houses("Priory Street", "CV5 6DN", 1, 30),
  ...numbers(1, 124).map((flat) => ({ flat: `Flat ${flat}`, name: "Harnall Tower", street: "Beacon Street", postcode: "CV1 5HT" })),
  ...houses("Garden Row", "CV3 9AA", 1, 12),
  { name: "Rose Cottage", street: "Orchard Mews", postcode: "CV3 9AA", custodian: "3715" },
];

/** The demonstration's address list, as the file that a council loads. */
export const demoGazetteer = (): string =>
  writeCsv(
    heading,
    homes.map(({ flat = "", name = "", number = "", street, postcode, custodian = "4610", isGone }, index) => [
      String(100_070_000_001 + index),
      flat,
      name,
      String(number),
      street,
      "Coventry",
      postcode,
      custodian,
      isGone ? "4" : "2",
    ]),
  );
