import type { Award } from "../../shared/domain/award/award.ts";
import { directoryAt } from "../../shared/domain/directory/directory-book.ts";
import { asksForOnwardHelp } from "../../shared/domain/directory/onward-help.ts";
import { caseIdOf } from "../../shared/domain/ids.ts";
import type { Principal } from "../../shared/domain/principal.ts";
import { act } from "../../shared/http/act.ts";
import { type AnswerPorts, answer, notFoundPage } from "../../shared/http/answer.ts";
import { awardContracts } from "../../shared/http/contracts/award-contracts.ts";
import { json, page, problem } from "../../shared/http/reply.ts";
import { restOf } from "../../shared/http/slice-wanted.ts";
import type { Approvals } from "../../shared/store/approvals.ts";
import type { Awards } from "../../shared/store/awards.ts";
import type { Cases } from "../../shared/store/cases.ts";
import type { Directories } from "../../shared/store/directories.ts";
import type { Lines } from "../../shared/store/lines.ts";
import type { Money } from "../../shared/store/money.ts";
import type { Schemes } from "../../shared/store/schemes.ts";
import { decisionIdOf, sendingIdFrom } from "../case/case-form.ts";
import { caseAgain } from "../case/case-outcomes.ts";
import { caseInListFor } from "../case/case-summary.ts";
import { interestDeclared, interestDeclaredPage } from "../case/interest-declared.ts";
import { awardGrant } from "../decide/award-grant.ts";
import { approvalsView, findApprovals } from "./approvals-view.ts";
import { approveAward } from "./approve-award.ts";
import { readAwardForm } from "./award-form.ts";
import { awardOutcomes } from "./award-outcomes.ts";
import { awardReplyFor } from "./award-reply.ts";
import { awardView } from "./award-view.ts";
import { declineAward } from "./decline-award.ts";
import { secondOf } from "./second-approval.ts";
import { readApproveForm, readDeclineForm } from "./second-form.ts";
import { secondOutcomes } from "./second-outcomes.ts";

export type AwardPorts = Required<AnswerPorts> & {
  readonly cases: Pick<Cases, "toDecide" | "standingContact" | "whole" | "claims" | "ofHousehold" | "placeInLine" | "list">;
  readonly awards: Awards;
  readonly lines: Pick<Lines, "standing" | "ofAward" | "barredFrom">;
  readonly approvals: Approvals;
  readonly money: Pick<Money, "envelopes" | "lately">;
  readonly schemes: Pick<Schemes, "book">;
  readonly directories: Pick<Directories, "book">;
};

/** The decision to award, the second person's approval, and the award itself. */
export const createAward = (ports: AwardPorts) => {
  const findAward = async (awardId: string) => {
    const caseId = caseIdOf(awardId);
    const award = caseId && (await ports.awards.find(caseId, awardId));
    return award ? { award, lines: await ports.lines.ofAward(award) } : undefined;
  };

  const isOut = async (award: Award, { id }: Principal) => (await ports.lines.barredFrom(id, [award])).has(award.caseId);

  return answer(
    "award",
    awardContracts,
    {
      reads: {
        "GET /approvals": async ({ query, now, principal }) => {
          const found = await findApprovals(query, ports);
          if (!found) return notFoundPage();
          const book = await ports.schemes.book(now);
          return page("award/approvals.njk", approvalsView(found, book, principal, now, query.cursor === undefined));
        },

        "GET /awards/{awardId}": async ({ path: { awardId = "" }, principal, now }) => {
          const found = await findAward(awardId);
          if (!found) return notFoundPage();
          if (await isOut(found.award, principal)) return interestDeclaredPage(found.award.caseId);
          const [book, services] = await Promise.all([ports.schemes.book(now), ports.directories.book(now)]);
          return page("award/award.njk", awardView(found.award, found.lines, book, services, principal));
        },

        "GET /api/approvals": async ({ query, principal }) => {
          const found = await findApprovals(query, ports);
          if (found) return json({ items: found.items.map((item) => caseInListFor(item, principal)), ...restOf(found) });
          return problem("malformed-request", {
            detail: "Check the limit (1 to 100) and the cursor, which is one that an earlier page gave.",
          });
        },

        "GET /api/awards/{awardId}": async ({ path: { awardId = "" }, principal }) => {
          const found = await findAward(awardId);
          if (!found) return problem("not-found");
          if (await isOut(found.award, principal)) return interestDeclared(found.award.caseId);
          return json(awardReplyFor(principal, found.award, secondOf(found.award, found.lines), found.lines));
        },
      },
      acts: {
        award: act({
          read: async (form, _files, now) => readAwardForm(form, directoryAt(await ports.directories.book(now), now)),
          sendingId: sendingIdFrom,
          take: async ({ path: { caseId = "" }, request, now, ...sent }) => {
            const directories = asksForOnwardHelp(request) ? await ports.directories.book(now) : undefined;
            return awardGrant({ caseId, decisionId: decisionIdOf(sent), by: sent.by, now, request, directories }, ports);
          },
          outcomes: awardOutcomes(ports),
          again: caseAgain("award", ports),
        }),
        approveAward: act({
          read: readApproveForm,
          sendingId: sendingIdFrom,
          take: ({ path: { caseId = "" }, request, now, ...sent }) =>
            approveAward({ caseId, by: sent.by, now, key: decisionIdOf(sent), ...request }, ports),
          outcomes: secondOutcomes("approveAward"),
          again: caseAgain("approve", ports),
        }),
        declineAward: act({
          read: readDeclineForm,
          sendingId: sendingIdFrom,
          take: ({ path: { caseId = "" }, request, now, ...sent }) =>
            declineAward({ caseId, by: sent.by, now, key: decisionIdOf(sent), ...request }, ports),
          outcomes: secondOutcomes("declineAward"),
          again: caseAgain("decline", ports),
        }),
      },
    },
    ports,
  );
};
