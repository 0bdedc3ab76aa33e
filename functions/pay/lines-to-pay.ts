import { isDeepStrictEqual } from "node:util";
import type { BankAccount, Payee } from "../../shared/domain/bank/payee.ts";
import type { Line } from "../../shared/domain/line/line.ts";
import type { Behind, Lines } from "../../shared/store/lines.ts";
import { type BadCursor, isBadCursor, type Slice, type SliceWanted } from "../../shared/store/slices.ts";

/** How a line is to be paid, as far as anybody said, and who wrote it down if somebody did for the household. */
export type KnownPayee = { readonly payee: Payee; readonly recordedBy?: string };

/** Whether a code that goes there goes where the household said, or where two people have already sent one. */
export const isOwnWay = (payee: Payee, behind: Behind): boolean => {
  const { phone, email } = behind.application?.contact ?? behind.recipient ?? {};
  const isContact = payee.way === "cashCode" && (payee.phone ? payee.phone === phone : payee.email === email);
  return isContact || isDeepStrictEqual(knownPayee(behind)?.payee, payee);
};

export type LineToPay = { readonly line: Line; readonly known?: KnownPayee };

/** A line whose account is known, so that it can be paid. */
export type ReadyLine = { readonly line: Line; readonly account: BankAccount; readonly recordedBy?: string };

export type LinesToPayPorts = { readonly lines: Pick<Lines, "onList" | "behind"> };

/** The lists that they stand on: what is to be paid, and what something is wrong with. */
export const toPayLists = ["approved", "trouble"] as const;
export type ToPayList = (typeof toPayLists)[number];

export const knownPayee = ({ application, recipient, payeeRecordedBy }: Behind): KnownPayee | undefined => {
  const payee = (application ?? recipient)?.payTo;
  return payee && { payee, ...(payeeRecordedBy && { recordedBy: payeeRecordedBy }) };
};

export const withPayees = async (lines: readonly Line[], ports: LinesToPayPorts): Promise<readonly LineToPay[]> => {
  const behind = await ports.lines.behind(lines);
  return lines.map((line) => {
    const known = knownPayee(behind.get(line.lineId) ?? {});
    return { line, ...(known && { known }) };
  });
};

export const listLinesToPay = async (list: ToPayList, ask: SliceWanted, ports: LinesToPayPorts): Promise<Slice<LineToPay> | BadCursor> => {
  const found = await ports.lines.onList("bank", list, ask);
  return isBadCursor(found) ? found : { ...found, items: await withPayees(found.items, ports) };
};

/** What stands in the way of paying a line; nothing where it can be paid. */
export const needOf = ({ line, known }: LineToPay): "trouble" | "bankDetails" | undefined => {
  if (line.trouble) return "trouble";
  return known?.payee.way === "bank" ? undefined : "bankDetails";
};

export const readyLine = ({ line, known }: LineToPay): ReadyLine | undefined => {
  if (line.state !== "approved" || line.fulfiller !== "bank" || line.trouble || known?.payee.way !== "bank") return undefined;
  return { line, account: known.payee, ...(known.recordedBy && { recordedBy: known.recordedBy }) };
};
