import { birthProblem } from "../application.ts";
import { tidyPostcode } from "../area.ts";
import { amountIn, plainWord, shownCell } from "../csv/file-cell.ts";
import type { CsvRow } from "../csv/read-csv.ts";
import { spoiltBecause } from "../csv/spoilt-cell.ts";
import { addMonths, type Day, formatDay } from "../dates.ts";
import { readNino } from "../identity/read-nino.ts";
import type { Pence } from "../money.ts";
import { readingsOf } from "../written-days.ts";
import type { RegisterKind } from "./register.ts";
import type { RegisterColumn } from "./register-columns.ts";

/** Somebody whom a row is about. `shortName` is the name without its middle names. */
export type RegisterPerson = { readonly name: string; readonly shortName?: string; readonly dateOfBirth?: Day; readonly nino?: string };

export type RegisterHome = {
  readonly line1: string;
  readonly line2?: string;
  readonly town?: string;
  readonly postcode: string;
  readonly uprn?: string;
};

/** The facts of a row besides its people. Each kind of list has some of these. */
export type HeldFacts = {
  readonly amount?: Pence;
  readonly awardedOn?: Day;
  readonly need?: string;
  readonly scheme?: string;
  readonly liableFrom?: Day;
  readonly band?: string;
  readonly discount?: string;
  readonly discountFrom?: Day;
  readonly discountUntil?: Day;
  readonly disregard?: string;
  readonly exemption?: string;
  readonly benefit?: boolean;
  readonly disabledReduction?: boolean;
  readonly claimedFrom?: Day;
  readonly claimedUntil?: Day;
  readonly weeklyAmount?: Pence;
  readonly weeklyRent?: Pence;
  readonly tenure?: string;
  readonly child?: RegisterPerson;
  readonly school?: string;
  readonly eligibleUntil?: Day;
};

/** One row of a list, as far as it is used. It is stored sealed. */
export type RegisterRow = {
  readonly row: number;
  readonly reference?: string;
  /** The person whom the row is about, then anybody else who is liable or claims with them. */
  readonly people: readonly [RegisterPerson, ...RegisterPerson[]];
  readonly home?: RegisterHome;
  readonly facts: HeldFacts;
};

/** The first row of a file whose date has its month first, which makes its other dates doubtful. */
export type RegisterDates = { readonly today: Day; readonly monthFirstIn?: number };

export type RowFault = { readonly row: number; readonly column: string; readonly because: string };

export type RegisterRowRead = { readonly read?: RegisterRow; readonly faults: readonly RowFault[]; readonly lostUprn?: true };

type Cell<T> = { readonly value?: T; readonly because?: string };
type Reads<T> = (cell: string) => Cell<T>;

/** People write these where they have nothing to say. */
const saysNothing = /^(?:-+|–|n\/?a|none|nil|null|not known|unknown|not applicable)$/i;

const words =
  (most: number): Reads<string> =>
  (cell) =>
    cell.length <= most ? { value: cell.replaceAll("\n", ", ") } : { because: `${shownCell(cell)} is longer than ${most} characters` };

/** Keeps its lines apart. */
const addressCell: Reads<string> = (cell) => (cell.length <= 200 ? { value: cell } : words(200)(cell));

const nameCell: Reads<string> = (cell) => {
  if (cell.includes("?"))
    return {
      because: `${shownCell(cell)} has a “?”, as a spreadsheet puts for a letter that it cannot save. Enter the name again, or save the file as “CSV UTF-8”`,
    };
  if (!/\p{L}/u.test(cell)) return { because: `${shownCell(cell)} is not a name` };
  return words(100)(cell);
};

/** Systems write these where a date is open. */
const openDate = /^0+[-/. ]0+[-/. ]0+$|9999|^0+$/;

