import { readAddressText } from "../../shared/domain/address/address-text.ts";
import { tidyPostcode } from "../../shared/domain/area.ts";
import { type CsvRead, readCsv } from "../../shared/domain/csv/read-csv.ts";
import { ageOn, type Day, isDay } from "../../shared/domain/dates.ts";
import type { HouseholdIdentity } from "../../shared/domain/identity/identity.ts";
import { type Described, identityOf } from "../../shared/domain/identity/identity-of.ts";
import { readingsOf } from "../../shared/domain/written-days.ts";

/** A row for each person of each application, applications in the order in which they arrive. `household` is the truth. */
export const labelledColumns = {
  application: "required",
  household: "required",
  role: "required",
  name: "required",
  date_of_birth: "required",
  nino: "optional",
  phone: "optional",
  email: "optional",
  address: "required",
  postcode: "optional",
  uprn: "optional",
  account: "optional",
} as const;
type Column = keyof typeof labelledColumns;
export type LabelledRow = Readonly<Record<Column, string>>;

/** An application as its household would be if nobody knew it yet, and whose it is in truth. */
export type Labelled = { readonly application: string; readonly household: string; readonly own: HouseholdIdentity };

/** Files have no date of their own: everybody applies on one day. */
export const labelledDay: Day = "2026-11-30";

const birthOf = (cell: string): Day | undefined => {
  if (isDay(cell)) return cell;
  const readings = readingsOf(cell);
  return (readings.find(({ order }) => order !== "monthFirst") ?? readings[0])?.day;
};

const firstOf = (rows: readonly LabelledRow[], column: Column): string | undefined =>
  rows.map((row) => row[column].trim()).find((cell) => cell !== "");

const payeeOf = (account: string | undefined, name: string): Described["payTo"] => {
  const digits = account?.replaceAll(/\D/g, "") ?? "";
  if (account === undefined) return undefined;
  const [sortCode, accountNumber] = digits.length > 8 ? [digits.slice(0, 6), digits.slice(6)] : ["", digits || account.toLowerCase()];
  return { way: "bank", name, sortCode, accountNumber };
};

const addressOf = (rows: readonly LabelledRow[]): Described["address"] => {
  const text = firstOf(rows, "address") ?? "";
  const postcode = firstOf(rows, "postcode") ?? "";
  const uprn = firstOf(rows, "uprn")?.replace(/\.0+$/, "").replaceAll(/\D/g, "");
  const read = readAddressText(text, tidyPostcode(postcode) ?? "");
  if (read?.kind === "settled") return { ...read, ...(uprn && { uprn }) };
  if (read || text === "") return read ?? { kind: "none", staying: "Not said" };
  return { kind: "settled", line1: text, postcode: tidyPostcode(postcode) ?? "", ...(uprn && { uprn }) };
};

const isApplicant = ({ role }: LabelledRow) => role.trim().toLowerCase() === "applicant";

const labelled = (application: string, rows: readonly LabelledRow[]): Labelled => {
  const applicant = rows.find(isApplicant) ?? rows[0];
  const inOrder = [...rows].sort((a, b) => Number(b === applicant) - Number(a === applicant));
  const described: Described = {
    people: inOrder.map((row) => {
      const dateOfBirth = birthOf(row.date_of_birth);
      const isChild = dateOfBirth !== undefined && ageOn(dateOfBirth, labelledDay) < 18;
      return {
        name: row.name,
        relationship: row === applicant ? "self" : isChild ? "child" : "otherAdult",
        ...(dateOfBirth !== undefined && { dateOfBirth }),
        ...(row.nino !== "" && { nino: row.nino }),
      };
    }),
    address: addressOf(inOrder),
    contact: { phone: firstOf(inOrder, "phone"), email: firstOf(inOrder, "email") },
    payTo: payeeOf(firstOf(inOrder, "account"), applicant?.name ?? ""),
  };
  const own = identityOf(described, { householdId: `household of ${application}`, caseId: application, today: labelledDay });
  return { application, household: firstOf(inOrder, "household") ?? "", own };
};

/** The applications of rows, each where its first row stands. */
export const applicationsIn = (rows: readonly LabelledRow[]): readonly Labelled[] =>
  [...Map.groupBy(rows, ({ application }) => application)].map(([application, of]) => labelled(application, of));

const limits = { bytes: 200 * 1024 * 1024, rows: 2_000_000 };

/** Reads a file as people save them. A row that names no application or no household is refused in words. */
export const readLabelled = (bytes: Uint8Array): { readonly rows: readonly LabelledRow[] } | { readonly problem: string } => {
  const read: CsvRead<Column> = readCsv<Column>(bytes, labelledColumns, limits, { dob: "date_of_birth", birth_date: "date_of_birth" });
  if (read.kind === "refused") return { problem: read.because };
  const lacking = read.rows.find(({ cells }) => cells.application === "" || cells.household === "");
  if (lacking) return { problem: `Row ${lacking.row} of the file does not say its application and its household.` };
  return { rows: read.rows.map(({ cells }) => cells) };
};
