import { isCaseId } from "../../shared/domain/ids.ts";
import { schemeAt } from "../../shared/domain/scheme/scheme-book.ts";
import { blankForm } from "../../shared/forms/typed-form.ts";
import { type AnswerPorts, answerRoutes, notFoundPage } from "../../shared/http/answer.ts";
import { bulkContracts } from "../../shared/http/contracts/bulk-contracts.ts";
import { pageAskFrom } from "../../shared/http/page-ask.ts";
import type { Form } from "../../shared/http/read-body.ts";
import { json, page, problem, seeOther } from "../../shared/http/reply.ts";
import { isBadCursor } from "../../shared/store/pages.ts";
import type { Runs } from "../../shared/store/runs.ts";
import { type ApprovePorts, approveRun } from "./approve-run.ts";
import { cancelRun } from "./cancel-run.ts";
import { newRunPage } from "./new-run-page.ts";
import { type PreparePorts, prepareRun } from "./prepare-run.ts";
import { readRun } from "./read-run.ts";
import { resultsFile } from "./results-file.ts";
import { resumeRun } from "./resume-run.ts";
import { readRunForm, termErrors } from "./run-form.ts";
import {
  approveReply,
  approveStatus,
  cancelReply,
  prepareReply,
  progressReply,
  resumeReply,
  rowsReply,
  runPath,
  runReplyOf,
  stepPage,
  whyNotApproved,
} from "./run-replies.ts";
import { mayPrepare, rowsAskedFrom, runSummary, runView } from "./run-view.ts";

export type BulkPorts = Required<AnswerPorts> & ApprovePorts & PreparePorts & { readonly runs: Runs };

const chosen = (cases: readonly string[]): readonly string[] => [...new Set(cases)].filter(isCaseId);
const versionIn = (form: Form): number => Number(form.one("version"));

