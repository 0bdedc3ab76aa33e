import { act } from "../../shared/http/act.ts";
import { type AnswerPorts, answer, notFoundPage } from "../../shared/http/answer.ts";
import { tellContracts } from "../../shared/http/contracts/tell-contracts.ts";
import { json, page, problem } from "../../shared/http/reply.ts";
import { findToTell, toTellReply, toTellView } from "./find-to-tell.ts";
import { letterPage } from "./letter-page.ts";
import { messagePage } from "./message-page.ts";
import { type RecordToldPorts, recordTold } from "./record-told.ts";
import { readToldForm } from "./told-form.ts";
import { toldOutcomes } from "./told-outcomes.ts";

export type TellPorts = Required<AnswerPorts> & RecordToldPorts;

/** Messages that no channel could send, until a person has told the resident. */
export const createTell = (ports: TellPorts) =>
  answer(
    "tell",
    tellContracts,
    {
      reads: {
        "GET /to-tell": async ({ query, now }) => {
          const found = await findToTell(query, ports);
          return found ? page("tell/to-tell.njk", toTellView(found, now, query.cursor === undefined)) : notFoundPage();
        },

        "GET /to-tell/{messageId}": async ({ path: { messageId = "" }, principal, now }) =>
          messagePage(messageId, ports, { principal, now }),

        "GET /to-tell/{messageId}/letter": async ({ path: { messageId = "" }, principal, now }) =>
          letterPage(messageId, ports, { principal, now }),

        "GET /api/messages-to-tell": async ({ query }) => {
          const found = await findToTell(query, ports);
          if (found) return json(toTellReply(found));
          return problem("malformed-request", {
            detail: "Check the limit (1 to 100) and the cursor, which is one that an earlier page gave.",
          });
        },
      },
      acts: {
        recordTold: act({
          read: readToldForm,
          take: ({ path: { messageId = "" }, request: { how }, by, now }) => recordTold({ messageId, how, by, now }, ports),
          outcomes: toldOutcomes,
          again: ({ path: { messageId = "" }, by, now }, says) => messagePage(messageId, ports, { principal: by, now, ...says }),
        }),
      },
    },
    ports,
  );
