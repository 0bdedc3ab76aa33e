import { council } from "../../shared/council.ts";
import { writeCsv } from "../../shared/domain/csv/write-csv.ts";
import { growingList } from "./growing-list.ts";
import { type AskedPayment, readStandard18 } from "./read-standard-18.ts";

/** A payment as the bank dealt with it, the one time that it did. */
export type BankPayment = AskedPayment & {
  readonly serial: string;
  readonly at: string;
  readonly result: "paid" | "rejected";
  readonly reason: string;
};

export type Uploaded =
  | {
      readonly kind: "taken";
      readonly serial: string;
      readonly paid: number;
      readonly rejected: number;
      /** Payments that an earlier file had asked for already: nothing was paid again. */
      readonly knownAlready: number;
    }
  | { readonly kind: "refused"; readonly because: string };

/** How to try what goes wrong: by the account's number, and by the name on it. */
const answerTo = ({ accountNumber, name }: AskedPayment): Pick<BankPayment, "result" | "reason"> => {
  if (accountNumber.endsWith("99")) return { result: "rejected", reason: "No account with this number" };
  if (name.includes("CLOSED")) return { result: "rejected", reason: "Account closed" };
  return { result: "paid", reason: "" };
};

/** Takes files of payments as a bank's bulk upload does, pays each reference of a submission once, and says what became of it. */
export const createBankSandbox = (file: string | undefined, now: () => Date) => {
  const dealtWith = growingList<BankPayment>(file);
  // One file after another: of two that come at once, the second finds what the first has paid.
  let last: Promise<unknown> = Promise.resolve();
  const nameOf = ({ serial, reference }: Pick<BankPayment, "serial" | "reference">) => `${serial} ${reference}`;

  const take = async (sent: string): Promise<Uploaded> => {
    const read = readStandard18(sent);
    if (read.kind === "refused") return read;
    const { serial, serviceUserNumber, payments } = read;
    if (serviceUserNumber !== council.payer.serviceUserNumber)
      return { kind: "refused", because: "The file comes from a service user that this bank does not know." };
    const known = new Set((await dealtWith.all()).map(nameOf));
    const fresh = payments.filter((payment) => !known.has(nameOf({ ...payment, serial })));
    const done = fresh.map((payment): BankPayment => ({ ...payment, serial, at: now().toISOString(), ...answerTo(payment) }));
    for (const payment of done) await dealtWith.add(payment);
    return {
      kind: "taken",
      serial,
      paid: done.filter(({ result }) => result === "paid").length,
      rejected: done.filter(({ result }) => result === "rejected").length,
      knownAlready: payments.length - fresh.length,
    };
  };

  return {
    payments: dealtWith.all,

    upload(sent: string): Promise<Uploaded> {
      const taken = last.then(() => take(sent));
      last = taken.catch(() => undefined);
      return taken;
    },

    /** The file of results of one submission; undefined where there was none. */
    async results(serial: string): Promise<string | undefined> {
      const payments = (await dealtWith.all()).filter((payment) => payment.serial === serial);
      if (payments.length === 0) return undefined;
      const rows = payments.map(({ reference, pence, result, reason }) => [
        council.code,
        serial,
        reference,
        `${Math.floor(pence / 100)}.${String(pence % 100).padStart(2, "0")}`,
        result,
        reason,
      ]);
      return writeCsv(["council", "batch", "payment", "amount", "result", "reason"], rows);
    },
  };
};