const dayCell =
  ({ monthFirstIn }: RegisterDates, problemOf: (day: Day) => string | undefined): Reads<Day> =>
  (cell) => {
    if (openDate.test(cell)) return {};
    if (/^\d{4,5}(?:\.0+)?$/.test(cell))
      return { because: `${shownCell(cell)} is how a spreadsheet counts days. Format the column as a date and save the file` };
    const readings = readingsOf(cell);
    const [first] = readings;
    if (!first) return { because: `${shownCell(cell)} is not a date like 09/03/1984 or 1984-03-09` };
    const isBritish = monthFirstIn === undefined && readings.some(({ order }) => order !== "monthFirst");
    const meant = isBritish ? readings.filter(({ order }) => order !== "monthFirst") : readings;
    const possible = meant.filter(({ day }) => problemOf(day) === undefined);
    if (possible.length === 1) return { value: possible[0]?.day };
    if (possible.length === 0) return { because: `${shownCell(cell)}: ${problemOf(meant[0]?.day ?? first.day)}` };
    const may = possible.map(({ day }) => formatDay(day)).join(" or ");
    const why = monthFirstIn === undefined ? "" : `, since the date in row ${monthFirstIn} has its month first`;
    return { because: `${shownCell(cell)} may be ${may}${why}. Write dates like 1984-03-09` };
  };

const birthCell = (dates: RegisterDates): Reads<Day> => dayCell(dates, (day) => birthProblem(day, dates.today));
const pastCell = (dates: RegisterDates): Reads<Day> =>
  dayCell(dates, (day) => (day > dates.today ? "This day is in the future" : day < "1900-01-01" ? "This day is too long ago" : undefined));
const anyDayCell = (dates: RegisterDates): Reads<Day> =>
  dayCell(dates, (day) =>
    day > addMonths(dates.today, 12 * 20)
      ? "This day is too far in the future"
      : day < "1900-01-01"
        ? "This day is too long ago"
        : undefined,
  );

const postcodeCell: Reads<string> = (cell) => {
  const tidy = tidyPostcode(cell);
  return tidy ? { value: tidy } : { because: `${shownCell(cell)} is not a full UK postcode, like CV1 2AB` };
};

const amountCell: Reads<Pence> = (cell) => {
  const read = amountIn(cell);
  return typeof read === "object" ? { because: read.because.replace(/\.$/, "") } : { value: read };
};

const yes = ["y", "yes", "true", "1", "t"];
const no = ["n", "no", "false", "0", "f"];
const yesNoCell: Reads<boolean> = (cell) => {
  const word = plainWord(cell);
  if (yes.includes(word)) return { value: true };
  return no.includes(word) ? { value: false } : { because: `${shownCell(cell)} is not yes or no: write Y or N` };
};

const bandCell: Reads<string> = (cell) => {
  const [, band] = /^(?:band )?([a-i][-*]?)$/i.exec(cell) ?? [];
  return band ? { value: band.toUpperCase() } : { because: `${shownCell(cell)} is not a council tax band from A to H` };
};

/** Offices make up numbers for people who wait for theirs. They tell nobody from others, so they are left out. */
const madeUpNino = /^(?:(?:TN|OO|CR|FY|MW|NC|PP|PY|PZ)\d{6}[A-Z]?|\d{2}[A-Z]\d{5})$/;
const ninoCell: Reads<string> = (cell) => {
  const read = readNino(cell);
  if (read.kind === "nino") return { value: read.nino };
  if (madeUpNino.test(cell.toUpperCase().replace(/[^A-Z\d]/g, ""))) return {};
  return { because: `${shownCell(cell)} is not a National Insurance number, like QQ 12 34 56 C` };
};

const uprnCell: Reads<string> = (cell) => {
  const uprn = cell.replace(/\.0+$/, "").replaceAll(" ", "");
  if (/^0*$/.test(uprn)) return {};
  return /^\d{1,12}$/.test(uprn) ? { value: uprn.replace(/^0+/, "") } : { because: `${shownCell(cell)} is not a UPRN of up to 12 digits` };
};

type Cells = Readonly<Partial<Record<RegisterColumn, string>>>;

