import { caseIdOf } from "../../shared/domain/ids.ts";
import { type AnswerPorts, answer, notFoundPage } from "../../shared/http/answer.ts";
import { json, page, problem } from "../../shared/http/reply.ts";
import type { Awards } from "../../shared/store/awards.ts";
import type { Cases } from "../../shared/store/cases.ts";
import type { Money } from "../../shared/store/money.ts";
import type { Schemes } from "../../shared/store/schemes.ts";
import { decisionIdFrom } from "../assess/case-form.ts";
import { casePage } from "../assess/case-page.ts";
import { readAwardForm } from "./award-form.ts";
import { awardGrant } from "./award-grant.ts";
import { awardPage, awardReply } from "./award-replies.ts";
import { awardReplyOf, awardView } from "./award-view.ts";

export type AwardPorts = Required<AnswerPorts> & {
  readonly cases: Pick<Cases, "toDecide" | "whole" | "claims" | "ofHousehold">;
  readonly awards: Awards;
  readonly money: Pick<Money, "envelopes">;
  readonly schemes: Pick<Schemes, "book">;
};

/** The page and the API award through the same use case; the sender's id of the decision makes sending it again safe. */
export const createAward = (ports: AwardPorts) => {
  const findAward = async (awardId: string) => {
    const caseId = caseIdOf(awardId);
    return caseId === undefined ? undefined : ports.awards.find(caseId, awardId);
  };

  return answer(
    "award",
    {
      "POST /cases/{caseId}/award": async ({ path: { caseId = "" }, form, now, principal }) => {
        const again = { now, principal, typed: { form: "award", fields: form } } as const;
        const read = readAwardForm(form);
        if (read.kind === "invalid") return casePage(caseId, ports, { ...again, errors: read.errors, status: 400 });
        const decisionId = decisionIdFrom(principal, form);
        const outcome = await awardGrant({ caseId, decisionId, by: principal, now, request: read.request }, ports);
        return awardPage(outcome, caseId, ports, again);
      },

      "POST /api/cases/{caseId}/awards": async ({ path: { caseId = "" }, body: request, principal, now, idempotencyKey }) => {
        const decisionId = `${principal.id}:${idempotencyKey}`;
        return awardReply(await awardGrant({ caseId, decisionId, by: principal, now, request }, ports), principal);
      },

      "GET /awards/{awardId}": async ({ path: { awardId = "" }, principal, now }) => {
        const award = await findAward(awardId);
        return award ? page("award/award.njk", awardView(award, await ports.schemes.book(now), principal)) : notFoundPage();
      },

      "GET /api/awards/{awardId}": async ({ path: { awardId = "" }, principal }) => {
        const award = await findAward(awardId);
        return award ? json(awardReplyOf(award, principal)) : problem("not-found");
      },
    },
    ports,
  );
};
