import type * as z from "zod/mini";
import { addressSchema, birthProblem } from "../application.ts";
import { tidyPostcode } from "../area.ts";
import { checkedBankAccountSchema } from "../bank/checked-payee.ts";
import type { BankAccount } from "../bank/payee.ts";
import { spoiltBecause } from "../csv/spoilt-cell.ts";
import { type Day, formatDay } from "../dates.ts";
import { emailAddress } from "../email.ts";
import { type Pence, parsePounds } from "../money.ts";
import { phoneNumber } from "../phone.ts";
import { type Delivery, deliveries, type Scheme } from "../scheme/scheme.ts";
import { lineText } from "../text.ts";
import { readingsOf } from "../written-days.ts";

export const cohortColumns = {
  reference: "required",
  name: "required",
  date_of_birth: "required",
  address_line_1: "required",
  address_line_2: "optional",
  postcode: "required",
  town: "optional",
  children: "optional",
  phone: "optional",
  email: "optional",
  item: "optional",
  delivery: "optional",
  amount: "optional",
  sort_code: "optional",
  account_number: "optional",
  account_name: "optional",
} as const;
export type CohortColumn = keyof typeof cohortColumns;

/** Names of the same columns in other systems. */
export const alsoCalled: Readonly<{ [name: string]: CohortColumn }> = {
  ref: "reference",
  full_name: "name",
  dob: "date_of_birth",
  birth_date: "date_of_birth",
  address: "address_line_1",
  address_1: "address_line_1",
  address_line: "address_line_1",
  address_2: "address_line_2",
  telephone: "phone",
  phone_number: "phone",
  mobile: "phone",
  email_address: "email",
  account_no: "account_number",
};
export type Cells = Readonly<Record<CohortColumn, string>>;

/** One household of a list. The run's terms stand in for the fields that are left out. */
export type CohortRow = {
  readonly reference: string;
  readonly name: string;
  readonly dateOfBirth: Day;
  readonly address: { readonly line1: string; readonly line2?: string; readonly town?: string; readonly postcode: string };
  readonly children?: number;
  readonly phone?: string;
  readonly email?: string;
  readonly item?: string;
  readonly delivery?: Delivery;
  readonly amount?: Pence;
  readonly payTo?: BankAccount;
};

export type Whereabouts = Pick<CohortRow, "name" | "dateOfBirth" | "address">;

export type CohortRowRead = {
  /** Undefined where one of its cells cannot be read. */
  readonly who?: Whereabouts;
  readonly read?: CohortRow;
  readonly problems: readonly string[];
};

type Read<T> = { readonly value?: T; readonly problem?: string };

const checked = <T>(column: CohortColumn, cell: string, schema: z.ZodMiniType<T>): Read<T> => {
  const result = schema.safeParse(cell);
  return result.success ? { value: result.data } : { problem: `${column}: ${result.error.issues[0]?.message}` };
};

const optional = <T>(cell: string, read: (cell: string) => Read<T>): Read<T> => (cell === "" ? {} : read(cell));

/** The first row whose date has its month first, which makes others of the file doubtful. */
export type DateOrder = { readonly monthFirstIn?: number };

export const isMonthFirst = (cell: string): boolean => {
  const readings = readingsOf(cell);
  return readings.length > 0 && readings.every(({ order }) => order === "monthFirst");
};

const notADate = (cell: string): string => {
  const said = `date_of_birth: “${cell.slice(0, 20)}”`;
  if (/^\d{4,5}$/.test(cell)) return `${said} is how a spreadsheet counts days. Format the column as a date and save the file`;
  return `${said} is not a date like 09/03/1984 or 1984-03-09`;
};

