import { barredWords } from "../../shared/domain/case/conflict-of-interest.ts";
import { type Message, waysOfTelling } from "../../shared/domain/case/message.ts";
import { formatInstant } from "../../shared/domain/dates.ts";
import { lowerFirst } from "../../shared/domain/text.ts";
import type { Outcomes } from "../../shared/http/act.ts";
import { json, problem } from "../../shared/http/reply.ts";
import { messageReply } from "../message/message-reply.ts";
import type { ToldOutcome } from "./record-told.ts";

const reply = (message: Message) => ({ caseId: message.caseId, ...messageReply(message) });

export const toldWords = ({ told }: Message): string =>
  told ? `${told.by.name} told them on ${formatInstant(told.at)}: ${lowerFirst(waysOfTelling[told.how])}.` : "";

const notToTellWords = "It was sent, or is being sent, so nobody has to tell them. Nothing was changed.";

export const toldOutcomes: Outcomes<ToldOutcome> = {
  told: { page: () => ({ to: "/to-tell" }), api: ({ message }) => json(reply(message), 201) },
  notFound: { page: () => ({ status: 404 }), api: () => problem("not-found") },
  barred: { page: () => ({ status: 403, notice: barredWords }), api: () => problem("interest-declared") },
  ownDecision: {
    page: ({ because }) => ({ status: 403, notice: `${because} Nothing was changed.` }),
    api: ({ because }) => problem("second-person-needed", { detail: because }),
  },
  toldBefore: {
    page: ({ message }) => ({ status: 409, notice: `${toldWords(message)} Nothing was changed.` }),
    api: ({ message }) => problem("stale-case", { detail: toldWords(message) }),
  },
  notToTell: {
    page: () => ({ status: 409, notice: notToTellWords }),
    api: () => problem("stale-case", { detail: notToTellWords }),
  },
};
