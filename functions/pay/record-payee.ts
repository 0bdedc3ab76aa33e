import { isSamePayee, type Payee } from "../../shared/domain/bank/payee.ts";
import type { Fulfiller } from "../../shared/domain/line/fulfiller.ts";
import type { Line, LineStep } from "../../shared/domain/line/line.ts";
import { changeLine, type LineMove, moveLine } from "../../shared/domain/line/line-move.ts";
import { orderKeyOf } from "../../shared/domain/line/order.ts";
import { mayRecordPayee } from "../../shared/domain/payments/may-record-payee.ts";
import { type PayeeVersion, payeeParts, recordAfter } from "../../shared/domain/payments/payee-record.ts";
import type { Actor } from "../../shared/domain/principal.ts";
import { type KeptApart, type Part, partAgainst } from "../../shared/domain/separation.ts";
import { separationWords } from "../../shared/domain/separation-words.ts";
import { again, retry } from "../../shared/retry.ts";
import { type Behind, type Lines, partsOfSeen } from "../../shared/store/lines.ts";
import type { Payees } from "../../shared/store/payees.ts";
import { findLine } from "../line/find-line.ts";
import { isOwnWay, knownPayee, type LineToPay } from "./lines-to-pay.ts";
import { newPayeeWords } from "./pay-words.ts";

export type RecordPayeePorts = { readonly lines: Pick<Lines, "find" | "behind" | "move" | "isOut">; readonly payees: Payees };

export type ToRecord = {
  readonly lineId: string;
  readonly payee: Payee;
  readonly why: string;
  readonly by: Actor;
  readonly now: Date;
};

type Refused =
  | { readonly kind: "notFound" }
  | { readonly kind: "barred" }
  /** They had a part before that another person must have. */
  | { readonly kind: "notYours"; readonly row: KeptApart }
  /** They decided on the line, and a cash code has no release. */
  | { readonly kind: "ownDecision"; readonly because: string }
  /** The line is in a batch or delivered, or the bank does not pay it. */
  | { readonly kind: "notToPay"; readonly line: Line };

type Recorded = { readonly kind: "recorded"; readonly line: Line; readonly payee: Payee };

/** In order of precedence. */
export type RecordPayeeOutcome =
  | Recorded
  /** The household gave something else, or nothing: a second person must confirm it first. */
  | { readonly kind: "awaitsSecondPerson"; readonly line: Line; readonly payee: Payee }
  | Refused;

/** In order of precedence. */
export type ConfirmPayeeOutcome =
  | Recorded
  | Refused
  | { readonly kind: "nothingToConfirm" }
  /** Not what the first person wrote down. */
  | { readonly kind: "different" };

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
  const parts = [...partsOfSeen(seen), ...payeeParts(behind.recorded)];
  return { line, behind, ...(known && { known }), isBarred: await ports.lines.isOut(seen, id), parts };
};

const fulfillerOf = ({ way }: Payee): Fulfiller => (way === "bank" ? "bank" : "codes");

const isThere = ({ line, known }: LineToPay, payee: Payee): boolean =>
  known?.isSettled === true && isSamePayee(known.payee, payee) && !line.trouble && !line.newPayee && line.fulfiller === fulfillerOf(payee);

/** Records how a line is to be paid and ends its trouble, so that it can go into a batch. */
export const recordPayee = ({ lineId, payee, why, by, now }: ToRecord, ports: RecordPayeePorts): Promise<RecordPayeeOutcome> =>
  retry<RecordPayeeOutcome>(async () => {
    const seen = await findLineToPay(lineId, by, ports);
    if (!seen) return { kind: "notFound" };
    if (seen.isBarred) return { kind: "barred" };
    const { line, behind } = seen;
    const against = partAgainst("line", "recordPayee", by, seen.parts);
    if (against) return { kind: "notYours", row: against };
    const decided = payee.way === "cashCode" ? partAgainst("line", "sendCode", by, seen.parts) : undefined;
    if (decided) return { kind: "ownDecision", because: separationWords(decided) };
    if (isThere(seen, payee)) return { kind: "recorded", line, payee };
    if (!mayRecordPayee(line)) return { kind: "notToPay", line };
    const at = now.toISOString();
    if (isOwnWay(payee, behind)) return keep(seen, { payee, at, by, why }, by, at, ports);
    // A second person has confirmed the very same before and could confirm this too, so it needs no other.
    const before = isSamePayee(behind.recorded?.payee, payee) ? behind.recorded?.confirmed : undefined;
    const recorded: Part = { did: "recordPayee", by: by.id };
    const confirmed = before && partAgainst("line", "confirmPayee", before.by, [...seen.parts, recorded]) ? undefined : before;
    if (confirmed) return keep(seen, { payee, at, by, why, confirmed }, by, at, ports);
    const asked = await waitForSecond(line, payee, { at, by, why }, ports);
    return asked ? { kind: "awaitsSecondPerson", line: asked, payee } : again;
  });