/** Pages first, then the API: each step of the one and of the other makes the same use case. */
export const createBulk = (ports: BulkPorts) => {
  const { runs, schemes } = ports;

  return answerRoutes(
    "bulk",
    bulkContracts,
    {
      "GET /runs": async ({ query, principal }) => {
        const ask = pageAskFrom(query);
        const found = ask && (await runs.list(ask));
        if (!found || isBadCursor(found)) return notFoundPage();
        return page("bulk/runs.njk", {
          runs: found.items.map(runSummary),
          mayPrepare: mayPrepare(principal),
          next: found.next && `/runs?cursor=${encodeURIComponent(found.next)}`,
          first: query.cursor !== undefined,
        });
      },

      "GET /runs/new": async ({ query, now }) =>
        newRunPage(schemeAt(await schemes.book(now), now), { form: blankForm, cases: chosen((query.cases ?? "").split(",")) }),

      "POST /runs": async ({ form, files, now, principal: by }) => {
        const cases = chosen(form.all("cases"));
        const list = files.get("list");
        const hasRows = cases.length > 0 || (list !== undefined && list.length > 0);
        const read = readRunForm(form);
        const errors = [
          ...(read.kind === "invalid" ? read.errors : []),
          ...(hasRows ? [] : [{ field: "list", text: "Choose the list, as a CSV file" }]),
        ];
        const again = async (problems: typeof errors) =>
          newRunPage(schemeAt(await schemes.book(now), now), { form, cases, errors: problems });
        if (read.kind === "invalid" || !hasRows) return again(errors);
        const rows = cases.length > 0 ? { cases } : { list };
        const outcome = await prepareRun({ terms: read.request, ...rows, by, now, sendingId: form.one("sendingId").slice(0, 100) }, ports);
        switch (outcome.kind) {
          case "prepared":
            return seeOther(runPath(outcome.run));
          case "noScheme":
            return again([]);
          case "unreadable":
            return again([{ field: "list", text: outcome.because }]);
          case "notAllowed":
            return again(termErrors(outcome.problems, form));
        }
      },

      "GET /runs/{runId}": async ({ path: { runId = "" }, query, now, principal }) => {
        const asked = rowsAskedFrom(query);
        const found = isCaseId(runId) && asked ? await readRun(runId, now, ports) : undefined;
        return found && asked ? page("bulk/run.njk", runView(found, asked, principal)) : notFoundPage();
      },

      "GET /runs/{runId}/results": async ({ path: { runId = "" }, now }) => {
        const found = isCaseId(runId) ? await readRun(runId, now, ports) : undefined;
        return found ? resultsFile(found) : notFoundPage();
      },

      "POST /runs/{runId}/approve": async ({ path: { runId = "" }, form, now, principal }) => {
        if (!isCaseId(runId)) return notFoundPage();
        const outcome = await approveRun({ runId, seen: versionIn(form), by: principal, now }, ports);
        if (outcome.kind === "notFound") return notFoundPage();
        if (outcome.kind === "approved") return seeOther(runPath(outcome.run));
        const found = await readRun(runId, now, ports);
        if (!found) return notFoundPage();
        const errors = [{ field: "rows", text: whyNotApproved(outcome) }];
        return page("bulk/run.njk", { ...runView(found, { page: 1 }, principal), errors }, approveStatus(outcome.kind));
      },

      "POST /runs/{runId}/cancel": async ({ path: { runId = "" }, form, principal }) =>
        isCaseId(runId) ? stepPage(await cancelRun({ runId, seen: versionIn(form), by: principal }, ports)) : notFoundPage(),

      "POST /runs/{runId}/resume": async ({ path: { runId = "" }, now }) =>
        isCaseId(runId) ? stepPage(await resumeRun({ runId, now }, ports)) : notFoundPage(),

      "GET /api/runs": async ({ query }) => {
        const ask = pageAskFrom(query);
        const found = ask && (await runs.list(ask));
        if (!found || isBadCursor(found))
          return problem("malformed-request", {
            detail: "Check the limit (1 to 100) and the cursor, which is one that an earlier page gave.",
          });
        return json({ items: found.items.map(runReplyOf), ...(found.next && { next: found.next }) });
      },

      "POST /api/runs": async ({ body: { list, cases, ...terms }, principal: by, now, idempotencyKey: sendingId }) => {
        const rows = list === undefined ? { cases: cases ?? [] } : { list: new TextEncoder().encode(list) };
        return prepareReply(await prepareRun({ terms, ...rows, by, now, sendingId }, ports));
      },

      "GET /api/runs/{runId}": async ({ path: { runId = "" }, now }) => {
        const found = isCaseId(runId) ? await readRun(runId, now, ports) : undefined;
        return found ? progressReply(found) : problem("not-found");
      },

      "GET /api/runs/{runId}/rows": async ({ path: { runId = "" }, query, now }) => {
        const asked = rowsAskedFrom({ show: query.outcome, page: query.cursor });
        if (!asked)
          return problem("malformed-request", { detail: "Check the outcome, and the cursor, which is one that an earlier page gave." });
        const found = isCaseId(runId) ? await readRun(runId, now, ports) : undefined;
        return found ? rowsReply(found, asked) : problem("not-found");
      },

      "POST /api/runs/{runId}/approvals": async ({ path: { runId = "" }, body, principal, now }) =>
        isCaseId(runId) ? approveReply(await approveRun({ runId, seen: body.version, by: principal, now }, ports)) : problem("not-found"),

      "POST /api/runs/{runId}/cancellations": async ({ path: { runId = "" }, body, principal }) =>
        isCaseId(runId) ? cancelReply(await cancelRun({ runId, seen: body.version, by: principal }, ports)) : problem("not-found"),

      "POST /api/runs/{runId}/resumptions": async ({ path: { runId = "" }, now }) =>
        isCaseId(runId) ? resumeReply(await resumeRun({ runId, now }, ports)) : problem("not-found"),
    },
    ports,
  );
};
