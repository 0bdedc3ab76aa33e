import { expect, test } from "vitest";
import { askingOf } from "../../../functions/apply/question.ts";
import { type QuestionName, questionOf } from "../../../functions/apply/questions.ts";
import type { BankAccount } from "../../../shared/domain/bank/payee.ts";
import { shippedDirectory } from "../../../shared/domain/directory/shipped-directory.ts";
import type { CohortRow } from "../../../shared/domain/run/cohort-row.ts";
import { readCohort } from "../../../shared/domain/run/read-cohort.ts";
import type { Scheme } from "../../../shared/domain/scheme/scheme.ts";
import { newestVersion } from "../../../shared/domain/scheme/scheme-book.ts";
import { shippedSchemes } from "../../../shared/domain/scheme/shipped.ts";
import { type TypedFields, typedForm } from "../../../shared/forms/typed-form.ts";
import { applyContracts } from "../../../shared/http/contracts/apply-contracts.ts";
import { applicationInput } from "../../examples.ts";
import { type Typed, typedDays, typedValues } from "../../typed-values.ts";

const today = "2026-11-20";
const crf = newestVersion(shippedSchemes, "CRF") as Scheme;
const self = { name: "Robin Example", dateOfBirth: "1984-03-09", relationship: "self" };
const account = { way: "bank", name: "Robin Example", sortCode: "089999", accountNumber: "66374958" };

type Read = { readonly value: unknown } | { readonly problems: readonly string[] };
type Reader = (typed: string) => Read;

const onPage = (page: QuestionName, typed: TypedFields, pick: (value: unknown) => unknown): Read => {
  const asking = askingOf({ "for-whom": { role: "self" } }, today, shippedDirectory);
  const read = questionOf(page).part(asking).read(typedForm(typed));
  return read.kind === "read" ? { value: pick(read.request) } : { problems: read.errors.map(({ text }) => text) };
};
const boxOf =
  (page: QuestionName, box: string, others: TypedFields = {}): Reader =>
  (typed) =>
    onPage(page, { ...others, [box]: typed }, (value) => (value as Readonly<Record<string, unknown>>)[box]);

type Application = ReturnType<(typeof applyContracts)["POST /api/applications"]["request"]["parse"]>;
const byApi =
  (changed: (typed: string) => object, pick: (application: Application) => unknown): Reader =>
  (typed) => {
    const read = applyContracts["POST /api/applications"].request.safeParse({ ...applicationInput, ...changed(typed) });
    return read.success ? { value: pick(read.data) } : { problems: read.error.issues.map(({ message }) => message) };
  };

const row = {
  ...{ reference: "R1", name: "Robin Example", date_of_birth: "1984-03-09", address_line_1: "12 Sample Street", postcode: "CV1 2AB" },
  ...{ phone: "", email: "", amount: "", sort_code: "", account_number: "" },
};
const inList =
  (column: keyof typeof row, pick: (row: CohortRow) => unknown, others: Partial<typeof row> = {}): Reader =>
  (typed) => {
    const cells = { ...row, ...others, [column]: typed };
    const line = Object.values(cells).map((cell) => `"${cell.replaceAll('"', '""')}"`);
    const read = readCohort(new TextEncoder().encode(`${Object.keys(cells).join(",")}\n${line.join(",")}`), crf, today);
    const [first] = read.kind === "read" ? read.rows : [];
    if (!first) return { problems: [`${column}: the row was not read`] };
    return first.read ? { value: pick(first.read) } : { problems: first.problems };
  };

const accountOf = ({ payTo }: { readonly payTo?: unknown }) => payTo as BankAccount;
const contactBy = (way: string) => (typed: string) => ({ contact: { ways: [way], [way]: typed } });
const numbers = { sort_code: "089999", account_number: "66374958" };

