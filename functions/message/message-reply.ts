import { isToTell, type Message, reasonToTell } from "../../shared/domain/case/message.ts";
import { actorOf } from "../../shared/domain/principal.ts";
import { sentWithoutCode } from "./message-words.ts";

export const messageReply = (message: Message) => {
  const { messageId, template, channel, askedAt, state, sentAt, held, tried, told } = message;
  const says = sentWithoutCode(message);
  return {
    messageId,
    template,
    ...(channel && { channel }),
    askedAt,
    state,
    ...(sentAt !== undefined && { sentAt }),
    ...(state === "held" && held && { held: { cause: held.cause, since: held.since, until: held.until } }),
    ...(tried && { tried: { channel: tried.channel, at: tried.at, because: tried.because } }),
    ...(says !== undefined && { says }),
    ...(isToTell(message) && { because: reasonToTell(message) }),
    ...(told && { told: { by: actorOf(told.by), at: told.at, how: told.how } }),
  };
};
