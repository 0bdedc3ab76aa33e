import { randomUUID } from "node:crypto";
import { maskedPayee } from "../../shared/domain/bank/payee.ts";
import { batchStates, type PaymentBatch } from "../../shared/domain/payments/payment-batch.ts";
import { holdsOneOf, type Principal } from "../../shared/domain/principal.ts";
import type { Again } from "../../shared/http/act.ts";
import { notFoundPage } from "../../shared/http/answer.ts";
import { page, type Reply } from "../../shared/http/reply.ts";
import { countWords, sliceWantedFrom } from "../../shared/http/slice-wanted.ts";
import type { Lines } from "../../shared/store/lines.ts";
import type { Payments } from "../../shared/store/payments.ts";
import { isBadCursor } from "../../shared/store/slices.ts";
import { acts } from "../../shared/system.ts";
import { type LinesToPayPorts, type LineToPay, linesReadBy, linesToPayWantedFrom, listLinesToPay, needOf } from "./lines-to-pay.ts";
import { linesMost } from "./prepare-batch.ts";

const lists = { approved: "To pay", trouble: "Needs somebody" } as const;
const batchesShown = 20;
const stateColours = { draft: "yellow", prepared: "blue", released: "green", stopped: "grey" } as const;

type Asked = { readonly query: Readonly<Record<string, string | undefined>>; readonly principal: Principal };

const lineRow = (toPay: LineToPay) => {
  const { lineId, awardId, label, amount, awardedAt, trouble } = toPay.line;
  const need = needOf(toPay);
  return {
    lineId,
    awardId,
    label,
    amount,
    awardedAt,
    isWithheld: toPay.isWithheld ?? false,
    payTo: toPay.known && maskedPayee(toPay.known.payee),
    need: need === "bankDetails" ? "Bank details are missing." : trouble?.because,
  };
};

export const batchRow = ({ batchId, state, preparedAt, preparedBy, payments, total, release }: PaymentBatch) => ({
  batchId,
  state: { text: batchStates[state], colour: stateColours[state] },
  preparedAt,
  preparedBy: preparedBy.name,
  // Nobody has counted an unfinished batch.
  payments: state === "draft" ? undefined : payments,
  total: state === "draft" ? undefined : total,
  release,
});

type PaymentsPageView = {
  readonly lists: readonly { readonly text: string; readonly href: string; readonly isOpen: boolean }[];
  readonly list: keyof typeof lists;
  readonly lines: readonly ReturnType<typeof lineRow>[];
  readonly canPay: boolean;
  readonly next?: string;
  readonly first?: string;
  readonly listName: string;
  readonly counted: string;
  readonly batchesCounted: string;
  readonly earlierBatches?: string;
  readonly newestBatches?: string;
  readonly batches: readonly ReturnType<typeof batchRow>[];
  readonly mayPrepare: boolean;
  readonly mayRecord: boolean;
  readonly linesMost: string;
  readonly requestId: string;
  readonly notice?: string;
};

declare module "../../shared/pages/views.ts" {
  interface Templates {
    "pay/payments.njk": PaymentsPageView;
  }
}

export const paymentsPage = async (
  { query, principal }: Asked,
  ports: LinesToPayPorts & { readonly lines: Pick<Lines, "barredFrom">; readonly payments: Pick<Payments, "list"> },
  { notice, status = 200 }: Partial<Again> = {},
): Promise<Reply> => {
  const wanted = linesToPayWantedFrom(query);
  if (!wanted) return notFoundPage();
  const batchesWanted = sliceWantedFrom({ cursor: query.batches }, batchesShown);
  if (!batchesWanted) return notFoundPage();
  const [found, batches] = await Promise.all([listLinesToPay(wanted, ports), ports.payments.list(batchesWanted)]);
  if (isBadCursor(found) || isBadCursor(batches)) return notFoundPage();
  const rows = (await linesReadBy(principal, found.items, ports)).map(lineRow);
  const path = (over: Readonly<Record<string, string | undefined>> = {}) => {
    const { cursor, batches: after } = { ...query, ...over };
    return `/payments?${new URLSearchParams({ list: wanted.list, ...(cursor && { cursor }), ...(after && { batches: after }) })}`;
  };
  const view: PaymentsPageView = {
    lists: Object.entries(lists).map(([list, text]) => ({ text, href: `/payments?list=${list}`, isOpen: list === wanted.list })),
    list: wanted.list,
    listName: lists[wanted.list],
    counted: countWords(found.counted),
    batchesCounted: countWords(batches.counted),
    lines: rows,
    canPay: wanted.list === "approved" && rows.some(({ need }) => need === undefined),
    next: found.next && path({ cursor: found.next }),
    first: wanted.slice.after ? path({ cursor: undefined }) : undefined,
    batches: batches.items.map(batchRow),
    earlierBatches: batches.next && `${path({ batches: batches.next })}#batches`,
    newestBatches: query.batches ? `${path({ batches: undefined })}#batches` : undefined,
    mayPrepare: holdsOneOf(principal, acts.prepareBatch.who),
    mayRecord: holdsOneOf(principal, acts.recordPayee.who),
    linesMost: linesMost.toLocaleString("en-GB"),
    // Pressing the button twice prepares one batch.
    requestId: randomUUID(),
    notice,
  };
  return page("pay/payments.njk", view, status);
};