/** Every door that takes a value of the kind as text. The API takes money in pence and days as days. */
const readers: { readonly [K in keyof typeof typedValues]: { readonly [door: string]: Reader } } = {
  name: {
    page: boxOf("about-you", "name", { "dateOfBirth-day": "9", "dateOfBirth-month": "3", "dateOfBirth-year": "1984" }),
    api: byApi(
      (name) => ({ people: [{ ...self, name }] }),
      ({ people }) => people[0]?.name,
    ),
    list: inList("name", ({ name }) => name),
  },
  postcode: {
    page: boxOf("address", "postcode", { line1: "12 Sample Street" }),
    api: byApi(
      (postcode) => ({ address: { kind: "settled", line1: "12 Sample Street", postcode } }),
      ({ address }) => address.kind === "settled" && address.postcode,
    ),
    list: inList("postcode", ({ address }) => address.postcode),
  },
  phone: {
    page: boxOf("contact", "phone", { ways: ["phone"] }),
    api: byApi(contactBy("phone"), ({ contact }) => contact.phone),
    list: inList("phone", ({ phone }) => phone),
  },
  email: {
    page: boxOf("contact", "email", { ways: ["email"] }),
    "page for codes": (typed) => onPage("cash-code", { to: typed }, (value) => (value as { email?: string }).email),
    api: byApi(contactBy("email"), ({ contact }) => contact.email),
    list: inList("email", ({ email }) => email),
  },
  money: { page: boxOf("savings", "savings"), list: inList("amount", ({ amount }) => amount) },
  sortCode: {
    page: boxOf("bank-account", "sortCode", account),
    api: byApi(
      (sortCode) => ({ payTo: { ...account, sortCode } }),
      (application) => accountOf(application).sortCode,
    ),
    list: inList("sort_code", (read) => accountOf(read).sortCode, numbers),
  },
  accountNumber: {
    page: boxOf("bank-account", "accountNumber", account),
    api: byApi(
      (accountNumber) => ({ payTo: { ...account, accountNumber } }),
      (application) => accountOf(application).accountNumber,
    ),
    list: inList("account_number", (read) => accountOf(read).accountNumber, numbers),
  },
  rollNumber: {
    page: boxOf("bank-account", "rollNumber", account),
    api: byApi(
      (rollNumber) => ({ payTo: { ...account, rollNumber } }),
      (application) => accountOf(application).rollNumber,
    ),
  },
  story: {
    page: boxOf("what-happened", "story", { trigger: "ongoing" }),
    api: byApi(
      (story) => ({ circumstances: { trigger: "ongoing", story, without: [] } }),
      ({ circumstances }) => circumstances.story,
    ),
  },
};

const expectMeant = (read: Read, meant: NonNullable<Typed[3]>, isOwnSentence: boolean): void => {
  if ("means" in meant) {
    expect(read).toEqual({ value: meant.means });
    return;
  }
  if (!("problems" in read)) throw new Error(`It was read as ${JSON.stringify(read.value)}.`);
  expect(read.problems).toHaveLength(1);
  // A list names the column first, and quotes an amount that it cannot read.
  if (!isOwnSentence) expect(read.problems[0]).toContain(meant.says);
};

const cases = Object.entries(typedValues).flatMap(([kind, rows]) =>
  Object.entries(readers[kind as keyof typeof typedValues]).flatMap(([door, reader]) =>
    (rows as readonly Typed[]).map(([from, typed, meant, inList = meant]) => ({
      ...{ kind, door, from, typed, reader },
      meant: door === "list" ? inList : meant,
    })),
  ),
);
/** A box of its own sentences: of codes it may be a phone too. */
const ownSentences = (kind: string, door: string) => (kind === "money" && door === "list") || door === "page for codes";

test.each(cases)("$kind by $door, $from: “$typed”", ({ kind, door, typed, meant, reader }) => {
  if (door === "page for codes" && !typed.includes("@")) return;
  expectMeant(reader(typed), meant, ownSentences(kind, door));
});

test.each(typedDays)("a day by page, %s: %j", (_, [day, month, year], meant) => {
  const typed = { name: "Robin Example", "dateOfBirth-day": day, "dateOfBirth-month": month, "dateOfBirth-year": year };
  expectMeant(
    onPage("about-you", typed, (value) => (value as { dateOfBirth: string }).dateOfBirth),
    meant,
    false,
  );
});
