import { isDeepStrictEqual } from "node:util";
import type { BankAccount, Payee } from "../../shared/domain/bank/payee.ts";
import { type Line, partsOfLine } from "../../shared/domain/line/line.ts";
import type { Actor } from "../../shared/domain/principal.ts";
import { partAgainst } from "../../shared/domain/separation.ts";
import { sliceWantedFrom } from "../../shared/http/slice-wanted.ts";
import type { Behind, Lines } from "../../shared/store/lines.ts";
import { type BadCursor, isBadCursor, type Slice, type SliceWanted } from "../../shared/store/slices.ts";
import { asReadBy } from "../line/withheld-line.ts";

/** How a line is to be paid, and which member of staff wrote it down for the household, if one did. */
type KnownPayee = { readonly payee: Payee; readonly recordedBy?: string };

/** Whether a cash code goes to a contact that the household gave, or to one that two people have recorded before. */
export const isOwnWay = (payee: Payee, behind: Behind): boolean => {
  const { phone, email } = behind.application?.contact ?? behind.recipient ?? {};
  const isContact = payee.way === "cashCode" && (payee.phone ? payee.phone === phone : payee.email === email);
  return isContact || isDeepStrictEqual(knownPayee(behind)?.payee, payee);
};

/** A withheld line is of a household in which the reader has declared an interest. */
export type LineToPay = { readonly line: Line; readonly known?: KnownPayee; readonly isWithheld?: true };

export type ReadyLine = { readonly line: Line; readonly account: BankAccount; readonly recordedBy?: string };

export type LinesToPayPorts = { readonly lines: Pick<Lines, "onList" | "behind"> };

const lists = ["approved", "trouble"] as const;
type LinesToPayWanted = { readonly list: (typeof lists)[number]; readonly slice: SliceWanted };

/** The list and slice that a query asks for; undefined for an unknown list or a bad limit. */
export const linesToPayWantedFrom = (query: Readonly<Record<string, string | undefined>>): LinesToPayWanted | undefined => {
  const list = lists.find((name) => name === (query.list ?? "approved"));
  const slice = sliceWantedFrom(query, 50);
  return list && slice && { list, slice };
};

export const knownPayee = ({ application, recipient, payeeRecordedBy }: Behind): KnownPayee | undefined => {
  const payee = (application ?? recipient)?.payTo;
  return payee && { payee, ...(payeeRecordedBy && { recordedBy: payeeRecordedBy }) };
};

/** Whoever entered an application, or prepared the run that made its award, puts no line of it into a batch: a batch of somebody else takes it. */
export const mayBatch = (does: "prepareBatch" | "finishBatch", line: Line, by: Pick<Actor, "id">): boolean =>
  !partAgainst("line", does, by, partsOfLine(line));

export const withPayees = async (lines: readonly Line[], ports: LinesToPayPorts): Promise<readonly LineToPay[]> => {
  const behind = await ports.lines.behind(lines);
  return lines.map((line) => {
    const known = knownPayee(behind.get(line.lineId) ?? {});
    return { line, ...(known && { known }) };
  });
};

export const listLinesToPay = async ({ list, slice }: LinesToPayWanted, ports: LinesToPayPorts): Promise<Slice<LineToPay> | BadCursor> => {
  const found = await ports.lines.onList("bank", list, slice);
  return isBadCursor(found) ? found : { ...found, items: await withPayees(found.items, ports) };
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

export const needOf = ({ line, known, isWithheld }: LineToPay): "trouble" | "bankDetails" | undefined => {
  if (isWithheld) return undefined;
  if (line.trouble) return "trouble";
  return known?.payee.way === "bank" ? undefined : "bankDetails";
};

export const readyLine = ({ line, known }: LineToPay): ReadyLine | undefined => {
  if (line.state !== "approved" || line.fulfiller !== "bank" || line.trouble || known?.payee.way !== "bank") return undefined;
  return { line, account: known.payee, ...(known.recordedBy && { recordedBy: known.recordedBy }) };
};
