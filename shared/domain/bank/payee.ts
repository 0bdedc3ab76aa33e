import * as z from "zod/mini";
import { cleanCode } from "../clean-text.ts";
import { emailAddress } from "../email.ts";
import { phoneDigits } from "../phone-digits.ts";
import { sayAlso, says } from "../says.ts";
import { keptPhone, lineText } from "../text.ts";
import { bankText } from "./bank-text.ts";

/** A shop turns a cash code into cash. Staff see a payee masked; only the bank's file has it whole. Input goes through checked-payee.ts. */

const sortCodeExample = "Enter a sort code of 6 numbers, like 309430";
const accountNumberExample = "Enter an account number of 6 to 8 numbers, like 00733445";

/** Banks that write longer numbers each use eight of them in their own way (Vocalink, Validating account numbers, section 4). */
const nineNumbers = "Only Santander writes 9 numbers. Ask Santander for the sort code and the 8 numbers to use, and enter those";
const tenNumbers =
  "Enter 8 numbers. NatWest uses the last 8 of 10; the Co-operative Bank and Leeds Building Society use the first 8. Ask your bank if it is another";

/** "12-34-56" and "12 34 56" are "123456". */
const numbersIn = (typed: string): string => cleanCode(typed).replaceAll(/[ ./-]/g, "");

export const sortCode = says(
  z
    .pipe(z.string({ error: "Enter a sort code" }).check(z.maxLength(20, sortCodeExample)), z.transform(numbersIn))
    .check(z.regex(/^\d{6}$/, sortCodeExample)),
  "The sort code, six numbers.",
  { "x-also-checked": "Spaces and dashes are taken out." },
);

/** Banks write account numbers of six or seven digits with noughts before them. */
export const accountNumber = says(
  z.pipe(
    z.pipe(z.string({ error: "Enter an account number" }).check(z.maxLength(20, accountNumberExample)), z.transform(numbersIn)).check(
      z.refine((numbers) => !/^\d{9}$/.test(numbers), { error: nineNumbers, abort: true }),
      z.refine((numbers) => !/^\d{10}$/.test(numbers), { error: tenNumbers, abort: true }),
      z.regex(/^\d{6,8}$/, accountNumberExample),
    ),
    z.transform((digits) => digits.padStart(8, "0")),
  ),
  "The account number, six to eight numbers.",
  { "x-also-checked": "The bank’s own check of the number fits the sort code." },
);

const rollNumberExample = "Enter a roll number as your building society writes it, of 18 characters or fewer";

export const bankAccountSchema = z.strictObject({
  way: says(z.literal("bank"), "Into a bank account."),
  name: sayAlso(
    lineText("the name on the account", 60).check(
      z.refine(
        (name) => name.trim() === "" || bankText(name) !== "",
        "Enter the name on the account in the letters A to Z, as the bank writes it",
      ),
    ),
    { "x-also-checked": "It can be written in the letters of the bank’s file." },
  ),
  sortCode,
  accountNumber,
  /** Some building societies tell accounts apart by it alone. */
  rollNumber: z.optional(
    says(
      z.string().check(z.overwrite(cleanCode), z.regex(/^[A-Za-z0-9][A-Za-z0-9 ./-]{0,17}$/, rollNumberExample)),
      "The roll number, by which some building societies tell accounts apart.",
    ),
  ),
});

export const cashCodeMissing = "Enter one mobile number or email address to send the code to";

export const cashCodeTo = <P extends z.ZodMiniType<string, string>>(phone: P) =>
  sayAlso(
    z
      .strictObject({
        way: says(z.literal("cashCode"), "A code that a shop turns into cash."),
        phone: z.optional(says(phone, "The mobile number that the code is sent to.", { "x-also-checked": "It is a UK mobile." })),
        email: z.optional(
          says(emailAddress, "The email address that the code is sent to.", { "x-also-checked": "GOV.UK Notify can send to it." }),
        ),
      })
      .check(
        z.refine(({ phone, email }) => (phone === undefined) !== (email === undefined), {
          path: ["phone"],
          error: cashCodeMissing,
        }),
      ),
    {
      oneOf: [{ required: ["phone"] }, { required: ["email"] }],
    },
  );
const cashCodeSchema = cashCodeTo(keptPhone);

export const noWayToPay = "Select how money can be paid";

export const payeeSchema = z.discriminatedUnion("way", [bankAccountSchema, cashCodeSchema], { error: noWayToPay });

export type BankAccount = z.infer<typeof bankAccountSchema>;
export type Payee = z.infer<typeof payeeSchema>;

/** One text for one payee. Phones were kept as typed before they had one form. */
const inOneForm = (payee: Payee): string =>
  JSON.stringify(
    payee.way === "bank"
      ? [payee.name, payee.sortCode, payee.accountNumber, payee.rollNumber]
      : [payee.phone && phoneDigits(payee.phone), payee.email],
  );

export const isSamePayee = (one: Payee | undefined, other: Payee | undefined): boolean =>
  (one && inOneForm(one)) === (other && inOneForm(other));

const ending = (text: string) => text.slice(-3);

/** "account ending 678": enough to ask about, too little to pay to. */
export const maskedAccount = (digits: string): string => `account ending ${ending(digits)}`;

const maskedEmail = (email: string): string => `${email.slice(0, 1)}…${email.slice(email.indexOf("@"))}`;

/** "by text, to the number ending 982" */
export const maskedContact = ({ channel, to }: { readonly channel: "text" | "email"; readonly to: string }): string =>
  channel === "text" ? `by text, to the number ending ${ending(to)}` : `by email, to ${maskedEmail(to)}`;

export const maskedPayee = (payee: Payee): string => {
  if (payee.way === "bank") return `Bank account: ${payee.name}, ${maskedAccount(payee.accountNumber)}`;
  return `Cash code ${maskedContact(payee.phone ? { channel: "text", to: payee.phone } : { channel: "email", to: payee.email ?? "" })}`;
};
