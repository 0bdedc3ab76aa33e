import { isCaseId } from "../../shared/domain/ids.ts";
import type { Principal } from "../../shared/domain/principal.ts";
import { schemeAt } from "../../shared/domain/scheme/scheme-book.ts";
import { type FormRead, readNothing } from "../../shared/forms/form.ts";
import { blankForm } from "../../shared/forms/typed-form.ts";
import { type Asked, act, type Outcomes } from "../../shared/http/act.ts";
import { type AnswerPorts, answer, notFoundPage } from "../../shared/http/answer.ts";
import { bulkContracts } from "../../shared/http/contracts/bulk-contracts.ts";
import type { Form } from "../../shared/http/read-body.ts";
import { json, problem } from "../../shared/http/reply.ts";
import { restOf, sliceWantedFrom } from "../../shared/http/slice-wanted.ts";
import type { Runs } from "../../shared/store/runs.ts";
import { isBadCursor } from "../../shared/store/slices.ts";
import { type ApprovePorts, approveRun } from "./approve-run.ts";
import { asReadBy, type ReaderPorts } from "./as-read-by.ts";
import { cancelRun } from "./cancel-run.ts";
import { newRunPage } from "./new-run-page.ts";
import { type PreparePorts, prepareRun } from "./prepare-run.ts";
import { readRun } from "./read-run.ts";
import { resultsFile } from "./results-file.ts";
import { resumeRun } from "./resume-run.ts";
import { firstRows, type RowsWanted, rowsWantedFrom } from "./rows-wanted.ts";
import { casesIn, type RunRequest, readRunForm, readStepForm } from "./run-form.ts";
import { approveOutcomes, cancelOutcomes, prepareOutcomes, resumeOutcomes } from "./run-outcomes.ts";
import { runPage, runsPage } from "./run-page.ts";
import { progressReply, rowsReply, runReply } from "./run-reply.ts";

export type BulkPorts = Required<AnswerPorts> & ApprovePorts & PreparePorts & ReaderPorts & { readonly runs: Runs };

type Query = Readonly<Record<string, string | undefined>>;
type NotFound = { readonly kind: "notFound" };
const noSuchRun: NotFound = { kind: "notFound" };
type ToStep<T> = { readonly runId: string; readonly request: T; readonly by: Principal; readonly now: Date };

/** Many awards at once: prepared by one person, approved by another. */
export const createBulk = (ports: BulkPorts) => {
  const schemeOpenAt = async (now: Date) => schemeAt(await ports.schemes.book(now), now);
  const runIn = async ({ runId = "" }: Query, now: Date, reader: Principal, wanted?: RowsWanted | "every row") => {
    const found = isCaseId(runId) ? await readRun(runId, now, ports) : undefined;
    return found && asReadBy(found, reader, ports, wanted);
  };
  const runsIn = async (query: Query) => {
    const wanted = sliceWantedFrom(query);
    const found = wanted && (await ports.runs.list(wanted));
    return found && !isBadCursor(found) ? found : undefined;
  };

  /** Approving, cancelling and resuming differ in their form, their use case and its outcomes alone. */
  const step = <T, O extends { readonly kind: string }>(
    read: (form: Form) => FormRead<T>,
    take: (toStep: ToStep<T>) => Promise<O | NotFound>,
    outcomes: Outcomes<O | NotFound>,
  ) =>
    act({
      read,
      take: async ({ path: { runId = "" }, request, by, now }: Asked<T>) =>
        isCaseId(runId) ? take({ runId, request, by, now }) : noSuchRun,
      outcomes,
      again: async ({ path, by, now }, says) => {
        const found = await runIn(path, now, by, firstRows);
        return found ? runPage(found, firstRows, by, says) : notFoundPage();
      },
    });

  return answer(
    "bulk",
    bulkContracts,
    {
      reads: {
        "GET /runs": async ({ query, principal }) => {
          const found = await runsIn(query);
          return found ? runsPage(found, query.cursor === undefined, principal) : notFoundPage();
        },

        "GET /runs/new": async ({ query, now }) =>
          newRunPage(await schemeOpenAt(now), { form: blankForm, cases: casesIn((query.cases ?? "").split(",")) }),

        "GET /runs/{runId}": async ({ path, query, now, principal }) => {
          const wanted = rowsWantedFrom(query.show, query.page);
          const found = wanted && (await runIn(path, now, principal, wanted));
          return found ? runPage(found, wanted, principal) : notFoundPage();
        },

        "GET /runs/{runId}/results": async ({ path, now, principal }) => {
          const found = await runIn(path, now, principal, "every row");
          return found ? resultsFile(found) : notFoundPage();
        },

        "GET /api/runs": async ({ query }) => {
          const found = await runsIn(query);
          if (found) return json({ items: found.items.map(runReply), ...restOf(found) });
          return problem("malformed-request", {
            detail: "Check the limit (1 to 100) and the cursor, which is one that an earlier page gave.",
          });
        },

        "GET /api/runs/{runId}": async ({ path, now, principal }) => {
          const found = await runIn(path, now, principal);
          return found ? json(progressReply(found)) : problem("not-found");
        },

        "GET /api/runs/{runId}/rows": async ({ path, query, now, principal }) => {
          const wanted = rowsWantedFrom(query.outcome, query.cursor);
          if (!wanted)
            return problem("malformed-request", { detail: "Check the outcome, and the cursor, which is one that an earlier page gave." });
          const found = await runIn(path, now, principal, wanted);
          return found ? json(rowsReply(found, wanted)) : problem("not-found");
        },
      },
      acts: {
        prepareRun: act({
          read: readRunForm,
          sendingId: (form) => form.one("sendingId").slice(0, 100),
          take: ({ request: { list, cases, ...terms }, by, now, sendingId }: Asked<RunRequest>) =>
            prepareRun({ terms, list, cases, by, now, sendingId }, ports),
          outcomes: prepareOutcomes,
          again: async ({ form, now }, says) => newRunPage(await schemeOpenAt(now), { form, cases: casesIn(form.all("cases")), ...says }),
        }),
        approveRun: step(readStepForm, ({ request: { version: seen }, ...to }) => approveRun({ ...to, seen }, ports), approveOutcomes),
        cancelRun: step(readStepForm, ({ request: { version: seen }, ...to }) => cancelRun({ ...to, seen }, ports), cancelOutcomes),
        resumeRun: step(readNothing, ({ runId, now }) => resumeRun({ runId, now }, ports), resumeOutcomes),
      },
    },
    ports,
  );
};
