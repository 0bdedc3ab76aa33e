import { type BankAccount, isSamePayee, type Payee } from "../../shared/domain/bank/payee.ts";
import { type Line, partsOfLine } from "../../shared/domain/line/line.ts";
import { isSamePhone } from "../../shared/domain/phone-digits.ts";
import type { Actor } from "../../shared/domain/principal.ts";
import { partAgainst } from "../../shared/domain/separation.ts";
import { sliceWantedFrom } from "../../shared/http/slice-wanted.ts";
import type { Behind, Lines } from "../../shared/store/lines.ts";
import { type BadCursor, isBadCursor, type Slice, type SliceWanted } from "../../shared/store/slices.ts";
import { asReadBy } from "../line/withheld-line.ts";

/** The payee of a line. It is settled if the household gave it itself, or a second person confirmed it. */
type KnownPayee = { readonly payee: Payee; readonly isSettled: boolean };

/** Whether the household itself gave it: as the way to be paid, or as the contact that a cash code goes to. */
export const isOwnWay = (payee: Payee, { ownPayee, application, recipient }: Behind): boolean => {
  const { phone, email } = application?.contact ?? recipient ?? {};
  const isContact = payee.way === "cashCode" && (payee.phone ? isSamePhone(payee.phone, phone) : payee.email === email);
  return isContact || isSamePayee(ownPayee, payee);
};

/** A withheld line is of a household in which the reader has declared an interest. */
export type LineToPay = { readonly line: Line; readonly known?: KnownPayee; readonly isWithheld?: true };

export type ReadyLine = { readonly line: Line; readonly account: BankAccount; readonly behind: Behind };

export type LinesToPayPorts = { readonly lines: Pick<Lines, "onList" | "behind"> };

const lists = ["approved", "trouble"] as const;
type LinesToPayWanted = { readonly list: (typeof lists)[number]; readonly slice: SliceWanted };

/** The list and slice that a query asks for; undefined for an unknown list or a bad limit. */
export const linesToPayWantedFrom = (query: Readonly<Record<string, string | undefined>>): LinesToPayWanted | undefined => {
  const list = lists.find((name) => name === (query.list ?? "approved"));
  const slice = sliceWantedFrom(query, 50);
  return list && slice && { list, slice };
};

export const knownPayee = (behind: Behind): KnownPayee | undefined => {
  const payee = (behind.application ?? behind.recipient)?.payTo;
  return payee && { payee, isSettled: isOwnWay(payee, behind) || behind.recorded?.confirmed !== undefined };
};

/** No line goes into a batch of the person who entered its application or prepared its run. Another person's batch takes it. */
export const mayBatch = (does: "prepareBatch" | "finishBatch", line: Line, by: Pick<Actor, "id">): boolean =>
  !partAgainst("line", does, by, partsOfLine(line));

const withPayee = (line: Line, behind: Behind): LineToPay => {
  const known = knownPayee(behind);
  return { line, ...(known && { known }) };
};

export const listLinesToPay = async ({ list, slice }: LinesToPayWanted, ports: LinesToPayPorts): Promise<Slice<LineToPay> | BadCursor> => {
  const found = await ports.lines.onList("bank", list, slice);
  if (isBadCursor(found)) return found;
  const behind = await ports.lines.behind(found.items);
  return { ...found, items: found.items.map((line) => withPayee(line, behind.get(line.lineId) ?? {})) };
};

/** The lines of a slice as this person may read them. */
export const linesReadBy = async (
  { id }: Pick<Actor, "id">,
  found: readonly LineToPay[],
  { lines }: { readonly lines: Pick<Lines, "barredFrom"> },
): Promise<readonly LineToPay[]> => {
  const read = await asReadBy(
    id,
    found.map(({ line }) => line),
    lines,
  );
  return found.map((toPay, index) => (read[index]?.isWithheld ? { line: read[index].line, isWithheld: true } : toPay));
};

export const needOf = ({ line, known, isWithheld }: LineToPay): "trouble" | "bankDetails" | "secondPerson" | undefined => {
  if (isWithheld) return undefined;
  if (line.trouble) return "trouble";
  if (known?.payee.way !== "bank") return "bankDetails";
  return known.isSettled ? undefined : "secondPerson";
};

/** The lines that a bank can be asked to pay now. */
export const readyLines = async (lines: readonly Line[], ports: Pick<LinesToPayPorts, "lines">): Promise<readonly ReadyLine[]> => {
  const found = await ports.lines.behind(lines);
  return lines.flatMap((line) => {
    const behind = found.get(line.lineId) ?? {};
    const toPay = withPayee(line, behind);
    if (line.state !== "approved" || line.fulfiller !== "bank" || needOf(toPay) || toPay.known?.payee.way !== "bank") return [];
    return [{ line, account: toPay.known.payee, behind }];
  });
};
