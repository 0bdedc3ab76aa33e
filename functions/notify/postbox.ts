import type { Message } from "../../shared/domain/case/message.ts";

/** The message service, as far as sending goes. Trouble that may pass is thrown, so that the stream brings the message again. */
export type Postbox = {
  /** Refused is for good: this message will never be taken. */
  send(message: Message): Promise<"taken" | "refused">;
  /** Whether it was taken before. */
  has(messageId: string): Promise<boolean>;
};
