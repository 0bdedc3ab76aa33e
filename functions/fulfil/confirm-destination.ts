import { isBarred } from "../../shared/domain/case/conflict-of-interest.ts";
import { isHeld, type Line } from "../../shared/domain/line/line.ts";
import { moveLine } from "../../shared/domain/line/line-move.ts";
import { orderOf } from "../../shared/domain/line/order.ts";
import { payeeParts } from "../../shared/domain/payments/payee-record.ts";
import { type Actor, actorOf } from "../../shared/domain/principal.ts";
import { type KeptApart, partAgainst } from "../../shared/domain/separation.ts";
import { type LineSeen, type Lines, partsOfSeen } from "../../shared/store/lines.ts";
import { findLine } from "../line/find-line.ts";
import { type OtherLine, readOtherLines } from "../line/other-households.ts";
import { type SendOrderPorts, sendOrder } from "../line/send-order.ts";

export type DestinationToConfirm = {
  readonly lineId: string;
  /** The version of the line that the sender saw, with the other households as they were then. */
  readonly seen: number;
  readonly why: string;
  readonly by: Actor;
  readonly now: Date;
};

export type ConfirmDestinationPorts = SendOrderPorts & { readonly lines: Lines };

/** Why a person may not confirm a destination: a part in this line, or in a line of another household there. */
export type WhyNotConfirm = { readonly row: KeptApart; readonly lineId: string };

/** In order of precedence. */
export type ConfirmDestinationOutcome =
  | { readonly kind: "confirmed"; readonly line: Line }
  | { readonly kind: "notFound" }
  /** In this case, or in that of the other household. */
  | { readonly kind: "barred" }
  | { readonly kind: "notYours"; readonly why: WhyNotConfirm }
  | { readonly kind: "notHeld"; readonly now: Line }
  | { readonly kind: "stale"; readonly now: Line };

/** A line that is held, with the lines of the other households. */
export type HeldSeen = { readonly others: readonly OtherLine[]; readonly isBarred: boolean; readonly whyNot?: WhyNotConfirm };

export const readHeld = async (
  { line, case: head }: Pick<LineSeen, "line" | "case">,
  { id }: Pick<Actor, "id">,
  { lines }: { readonly lines: Pick<Lines, "some" | "behind"> },
): Promise<HeldSeen> => {
  const found = await readOtherLines([line.lineId, ...(line.destination?.lineIds ?? [])], { lines });
  const others = found.filter(({ householdId }) => line.destination?.households.includes(householdId));
  const recorded = (await lines.behind([line])).get(line.lineId)?.recorded;
  const own = { lineId: line.lineId, parts: [...partsOfSeen({ line, ...(head && { case: head }) }), ...payeeParts(recorded)] };
  const whyNot = [own, ...others].flatMap(({ lineId, parts }) => {
    const row = partAgainst("line", "confirmDestination", { id }, parts);
    return row ? [{ row, lineId }] : [];
  })[0];
  const barred = (head !== undefined && isBarred(head, id)) || others.some((other) => other.barred(id));
  return { others, isBarred: barred, ...(whyNot && { whyNot }) };
};

/** Confirms that a code may go to another household's phone or email, and orders it. A retry only orders again. */
export const confirmDestination = async (
  { lineId, seen, why, by, now }: DestinationToConfirm,
  ports: ConfirmDestinationPorts,
): Promise<ConfirmDestinationOutcome> => {
  const found = await findLine(lineId, ports.lines);
  if (!found) return { kind: "notFound" };
  const { line } = found;
  if (line.destination?.confirmed?.by.id === by.id) return order(line, now, ports);
  const { isBarred: barred, whyNot } = await readHeld(found, by, ports);
  if (barred) return { kind: "barred" };
  if (whyNot) return { kind: "notYours", why: whyNot };
  if (!line.destination || !isHeld(line) || line.state !== "approved") return { kind: "notHeld", now: line };
  if (line.version !== seen) return { kind: "stale", now: line };

  const at = now.toISOString();
  const destination = { ...line.destination, confirmed: { at, by: actorOf(by), why } };
  const move = moveLine(
    line,
    ["issue"],
    { at, by: actorOf(by), key: `confirmed:${line.version}`, why },
    { change: { destination, trouble: undefined } },
  );
  const moved = await ports.lines.move([move]);
  if (moved.kind === "moved") return order(move.after, now, ports);
  return { kind: "stale", now: moved.kind === "lineMoved" ? moved.now : line };
};

/** Under the same key as before: the provider may have been asked before another household came. */
const order = async (line: Line, now: Date, ports: ConfirmDestinationPorts): Promise<ConfirmDestinationOutcome> => {
  if (line.state === "issued" && !line.provided) await sendOrder(orderOf(line), now, ports);
  return { kind: "confirmed", line: (await findLine(line.lineId, ports.lines))?.line ?? line };
};
