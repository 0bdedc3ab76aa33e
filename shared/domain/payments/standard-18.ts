import { bankText } from "../bank/bank-text.ts";
import type { Day } from "../dates.ts";
import { addPence, type Pence } from "../money.ts";

/** Bacs Standard 18, which the banks' bulk uploads take: labels have 80 characters and payments 100. */

export type Originator = {
  readonly serviceUserNumber: string;
  readonly sortCode: string;
  readonly accountNumber: string;
  /** The payer's name on the payee's bank statement. */
  readonly name: string;
};

export type Credit = {
  readonly sortCode: string;
  readonly accountNumber: string;
  readonly name: string;
  /** The bank sends it back with the result. */
  readonly reference: string;
  readonly amount: Pence;
};

export type Submission = {
  readonly originator: Originator;
  readonly serialNumber: string;
  readonly createdOn: Day;
  readonly processingDay: Day;
  readonly credits: readonly Credit[];
};

const credit = "99";
/** The debit of the payer's account, which balances the credits. */
const contra = "17";

const text = (value: string, length: number): string => bankText(value).slice(0, length).padEnd(length);
const blank = (length: number): string => " ".repeat(length);
const number = (value: number, length: number): string => String(value).padStart(length, "0");

/** A space, the last two digits of the year, and the number of the day in that year. */
const julian = (day: Day): string => {
  const passed = (Date.parse(`${day}T00:00:00Z`) - Date.parse(`${day.slice(0, 4)}-01-01T00:00:00Z`)) / 86_400_000;
  return ` ${day.slice(2, 4)}${number(passed + 1, 3)}`;
};

const label = (...fields: readonly string[]): string => fields.join("").padEnd(80);

const volumeLabel = ({ originator, serialNumber }: Submission): string =>
  label("VOL1", text(serialNumber, 6), blank(31), text(originator.serviceUserNumber, 6)).slice(0, 79).concat("1");

const fileLabel = (name: "HDR1" | "EOF1", { originator, serialNumber, createdOn, processingDay }: Submission): string => {
  const user = text(originator.serviceUserNumber, 6);
  const identifier = `A${user}S  1${user}`;
  return label(name, identifier, text(serialNumber, 6), "00010001", blank(6), julian(createdOn), julian(processingDay), " ", "000000");
};

const recordLabel = (name: "HDR2" | "EOF2"): string => label(name, "F", "02000", "00100", blank(35), "00");

const userHeader = ({ processingDay }: Submission): string =>
  label("UHL1", julian(processingDay), "999999", blank(4), "00", "000000", "1 DAILY  ", "001");

const userTrailer = (total: Pence, credits: number): string =>
  label("UTL1", number(total, 13), number(total, 13), number(1, 7), number(credits, 7));

type Account = Pick<Credit, "sortCode" | "accountNumber">;

const payment = (
  to: Account,
  code: string,
  { sortCode, accountNumber }: Originator,
  amount: Pence,
  [payer, reference, payee]: readonly [string, string, string],
): string =>
  [
    to.sortCode,
    to.accountNumber,
    "0",
    code,
    sortCode,
    accountNumber,
    blank(4),
    number(amount, 11),
    text(payer, 18),
    text(reference, 18),
    text(payee, 18),
  ].join("");

export const standard18 = (submission: Submission): string => {
  const { originator, credits } = submission;
  const total = addPence(credits.map(({ amount }) => amount));
  const records = [
    volumeLabel(submission),
    fileLabel("HDR1", submission),
    recordLabel("HDR2"),
    userHeader(submission),
    ...credits.map((to) => payment(to, credit, originator, to.amount, [originator.name, to.reference, to.name])),
    payment(originator, contra, originator, total, [originator.name, "CONTRA", originator.name]),
    fileLabel("EOF1", submission),
    recordLabel("EOF2"),
    userTrailer(total, credits.length),
  ];
  return records.map((record) => `${record}\r\n`).join("");
};