/** Confirms another person's payee record. The second person asks the household too, and must enter the same. */
export const confirmPayee = ({ lineId, payee, why, by, now }: ToRecord, ports: RecordPayeePorts): Promise<ConfirmPayeeOutcome> =>
  retry<ConfirmPayeeOutcome>(async () => {
    const seen = await findLineToPay(lineId, by, ports);
    if (!seen) return { kind: "notFound" };
    if (seen.isBarred) return { kind: "barred" };
    const { line, behind } = seen;
    if (behind.recorded?.confirmed?.by.id === by.id && isThere(seen, payee)) return { kind: "recorded", line, payee };
    const against = partAgainst("line", "confirmPayee", by, seen.parts);
    if (against) return { kind: "notYours", row: against };
    const { newPayee } = line;
    if (!newPayee) return { kind: "nothingToConfirm" };
    if (!mayRecordPayee(line)) return { kind: "notToPay", line };
    if (!isSamePayee(newPayee.payee, payee)) return { kind: "different" };
    const at = now.toISOString();
    const version: PayeeVersion = {
      payee,
      at: newPayee.at ?? at,
      by: { id: newPayee.by, name: newPayee.name ?? newPayee.by },
      ...(newPayee.why && { why: newPayee.why }),
      confirmed: { at, by, why },
    };
    return keep(seen, version, by, at, ports);
  });

const keep = async (
  { line, behind }: PayeeSeen,
  version: PayeeVersion,
  by: Actor,
  at: string,
  { payees }: Pick<RecordPayeePorts, "payees">,
): Promise<Recorded | typeof again> => {
  const { payee } = version;
  const move = moveFor(line, payee, { at, by });
  const { kind } = await payees.record(recordAfter(behind.recorded, line.caseId, version), behind.recorded, move);
  return kind === "recorded" ? { kind, line: move.after, payee } : again;
};

/** Keeps the first person's details on the line; undefined where the line moved in between. */
const waitForSecond = async (
  line: Line,
  payee: Payee,
  { at, by, why }: Pick<LineStep, "at" | "by"> & { readonly why: string },
  { lines }: Pick<RecordPayeePorts, "lines">,
): Promise<Line | undefined> => {
  // Sent again, or written down by a second person too: the first stays the first.
  if (isSamePayee(line.newPayee?.payee, payee)) return line;
  const newPayee = { payee, by: by.id, name: by.name, at, why };
  const move = changeLine(line, { newPayee, trouble: { because: newPayeeWords, at } });
  const { kind } = await lines.move([move]);
  return kind === "moved" ? move.after : undefined;
};

/** Another destination is looked at afresh. */
const settled = { trouble: undefined, newPayee: undefined, destination: undefined } as const;

/** A cash code takes the line from the bank to the provider, which is asked for a code at once. */
const moveFor = (line: Line, { way }: Payee, taken: Pick<LineStep, "at" | "by">): LineMove => {
  if (way === "bank") return changeLine(line, { ...settled, fulfiller: "bank" });
  const orders = (line.orders ?? 0) + 1;
  const key = `order:${orderKeyOf({ lineId: line.lineId, number: orders })}`;
  return moveLine(line, ["issue"], { ...taken, key }, { change: { ...settled, fulfiller: "codes", orders } });
};