/** Reads the cells of one row, and keeps what is wrong with each. */
const readerOf = (row: number, cells: Cells) => {
  const faults: RowFault[] = [];
  const fault = (column: string, because: string) => {
    faults.push({ row, column, because });
    return undefined;
  };
  const said = (column: RegisterColumn): string => {
    const cell = cells[column] ?? "";
    return saysNothing.test(cell) ? "" : cell;
  };
  const read = <T>(column: RegisterColumn, reads: Reads<T>): T | undefined => {
    const cell = said(column);
    if (cell === "") return undefined;
    const spoilt = spoiltBecause(cell);
    if (spoilt) return fault(column, spoilt);
    const { value, because } = reads(cell);
    return because === undefined ? value : fault(column, because);
  };
  return {
    faults,
    fault,
    said,
    read,
    needed: <T>(column: RegisterColumn, reads: Reads<T>): T | undefined =>
      said(column) === "" ? fault(column, "The cell is empty") : read(column, reads),
  };
};
type Reader = ReturnType<typeof readerOf>;

const joined = (...parts: readonly (string | undefined)[]): string => parts.filter((part) => part).join(" ");

const personOf = (name: string | undefined, dateOfBirth: Day | undefined, nino: string | undefined): RegisterPerson | undefined =>
  name ? { name, ...(dateOfBirth && { dateOfBirth }), ...(nino && { nino }) } : undefined;

const withoutUndefined = <T extends object>(facts: T): { [K in keyof T]?: NonNullable<T[K]> } =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: NonNullable<T[K]> };

/** A spreadsheet that shortened a UPRN lost it for good. The address finds the home without it. */
const isLostUprn = (cell: string): boolean => cell !== "" && spoiltBecause(cell) !== undefined;

const homeOf = (reader: Reader, needsHome: boolean): { readonly home?: RegisterHome; readonly lostUprn: boolean } => {
  const { read, needed, said } = reader;
  const first = needsHome ? needed("address_1", addressCell) : read("address_1", addressCell);
  const further = (["address_2", "address_3", "address_4"] as const).flatMap((column) => read(column, words(100)) ?? []);
  const named = read("town", words(60));
  const postcode = needsHome ? needed("postcode", postcodeCell) : read("postcode", postcodeCell);
  const lostUprn = isLostUprn(said("uprn"));
  const uprn = lostUprn ? undefined : read("uprn", uprnCell);
  if (!first || !postcode) return { lostUprn };
  const [line1 = "", ...more] = first.split("\n");
  // Exports without a column for the town have it in the last line.
  const town = named ?? (further.length > 1 ? further.pop() : undefined);
  const line2 = [...more, ...further].join(", ");
  return { lostUprn, home: { line1, ...(line2 && { line2 }), ...(town && { town }), postcode, ...(uprn && { uprn }) } };
};

/** The person of a row by surname and forename, or by a whole name where a list has one. */
const mainPerson = (reader: Reader, dates: RegisterDates): RegisterPerson | undefined => {
  const { read, said, fault } = reader;
  const surname = read("surname", nameCell);
  const given = joined(read("forename", nameCell), read("middle_name", nameCell));
  const whole = surname ? joined(given, surname) : read("name", nameCell);
  const [first = "", ...middle] = given.split(" ");
  const shortName = surname && middle.length > 0 ? joined(first, surname) : undefined;
  if (!whole && said("surname") === "" && said("name") === "") fault("surname", "The cell is empty");
  const person = personOf(whole, read("date_of_birth", birthCell(dates)), read("nino", ninoCell));
  return person && { ...person, ...(shortName && { shortName }) };
};

const another = (reader: Reader, column: RegisterColumn): readonly RegisterPerson[] => {
  const name = reader.read(column, nameCell);
  return name ? [{ name }] : [];
};

type Content = {
  readonly people: readonly (RegisterPerson | undefined)[];
  readonly home?: RegisterHome;
  readonly lostUprn?: boolean;
  readonly facts: HeldFacts;
};