const birth = (cell: string, today: Day, { monthFirstIn }: DateOrder): Read<Day> => {
  const readings = readingsOf(cell);
  const [first] = readings;
  if (!first) return { problem: notADate(cell) };
  // Dates in Britain have their day first, unless a row of the same file says otherwise.
  const isBritish = monthFirstIn === undefined && readings.some(({ order }) => order !== "monthFirst");
  const meant = isBritish ? readings.filter(({ order }) => order !== "monthFirst") : readings;
  const possible = meant.filter(({ day }) => birthProblem(day, today) === undefined);
  if (possible.length === 1) return { value: possible[0]?.day };
  if (possible.length === 0) return { problem: `date_of_birth: ${birthProblem(meant[0]?.day ?? first.day, today)}` };
  const may = possible.map(({ day }) => formatDay(day)).join(" or ");
  const why = isBritish || monthFirstIn === undefined ? "" : `, since the date in row ${monthFirstIn} has its month first`;
  return { problem: `date_of_birth: “${cell.slice(0, 20)}” may be ${may}${why}. Write dates like 1984-03-09` };
};

const postcode = (cell: string): Read<string> => {
  const tidy = tidyPostcode(cell);
  return tidy ? { value: tidy } : { problem: "postcode: Enter a full UK postcode, like CV1 2AB" };
};

const amount = (cell: string): Read<Pence> => {
  const pounds = parsePounds(cell);
  if (pounds.kind === "pounds" && pounds.amount > 0) return { value: pounds.amount };
  const said = `amount: “${cell.slice(0, 20)}”`;
  if (pounds.kind === "pounds" || pounds.kind === "negative") return { problem: `${said} is not more than £0` };
  if (pounds.kind === "tooLarge") return { problem: `${said} is more than an award can be` };
  return { problem: `${said} is not an amount in pounds and whole pence, like 120 or 99.50` };
};

const children = (cell: string): Read<number> =>
  /^\d{1,2}(?:\.0+)?$/.test(cell) && Number(cell) <= 19
    ? { value: Number(cell) }
    : { problem: "children: Enter a whole number from 0 to 19" };

/** By code or by label, in upper or lower case: people type what they see. */
const matching = <K extends string>(choices: readonly (readonly [K, string])[], cell: string): K | undefined =>
  choices.find(([code, label]) => [code, label].some((name) => name.toLowerCase() === cell.toLowerCase()))?.[0];

const item = (cell: string, scheme: Scheme): Read<string> => {
  const code = matching(
    scheme.items.map(({ code, label }) => [code, label] as const),
    cell,
  );
  return code ? { value: code } : { problem: `item: ${scheme.about.name} has no item “${cell.slice(0, 60)}”` };
};

const delivery = (cell: string): Read<Delivery> => {
  const code = matching(Object.entries(deliveries) as [Delivery, string][], cell);
  return code ? { value: code } : { problem: `delivery: “${cell.slice(0, 40)}” is none of ${Object.keys(deliveries).join(", ")}` };
};

/** Spreadsheets take numbers for amounts or dates, and noughts from their start. */
const numberOf = (column: "sort_code" | "account_number", cell: string): Read<string> => {
  const said = `${column}: “${cell.slice(0, 20)}”`;
  const number = cell.replace(/\.0+$/, "");
  if (/^\d{4}-\d{2}-\d{2}$|^\d{1,2}\/\d{1,2}\/\d{2,4}$/.test(number))
    return { problem: `${said} is a date, which a spreadsheet made of the number. Format the column as text and enter the number again` };
  if (number.length > 0 && /^\d{1,5}$/.test(number))
    return {
      problem: `${said} is too short. A spreadsheet takes noughts from the start: format the column as text and enter the number again`,
    };
  return { value: number };
};

const payTo = (cells: Cells, holder: string | undefined): Read<BankAccount> => {
  if (!cells.sort_code && !cells.account_number) return {};
  const sortCode = numberOf("sort_code", cells.sort_code);
  const accountNumber = numberOf("account_number", cells.account_number);
  const problem = sortCode.problem ?? accountNumber.problem;
  if (problem) return { problem };
  const result = checkedBankAccountSchema.safeParse({
    way: "bank",
    name: cells.account_name || holder,
    sortCode: sortCode.value,
    accountNumber: accountNumber.value,
  });
  if (result.success) return { value: result.data };
  const [issue] = result.error.issues;
  const column = { sortCode: "sort_code", name: "account_name" }[String(issue?.path[0])] ?? "account_number";
  return { problem: `${column}: ${issue?.message}` };
};

