import { actorOf } from "../../shared/domain/principal.ts";
import { act } from "../../shared/http/act.ts";
import { type AnswerPorts, answer, notFoundPage } from "../../shared/http/answer.ts";
import { payContracts } from "../../shared/http/contracts/pay-contracts.ts";
import { download, json, problem } from "../../shared/http/reply.ts";
import { restOf, sliceWantedFrom } from "../../shared/http/slice-wanted.ts";
import type { Destinations } from "../../shared/store/destinations.ts";
import type { Lines } from "../../shared/store/lines.ts";
import type { Payees } from "../../shared/store/payees.ts";
import type { Payments } from "../../shared/store/payments.ts";
import { isBadCursor } from "../../shared/store/slices.ts";
import { interestDeclared, interestDeclaredPage } from "../case/interest-declared.ts";
import { batchAgain, batchPage } from "./batch-page.ts";
import { batchReply, lineToPayReply, wholeBatchReply } from "./batch-reply.ts";
import { findFile, seeBatch } from "./find-batch.ts";
import { finishBatch } from "./finish-batch.ts";
import { importResults } from "./import-results.ts";
import { linesReadBy, linesToPayWantedFrom, listLinesToPay } from "./lines-to-pay.ts";
import { readButton, readPayeeForm, readPrepareForm, readRedateForm, readReleaseForm, readResultsForm } from "./pay-form.ts";
import {
  confirmPayeeOutcomes,
  finishOutcomes,
  importOutcomes,
  prepareOutcomes,
  recordPayeeOutcomes,
  redateOutcomes,
  releaseOutcomes,
} from "./pay-outcomes.ts";
import { payeePage } from "./payee-page.ts";
import { paymentsPage } from "./payments-page.ts";
import { prepareBatch } from "./prepare-batch.ts";
import { confirmPayee, recordPayee } from "./record-payee.ts";
import { redateBatch } from "./redate-batch.ts";
import { releaseBatch } from "./release-batch.ts";

export type PayPorts = Required<AnswerPorts> & {
  readonly lines: Pick<Lines, "find" | "onList" | "behind" | "move" | "some" | "isOut" | "barredFrom">;
  readonly payees: Payees;
  readonly payments: Payments;
  readonly destinations: Destinations;
  readonly matchingKey: () => Promise<string>;
};

const badList = () =>
  problem("malformed-request", {
    detail: "Check the list, the limit (1 to 100) and the cursor, which is one that an earlier page gave.",
  });

/** Finance pays lines through the bank: one person prepares a batch and another releases it. */
export const createPay = (ports: PayPorts) =>
  answer(
    "pay",
    payContracts,
    {
      reads: {
        "GET /payments": (request) => paymentsPage(request, ports),

        "GET /payments/{batchId}": ({ path: { batchId = "" }, query, principal, now }) =>
          batchPage(batchId, ports, { query, principal, now }),

        "GET /payments/{batchId}/file": async ({ path: { batchId = "" }, principal }) => {
          const file = await findFile(batchId, principal, ports.payments);
          if (file?.kind === "barred") return interestDeclaredPage(file.caseId);
          return file ? download(file.fileName, "text/plain; charset=us-ascii", file.content) : notFoundPage();
        },

        "GET /lines/{lineId}/payee": ({ path: { lineId = "" }, query, principal }) =>
          payeePage(lineId, ports, { principal, isInstead: query.instead === "yes" }),

        "GET /api/lines-to-pay": async ({ query, principal }) => {
          const wanted = linesToPayWantedFrom(query);
          const found = wanted && (await listLinesToPay(wanted, ports));
          if (!found || isBadCursor(found)) return badList();
          return json({
            items: (await linesReadBy(principal, found.items, ports)).map(lineToPayReply),
            ...restOf(found),
          });
        },

        "GET /api/payment-batches": async ({ query }) => {
          const wanted = sliceWantedFrom(query);
          const found = wanted && (await ports.payments.list(wanted));
          if (!found || isBadCursor(found)) return badList();
          return json({ items: found.items.map(batchReply), ...restOf(found) });
        },

        "GET /api/payment-batches/{batchId}": async ({ path: { batchId = "" }, principal }) => {
          const found = await seeBatch(batchId, principal, ports);
          return found ? json(wholeBatchReply(found)) : problem("not-found");
        },

        "GET /api/payment-batches/{batchId}/file": async ({ path: { batchId = "" }, principal }) => {
          const file = await findFile(batchId, principal, ports.payments);
          if (file?.kind === "barred") return interestDeclared(file.caseId);
          return file ? json({ fileName: file.fileName, content: file.content }) : problem("not-found");
        },
      },
      acts: {
        recordPayee: act({
          read: readPayeeForm,
          take: ({ path: { lineId = "" }, request: { payTo, why }, by, now }) =>
            recordPayee({ lineId, payee: payTo, why, by: actorOf(by), now }, ports),
          outcomes: recordPayeeOutcomes,
          again: ({ path: { lineId = "" }, form, by }, says) => payeePage(lineId, ports, { principal: by, form, ...says }),
        }),
        confirmPayee: act({
          read: readPayeeForm,
          take: ({ path: { lineId = "" }, request: { payTo, why }, by, now }) =>
            confirmPayee({ lineId, payee: payTo, why, by: actorOf(by), now }, ports),
          outcomes: confirmPayeeOutcomes,
          again: ({ path: { lineId = "" }, form, by }, says) => payeePage(lineId, ports, { principal: by, form, ...says }),
        }),
        prepareBatch: act({
          read: readPrepareForm,
          sendingId: (form) => form.one("requestId") || "no-id",
          take: ({ request: { lineIds }, by, now, sendingId }) => {
            const requestId = `${by.id}:${sendingId.slice(0, 200).toWellFormed()}`;
            return prepareBatch({ requestId, by: actorOf(by), now, lineIds }, ports);
          },
          outcomes: prepareOutcomes,
          again: ({ by }, says) => paymentsPage({ query: {}, principal: by }, ports, says),
        }),
        finishBatch: act({
          read: readButton,
          take: ({ path: { batchId = "" }, by, now }) => finishBatch({ batchId, by: actorOf(by), now }, ports),
          outcomes: finishOutcomes,
          again: batchAgain(ports),
        }),
        releaseBatch: act({
          read: readReleaseForm,
          take: ({ path: { batchId = "" }, request: { version, confirmed, leftOut }, by, now }) =>
            releaseBatch({ batchId, by: actorOf(by), now, version, confirmed, leftOut }, ports),
          outcomes: releaseOutcomes,
          again: batchAgain(ports),
        }),
        redateBatch: act({
          read: readRedateForm,
          take: ({ path: { batchId = "" }, request: { version, why }, by, now }) =>
            redateBatch({ batchId, by: actorOf(by), now, version, why }, ports.payments),
          outcomes: redateOutcomes,
          again: batchAgain(ports),
        }),
        importBankResults: act({
          read: readResultsForm,
          take: ({ path: { batchId = "" }, request: { file, fileName }, by, now }) =>
            importResults(
              {
                batchId,
                file: typeof file === "string" ? new TextEncoder().encode(file) : file,
                ...(fileName && { fileName }),
                by: actorOf(by),
                now,
              },
              ports.payments,
            ),
          outcomes: importOutcomes,
          again: batchAgain(ports),
        }),
      },
    },
    ports,
  );
