import type { Award, AwardRequest } from "../../shared/domain/award/award.ts";
import { directoryAt } from "../../shared/domain/directory/directory-book.ts";
import { asksForOnwardHelp } from "../../shared/domain/directory/onward-help.ts";
import { caseIdOf } from "../../shared/domain/ids.ts";
import type { Principal } from "../../shared/domain/principal.ts";
import type { FormError, FormRead } from "../../shared/forms/form.ts";
import { type Again, type Asked, act, apiAct, apisOf, type FormSent, pageAct, pagesOf } from "../../shared/http/act.ts";
import { type AnswerPorts, answer, notFoundPage } from "../../shared/http/answer.ts";
import { awardContracts } from "../../shared/http/contracts/award-contracts.ts";
import type { Files, Form } from "../../shared/http/read-body.ts";
import { json, page, problem, type Reply } from "../../shared/http/reply.ts";
import { restOf } from "../../shared/http/slice-wanted.ts";
import type { Approvals } from "../../shared/store/approvals.ts";
import type { Awards } from "../../shared/store/awards.ts";
import type { Cases } from "../../shared/store/cases.ts";
import type { Directories } from "../../shared/store/directories.ts";
import type { Lines } from "../../shared/store/lines.ts";
import type { Money } from "../../shared/store/money.ts";
import type { Registers } from "../../shared/store/registers.ts";
import type { Schemes } from "../../shared/store/schemes.ts";
import { decisionIdOf, sendingIdFrom } from "../case/case-form.ts";
import { caseAgain } from "../case/case-outcomes.ts";
import type { CaseNotice } from "../case/case-page.ts";
import { caseInListFor } from "../case/case-summary.ts";
import { interestDeclared, interestDeclaredPage } from "../case/interest-declared.ts";
import { awardGrant } from "../decide/award-grant.ts";
import type { AwardDecision, AwardFault, AwardOutcome } from "../decide/award-outcome.ts";
import { type Tried, tryAward } from "../decide/try-award.ts";
import { approvalsView, findApprovals } from "./approvals-view.ts";
import { approveAward } from "./approve-award.ts";
import { faultsAgain } from "./award-faults.ts";
import { readAsFarAsPossible, readAwardForm } from "./award-form.ts";
import { awardOutcomes } from "./award-outcomes.ts";
import { awardReplyFor } from "./award-reply.ts";
import { awardView } from "./award-view.ts";
import { checkPage } from "./check-page.ts";
import { declineAward } from "./decline-award.ts";
import { secondOf } from "./second-approval.ts";
import { readApproveForm, readDeclineForm } from "./second-form.ts";
import { secondOutcomes } from "./second-outcomes.ts";

export type AwardPorts = Required<AnswerPorts> & {
  readonly cases: Pick<Cases, "find" | "toDecide" | "standingContact" | "whole" | "claims" | "ofHousehold" | "placeInLine" | "list">;
  readonly awards: Awards;
  readonly lines: Pick<Lines, "standing" | "ofAward" | "barredFrom">;
  readonly approvals: Approvals;
  readonly money: Pick<Money, "envelopes" | "lately">;
  readonly registers: Pick<Registers, "known">;
  readonly schemes: Pick<Schemes, "book">;
  readonly directories: Pick<Directories, "book">;
};

type AwardSent = { readonly form: Form; readonly read: FormRead<AwardRequest> };

/** "toCheck": the page that shows what would be committed. */
type Shown = CaseNotice | "toCheck";

/** Buttons that add a row, add up or go back check nothing. */
const isOnlyShownAgain = (form: Form): boolean => ["row", "total", "change"].includes(form.one("pressed"));

type Misread = { readonly kind: "misread"; readonly errors: readonly FormError[]; readonly faults: readonly AwardFault[] };
const misread = ({ errors, faults }: Misread, { form }: FormSent) => faultsAgain(faults, form, errors);

