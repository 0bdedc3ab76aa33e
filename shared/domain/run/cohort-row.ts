import type * as z from "zod/mini";
import { addressSchema, birthProblem } from "../application.ts";
import { tidyPostcode } from "../area.ts";
import { checkedBankAccountSchema } from "../bank/checked-payee.ts";
import type { BankAccount } from "../bank/payee.ts";
import { type Day, isDay } from "../dates.ts";
import { emailAddress } from "../email.ts";
import { type Pence, parsePounds } from "../money.ts";
import { phoneNumber } from "../phone.ts";
import { type Delivery, deliveries, type Scheme } from "../scheme/scheme.ts";
import { lineText } from "../text.ts";

export const cohortColumns = {
  reference: "required",
  name: "required",
  date_of_birth: "required",
  address_line_1: "required",
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
export type Cells = Readonly<Record<CohortColumn, string>>;

/** One household of a list. The run's terms stand in for the fields that are left out. */
export type CohortRow = {
  readonly reference: string;
  readonly name: string;
  readonly dateOfBirth: Day;
  readonly address: { readonly line1: string; readonly town?: string; readonly postcode: string };
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

/** "1984-03-09", or "09/03/1984" as spreadsheets in Britain write it. */
const dayFrom = (cell: string): Day | undefined => {
  const [, day = "", month = "", year = ""] = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/.exec(cell) ?? [];
  const written = year ? `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` : cell;
  return isDay(written) ? written : undefined;
};

const birth = (cell: string, today: Day): Read<Day> => {
  const day = dayFrom(cell);
  if (!day) return { problem: `date_of_birth: “${cell.slice(0, 20)}” is not a date like 09/03/1984 or 1984-03-09` };
  const problem = birthProblem(day, today);
  return problem ? { problem: `date_of_birth: ${problem}` } : { value: day };
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
  /^\d{1,2}$/.test(cell) && Number(cell) <= 19 ? { value: Number(cell) } : { problem: "children: Enter a whole number from 0 to 19" };

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

const payTo = (cells: Cells, holder: string | undefined): Read<BankAccount> => {
  if (!cells.sort_code && !cells.account_number) return {};
  const result = checkedBankAccountSchema.safeParse({
    way: "bank",
    name: cells.account_name || holder,
    sortCode: cells.sort_code,
    accountNumber: cells.account_number,
  });
  if (result.success) return { value: result.data };
  const [issue] = result.error.issues;
  const column = { sortCode: "sort_code", name: "account_name" }[String(issue?.path[0])] ?? "account_number";
  return { problem: `${column}: ${issue?.message}` };
};

const [settled] = addressSchema.def.options;
const line1 = settled.shape.line1;
const town = lineText("a town or city", 60);
const name = lineText("a full name", 100);
const reference = lineText("a reference", 60);

/** Reads one row: all of its problems, and whom it is about where those cells can be read. */
export const readCohortRow = (cells: Cells, scheme: Scheme, today: Day): CohortRowRead => {
  const named = checked("name", cells.name, name);
  const who = {
    name: named,
    dateOfBirth: birth(cells.date_of_birth, today),
    line1: checked("address_line_1", cells.address_line_1, line1),
    postcode: postcode(cells.postcode),
    town: optional(cells.town, (cell) => checked("town", cell, town)),
  };
  const rest = {
    reference: checked("reference", cells.reference, reference),
    children: optional(cells.children, children),
    phone: optional(cells.phone, (cell) => checked("phone", cell, phoneNumber)),
    email: optional(cells.email, (cell) => checked("email", cell, emailAddress)),
    item: optional(cells.item, (cell) => item(cell, scheme)),
    delivery: optional(cells.delivery, delivery),
    amount: optional(cells.amount, amount),
    payTo: payTo(cells, named.value),
  };
  const problems = [...Object.values(who), ...Object.values(rest)].flatMap(({ problem }) => problem ?? []);
  const isKnown = named.value && who.dateOfBirth.value && who.line1.value && who.postcode.value;
  if (!isKnown) return { problems };

  const whereabouts: Whereabouts = {
    name: named.value ?? "",
    dateOfBirth: who.dateOfBirth.value ?? "",
    address: { line1: who.line1.value ?? "", ...(who.town.value && { town: who.town.value }), postcode: who.postcode.value ?? "" },
  };
  if (problems.length > 0) return { who: whereabouts, problems };
  const given = Object.fromEntries(
    Object.entries(rest).flatMap(([field, { value }]) => (value === undefined ? [] : [[field, value]])),
  ) as Omit<CohortRow, keyof Whereabouts>;
  return { who: whereabouts, read: { ...whereabouts, ...given }, problems };
};
