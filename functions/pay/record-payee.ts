import { isDeepStrictEqual } from "node:util";
import type { Payee } from "../../shared/domain/bank/payee.ts";
import type { Fulfiller } from "../../shared/domain/line/fulfiller.ts";
import { type Line, type LineStep, partsOfLine } from "../../shared/domain/line/line.ts";
import { changeLine, type LineMove, moveLine } from "../../shared/domain/line/line-move.ts";
import { orderKeyOf } from "../../shared/domain/line/order.ts";
import { mayRecordPayee } from "../../shared/domain/payments/may-record-payee.ts";
import type { Actor } from "../../shared/domain/principal.ts";
import { type Part, partAgainst } from "../../shared/domain/separation.ts";
import { separationWords } from "../../shared/domain/separation-words.ts";
import { again, retry } from "../../shared/retry.ts";
import { type Behind, type Lines, partsOfSeen } from "../../shared/store/lines.ts";
import type { Payees } from "../../shared/store/payees.ts";
import { findLine } from "../line/find-line.ts";
import { isOwnWay, knownPayee, type LineToPay } from "./lines-to-pay.ts";
import { newPayeeWords } from "./pay-words.ts";

export type RecordPayeePorts = { readonly lines: Pick<Lines, "find" | "behind" | "move" | "isOut">; readonly payees: Payees };

export type ToRecord = { readonly lineId: string; readonly payee: Payee; readonly by: Actor; readonly now: Date };

/** In order of precedence. */
export type RecordPayeeOutcome =
  | { readonly kind: "recorded"; readonly line: Line; readonly payee: Payee }
  /** A cash code to a contact that the household never gave: a second person must write down the same first. */
  | { readonly kind: "awaitsSecondPerson"; readonly line: Line; readonly payee: Payee }
  | { readonly kind: "notFound" }
  | { readonly kind: "barred" }
  /** The person entered the application. Or they decided on the line, and a cash code has no release. */
  | { readonly kind: "ownDecision"; readonly because: string }
  /** The line is in a batch or delivered, or the bank does not pay it. */
  | { readonly kind: "notToPay"; readonly line: Line };

type PayeeSeen = LineToPay & { readonly behind: Behind; readonly isBarred: boolean; readonly parts: readonly Part[] };

export const findLineToPay = async (
  lineId: string,
  { id }: Pick<Actor, "id">,
  ports: Pick<RecordPayeePorts, "lines">,
): Promise<PayeeSeen | undefined> => {
  const seen = await findLine(lineId, ports.lines);
  if (!seen) return undefined;
  const { line } = seen;
  const behind = (await ports.lines.behind([line])).get(line.lineId) ?? {};
  const known = knownPayee(behind);
  return { line, behind, ...(known && { known }), isBarred: await ports.lines.isOut(seen, id), parts: partsOfSeen(seen) };
};

const fulfillerOf = ({ way }: Payee): Fulfiller => (way === "bank" ? "bank" : "codes");

/** Records how a line is to be paid and ends its trouble, so that it can go into a batch. */
export const recordPayee = ({ lineId, payee, by, now }: ToRecord, ports: RecordPayeePorts): Promise<RecordPayeeOutcome> =>
  retry<RecordPayeeOutcome>(async () => {
    const seen = await findLineToPay(lineId, by, ports);
    if (!seen) return { kind: "notFound" };
    if (seen.isBarred) return { kind: "barred" };
    const { line, known, parts } = seen;
    const own =
      partAgainst("line", "recordPayee", by, parts) ?? (payee.way === "cashCode" ? partAgainst("line", "sendCode", by, parts) : undefined);
    if (own) return { kind: "ownDecision", because: separationWords(own) };
    if (isDeepStrictEqual(known?.payee, payee) && !line.trouble && line.fulfiller === fulfillerOf(payee))
      return { kind: "recorded", line, payee };
    if (!mayRecordPayee(line)) return { kind: "notToPay", line };
    if (payee.way === "cashCode" && !isOwnWay(payee, seen.behind) && !isSecond(line, payee, by)) {
      const asked = await waitForSecond(line, payee, { at: now.toISOString(), by }, ports);
      return asked ? { kind: "awaitsSecondPerson", line: asked, payee } : again;
    }
    const move = moveFor(line, payee, { at: now.toISOString(), by });
    const record = { caseId: line.caseId, payee, at: now.toISOString(), by };
    const recorded = await ports.payees.record(record, move);
    return recorded.kind === "recorded" ? { kind: "recorded", line: move.after, payee } : again;
  });

const isSecond = (line: Line, payee: Payee, by: Actor): boolean =>
  line.newPayee !== undefined &&
  !partAgainst("line", "confirmPayee", by, partsOfLine(line)) &&
  isDeepStrictEqual(line.newPayee.payee, payee);

/** Keeps the first person's details on the line; undefined where the line moved in between. */
const waitForSecond = async (
  line: Line,
  payee: Payee,
  { at, by }: Pick<LineStep, "at" | "by">,
  { lines }: Pick<RecordPayeePorts, "lines">,
): Promise<Line | undefined> => {
  const newPayee = { payee, by: by.id };
  if (isDeepStrictEqual(line.newPayee, newPayee)) return line;
  const move = changeLine(line, { newPayee, trouble: { because: newPayeeWords, at } });
  const { kind } = await lines.move([move]);
  return kind === "moved" ? move.after : undefined;
};

/** A cash code takes the line from the bank to the provider, which is asked for a code at once. */
const moveFor = (line: Line, { way }: Payee, taken: Pick<LineStep, "at" | "by">): LineMove => {
  if (way === "bank") return changeLine(line, { trouble: undefined, newPayee: undefined, fulfiller: "bank" });
  const orders = (line.orders ?? 0) + 1;
  const key = `order:${orderKeyOf({ lineId: line.lineId, number: orders })}`;
  return moveLine(line, ["issue"], { ...taken, key }, { change: { trouble: undefined, newPayee: undefined, fulfiller: "codes", orders } });
};
