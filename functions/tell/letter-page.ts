import { council } from "../../shared/council.ts";
import { formatDay, londonDay } from "../../shared/domain/dates.ts";
import type { Principal } from "../../shared/domain/principal.ts";
import { notFoundPage } from "../../shared/http/answer.ts";
import { page, type Reply } from "../../shared/http/reply.ts";
import { blindSaying, paragraphsOf, sayingOf } from "../message/message-words.ts";
import { isLetterSafe, type ReadToTellPorts, readToTell, type ToTell } from "./read-to-tell.ts";

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "tell/letter.njk": ReturnType<typeof letterView>;
  }
}

/** A letter to print. Nobody prints one of a case that they take no part in, or to somebody without an address. */
export const letterPage = async (
  messageId: string,
  ports: ReadToTellPorts,
  { principal, now }: { readonly principal: Principal; readonly now: Date },
): Promise<Reply> => {
  const found = await readToTell(messageId, ports);
  const address = found?.whom.address;
  if (!found || !address || (await found.isBarred(principal.id))) return notFoundPage();
  return page("tell/letter.njk", letterView(found, address, principal, now));
};

/** Names the decision only if a letter is safe, and a code only if the reader may see it. */
const letterView = (found: ToTell, address: readonly string[], reader: Principal, now: Date) => {
  const { message, whom } = found;
  const isOpen = isLetterSafe(whom) && !found.whyNotTheCode(reader);
  const says = (isOpen ? sayingOf({ ...message, channel: "email" }) : undefined) ?? blindSaying(message);
  return {
    messageId: message.messageId,
    caseId: message.caseId,
    name: whom.name,
    address,
    on: formatDay(londonDay(now)),
    paragraphs: paragraphsOf(says),
    isOpen,
    from: { name: council.name, telephone: council.telephone, hours: council.telephoneHours },
  };
};
