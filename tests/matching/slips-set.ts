import { type Chance, chanceFrom } from "../../infra/local/demo-data/random.ts";
import type { LabelledRow } from "./labelled.ts";
import { ninoFrom, slippedDay, swappedDay, typo } from "./slips.ts";

/**
 * Slips: flat records of few names, each copied with one or two changes drawn evenly from a list, and pairs that only look
 * alike. It has no lives and no shares of real ones, so that rules which suit only the other set fail here.
 */

type Change = (chance: Chance, rows: LabelledRow[]) => LabelledRow[];
type Alike = (chance: Chance, rows: LabelledRow[]) => LabelledRow[];

const firstNames =
  "Olivia Amelia Isla Ava Mia Freya Lily Grace Sophia Ella Noah Oliver George Arthur Leo Muhammad Harry Oscar Theo Jack Aleksandra Zuzanna Bartosz Mihaela Razvan Jaspreet Amrit Fatima Yusuf Khalid Hodan Liban Linh Tuan Chiara Kwame Adaeze Tariro Siobhan Rhys".split(
    " ",
  );
const lastNames =
  "Okoro Patel Novak Smith Jones Brown Evans Walsh Kowalska Mazur Ionescu Stan Gill Sandhu Rahman Hussain Warsame Jama Nguyen Tran Rossi Owusu Moyo Byrne Lloyd Price Fox Grant Boyle Keane Dunn Hope Frost Lamb Reeve Swann Tate Vance Wilde Yates".split(
    " ",
  );
const roads = "Albany Barker Cheveral Dorset Earlsdon Foleshill Gulson Hearsall Irving Jodrell Kensington Lythalls".split(" ");

const other = (chance: Chance, from: readonly string[], now: string): string => {
  const taken = chance.takeFrom(from);
  return taken === now ? other(chance, from, now) : taken;
};
const day = (chance: Chance, least: number, most: number) =>
  `${chance.between(least, most)}-${String(chance.between(1, 12)).padStart(2, "0")}-${String(chance.between(1, 28)).padStart(2, "0")}`;
const phone = (chance: Chance) => `07${chance.between(100_000_000, 999_999_999)}`;
const account = (chance: Chance) =>
  `${chance.between(10, 99)}-${chance.between(10, 99)}-${chance.between(10, 99)} ${chance.between(10_000_000, 99_999_999)}`;

const home = (chance: Chance, number: number) => {
  const flat = number % 3 === 0 ? `Flat ${1 + (number % 9)}, ` : "";
  const letter = (at: number) => "ABDEFGHJLNPQRSTUWXYZ".charAt(at % 20);
  return {
    address: `${flat}${1 + (Math.floor(number / 9) % 180)} ${chance.takeFrom(roads)} Road`,
    postcode: `CV${1 + (number % 6)} ${1 + (Math.floor(number / 7) % 9)}${letter(Math.floor(number / 11))}${letter(Math.floor(number / 240))}`,
    uprn: chance.happens(0.4) ? String(200_000_000 + number) : "",
  };
};

const record = (chance: Chance, number: number): LabelledRow[] => {
  const surname = chance.takeFrom(lastNames);
  const place = home(chance, number);
  const size = chance.between(1, 4);
  return Array.from({ length: size }, (_, index) => {
    const first = chance.takeFrom(firstNames);
    return {
      application: "",
      household: `H${number}`,
      role: index === 0 ? "applicant" : "member",
      name: `${first} ${surname}`,
      date_of_birth: index < 2 ? day(chance, 1945, 2006) : day(chance, 2009, 2025),
      nino: index === 0 && chance.happens(0.15) ? ninoFrom(chance) : "",
      phone: index === 0 && chance.happens(0.9) ? phone(chance) : "",
      email: index === 0 && chance.happens(0.5) ? `${first}.${surname}.${number}@example.org`.toLowerCase() : "",
      ...place,
      account: index === 0 && chance.happens(0.4) ? account(chance) : "",
    };
  });
};

const withHead = (rows: LabelledRow[], change: (head: LabelledRow) => Partial<LabelledRow>): LabelledRow[] =>
  rows.map((row) => (row.role === "applicant" ? { ...row, ...change(row) } : row));
const words = (name: string): readonly [string, string] => {
  const [first = "", ...rest] = name.split(" ");
  return [first, rest.join(" ")];
};

