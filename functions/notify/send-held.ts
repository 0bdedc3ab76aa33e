import type { Context } from "aws-lambda";
import { clock } from "../../shared/clock.ts";
import { withCorrelation } from "../../shared/correlation.ts";
import { timeLeftMs, withDeadlineOf } from "../../shared/deadline.ts";
import { type Held, type HeldCause, heldCauses } from "../../shared/domain/case/held-message.ts";
import type { Message } from "../../shared/domain/case/message.ts";
import { Fault } from "../../shared/fault.ts";
import { errorForLog, log } from "../../shared/http/log.ts";
import { type FailureReports, noteFailures } from "./note-failures.ts";
import { type SendMessagePorts, type SendOutcome, sendTaken } from "./send-message.ts";

/** Longer than this function may run: until then no other run takes a message that this one has taken. */
const takenForMs = 5 * 60_000;
const atOnce = 10;

export type SendHeldPorts = SendMessagePorts & { readonly reports: FailureReports };

/** Notes what did not arrive, and sends what was held and is due, cause by cause. Safe to run twice at once. */
export const createSendHeld =
  ({ reports, ...ports }: SendHeldPorts) =>
  async (_event: unknown, context: Context): Promise<void> => {
    const { awsRequestId: requestId } = context;
    log.resetKeys();
    log.appendKeys({ requestId, correlationId: requestId, function: "sendHeldMessages" });
    await withDeadlineOf(context, () =>
      withCorrelation(requestId, async () => {
        const notDelivered = await noted(reports, ports);
        let tried = 0;
        for (const cause of heldCauses) tried += await sendHeldFor(cause, ports);
        log.info("done", { notDelivered, tried });
      }),
    );
  };

/** Held messages do not wait for a report that Notify cannot give. */
const noted = async (reports: FailureReports, { messages }: SendMessagePorts): Promise<number> => {
  try {
    return await noteFailures(clock(), { messages, reports });
  } catch (error) {
    log.error("failed", { code: error instanceof Fault ? error.code : "unexpected", error: errorForLog(error) });
    return 0;
  }
};

/** Returns how many it tried. The first of a cause goes alone: it shows whether the cause is over. */
const sendHeldFor = async (cause: HeldCause, ports: SendMessagePorts): Promise<number> => {
  let tried = 0;
  for (let most = 1; timeLeftMs() > 0; most = atOnce) {
    const due = await ports.messages.due(cause, clock(), most);
    const outcomes = await Promise.all(due.map((message) => sendHeld(message, ports)));
    tried += due.length;
    if (due.length === 0 || outcomes.some((outcome) => outcome === "held" || outcome === "later")) return tried;
    log.info("tried again", { cause, messages: due.length, sent: outcomes.filter((outcome) => outcome === "sent").length });
  }
  return tried;
};

const isHeld = (message: Message): message is Message & { readonly held: Held } => message.held !== undefined;

const sendHeld = async (seen: Message, ports: SendMessagePorts): Promise<SendOutcome | "later"> => {
  if (!isHeld(seen)) return "alreadyDone";
  const { messageId } = seen;
  try {
    const now = clock();
    const claimed = await ports.messages.takeHeld(seen, new Date(now.getTime() + takenForMs).toISOString());
    return await sendTaken(claimed, now, ports);
  } catch (error) {
    // It is due again once nobody has it.
    log.error("failed", { messageId, code: error instanceof Fault ? error.code : "unexpected", error: errorForLog(error) });
    return "later";
  }
};
