import type { Message } from "../../shared/domain/case/message.ts";
import type { Line } from "../../shared/domain/line/line.ts";
import { changeLine, type LineMove, moveLine } from "../../shared/domain/line/line-move.ts";
import { type Order, orderKeyOf } from "../../shared/domain/line/order.ts";
import { system } from "../../shared/domain/principal.ts";
import { Fault } from "../../shared/fault.ts";
import { again, retry } from "../../shared/retry.ts";
import type { Lines } from "../../shared/store/lines.ts";
import { codeMessageFor } from "./code-message.ts";
import { findLine } from "./find-line.ts";
import type { OrderAnswer, Provider } from "./provider.ts";

export type SendOrderPorts = { readonly lines: Pick<Lines, "find" | "reach" | "move">; readonly provider: Provider };

export type SendOrderOutcome =
  | "sent"
  /** No channel is safe for the code: a caseworker has to give it out. */
  | "toGiveByHand"
  | "failed"
  | "later"
  | "alreadyDone";

const byHandWords = "There is no safe way to send the code. Give it to them yourself, and say that you have.";

/**
 * Orders a line's code. Sent again under the same key, the provider repeats its answer. The code, its message and the
 * spend are one write, so a retry finishes an order that was cut off between answer and write.
 */
export const sendOrder = (order: Order, now: Date, { lines, provider }: SendOrderPorts): Promise<SendOrderOutcome> =>
  retry<SendOrderOutcome>(async () => {
    const seen = await findLine(order.lineId, lines);
    if (!seen) throw new Fault("itemUnreadable");
    const { line } = seen;
    if (line.state !== "issued" || line.provided || (line.orders ?? 1) !== order.number) return "alreadyDone";

    const { delivery, item, amount } = line;
    const answer = await provider.order({ key: orderKeyOf(order), kind: delivery === "CASH" ? "cash" : "voucher", item, amount });
    if (answer.kind === "later") return "later";
    const { outcome, move, message } = await followUp(line, order, answer, now, lines);
    const moved = await lines.move([move], message ? { messages: [message] } : {});
    return moved.kind === "moved" ? outcome : again;
  });

type FollowUp = { readonly outcome: SendOrderOutcome; readonly move: LineMove; readonly message?: Message };

const followUp = async (
  line: Line,
  order: Order,
  answer: Exclude<OrderAnswer, { kind: "later" }>,
  now: Date,
  lines: Pick<Lines, "reach">,
): Promise<FollowUp> => {
  const at = now.toISOString();
  const taken = { at, by: system, key: `answer:${orderKeyOf(order)}` };
  if (answer.kind === "failed") {
    const trouble = { because: `The provider did not give a code: ${answer.because}`, at };
    return { outcome: "failed", move: moveLine(line, ["reopen"], taken, { change: { trouble } }) };
  }
  const { reference, code, expiresOn } = answer;
  const provided = { reference, code, expiresOn };
  const reached = (await lines.reach([line])).get(line.lineId);
  const message = reached && codeMessageFor(line, reached, provided, now);
  if (!message) return { outcome: "toGiveByHand", move: changeLine(line, { provided, trouble: { because: byHandWords, at } }) };
  return { outcome: "sent", move: moveLine(line, ["deliver"], taken, { change: { provided, trouble: undefined } }), message };
};