const changes: readonly Change[] = [
  (_, rows) => rows,
  (_, rows) => rows,
  (_, rows) => rows,
  (chance, rows) => withHead(rows, ({ name }) => ({ name: `${typo(chance, words(name)[0])} ${words(name)[1]}` })),
  (chance, rows) => withHead(rows, ({ name }) => ({ name: `${words(name)[0]} ${typo(chance, words(name)[1])}` })),
  (_, rows) => withHead(rows, ({ name }) => ({ name: `${words(name)[1]} ${words(name)[0]}` })),
  (_, rows) => withHead(rows, ({ date_of_birth: born }) => ({ date_of_birth: swappedDay(born) })),
  (chance, rows) => withHead(rows, ({ date_of_birth: born }) => ({ date_of_birth: slippedDay(chance, born) })),
  (chance, rows) => withHead(rows, ({ name }) => ({ name: `${words(name)[0]} ${other(chance, lastNames, words(name)[1])}` })),
  (chance, rows) => withHead(rows, () => ({ phone: phone(chance) })),
  (_, rows) => withHead(rows, () => ({ phone: "", email: "" })),
  (chance, rows) => {
    const place = home(chance, chance.between(1_000_000, 3_000_000));
    return rows.map((row) => ({ ...row, ...place }));
  },
  (_, rows) => rows.map((row) => ({ ...row, uprn: "" })),
  (_, rows) => rows.map((row) => ({ ...row, address: row.address.replace("Flat ", "").replace(", ", "/").replace("Road", "Rd") })),
  (_, rows) => rows.map((row) => ({ ...row, name: row.name.toUpperCase(), address: row.address.toUpperCase() })),
  (chance, rows) => withHead(rows, ({ name }) => ({ name: `${chance.takeFrom(["Mr", "Mrs", "Dr", "Miss"])} ${name}` })),
  (chance, rows) => withHead(rows, ({ name }) => ({ name: `${words(name)[0]} ${chance.takeFrom(firstNames)} ${words(name)[1]}` })),
  (_, rows) => (rows.length > 1 ? rows.slice(0, -1) : rows),
  (chance, rows) => {
    const [head] = rows;
    const child = head && {
      ...head,
      role: "member",
      name: `${chance.takeFrom(firstNames)} ${words(head.name)[1]}`,
      date_of_birth: "2026-01-15",
    };
    return child ? [...rows, { ...child, nino: "", phone: "", email: "", account: "" }] : rows;
  },
  (_, rows) =>
    rows.map((row, index) => ({ ...row, role: rows.length > 1 && index === 1 ? "applicant" : rows.length > 1 ? "member" : row.role })),
  (_, rows) => rows.map((row) => ({ ...row, date_of_birth: row.date_of_birth.split("-").toReversed().join("/") })),
];

/** A household that looks like one before it, and is another. */
const lookalikes: readonly Alike[] = [
  // A twin, with or without the phone.
  (chance, rows) =>
    withHead(rows.slice(0, 1), ({ name, phone: same }) => ({
      name: `${other(chance, firstNames, words(name)[0])} ${words(name)[1]}`,
      nino: "",
      email: "",
      account: "",
      phone: chance.happens(0.5) ? same : "",
    })),
  // A father of one name.
  (chance, rows) =>
    withHead(rows.slice(0, 1), ({ date_of_birth: born }) => ({
      date_of_birth: `${Number(born.slice(0, 4)) - chance.between(17, 40)}${born.slice(4)}`,
      nino: "",
      email: "",
      account: "",
    })),
  // Another tenant of the house.
  (chance, rows) =>
    withHead(rows.slice(0, 1), () => ({
      name: `${chance.takeFrom(firstNames)} ${chance.takeFrom(lastNames)}`,
      date_of_birth: day(chance, 1990, 2006),
      nino: "",
      email: "",
      account: "",
      phone: phone(chance),
    })),
  // Somebody of one name and birthday, elsewhere.
  (chance, rows) => {
    const place = home(chance, chance.between(4_000_000, 9_000_000));
    return withHead(rows.slice(0, 1), () => ({ nino: "", email: "", account: "", phone: phone(chance), ...place }));
  },
  // A relative's family in one flat, with one phone.
  (chance, rows) =>
    rows.map((row) => ({
      ...row,
      name: `${other(chance, firstNames, words(row.name)[0])} ${words(row.name)[1]}`,
      date_of_birth: day(chance, 1950, 2006),
      nino: "",
      email: "",
      account: "",
    })),
];

export const slipsSet = (seed: number, households: number): readonly LabelledRow[] => {
  const chance = chanceFrom(seed);
  const worker = phone(chance);
  const appointee = account(chance);
  const applications: LabelledRow[][] = [];
  for (let number = 1; number <= households; number += 1) {
    const first = record(chance, number);
    const shown =
      number % 160 === 0
        ? withHead(first, () => ({ phone: worker }))
        : number % 400 === 0
          ? withHead(first, () => ({ account: appointee }))
          : first;
    applications.push(shown);
    if (chance.happens(0.015)) {
      const alike = chance.oneOf(lookalikes as [Alike, ...Alike[]])(chance, shown);
      applications.push(alike.map((row) => ({ ...row, household: `${row.household} alike` })));
    }
    if (!chance.happens(0.35)) continue;
    const change = () => chance.oneOf(changes as [Change, ...Change[]]);
    const once = change()(chance, shown);
    applications.push(chance.happens(0.15) ? change()(chance, once) : once);
  }
  return applications.flatMap((rows, index) => rows.map((row) => ({ ...row, application: `B${index + 1}` })));
};
