import { writeCsv } from "../../../shared/domain/csv/write-csv.ts";
import type { Day } from "../../../shared/domain/dates.ts";
import { peopleOf } from "./people.ts";
import { chanceFrom } from "./random.ts";

const households = 10_513;
const columns = ["reference", "name", "date_of_birth", "address_line_1", "postcode", "children"];
const streets =
  "Albany Beech Cedar Daventry Earlsdon Foleshill Gosford Holyhead Kenpas Lime Moseley Norman Quinton Radford Stoney Walsgrave".split(" ");
const districts = ["CV1", "CV2", "CV4", "CV5", "CV6"];

const postcodeFor = (index: number): string =>
  `${districts[index % districts.length]} ${index % 9}${String.fromCharCode(65 + (Math.floor(index / 9) % 8))}${String.fromCharCode(65 + (Math.floor(index / 72) % 8))}`;

/** Typical faults of other people's lists, which nobody finds in a sample. */
const troubled = (first: readonly string[]): readonly (readonly string[])[] => [
  first,
  ["T-1", "Casey Twice", "1990-02-03", "1 Sample Court", "CV1 2AB", "0"],
  ["T-2", "Casey Twice", "1990-02-03", "1 Sample Court", "CV1 2AB", "2"],
  ["T-3", "Drew Nodate", "31/02/1980", "2 Sample Court", "CV1 2AB", "0"],
  ["T-4", "Frankie Faraway", "1975-06-07", "3 Sample Court", "B1 1AA", "1"],
  ["T-5", "Jo Border", "1968-11-12", "4 Sample Court", "CV3 1AA", "0"],
];

/** A made-up list of households, the same for the same day. A person has to look at its last rows. */
export const cohortFile = (today: Day): string => {
  const chance = chanceFrom(10_513);
  const listed = new Set<string>();
  /** No name and date of birth twice: a person would have to tell the two apart. */
  const newPeople = () => {
    for (;;) {
      const people = peopleOf(chance, today);
      const person = `${people[0]?.name} ${people[0]?.dateOfBirth}`;
      if (listed.has(person)) continue;
      listed.add(person);
      return people;
    }
  };
  const rows = Array.from({ length: households }, (_, index) => {
    const [helped, ...withThem] = newPeople();
    const children = withThem.filter(({ relationship }) => relationship === "child").length;
    const street = streets[index % streets.length];
    return [
      `L-${String(index + 1).padStart(5, "0")}`,
      helped?.name ?? "",
      helped?.dateOfBirth ?? "",
      `${Math.floor(index / streets.length) + 1} ${street} Road`,
      postcodeFor(index),
      String(children),
    ];
  });
  return writeCsv(columns, [...rows, ...troubled(rows[0] ?? [])]);
};