const [settled] = addressSchema.def.options;
const { line1, line2 } = settled.shape;
const town = lineText("a town or city", 60);
const name = lineText("a full name", 100);
const reference = lineText("a reference", 60);

/** People write these where they have nothing to say. */
const saysNothing = /^(?:-+|–|n\/?a|none|nil|null|not known|unknown)$/i;
const saying = (cell: string): string => (saysNothing.test(cell) ? "" : cell);

/** An address in several lines of one cell. */
const addressLines = ({ address_line_1: first, address_line_2: second }: Cells): readonly [string, string] => {
  const [top = "", ...more] = first.split("\n").map((line) => line.replace(/,$/, ""));
  return [top, [...more, saying(second)].filter((line) => line !== "").join(", ")];
};

const lostLetter = (cell: string): string =>
  `name: “${cell.slice(0, 40)}” has a “?”, as a spreadsheet puts for a letter that it cannot save. Enter the name again, or save the file as “CSV UTF-8”`;

const columns = Object.keys(cohortColumns) as CohortColumn[];

/** Reads one row: all of its problems, and whom it is about where those cells can be read. */
export const readCohortRow = (cells: Cells, scheme: Scheme, today: Day, order: DateOrder = {}): CohortRowRead => {
  const spoilt = new Map(
    columns.flatMap((column) => {
      const because = spoiltBecause(cells[column]);
      return because ? [[column, `${column}: ${because}`] as const] : [];
    }),
  );
  /** A spoilt cell has that one problem. */
  const read = <T>(column: CohortColumn, reads: (cell: string) => Read<T>): Read<T> => {
    const problem = spoilt.get(column);
    return problem ? { problem } : reads(cells[column]);
  };
  const [first, second] = addressLines(cells);
  const named = read("name", (cell) => (cell.includes("?") ? { problem: lostLetter(cell) } : checked("name", cell, name)));
  const who = {
    name: named,
    dateOfBirth: read("date_of_birth", (cell) => birth(cell, today, order)),
    line1: read("address_line_1", () => checked("address_line_1", first, line1)),
    line2: read("address_line_2", () => optional(second, (cell) => checked("address_line_2", cell, line2))),
    postcode: read("postcode", postcode),
    town: read("town", (typed) => optional(saying(typed), (cell) => checked("town", cell, town))),
  };
  const account = spoilt.get("sort_code") ?? spoilt.get("account_number") ?? spoilt.get("account_name");
  const rest = {
    reference: read("reference", (cell) => checked("reference", cell, reference)),
    children: read("children", (typed) => optional(typed, children)),
    phone: read("phone", (typed) => optional(saying(typed), (cell) => checked("phone", cell, phoneNumber))),
    email: read("email", (typed) => optional(saying(typed), (cell) => checked("email", cell, emailAddress))),
    item: read("item", (typed) => optional(typed, (cell) => item(cell, scheme))),
    delivery: read("delivery", (typed) => optional(typed, delivery)),
    amount: read("amount", (typed) => optional(typed, amount)),
    payTo: account ? { problem: account } : payTo(cells, named.value),
  };
  const problems = [...Object.values(who), ...Object.values(rest)].flatMap(({ problem }) => problem ?? []);
  const isKnown = named.value && who.dateOfBirth.value && who.line1.value && who.postcode.value && !who.line2.problem;
  if (!isKnown) return { problems };

  const whereabouts: Whereabouts = {
    name: named.value ?? "",
    dateOfBirth: who.dateOfBirth.value ?? "",
    address: {
      line1: who.line1.value ?? "",
      ...(who.line2.value && { line2: who.line2.value }),
      ...(who.town.value && { town: who.town.value }),
      postcode: who.postcode.value ?? "",
    },
  };
  if (problems.length > 0) return { who: whereabouts, problems };
  const given = Object.fromEntries(
    Object.entries(rest).flatMap(([field, { value }]) => (value === undefined ? [] : [[field, value]])),
  ) as Omit<CohortRow, keyof Whereabouts>;
  return { who: whereabouts, read: { ...whereabouts, ...given }, problems };
};
