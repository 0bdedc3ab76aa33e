import { createHash } from "node:crypto";
import { council } from "../../shared/council.ts";
import { maskedPayee } from "../../shared/domain/bank/payee.ts";
import { type Line, type LineStepName, mayStep, type SentBefore } from "../../shared/domain/line/line.ts";
import { moveLine } from "../../shared/domain/line/line-move.ts";
import {
  type Matched,
  matchResults,
  type Payment,
  partInBatch,
  type RecordedResult,
  type WhyNotTheirs,
} from "../../shared/domain/payments/payment-batch.ts";
import { type PaymentResult, type RowProblem, readResults } from "../../shared/domain/payments/read-results.ts";
import type { Actor } from "../../shared/domain/principal.ts";
import { again, retry } from "../../shared/retry.ts";
import type { PaymentImport, PaymentMove, Payments } from "../../shared/store/payments.ts";

export type ToImport = {
  readonly batchId: string;
  readonly file: Uint8Array;
  readonly fileName?: string;
  readonly by: Actor;
  readonly now: Date;
};

/** In order of precedence. */
export type ImportOutcome =
  | { readonly kind: "imported"; readonly done: PaymentImport }
  | { readonly kind: "notFound" }
  | { readonly kind: "barred" }
  /** They prepared or released the batch, or recorded how a payment of it is paid. */
  | { readonly kind: "notYours"; readonly why: WhyNotTheirs }
  | { readonly kind: "notReleased" }
  | { readonly kind: "refused"; readonly because: string };

/** Up to four writes for each (line, payment, entry, shard), and a transaction takes a hundred. */
const settledTogether = 25;
const problemsMost = 1_000;

/**
 * Takes the bank's results of a batch, row by row. Each row settles a payment, repeats a known result, or is listed with
 * its problem. The same file again changes nothing.
 */
export const importResults = async ({ batchId, file, fileName, by, now }: ToImport, payments: Payments): Promise<ImportOutcome> => {
  const whole = await payments.find(batchId);
  if (!whole) return { kind: "notFound" };
  if ((await payments.barredFrom(by.id, whole.payments)).size > 0) return { kind: "barred" };
  const why = partInBatch("importBankResults", by, whole.batch, whole.payments);
  if (why) return { kind: "notYours", why };
  if (whole.batch.state !== "released") return { kind: "notReleased" };
  const read = readResults(file, council.code);
  if (read.kind === "refused") return read;
  const contentHash = createHash("sha256").update(file).digest("hex");
  const earlier = whole.imports.find((one) => one.contentHash === contentHash);
  if (earlier) return { kind: "imported", done: earlier };

  const { matched, problems } = matchResults(read.rows, batchId, whole.payments);
  const taken: Taken = {
    at: now.toISOString(),
    by,
    file: contentHash,
    ...(fileName && { fileName }),
    ...(whole.batch.release && { releasedAt: whole.batch.release.at }),
  };
  const late = await settleAll(matched, taken, payments);

  // Count what is stored, so that a file that was cut short, or came twice at once, counts as a whole.
  const ofFile = (await resultsOf(batchId, payments)).filter(({ file }) => file === contentHash);
  const paid = ofFile.filter(({ result }) => result === "paid").length;
  const rejected = ofFile.length - paid;
  const known = read.rows.length - problems.length - late.length - ofFile.length;
  const all = [...read.problems, ...problems, ...late].toSorted((a, b) => a.row - b.row);
  const counted = { paid, rejected, known, problems: all.slice(0, problemsMost), problemsInAll: all.length };
  return {
    kind: "imported",
    done: await payments.keepImport({ batchId, contentHash, ...(fileName && { fileName }), at: taken.at, by, ...counted }),
  };
};

const resultsOf = async (batchId: string, payments: Payments) =>
  ((await payments.find(batchId))?.payments ?? []).flatMap(({ results }) => results);

