import { actorOf } from "../../shared/domain/principal.ts";
import { act } from "../../shared/http/act.ts";
import { type AnswerPorts, answer, notFoundPage } from "../../shared/http/answer.ts";
import { matchContracts } from "../../shared/http/contracts/match-contracts.ts";
import { json, page, problem } from "../../shared/http/reply.ts";
import { interestDeclared } from "../case/interest-declared.ts";
import { type FindMatchesPorts, findMatches, matchesReply, matchesView } from "./find-matches.ts";
import { reopenOutcomes, settleOutcomes } from "./match-outcomes.ts";
import { matchPage } from "./match-page.ts";
import { matchReplyOf } from "./match-reply.ts";
import { isOutOfMatch, readMatch } from "./read-match.ts";
import { type ReopenPorts, reopenMatch } from "./reopen-match.ts";
import { readReopenForm, readSettleForm } from "./settle-form.ts";
import { type SettlePorts, settleMatch } from "./settle-match.ts";

export type MatchPorts = Required<AnswerPorts> & SettlePorts & ReopenPorts & FindMatchesPorts;

/** Cases beside households that may be the same one, until a person has said what they are. */
export const createMatch = (ports: MatchPorts) =>
  answer(
    "match",
    matchContracts,
    {
      reads: {
        "GET /matches": async ({ query, principal, now }) => {
          const found = await findMatches(query, principal, ports);
          return found ? page("match/matches.njk", matchesView(found, now, query.cursor === undefined)) : notFoundPage();
        },

        "GET /matches/{caseId}/{candidateId}": ({ path: { caseId = "", candidateId = "" }, principal, now }) =>
          matchPage(caseId, candidateId, ports, { principal, now }),

        "GET /api/matches": async ({ query, principal }) => {
          const found = await findMatches(query, principal, ports);
          if (found) return json(matchesReply(found));
          return problem("malformed-request", {
            detail: "Check the limit (1 to 100) and the cursor, which is one that an earlier page gave.",
          });
        },

        "GET /api/matches/{caseId}/{candidateId}": async ({ path: { caseId = "", candidateId = "" }, principal, now }) => {
          const facts = await readMatch(caseId, candidateId, now, ports);
          if (!facts) return problem("not-found");
          return isOutOfMatch(facts, principal.id) ? interestDeclared(caseId) : json(matchReplyOf(facts));
        },
      },
      acts: {
        settleMatch: act({
          read: readSettleForm,
          take: ({ path: { caseId = "", candidateId = "" }, request, by, now }) =>
            settleMatch({ caseId, candidateId, request, by: actorOf(by), now }, ports),
          outcomes: settleOutcomes,
          again: ({ path: { caseId = "", candidateId = "" }, by: principal, now, form }, says) =>
            matchPage(caseId, candidateId, ports, { principal, now, form, ...says }),
        }),
        reopenMatch: act({
          read: readReopenForm,
          take: ({ path: { caseId = "", candidateId = "" }, request: { reason }, by, now }) =>
            reopenMatch({ caseId, candidateId, reason, by: actorOf(by), now }, ports),
          outcomes: reopenOutcomes,
          again: ({ path: { caseId = "", candidateId = "" }, by: principal, now, form }, says) =>
            matchPage(caseId, candidateId, ports, { principal, now, form, ...says }),
        }),
      },
    },
    ports,
  );
