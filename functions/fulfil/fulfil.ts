import { isLineAction } from "../../shared/domain/line/line-action.ts";
import type { Principal } from "../../shared/domain/principal.ts";
import { type AnswerPorts, answerRoutes, notFoundPage } from "../../shared/http/answer.ts";
import { fulfilContracts } from "../../shared/http/contracts/fulfil-contracts.ts";
import type { Form } from "../../shared/http/read-body.ts";
import { download, json, problem, seeOther } from "../../shared/http/reply.ts";
import { findLine } from "../line/find-line.ts";
import { importLineResults } from "./import-line-results.ts";
import { linePage } from "./line-page.ts";
import { lineReply, stepReply } from "./line-replies.ts";
import { orderFile } from "./order-file.ts";
import { importedWords, steppedWords } from "./said.ts";
import { stepMany } from "./step-many.ts";
import { type LineStepPorts, takeLineStep } from "./take-line-step.ts";
import { listWork, workAskFrom, workListPage, workPage } from "./work-list.ts";

export type FulfilPorts = Required<AnswerPorts> & LineStepPorts;

const stepKey = ({ id }: Principal, form: Form) => `${id}:${form.one("stepId").slice(0, 100).toWellFormed()}`;

/** What becomes of each line of an award: lists of work, one line, and the same for a program. */
export const createFulfil = (ports: FulfilPorts) =>
  answerRoutes(
    "fulfil",
    fulfilContracts,
    {
      "GET /fulfilment": async ({ principal }) => workPage(principal, ports),

      "GET /fulfilment/{fulfiller}": async ({ path: { fulfiller = "" }, query, principal }) => {
        const work = workAskFrom(fulfiller, query);
        return (work && (await workListPage(work, principal, ports))) ?? notFoundPage();
      },

      "GET /fulfilment/{fulfiller}/order-file": async ({ path: { fulfiller = "" }, query }) => {
        const work = workAskFrom(fulfiller, query);
        const found = work && (await listWork(work, ports));
        if (!found) return notFoundPage();
        return download(`${fulfiller}.csv`, "text/csv; charset=utf-8", orderFile(found.items, await ports.lines.behind(found.items)));
      },

      "POST /fulfilment/{fulfiller}/steps": async ({ path: { fulfiller = "" }, form, principal, now }) => {
        const work = workAskFrom(fulfiller, { stage: form.one("stage") });
        const action = form.one("action");
        if (!work || !isLineAction(action)) return notFoundPage();
        const done = await stepMany(form.all("lines"), { action, stepId: stepKey(principal, form), by: principal, now }, ports);
        if (done.taken > 0 && done.problems.length === 0) return seeOther(`/fulfilment/${fulfiller}?stage=${work.stage}`);
        const again = { said: steppedWords(done), status: done.taken > 0 ? 409 : 400 };
        return (await workListPage(work, principal, ports, again)) ?? notFoundPage();
      },

      "POST /fulfilment/{fulfiller}/results": async ({ path: { fulfiller = "" }, query, files, principal, now }) => {
        const work = workAskFrom(fulfiller, { stage: query.stage });
        if (!work) return notFoundPage();
        const asked = { fulfiller: work.fulfiller, file: files.get("file") ?? new Uint8Array(), by: principal, now };
        const done = await importLineResults(asked, ports);
        const again = { said: importedWords(done), status: done.kind === "refused" ? 400 : 200 };
        return (await workListPage(work, principal, ports, again)) ?? notFoundPage();
      },

      "GET /lines/{lineId}": async ({ path: { lineId = "" }, principal }) => linePage(lineId, ports, { principal }),

      "POST /lines/{lineId}/steps": async ({ path: { lineId = "" }, form, principal, now }) => {
        const action = form.one("action");
        if (!isLineAction(action)) return notFoundPage();
        const asked = {
          lineId,
          action,
          seen: Number(form.one("version")),
          why: form.one("why").slice(0, 300),
          key: stepKey(principal, form),
        };
        const outcome = await takeLineStep({ ...asked, by: principal, now }, ports);
        if (outcome.kind === "taken") return seeOther(`/lines/${lineId}`);
        if (outcome.kind === "notFound") return notFoundPage();
        return linePage(lineId, ports, { principal, refused: outcome, typed: { action, fields: form } });
      },

      "GET /api/fulfilment/{fulfiller}": async ({ path: { fulfiller = "" }, query, principal }) => {
        const work = workAskFrom(fulfiller, query);
        const found = work && (await listWork(work, ports));
        if (!found) return problem("not-found");
        return json({ items: found.items.map((line) => lineReply(line, principal)), ...(found.next && { next: found.next }) });
      },

      "GET /api/lines/{lineId}": async ({ path: { lineId = "" }, principal }) => {
        const found = await findLine(lineId, ports.lines);
        return found ? json(lineReply(found.line, principal)) : problem("not-found");
      },

      "POST /api/lines/{lineId}/steps": async ({ path: { lineId = "" }, body, principal, now, idempotencyKey }) => {
        const { action, version, why } = body;
        const asked = { lineId, action, seen: version, ...(why && { why }), key: `${principal.id}:${idempotencyKey}`, by: principal, now };
        return stepReply(await takeLineStep(asked, ports), principal);
      },

      "POST /api/fulfilment/{fulfiller}/results": async ({ path: { fulfiller = "" }, body, principal, now }) => {
        const work = workAskFrom(fulfiller, {});
        if (!work) return problem("not-found");
        const asked = { fulfiller: work.fulfiller, file: Buffer.from(body.file), by: principal, now };
        const done = await importLineResults(asked, ports);
        if (done.kind === "refused") return problem("list-unreadable", { detail: done.because });
        return json({ moved: done.moved, known: done.known, problems: done.problems });
      },
    },
    ports,
  );
