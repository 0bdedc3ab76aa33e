import { type Message, reasonToTell, toTellReasons } from "../../shared/domain/case/message.ts";
import { sliceWantedFrom } from "../../shared/http/slice-wanted.ts";
import { type Messages, mostCounted } from "../../shared/store/messages.ts";
import { isBadCursor, type Slice } from "../../shared/store/slices.ts";
import { waitedWords } from "../case/decide-by.ts";
import { messageReply } from "../message/message-reply.ts";
import { messageNames } from "../message/message-words.ts";

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "tell/to-tell.njk": ReturnType<typeof toTellView>;
  }
}

type ToTell = Slice<Message> & { readonly count: number };

/** The slice that a query asks for. None for a limit or a cursor that nobody gave out. */
export const findToTell = async (
  query: Readonly<Record<string, string | undefined>>,
  { messages }: { readonly messages: Pick<Messages, "toTell" | "countToTell"> },
): Promise<ToTell | undefined> => {
  const wanted = sliceWantedFrom(query);
  if (!wanted) return undefined;
  const [found, count] = await Promise.all([messages.toTell(wanted), messages.countToTell()]);
  return isBadCursor(found) ? undefined : { ...found, count };
};

const countWords = (count: number): string => {
  if (count >= mostCounted) return `${mostCounted.toLocaleString("en-GB")} or more people have still to be told something.`;
  return count === 1 ? "One thing has still to be told." : `${count} things have still to be told.`;
};

/** The list says no more of a person than it takes to find the right case. */
export const toTellView = ({ items, count, next }: ToTell, now: Date, isFirst: boolean) => ({
  count: countWords(count),
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

export const toTellReply = ({ items, count, next }: ToTell) => ({
  count,
  items: items.map((message) => ({ caseId: message.caseId, ...messageReply(message) })),
  ...(next && { next }),
});