/** The decision to award, the second person's approval, and the award itself. */
export const createAward = (ports: AwardPorts) => {
  const findAward = async (awardId: string) => {
    const caseId = caseIdOf(awardId);
    const award = caseId && (await ports.awards.find(caseId, awardId));
    return award ? { award, lines: await ports.lines.ofAward(award) } : undefined;
  };

  const directoryNow = async (now: Date) => directoryAt(await ports.directories.book(now), now);

  const readSent = async (form: Form, _files: Files, now: Date) =>
    ({ kind: "read", request: { form, read: readAwardForm(form, await directoryNow(now)) } }) as const;

  const decisionOf = async ({ path: { caseId = "" }, request, now, ...sent }: Asked<AwardRequest>): Promise<AwardDecision> => {
    const directories = asksForOnwardHelp(request) ? await ports.directories.book(now) : undefined;
    return { caseId, decisionId: decisionIdOf(sent), by: sent.by, now, request, ...(directories && { directories }) };
  };

  /** A form with faults is tried as far as it can be read, so that its sender is told everything at once. */
  const takeFromPage =
    <O extends Tried | AwardOutcome>(take: (decision: AwardDecision) => Promise<O>) =>
    async ({ request: { form, read }, ...asked }: Asked<AwardSent>): Promise<O | AwardOutcome | Misread> => {
      if (read.kind === "read") return take(await decisionOf({ ...asked, request: read.request }));
      const readable = readAsFarAsPossible(form);
      const tried = readable && (await tryAward(await decisionOf({ ...asked, request: readable }), ports));
      if (!tried || tried.kind === "toRecord") return { kind: "misread", errors: read.errors, faults: [] };
      if (!("besides" in tried)) return tried;
      const { besides, ...first } = tried;
      return { kind: "misread", errors: read.errors, faults: [first, ...besides] };
    };

  const showAgain = async (sent: FormSent, { notice, ...says }: Again<Shown>): Promise<Reply> => {
    if (notice !== "toCheck") return caseAgain("award", ports)(sent, { ...says, ...(notice && { notice }) });
    const { path, form, by, now } = sent;
    const read = readAwardForm(form, await directoryNow(now));
    if (read.kind === "invalid") return caseAgain("award", ports)(sent, { status: 400, errors: read.errors });
    const decision = await decisionOf({ path, request: read.request, by, now, sendingId: sendingIdFrom(form) });
    const tried = await tryAward(decision, ports);
    if (tried.kind === "toRecord") return checkPage(decision, tried, form, ports);
    // Something changed since the form was sent: the case's page says what.
    return caseAgain("award", ports)(
      sent,
      "besides" in tried ? faultsAgain([tried, ...tried.besides], form) : { status: 409, notice: "stale" },
    );
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
        award: {
          ...pageAct<AwardSent, AwardOutcome | Misread, CaseNotice>({
            read: readSent,
            sendingId: sendingIdFrom,
            take: takeFromPage((decision) => awardGrant(decision, ports)),
            outcomes: { ...pagesOf(awardOutcomes(ports)), misread },
            again: caseAgain("award", ports),
          }),
          ...apiAct({
            take: async (asked: Asked<AwardRequest>) => awardGrant(await decisionOf(asked), ports),
            outcomes: apisOf(awardOutcomes(ports)),
          }),
        },
        checkAward: pageAct<AwardSent, Tried | AwardOutcome | Misread | { readonly kind: "shownAgain" }, Shown>({
          read: readSent,
          sendingId: sendingIdFrom,
          take: async (asked: Asked<AwardSent>) =>
            isOnlyShownAgain(asked.request.form)
              ? ({ kind: "shownAgain" } as const)
              : takeFromPage((decision) => tryAward(decision, ports))(asked),
          outcomes: {
            ...pagesOf(awardOutcomes(ports)),
            misread,
            shownAgain: () => ({ status: 200 }),
            toRecord: () => ({ status: 200, notice: "toCheck" }),
          },
          again: showAgain,
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
