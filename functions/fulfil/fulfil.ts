import { isLineAction } from "../../shared/domain/line/line-action.ts";
import { actorOf, type Principal } from "../../shared/domain/principal.ts";
import { type Again, type Asked, act } from "../../shared/http/act.ts";
import { type AnswerPorts, answer, notFoundPage } from "../../shared/http/answer.ts";
import { fulfilContracts } from "../../shared/http/contracts/fulfil-contracts.ts";
import { download, json, problem, returned, seeOther } from "../../shared/http/reply.ts";
import { restOf } from "../../shared/http/slice-wanted.ts";
import { interestDeclared } from "../case/interest-declared.ts";
import { findLine } from "../line/find-line.ts";
import { confirmDestination } from "./confirm-destination.ts";
import { importLineResults } from "./import-line-results.ts";
import { linePage } from "./line-page.ts";
import { lineInListReply, lineReply } from "./line-reply.ts";
import { readConfirmForm, readLineStepForm, stepIdFrom } from "./line-step-form.ts";
import { confirmDestinationOutcomes, lineStepOutcomes } from "./line-step-outcomes.ts";
import { importOutcomes, type Notice, steppedNotice } from "./list-outcomes.ts";
import { orderFile } from "./order-file.ts";
import { stepLines } from "./step-lines.ts";
import { type LineStepPorts, takeLineStep } from "./take-line-step.ts";
import { workListPage, workPage } from "./work-page.ts";
import { listWork, workWantedFrom } from "./work-wanted.ts";

export type FulfilPorts = Required<AnswerPorts> & LineStepPorts;

/** Lists of work, each line of an award, and the steps that people take of them. */
export const createFulfil = (ports: FulfilPorts) => {
  type AfterForm = { readonly notice?: Notice; readonly status?: number };
  const listPage = async (fulfiller: string, stage: string, by: Principal, says: AfterForm) => {
    const work = workWantedFrom(fulfiller, { stage });
    return (work && (await workListPage(work, by, ports, says))) ?? notFoundPage();
  };

  return answer(
    "fulfil",
    fulfilContracts,
    {
      reads: {
        "GET /fulfilment": async ({ principal }) => workPage(principal, ports),

        "GET /fulfilment/{fulfiller}": async ({ path: { fulfiller = "" }, query, principal }) => {
          const work = workWantedFrom(fulfiller, query);
          return (work && (await workListPage(work, principal, ports))) ?? notFoundPage();
        },

        "GET /fulfilment/{fulfiller}/order-file": async ({ path: { fulfiller = "" }, query, principal }) => {
          const work = workWantedFrom(fulfiller, query);
          const found = work && (await listWork(work, principal, ports));
          if (!found) return notFoundPage();
          // Somebody without an interest orders the lines that this person may not read.
          const lines = found.items.flatMap(({ line, isWithheld }) => (isWithheld ? [] : line));
          return download(`${fulfiller}.csv`, "text/csv; charset=utf-8", orderFile(lines, await ports.lines.reach(lines)));
        },

        "GET /lines/{lineId}": async ({ path: { lineId = "" }, principal }) => linePage(lineId, ports, { principal }),

        "GET /api/fulfilment/{fulfiller}": async ({ path: { fulfiller = "" }, query, principal }) => {
          const work = workWantedFrom(fulfiller, query);
          const found = work && (await listWork(work, principal, ports));
          if (!found) return problem("not-found");
          return json({ items: found.items.map((one) => lineInListReply(one, principal)), ...restOf(found) });
        },

        "GET /api/lines/{lineId}": async ({ path: { lineId = "" }, principal }) => {
          const found = await findLine(lineId, ports.lines);
          if (!found) return problem("not-found");
          if (await ports.lines.isOut(found, principal.id)) return interestDeclared(found.line.caseId);
          const behind = (await ports.lines.behind([found.line])).get(lineId);
          return json(lineReply(found.line, principal, behind?.recorded));
        },
      },
      acts: {
        stepLines: {
          page: async ({ path: { fulfiller = "" }, form, principal: by, now }) => {
            const [stage, action] = [form.one("stage"), form.one("action")];
            if (!workWantedFrom(fulfiller, { stage }) || !isLineAction(action)) return returned({ status: 404 });
            const done = await stepLines(form.all("lines"), { action, key: `${by.id}:${stepIdFrom(form)}`, by, now }, ports);
            if (done.taken > 0 && done.problems.length === 0) return seeOther(`/fulfilment/${fulfiller}?stage=${stage}`);
            return returned({ notice: steppedNotice(done), status: done.taken > 0 ? 409 : 400 });
          },
          again: ({ path: { fulfiller = "" }, form, principal: by }, says: Again<Notice>) =>
            listPage(fulfiller, form.one("stage"), by, says),
        },
        importLineResults: act({
          read: (_, files) => ({ kind: "read", request: { file: files.get("file") ?? "" } }),
          take: ({ path: { fulfiller = "" }, request: { file }, by, now }: Asked<{ readonly file: string | Uint8Array }>) =>
            importLineResults({ fulfiller, file: Buffer.from(file), by, now }, ports),
          outcomes: importOutcomes,
          again: ({ path: { fulfiller = "" }, form, by }, says) => listPage(fulfiller, form.one("stage"), by, says),
        }),
        stepLine: act({
          read: readLineStepForm,
          sendingId: stepIdFrom,
          take: ({ path: { lineId = "" }, request: { version, ...step }, by, now, sendingId }) =>
            takeLineStep({ ...step, lineId, seen: version, key: `${by.id}:${sendingId}`, by, now }, ports),
          outcomes: lineStepOutcomes,
          again: ({ path: { lineId = "" }, form, by }, says) => linePage(lineId, ports, { principal: by, typed: form, ...says }),
        }),
        confirmDestination: act({
          read: readConfirmForm,
          take: ({ path: { lineId = "" }, request: { version, why }, by, now }) =>
            confirmDestination({ lineId, seen: version, why, by: actorOf(by), now }, ports),
          outcomes: confirmDestinationOutcomes,
          again: ({ path: { lineId = "" }, form, by }, says) => linePage(lineId, ports, { principal: by, typed: form, ...says }),
        }),
      },
    },
    ports,
  );
};
