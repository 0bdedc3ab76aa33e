import { type Message, reasonToTell, toTellReasons } from "../../shared/domain/case/message.ts";
import { countWords, restOf, sliceWantedFrom } from "../../shared/http/slice-wanted.ts";
import type { Messages } from "../../shared/store/messages.ts";
import { type Counted, isBadCursor, type Slice } from "../../shared/store/slices.ts";
import { waitedWords } from "../case/decide-by.ts";
import { messageReply } from "../message/message-reply.ts";
import { messageNames } from "../message/message-words.ts";

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "tell/to-tell.njk": ReturnType<typeof toTellView>;
  }
}

/** The slice that a query asks for. None for a limit or a cursor that nobody gave out. */
export const findToTell = async (
  query: Readonly<Record<string, string | undefined>>,
  { messages }: { readonly messages: Pick<Messages, "toTell"> },
): Promise<Slice<Message> | undefined> => {
  const wanted = sliceWantedFrom(query);
  const found = wanted && (await messages.toTell(wanted));
  return found && !isBadCursor(found) ? found : undefined;
};

const stillToTell = (counted: Counted | undefined): string =>
  counted?.count === 1 && !counted.isMore ? "One thing has still to be told." : `${countWords(counted)} things have still to be told.`;

/** The list says no more of a person than it takes to find the right case. */
export const toTellView = ({ items, counted, next }: Slice<Message>, now: Date, isFirst: boolean) => ({
  count: stillToTell(counted),
  counted: countWords(counted),
  messages: items.map((message) => ({
    messageId: message.messageId,
    caseId: message.caseId,
    name: message.blanks.name ?? message.caseId,
    what: messageNames[message.template],
    because: toTellReasons[reasonToTell(message)],
    waited: waitedWords(message.askedAt, now),
  })),
  next: next && `/to-tell?cursor=${encodeURIComponent(next)}`,
  first: isFirst ? undefined : "/to-tell",
});

export const toTellReply = ({ items, ...rest }: Slice<Message>) => ({
  items: items.map((message) => ({ caseId: message.caseId, ...messageReply(message) })),
  ...restOf(rest),
});
