import { contactWays } from "../../shared/domain/answers.ts";
import { mayBeTold, reasonToTell, toTellReasons, waysOfTelling } from "../../shared/domain/case/message.ts";
import { lineStates } from "../../shared/domain/line/line.ts";
import { holdsOneOf, type Principal } from "../../shared/domain/principal.ts";
import type { FormError } from "../../shared/forms/form.ts";
import type { Again } from "../../shared/http/act.ts";
import { notFoundPage } from "../../shared/http/answer.ts";
import { page, type Reply } from "../../shared/http/reply.ts";
import type { ErrorAt } from "../../shared/pages/views.ts";
import { functions, type Role } from "../../shared/system.ts";
import { messageNames, sayingOf, sayingWithoutCode } from "../message/message-words.ts";
import { isLetterSafe, type ReadToTellPorts, readToTell, safetyForStaff, type ToTell } from "./read-to-tell.ts";
import { toldWords } from "./told-outcomes.ts";

type MessagePageShown = Partial<Again> & { readonly principal: Principal; readonly now: Date };

type MessagePageView = ReturnType<typeof messageView> & {
  readonly errors: readonly FormError[];
  readonly errorAt: ErrorAt;
  readonly notice?: string;
};

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "tell/message.njk": MessagePageView;
  }
}

const tellers: readonly Role[] = functions.tell.routes["POST /to-tell/{messageId}/told"];

/** A message for one resident, how to reach them, and the form to record that they were told. */
export const messagePage = async (
  messageId: string,
  ports: ReadToTellPorts,
  { principal, now, errors = [], notice, status = 200 }: MessagePageShown,
): Promise<Reply> => {
  const found = await readToTell(messageId, ports);
  if (!found) return notFoundPage();
  const view: MessagePageView = {
    ...messageView(found, await found.isBarred(principal.id), principal, now),
    errors,
    errorAt: Object.fromEntries(errors.map(({ field, text }) => [field, { text }])),
    ...(notice && { notice }),
  };
  return page("tell/message.njk", view, status);
};

const messageView = (found: ToTell, isBarred: boolean, reader: Principal, now: Date) => {
  const { roles } = reader;
  const { message, whom, line, hasCase } = found;
  const isTeller = holdsOneOf({ roles }, tellers);
  const whyNotTheCode = found.whyNotTheCode(reader);
  const mayTell = !isBarred && isTeller && !whyNotTheCode && mayBeTold(message, now);
  const says = isTeller && !whyNotTheCode ? sayingOf(message) : sayingWithoutCode(message);
  return {
    messageId: message.messageId,
    caseId: message.caseId,
    hasCase,
    what: messageNames[message.template],
    askedAt: message.askedAt,
    isBarred,
    whyNotTheCode: isTeller && !isBarred ? whyNotTheCode : undefined,
    mayTell,
    because: mayBeTold(message, now) ? toTellReasons[reasonToTell(message)] : undefined,
    told: toldWords(message),
    says: isBarred ? undefined : says,
    line: line && { lineId: line.lineId, state: lineStates[line.state] },
    name: isBarred ? undefined : whom.name,
    contact: isBarred
      ? undefined
      : {
          ways: whom.contact.ways.map((way) => contactWays[way]),
          phone: whom.contact.phone,
          email: whom.contact.email,
          safety: safetyForStaff(whom),
        },
    hasAddress: whom.address !== undefined,
    isLetterSafe: isLetterSafe(whom),
    waysOfTelling: Object.entries(waysOfTelling).map(([value, text]) => ({ value, text })),
  };
};
