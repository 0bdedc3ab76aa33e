import { isToTell, type Message, reasonToTell } from "../../shared/domain/case/message.ts";
import { actorOf } from "../../shared/domain/principal.ts";
import { sayingWithoutCode } from "./message-words.ts";

export const messageReply = (message: Message) => {
  const { messageId, template, channel, askedAt, state, sentAt, told } = message;
  const says = sayingWithoutCode(message);
  return {
    messageId,
    template,
    ...(channel && { channel }),
    askedAt,
    state,
    ...(sentAt !== undefined && { sentAt }),
    ...(says !== undefined && { says }),
    ...(isToTell(message) && { because: reasonToTell(message) }),
    ...(told && { told: { by: actorOf(told.by), at: told.at, how: told.how } }),
  };
};
