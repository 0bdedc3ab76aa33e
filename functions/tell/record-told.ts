import { type Message, mayBeTold, type WayOfTelling } from "../../shared/domain/case/message.ts";
import { actorOf, type Principal } from "../../shared/domain/principal.ts";
import { again, retry } from "../../shared/retry.ts";
import type { Messages } from "../../shared/store/messages.ts";
import { type ReadToTellPorts, readToTell } from "./read-to-tell.ts";

export type RecordToldPorts = ReadToTellPorts & {
  readonly messages: Pick<Messages, "find" | "toTell" | "recordTold">;
};

export type ToldAsked = { readonly messageId: string; readonly how: WayOfTelling; readonly by: Principal; readonly now: Date };

/** In order of precedence. */
export type ToldOutcome =
  | { readonly kind: "told"; readonly message: Message }
  | { readonly kind: "notFound" }
  | { readonly kind: "barred" }
  /** It has a code in it, and this person had a part in the line. */
  | { readonly kind: "ownDecision"; readonly because: string }
  | { readonly kind: "toldBefore"; readonly message: Message }
  /** It was sent, or is being sent. */
  | { readonly kind: "notToTell"; readonly message: Message };

/** Records that somebody told a resident what could not be sent. Safe to send again after a lost answer. */
export const recordTold = ({ messageId, how, by, now }: ToldAsked, ports: RecordToldPorts): Promise<ToldOutcome> =>
  retry<ToldOutcome>(async () => {
    const found = await readToTell(messageId, ports);
    if (!found) return { kind: "notFound" };
    const { message } = found;
    if (await found.isBarred(by.id)) return { kind: "barred" };
    const because = found.whyNotTheCode(by);
    if (because) return { kind: "ownDecision", because };
    if (message.told) {
      const isSame = message.told.by.id === by.id && message.told.how === how;
      return { kind: isSame ? "told" : "toldBefore", message };
    }
    if (!mayBeTold(message, now)) return { kind: "notToTell", message };
    const told = { by: actorOf(by), at: now.toISOString(), how };
    const recorded = await ports.messages.recordTold(message, told);
    if (recorded.kind === "recorded") return { kind: "told", message: { ...message, state: "told", told } };
    return again;
  });