type Taken = Required<Pick<RecordedResult, "at" | "by" | "file">> & Pick<RecordedResult, "fileName"> & { readonly releasedAt?: string };

/** Money moves one way in a transaction, so each group has payments of one state and one result. */
const groupsOf = (matched: readonly Matched[]): readonly (readonly Matched[])[] =>
  [...Map.groupBy(matched, ({ payment, result }) => `${payment.state} ${result}`).values()].flatMap((alike) =>
    Array.from({ length: Math.ceil(alike.length / settledTogether) }, (_, part) =>
      alike.slice(part * settledTogether, (part + 1) * settledTogether),
    ),
  );

/** Returns the rows whose line can no longer take their result. */
const settleAll = async (matched: readonly Matched[], taken: Taken, payments: Payments): Promise<readonly RowProblem[]> => {
  const late: RowProblem[] = [];
  for (const group of groupsOf(matched)) late.push(...(await settleGroup(group, taken, payments)));
  return late;
};

const settleGroup = (group: readonly Matched[], taken: Taken, payments: Payments): Promise<readonly RowProblem[]> => {
  let left = group;
  return retry<readonly RowProblem[]>(async () => {
    const lines = new Map((await payments.lines(left.map(({ payment }) => payment))).map((line) => [line.lineId, line]));
    const moves = left.map((one) => ({ one, move: moveFor(one, lines.get(one.payment.lineId), taken) }));
    const toSettle = moves.flatMap(({ move }) => move ?? []);
    const stuck = moves.filter(({ move }) => !move).map(({ one }) => one);
    if (toSettle.length === 0)
      return (await notSettled(stuck, payments)).map(({ row, payment }) => ({
        row,
        because: `The award line of payment ${payment.paymentId} has gone another way.`,
      }));
    // Another import took the same results, or a line moved in between: look again at the rest.
    const done = await payments.settle(toSettle);
    left = done.kind === "moved" ? stuck : await notSettled(left, payments);
    return left.length > 0 ? again : [];
  });
};

const notSettled = async (group: readonly Matched[], payments: Payments): Promise<readonly Matched[]> => {
  const [first] = group;
  const whole = first && (await payments.find(first.payment.batchId));
  const now = new Map(whole?.payments.map((payment) => [payment.paymentId, payment]));
  return group.flatMap((one): readonly Matched[] => {
    const payment = now.get(one.payment.paymentId);
    return payment && !payment.results.some(({ result }) => result === one.result) ? [{ ...one, payment }] : [];
  });
};

const steps = { paid: "deliver", rejected: "reopen" } as const satisfies Record<PaymentResult, LineStepName>;

/** Undefined where the line no longer waits for a result. */
const moveFor = ({ payment, result, reason, row }: Matched, line: Line | undefined, taken: Taken): PaymentMove | undefined => {
  const step = steps[result];
  if (!line || line.payment?.paymentId !== payment.paymentId || !mayStep(line.state, step)) return undefined;
  const { at, by, releasedAt, ...file } = taken;
  const after: Payment = { ...payment, state: result, results: [...payment.results, { result, reason, at, by, row, ...file }] };
  const change = result === "rejected" ? rejected(payment, reason, line, taken) : {};
  return { before: payment, after, line: moveLine(line, [step], { at, by, key: `${payment.paymentId}-${result}` }, { change }) };
};

const rejected = (
  { batchId, paymentId, payee }: Payment,
  reason: string,
  { sentBefore = [] }: Line,
  { at, by, releasedAt }: Taken,
): Partial<Line> => {
  const sent: SentBefore = {
    ...{ batchId, paymentId, payTo: maskedPayee(payee), rejectedAt: at, reason, loadedBy: by },
    ...(releasedAt && { releasedAt }),
  };
  const trouble = { because: `The bank rejected payment ${paymentId}${reason ? `: ${reason}` : ""}.`, at };
  return { payment: undefined, paidTo: undefined, trouble, sentBefore: [...sentBefore, sent] };
};
