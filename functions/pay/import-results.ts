import { createHash } from "node:crypto";
import { council } from "../../shared/council.ts";
import { type Line, type LineStepName, mayStep } from "../../shared/domain/line/line.ts";
import { moveLine } from "../../shared/domain/line/line-move.ts";
import { type Matched, matchResults, type Payment } from "../../shared/domain/payments/payment-batch.ts";
import { type PaymentResult, type RowProblem, readResults } from "../../shared/domain/payments/read-results.ts";
import type { Actor } from "../../shared/domain/principal.ts";
import { again, retry } from "../../shared/retry.ts";
import type { PaymentImport, PaymentMove, Payments } from "../../shared/store/payments.ts";

export type ToImport = { readonly batchId: string; readonly file: Uint8Array; readonly by: Actor; readonly now: Date };

/** In order of precedence. */
export type ImportOutcome =
  | { readonly kind: "imported"; readonly done: PaymentImport }
  | { readonly kind: "notFound" }
  | { readonly kind: "barred" }
  | { readonly kind: "notReleased" }
  | { readonly kind: "refused"; readonly because: string };

/** Up to four writes for each (line, payment, entry, shard), and a transaction takes a hundred. */
const settledTogether = 25;
const problemsMost = 1_000;

/**
 * Takes the bank's results of a batch, row by row. Each row settles a payment, repeats a known result, or is listed with
 * its problem. The same file again changes nothing.
 */
export const importResults = async ({ batchId, file, by, now }: ToImport, payments: Payments): Promise<ImportOutcome> => {
  const whole = await payments.find(batchId);
  if (!whole) return { kind: "notFound" };
  if ((await payments.barredFrom(by.id, whole.payments)).size > 0) return { kind: "barred" };
  if (whole.batch.state !== "released") return { kind: "notReleased" };
  const read = readResults(file, council.code);
  if (read.kind === "refused") return read;
  const contentHash = createHash("sha256").update(file).digest("hex");
  const earlier = whole.imports.find((one) => one.contentHash === contentHash);
  if (earlier) return { kind: "imported", done: earlier };

  const { matched, problems } = matchResults(read.rows, batchId, whole.payments);
  const taken = { at: now.toISOString(), by, file: contentHash };
  const late = await settleAll(matched, taken, payments);

  // Count what is stored, so that a file that was cut short, or came twice at once, counts as a whole.
  const ofFile = (await resultsOf(batchId, payments)).filter(({ file }) => file === contentHash);
  const paid = ofFile.filter(({ result }) => result === "paid").length;
  const rejected = ofFile.length - paid;
  const known = read.rows.length - problems.length - late.length - ofFile.length;
  const all = [...read.problems, ...problems, ...late].toSorted((a, b) => a.row - b.row);
  const counted = { paid, rejected, known, problems: all.slice(0, problemsMost), problemsInAll: all.length };
  return { kind: "imported", done: await payments.keepImport({ batchId, contentHash, at: taken.at, by, ...counted }) };
};

const resultsOf = async (batchId: string, payments: Payments) =>
  ((await payments.find(batchId))?.payments ?? []).flatMap(({ results }) => results);

type Taken = { readonly at: string; readonly by: Actor; readonly file: string };

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
const moveFor = ({ payment, result, reason }: Matched, line: Line | undefined, { at, by, file }: Taken): PaymentMove | undefined => {
  const step = steps[result];
  if (!line || line.payment?.paymentId !== payment.paymentId || !mayStep(line.state, step)) return undefined;
  const trouble = { because: `The bank rejected payment ${payment.paymentId}${reason ? `: ${reason}` : ""}.`, at };
  const change = result === "rejected" ? { payment: undefined, trouble } : {};
  const after: Payment = { ...payment, state: result, results: [...payment.results, { result, reason, at, file }] };
  return { before: payment, after, line: moveLine(line, [step], { at, by, key: `${payment.paymentId}-${result}` }, { change }) };
};
