import { maskedContact } from "../../shared/domain/bank/payee.ts";
import { canBeSent, type Message } from "../../shared/domain/case/message.ts";
import { notKnown } from "../../shared/domain/household/standing-contact.ts";
import type { Line } from "../../shared/domain/line/line.ts";
import { changeLine, type LineMove, moveLine } from "../../shared/domain/line/line-move.ts";
import { type Order, orderKeyOf } from "../../shared/domain/line/order.ts";
import { system } from "../../shared/domain/principal.ts";
import { Fault } from "../../shared/fault.ts";
import { again, retry } from "../../shared/retry.ts";
import { contactDestination, type Destinations } from "../../shared/store/destinations.ts";
import type { Lines, Reached } from "../../shared/store/lines.ts";
import { codeMessageFor, codeWayFor } from "./code-message.ts";
import { findLine } from "./find-line.ts";
import type { OrderAnswer, Provider } from "./provider.ts";

export type SendOrderPorts = {
  readonly lines: Pick<Lines, "find" | "reach" | "move">;
  readonly provider: Provider;
  readonly destinations: Pick<Destinations, "note">;
  readonly matchingKey: () => Promise<string>;
};

export type SendOrderOutcome =
  | "sent"
  /** No channel is safe for the code: a caseworker has to give it out. */
  | "toGiveByHand"
  /** Another household has the same phone or email: somebody who took no part has to confirm it first. */
  | "held"
  | "failed"
  | "later"
  | "alreadyDone";

const byHandWords = "There is no safe way to send the code. Give it to them yourself, and say that you have.";

/**
 * Orders a line's code, once nobody else's household has its destination or somebody confirmed it. Sent again under the
 * same key, the provider repeats its answer. The code, its message and the spend are one write, so a retry finishes an
 * order that was cut off between answer and write.
 */
export const sendOrder = (order: Order, now: Date, ports: SendOrderPorts): Promise<SendOrderOutcome> =>
  retry<SendOrderOutcome>(async () => {
    const { lines, provider } = ports;
    const seen = await findLine(order.lineId, lines);
    if (!seen) throw new Fault("itemUnreadable");
    const { line } = seen;
    if (line.state !== "issued" || line.provided || (line.orders ?? 1) !== order.number) return "alreadyDone";

    const reached = (await lines.reach([line])).get(line.lineId) ?? { standing: notKnown };
    const held = await hold(line, order, reached, now, ports);
    if (held) return (await lines.move([held])).kind === "moved" ? "held" : again;

    const { delivery, item, amount } = line;
    const answer = await provider.order({ key: orderKeyOf(order), kind: delivery === "CASH" ? "cash" : "voucher", item, amount });
    if (answer.kind === "later") return "later";
    const { outcome, move, message } = followUp(line, order, answer, now, reached);
    const moved = await lines.move([move], message ? { messages: [message] } : {});
    return moved.kind === "moved" ? outcome : again;
  });

const sameWords = {
  text: "This is the same phone as for another household. The code waits until somebody who took part in neither confirms that it may go there.",
  email:
    "This is the same email as for another household. The code waits until somebody who took part in neither confirms that it may go there.",
} as const;

/**
 * Notes the destination before it looks: of two households at once, the later one sees the earlier. A household that
 * came after a confirmation holds the line again.
 */
const hold = async (
  line: Line,
  order: Order,
  reached: Reached,
  now: Date,
  { destinations, matchingKey }: Pick<SendOrderPorts, "destinations" | "matchingKey">,
): Promise<LineMove | undefined> => {
  const way = codeWayFor(line, reached);
  if (!way) return undefined;
  const destination = contactDestination(await matchingKey(), way);
  const { hash } = destination;
  const { households, lineIds } = await destinations.note(destination, line);
  const confirmed = line.destination?.hash === hash && line.destination.confirmed ? line.destination.households : [];
  if (households.every((one) => confirmed.includes(one))) return undefined;
  const at = now.toISOString();
  const others = { hash, households, lineIds: lineIds.filter((one) => one !== line.lineId) };
  const trouble = { because: sameWords[way.channel], at };
  return moveLine(
    line,
    ["reopen"],
    { at, by: system, key: `held:${orderKeyOf(order)}:${line.version}` },
    { change: { destination: others, trouble } },
  );
};

type FollowUp = { readonly outcome: SendOrderOutcome; readonly move: LineMove; readonly message?: Message };

const followUp = (line: Line, order: Order, answer: Exclude<OrderAnswer, { kind: "later" }>, now: Date, reached: Reached): FollowUp => {
  const at = now.toISOString();
  const taken = { at, by: system, key: `answer:${orderKeyOf(order)}` };
  if (answer.kind === "failed") {
    const trouble = { because: `The provider did not give a code: ${answer.because}`, at };
    return { outcome: "failed", move: moveLine(line, ["reopen"], taken, { change: { trouble } }) };
  }
  const { reference, code, expiresOn } = answer;
  const provided = { reference, code, expiresOn };
  const message = codeMessageFor(line, reached, provided, now);
  if (!message || !canBeSent(message))
    return { outcome: "toGiveByHand", move: changeLine(line, { provided, trouble: { because: byHandWords, at } }) };
  const paidTo = `Code ${maskedContact(message)}`;
  return { outcome: "sent", move: moveLine(line, ["deliver"], taken, { change: { provided, paidTo, trouble: undefined } }), message };
};