const kindReaders: { readonly [K in RegisterKind]: (reader: Reader, dates: RegisterDates) => Content } = {
  awardList: (reader, dates) => {
    const { read, needed } = reader;
    return {
      people: [mainPerson(reader, dates)],
      ...homeOf(reader, false),
      facts: withoutUndefined({
        amount: needed("amount", amountCell),
        awardedOn: needed("awarded_on", pastCell(dates)),
        need: read("need", words(100)),
        scheme: read("scheme", words(100)),
      }),
    };
  },
  councilTax: (reader, dates) => {
    const { read } = reader;
    return {
      people: [mainPerson(reader, dates), ...another(reader, "second_liable_person")],
      ...homeOf(reader, true),
      facts: withoutUndefined({
        liableFrom: read("liable_from", anyDayCell(dates)),
        band: read("band", bandCell),
        discount: read("discount_type", words(100)),
        discountFrom: read("discount_start", anyDayCell(dates)),
        discountUntil: read("discount_expiry", anyDayCell(dates)),
        disregard: read("disregard", words(100)),
        exemption: read("exemption", words(100)),
        benefit: read("benefit", yesNoCell),
        disabledReduction: read("disabled_reduction", yesNoCell),
      }),
    };
  },
  housingBenefit: (reader, dates) => {
    const { read } = reader;
    return {
      people: [mainPerson(reader, dates), ...another(reader, "partner_name")],
      ...homeOf(reader, true),
      facts: withoutUndefined({
        claimedFrom: read("claim_start", anyDayCell(dates)),
        claimedUntil: read("claim_end", anyDayCell(dates)),
        weeklyAmount: read("weekly_amount", amountCell),
        weeklyRent: read("weekly_rent", amountCell),
        tenure: read("tenure", words(100)),
      }),
    };
  },
  freeSchoolMeals: (reader, dates) => {
    const { read, needed } = reader;
    const [parentFirst, parentLast] = [needed("parent_first_name", nameCell), needed("parent_surname", nameCell)];
    const [childFirst, childLast] = [needed("child_first_name", nameCell), needed("child_surname", nameCell)];
    const child = personOf(joined(childFirst, childLast), read("child_date_of_birth", birthCell(dates)), undefined);
    return {
      people: [personOf(joined(parentFirst, parentLast), read("parent_dob", birthCell(dates)), read("parent_nino", ninoCell))],
      facts: withoutUndefined({
        child,
        school: read("child_school_urn", words(100)),
        eligibleUntil: read("eligibility_end_date", anyDayCell(dates)),
      }),
    };
  },
};

const referenceColumns = { awardList: "reference", councilTax: "account_reference", housingBenefit: "claim_reference" } as const;

/** Reads one row: all that is wrong with it, by column, or whom it is about and what it says. */
export const readRegisterRow = (
  kind: RegisterKind,
  { row, cells, problems }: CsvRow<RegisterColumn>,
  dates: RegisterDates,
): RegisterRowRead => {
  const reader = readerOf(row, cells);
  for (const problem of problems) reader.fault("the row", problem);
  const reference = kind === "freeSchoolMeals" ? undefined : reader.needed(referenceColumns[kind], words(60));
  const { people, home, lostUprn, facts } = kindReaders[kind](reader, dates);
  const [first, ...others] = people.flatMap((person) => person ?? []);
  if (first && reader.faults.length === 0 && !home && !first.dateOfBirth && !first.nino)
    reader.fault(
      "the row",
      "A name alone finds nobody: it needs a date of birth, a National Insurance number, or an address with its postcode",
    );
  const also = lostUprn ? ({ lostUprn: true } as const) : {};
  if (reader.faults.length > 0 || !first) return { faults: reader.faults, ...also };
  return { read: { row, ...(reference && { reference }), people: [first, ...others], ...(home && { home }), facts }, faults: [], ...also };
};
