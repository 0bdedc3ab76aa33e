import { council } from "../../shared/council.ts";
import { writeCsv } from "../../shared/domain/csv/write-csv.ts";
import { growingList } from "./growing-list.ts";
import { type FilePayment, readStandard18 } from "./read-standard-18.ts";

/** A payment that the bank has paid or rejected, once and for good. */
export type BankPayment = FilePayment & {
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
      /** Payments that an earlier file had already: the bank paid nothing again. */
      readonly knownAlready: number;
    }
  | { readonly kind: "refused"; readonly because: string };

/** Rejects by the account's number and by its name, so that a tester can choose. */
const answerTo = ({ accountNumber, name }: FilePayment): Pick<BankPayment, "result" | "reason"> => {
  if (accountNumber.endsWith("99")) return { result: "rejected", reason: "No account with this number" };
  if (name.includes("CLOSED")) return { result: "rejected", reason: "Account closed" };
  return { result: "paid", reason: "" };
};

/** Takes files of payments as a bank's bulk upload does, and pays each reference of a submission once. */
export const createBankSandbox = (file: string | undefined, now: () => Date) => {
  const settled = growingList<BankPayment>(file);
  // One file at a time: of two that come at once, the second finds the payments of the first.
  let last: Promise<unknown> = Promise.resolve();
  const nameOf = ({ serial, reference }: Pick<BankPayment, "serial" | "reference">) => `${serial} ${reference}`;

  const take = async (sent: string): Promise<Uploaded> => {
    const read = readStandard18(sent);
    if (read.kind === "refused") return read;
    const { serial, serviceUserNumber, payments } = read;
    if (serviceUserNumber !== council.payer.serviceUserNumber)
      return { kind: "refused", because: "The file comes from a service user that this bank does not know." };
    const known = new Set((await settled.all()).map(nameOf));
    const fresh = payments.filter((payment) => !known.has(nameOf({ ...payment, serial })));
    const done = fresh.map((payment): BankPayment => ({ ...payment, serial, at: now().toISOString(), ...answerTo(payment) }));
    for (const payment of done) await settled.add(payment);
    return {
      kind: "taken",
      serial,
      paid: done.filter(({ result }) => result === "paid").length,
      rejected: done.filter(({ result }) => result === "rejected").length,
      knownAlready: payments.length - fresh.length,
    };
  };

  return {
    payments: settled.all,

    upload(sent: string): Promise<Uploaded> {
      const taken = last.then(() => take(sent));
      last = taken.catch(() => undefined);
      return taken;
    },

    /** The file of results of one submission; undefined for an unknown one. */
    async results(serial: string): Promise<string | undefined> {
      const payments = (await settled.all()).filter((payment) => payment.serial === serial);
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
