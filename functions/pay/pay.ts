import { actorOf, type Principal } from "../../shared/domain/principal.ts";
import { type AnswerPorts, answerRoutes, notFoundPage } from "../../shared/http/answer.ts";
import { payContracts } from "../../shared/http/contracts/pay-contracts.ts";
import { download, json, problem, seeOther } from "../../shared/http/reply.ts";
import type { Lines } from "../../shared/store/lines.ts";
import { isBadCursor } from "../../shared/store/pages.ts";
import type { Payees } from "../../shared/store/payees.ts";
import type { Payments } from "../../shared/store/payments.ts";
import type { SharedAccounts } from "../../shared/store/shared-accounts.ts";
import { findFile } from "./batch-file.ts";
import { batchPage } from "./batch-page.ts";
import { batchReply, lineToPayReply, wholeBatchReply } from "./batch-reply.ts";
import { findBatch } from "./find-batch.ts";
import { finishBatch } from "./finish-batch.ts";
import { importResults } from "./import-results.ts";
import { listLinesToPay } from "./lines-to-pay.ts";
import { batchesAskFrom, toPayAskFrom } from "./pay-asks.ts";
import { importedReply, prepareReply, recordReply, releaseReply } from "./pay-replies.ts";
import { readPayeeForm } from "./payee-form.ts";
import { payeePage } from "./payee-page.ts";
import { paymentsPage } from "./payments-page.ts";
import { prepareBatch } from "./prepare-batch.ts";
import { recordPayee } from "./record-payee.ts";
import { releaseBatch } from "./release-batch.ts";
import { readReleaseForm } from "./release-form.ts";

export type PayPorts = Required<AnswerPorts> & {
  readonly lines: Pick<Lines, "find" | "onList" | "behind" | "move">;
  readonly payees: Payees;
  readonly payments: Payments;
  readonly accounts: SharedAccounts;
  readonly matchingKey: () => Promise<string>;
};

const requestIdFrom = ({ id }: Principal, key: string) => `${id}:${key.slice(0, 200).toWellFormed()}`;

/** Pages first, then the API: each POST of the one and of the other makes the same use case. */
export const createPay = (ports: PayPorts) => {
  const badList = () =>
    problem("malformed-request", {
      detail: "Check the list, the limit (1 to 100) and the cursor, which is one that an earlier page gave.",
    });

  return answerRoutes(
    "pay",
    payContracts,
    {
      "GET /payments": (request) => paymentsPage(request, ports),

      "POST /payments": async (request) => {
        const { form, principal, now } = request;
        const requestId = requestIdFrom(principal, form.one("requestId") || "no-id");
        const outcome = await prepareBatch({ requestId, by: actorOf(principal), now }, ports);
        if (outcome.kind === "prepared") return seeOther(`/payments/${outcome.batch.batchId}`);
        return paymentsPage(request, ports, { nothingToPay: true, status: 422 });
      },

      "GET /payments/{batchId}": async ({ path: { batchId = "" }, query, principal }) => batchPage(batchId, ports, { query, principal }),

      "POST /payments/{batchId}/finish": async ({ path: { batchId = "" }, principal, now }) => {
        const whole = await findBatch(batchId, ports.payments);
        if (!whole) return notFoundPage();
        await finishBatch(whole, { by: actorOf(principal), now }, ports);
        return seeOther(`/payments/${batchId}`);
      },

      "POST /payments/{batchId}/release": async ({ path: { batchId = "" }, form, principal, now }) => {
        const read = readReleaseForm(form);
        if (read.kind === "invalid") return batchPage(batchId, ports, { query: {}, principal, typed: form, errors: read.errors });
        const outcome = await releaseBatch({ batchId, by: actorOf(principal), now, ...read.request }, ports);
        if (outcome.kind === "released" || outcome.kind === "stopped") return seeOther(`/payments/${batchId}`);
        return batchPage(batchId, ports, { query: {}, principal, notReleased: outcome, typed: form });
      },

      "GET /payments/{batchId}/file": async ({ path: { batchId = "" } }) => {
        const file = await findFile(batchId, ports.payments);
        return file ? download(file.fileName, "text/plain; charset=us-ascii", file.content) : notFoundPage();
      },

      "POST /payments/{batchId}/results": async ({ path: { batchId = "" }, files, principal, now }) => {
        const file = files.get("file") ?? new Uint8Array();
        const outcome = await importResults({ batchId, file, by: actorOf(principal), now }, ports.payments);
        if (outcome.kind === "imported") return seeOther(`/payments/${batchId}#results`);
        return batchPage(batchId, ports, { query: {}, principal, notImported: outcome });
      },

      "GET /lines/{lineId}/payee": async ({ path: { lineId = "" }, principal }) => payeePage(lineId, ports, { principal }),

      "POST /lines/{lineId}/payee": async ({ path: { lineId = "" }, form, principal, now }) => {
        const read = readPayeeForm(form);
        if (read.kind === "invalid") return payeePage(lineId, ports, { principal, typed: form, errors: read.errors });
        const outcome = await recordPayee({ lineId, payee: read.request, by: actorOf(principal), now }, ports);
        return payeePage(lineId, ports, { principal, typed: form, outcome });
      },

      "GET /api/lines-to-pay": async ({ query }) => {
        const wanted = toPayAskFrom(query);
        const found = wanted && (await listLinesToPay(wanted.list, wanted.ask, ports));
        if (!found || isBadCursor(found)) return badList();
        return json({ items: found.items.map(lineToPayReply), ...(found.next && { next: found.next }) });
      },

      "POST /api/lines/{lineId}/payees": async ({ path: { lineId = "" }, body: { payTo }, principal, now }) =>
        recordReply(await recordPayee({ lineId, payee: payTo, by: actorOf(principal), now }, ports)),

      "GET /api/payment-batches": async ({ query }) => {
        const ask = batchesAskFrom(query);
        const found = ask && (await ports.payments.list(ask));
        if (!found || isBadCursor(found)) return badList();
        return json({ items: found.items.map(batchReply), ...(found.next && { next: found.next }) });
      },

      "POST /api/payment-batches": async ({ body, principal, now, idempotencyKey }) => {
        const requestId = requestIdFrom(principal, idempotencyKey);
        return prepareReply(await prepareBatch({ requestId, by: actorOf(principal), now, ...body }, ports));
      },

      "GET /api/payment-batches/{batchId}": async ({ path: { batchId = "" } }) => {
        const found = await findBatch(batchId, ports.payments, ports.accounts);
        return found ? json(wholeBatchReply(found, found.shared)) : problem("not-found");
      },

      "POST /api/payment-batches/{batchId}/completions": async ({ path: { batchId = "" }, principal, now }) => {
        const whole = await findBatch(batchId, ports.payments);
        return whole ? json(batchReply(await finishBatch(whole, { by: actorOf(principal), now }, ports)), 201) : problem("not-found");
      },

      "POST /api/payment-batches/{batchId}/releases": async ({ path: { batchId = "" }, body, principal, now }) =>
        releaseReply(await releaseBatch({ batchId, by: actorOf(principal), now, ...body }, ports)),

      "GET /api/payment-batches/{batchId}/file": async ({ path: { batchId = "" } }) => {
        const file = await findFile(batchId, ports.payments);
        return file ? json(file) : problem("not-found");
      },

      "POST /api/payment-batches/{batchId}/results": async ({ path: { batchId = "" }, body: { file }, principal, now }) =>
        importedReply(await importResults({ batchId, file: new TextEncoder().encode(file), by: actorOf(principal), now }, ports.payments)),
    },
    ports,
  );
};
