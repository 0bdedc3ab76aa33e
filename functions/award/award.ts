import { directoryAt } from "../../shared/domain/directory/directory-book.ts";
import { asksForOnwardHelp } from "../../shared/domain/directory/onward-help.ts";
import { caseIdOf } from "../../shared/domain/ids.ts";
import { type AnswerPorts, answerRoutes, notFoundPage } from "../../shared/http/answer.ts";
import { awardContracts } from "../../shared/http/contracts/award-contracts.ts";
import { json, page, problem } from "../../shared/http/reply.ts";
import { sliceWantedFrom } from "../../shared/http/slice-wanted.ts";
import type { Approvals } from "../../shared/store/approvals.ts";
import type { Awards } from "../../shared/store/awards.ts";
import type { Cases } from "../../shared/store/cases.ts";
import type { Directories } from "../../shared/store/directories.ts";
import type { Lines } from "../../shared/store/lines.ts";
import type { Money } from "../../shared/store/money.ts";
import type { Schemes } from "../../shared/store/schemes.ts";
import { isBadCursor } from "../../shared/store/slices.ts";
import { decisionIdFrom } from "../case/case-form.ts";
import { casePage } from "../case/case-page.ts";
import { caseSummaryOf } from "../case/case-summary.ts";
import { awardGrant } from "../decide/award-grant.ts";
import { approvalsView } from "./approvals-view.ts";
import { readAwardForm } from "./award-form.ts";
import { awardPage, awardReply } from "./award-replies.ts";
import { awardReplyOf, awardView } from "./award-view.ts";
import { linesView, stillStands } from "./lines-view.ts";
import { secondRoutes } from "./second-routes.ts";
import { secondOf } from "./second-view.ts";

export type AwardPorts = Required<AnswerPorts> & {
  readonly cases: Pick<Cases, "toDecide" | "whole" | "claims" | "ofHousehold" | "placeInLine" | "list">;
  readonly awards: Awards;
  readonly lines: Pick<Lines, "standing" | "ofAward">;
  readonly approvals: Approvals;
  readonly money: Pick<Money, "envelopes" | "lately">;
  readonly schemes: Pick<Schemes, "book">;
  readonly directories: Pick<Directories, "book">;
};

type AwardPageView = ReturnType<typeof awardView> & {
  readonly standing: ReturnType<typeof linesView>;
  readonly stillStands: ReturnType<typeof stillStands>;
};

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "award/award.njk": AwardPageView;
  }
}

/** The page and the API award through the same use case; the sender's id of the decision makes sending it again safe. */
export const createAward = (ports: AwardPorts) => {
  const findAward = async (awardId: string) => {
    const caseId = caseIdOf(awardId);
    return caseId === undefined ? undefined : ports.awards.find(caseId, awardId);
  };
  const second = secondRoutes(ports);

  return answerRoutes(
    "award",
    awardContracts,
    {
      "POST /cases/{caseId}/award": async ({ path: { caseId = "" }, form, now, principal }) => {
        const again = { now, principal, typed: { form: "award", fields: form } } as const;
        const directories = await ports.directories.book(now);
        const read = readAwardForm(form, directoryAt(directories, now));
        if (read.kind === "invalid") return casePage(caseId, ports, { ...again, errors: read.errors, status: 400 });
        const decisionId = decisionIdFrom(principal, form);
        const outcome = await awardGrant({ caseId, decisionId, by: principal, now, request: read.request, directories }, ports);
        return awardPage(outcome, caseId, ports, again);
      },

      "POST /api/cases/{caseId}/awards": async ({ path: { caseId = "" }, body: request, principal, now, idempotencyKey }) => {
        const decisionId = `${principal.id}:${idempotencyKey}`;
        const directories = asksForOnwardHelp(request) ? await ports.directories.book(now) : undefined;
        return awardReply(await awardGrant({ caseId, decisionId, by: principal, now, request, directories }, ports), principal, ports);
      },

      "GET /approvals": async ({ query, now, principal }) => {
        const ask = sliceWantedFrom(query);
        const found = ask && (await ports.cases.list("toApprove", ask));
        if (!found || isBadCursor(found)) return notFoundPage();
        const book = await ports.schemes.book(now);
        return page("award/approvals.njk", approvalsView(found, book, principal, now, ask.after === undefined));
      },

      "POST /cases/{caseId}/approve": second.approveForm,
      "POST /cases/{caseId}/decline": second.declineForm,

      "GET /api/approvals": async ({ query }) => {
        const ask = sliceWantedFrom(query);
        const found = ask && (await ports.cases.list("toApprove", ask));
        if (found && !isBadCursor(found)) return json({ items: found.items.map(caseSummaryOf), ...(found.next && { next: found.next }) });
        return problem("malformed-request", {
          detail: "Check the limit (1 to 100) and the cursor, which is one that an earlier page gave.",
        });
      },

      "POST /api/cases/{caseId}/approvals": second.approveCall,
      "POST /api/cases/{caseId}/declines": second.declineCall,

      "GET /awards/{awardId}": async ({ path: { awardId = "" }, principal, now }) => {
        const award = await findAward(awardId);
        if (!award) return notFoundPage();
        const [lines, book] = await Promise.all([ports.lines.ofAward(award), ports.schemes.book(now)]);
        return page("award/award.njk", {
          ...awardView(award, secondOf(award, lines), book, principal),
          standing: linesView(lines, principal),
          stillStands: stillStands(lines),
        });
      },

      "GET /api/awards/{awardId}": async ({ path: { awardId = "" }, principal }) => {
        const award = await findAward(awardId);
        return award ? json(awardReplyOf(award, principal, secondOf(award, await ports.lines.ofAward(award)))) : problem("not-found");
      },
    },
    ports,
  );
};
