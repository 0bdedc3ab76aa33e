import type { BankAccount } from "../bank/payee.ts";
import { idAsNumber, isSameId, plainWord } from "../csv/file-cell.ts";
import type { Day } from "../dates.ts";
import type { Line, SentBefore } from "../line/line.ts";
import { addPence, type Pence } from "../money.ts";
import type { Actor } from "../principal.ts";
import { type KeptApart, type Part, partAgainst } from "../separation.ts";
import type { PayeeVersion } from "./payee-record.ts";
import type { PaymentResult, ResultRow, RowProblem } from "./read-results.ts";
import { type Originator, type Submission, standard18 } from "./standard-18.ts";

export const batchStates = {
  draft: "Not finished",
  prepared: "Waiting for release",
  released: "Released",
  stopped: "Stopped: nothing was sent",
} as const;
export type BatchState = keyof typeof batchStates;

export type PaymentBatch = {
  /** Six letters and digits, which are also the file's serial number at the bank. */
  readonly batchId: string;
  readonly state: BatchState;
  readonly version: number;
  readonly preparedAt: string;
  readonly preparedBy: Actor;
  /** The preparer's own id of the request: sent again, it is the same batch. */
  readonly requestId: string;
  /** The hash of the lines that the request named. Absent from batches of before it was kept. */
  readonly requestHash?: string;
  readonly payments: number;
  readonly total: Pence;
  /** A release in which payments leave: who releases, and which version they saw. The same request goes on with it. */
  readonly releasing?: { readonly by: string; readonly seen: number };
  readonly release?: Release;
};

/** The rest of the file, as it was at the release, so that nothing of the file changes but its day. */
export type Release = {
  readonly at: string;
  readonly by: Actor;
  readonly createdOn: Day;
  readonly processingDay: Day;
  readonly payer: Originator;
  /** Payments that the releaser looked at and had paid, each with why. */
  readonly confirmed?: readonly Confirmed[];
  /** New days of the file, the oldest first: its first day had passed before the bank got it. */
  readonly redated?: readonly Redated[];
};

/** A file's new day. `why` says how somebody knows that the bank never had the file. */
export type Redated = {
  readonly at: string;
  readonly by: Actor;
  readonly why: string;
  readonly createdOn: Day;
  readonly processingDay: Day;
};

/** The days in the file as it is now. */
export const daysOf = ({ createdOn, processingDay, redated = [] }: Release): Pick<Redated, "createdOn" | "processingDay"> =>
  redated.at(-1) ?? { createdOn, processingDay };

/** A payment that somebody had to look at, and why the releaser has it paid all the same. */
export type Confirmed = {
  readonly paymentId: string;
  readonly why: string;
  /** The account is one in which a building society collects for many of its members. */
  readonly collection?: true;
};

/** A line chosen for a batch; its place gives the payment's number. */
export type Chosen = Pick<Line, "lineId" | "caseId">;

export const paymentStates = {
  inBatch: "In the batch",
  leftOut: "Left out",
  paid: "Paid",
  rejected: "Rejected by the bank",
} as const;
export type PaymentState = keyof typeof paymentStates;

/** A result from the bank; `file` is the hash of the file that brought it. */
export type RecordedResult = {
  readonly result: PaymentResult;
  readonly reason: string;
  readonly at: string;
  readonly file: string;
  readonly fileName?: string;
  /** As a spreadsheet counts. */
  readonly row?: number;
  readonly by?: Actor;
};

/** The change from the household's own account to the recorded one, masked. */
export type PayeeChange = Omit<PayeeVersion, "payee"> & {
  /** The account that the household gave, masked. Absent where it gave none. */
  readonly was?: string;
  /** Versions of the payee that staff had recorded by then. */
  readonly versions: number;
};

export type Payment = {
  readonly paymentId: string;
  readonly batchId: string;
  readonly lineId: string;
  readonly awardId: string;
  readonly caseId: string;
  readonly householdId: string;
  readonly label: string;
  readonly amount: Pence;
  readonly payee: BankAccount;
  /** The bank sends it back: the payment's number, or a building society's roll number. */
  readonly reference: string;
  /** The account with its roll number as a keyed hash, which finds the same account in two households. */
  readonly accountHash: string;
  /** The account without its roll number. Payments from before have none. */
  readonly wholeAccountHash?: string;
  /** The person who put it into the batch; another person may have begun the batch. */
  readonly addedBy: string;
  /** Everybody who decided on or approved the line: none of them releases it. */
  readonly decidedBy: readonly string[];
  /** The assessor or partner who entered its application: they do not release it either. */
  readonly enteredBy?: string;
  /** The member of staff who recorded the account for the household: they do not release it either. */
  readonly payeeRecordedBy?: string;
  /** Those who had recorded or confirmed the same account before that: none of them releases it. */
  readonly payeeEarlierBy?: readonly string[];
  readonly payeeChange?: PayeeChange;
  /** The name on the account is nobody's of the household, and no second person has confirmed it. */
  readonly isStrangers?: true;
  readonly sentBefore?: readonly SentBefore[];
  readonly state: PaymentState;
  readonly results: readonly RecordedResult[];
};

export const paymentIdOf = (batchId: string, place: number): string => `${batchId}-${String(place + 1).padStart(4, "0")}`;

export const isSent = ({ state }: Payment): boolean => state !== "leftOut";

export const totalOf = (payments: readonly Payment[]): Pence => addPence(payments.filter(isSent).map(({ amount }) => amount));

/** The file for the bank: the same bytes each time that it is made. A new day keeps its serial number and payments. */
export const fileOf = ({ batchId }: PaymentBatch, release: Release, payments: readonly Payment[]): string => {
  const { createdOn, processingDay } = daysOf(release);
  const submission: Submission = {
    originator: release.payer,
    serialNumber: batchId,
    createdOn,
    processingDay,
    credits: payments.filter(isSent).map(({ payee, reference, amount }) => ({ ...payee, reference, amount })),
  };
  return standard18(submission);
};

/** The parts that people had in a payment before it joined its batch. */
const partsOfPayment = ({
  enteredBy,
  decidedBy,
  payeeRecordedBy,
  payeeEarlierBy = [],
  payeeChange,
  sentBefore = [],
}: Payment): readonly Part[] => [
  ...(enteredBy === undefined ? [] : [{ did: "apply", by: enteredBy } as const]),
  ...decidedBy.map((by): Part => ({ did: "award", by })),
  ...(payeeRecordedBy === undefined ? [] : [{ did: "recordPayee", by: payeeRecordedBy } as const]),
  ...payeeEarlierBy.map((by): Part => ({ did: "recordPayee", by })),
  ...(payeeChange?.confirmed ? [{ did: "confirmPayee", by: payeeChange.confirmed.by.id } as const] : []),
  ...sentBefore.map(({ loadedBy }): Part => ({ did: "importBankResults", by: loadedBy.id })),
];

const partsOfBatch = ({ preparedBy, release }: PaymentBatch, payments: readonly Payment[]): readonly Part[] => [
  { did: "prepareBatch", by: preparedBy.id },
  ...payments.map(({ addedBy }): Part => ({ did: "finishBatch", by: addedBy })),
  ...(release ? [{ did: "releaseBatch", by: release.by.id } as const] : []),
  ...(release?.redated ?? []).map(({ by }): Part => ({ did: "redateBatch", by: by.id })),
];

/** Why a person may not take an act of a batch. No role is exempt. */
export type WhyNotTheirs =
  | { readonly because: "part"; readonly row: KeptApart; readonly paymentId?: string }
  | { readonly because: "declaredInterest"; readonly caseId: string };

/** Whether a person had a part in the batch, or in a payment of it that is not left out. */
export const partInBatch = (
  does: "releaseBatch" | "redateBatch" | "importBankResults",
  by: Pick<Actor, "id">,
  batch: PaymentBatch,
  payments: readonly Payment[],
): WhyNotTheirs | undefined => {
  const own = partAgainst("batch", does, by, partsOfBatch(batch, payments));
  if (own) return { because: "part", row: own };
  for (const payment of payments.filter(isSent)) {
    const row = partAgainst("batch", does, by, partsOfPayment(payment));
    if (row) return { because: "part", row, paymentId: payment.paymentId };
  }
  return undefined;
};

/** Why somebody may not release a batch, or give its file a new day. */
export const whyNotRelease = (
  does: "releaseBatch" | "redateBatch",
  by: Pick<Actor, "id">,
  batch: PaymentBatch,
  payments: readonly Payment[],
  barredFrom: ReadonlySet<string>,
): WhyNotTheirs | undefined => {
  const part = partInBatch(does, by, batch, payments);
  if (part) return part;
  const barred = payments.find((payment) => isSent(payment) && barredFrom.has(payment.caseId));
  return barred && { because: "declaredInterest", caseId: barred.caseId };
};

/** Finds a payment by the reference that the bank sends back, also where a spreadsheet took it for a number. */
const finderOf = (payments: readonly Payment[]) => {
  const byReference = new Map(payments.map((payment) => [plainWord(payment.reference), payment]));
  const byNumber = Map.groupBy(payments, ({ reference }) => idAsNumber(reference));
  return (reference: string): Payment | undefined => {
    const number = idAsNumber(reference);
    const alike = number === undefined ? [] : (byNumber.get(number) ?? []);
    return byReference.get(plainWord(reference)) ?? (alike.length === 1 ? alike[0] : undefined);
  };
};

export type Matched = { readonly payment: Payment; readonly result: PaymentResult; readonly reason: string; readonly row: number };

/**
 * Matches each row of a result file to a payment, skips results that are recorded, and explains the other rows. The bank
 * may reject a payment after it paid it, but never pays a rejected one, since no other file has it.
 */
export const matchResults = (
  rows: readonly ResultRow[],
  batchId: string,
  payments: readonly Payment[],
): { readonly matched: readonly Matched[]; readonly problems: readonly RowProblem[] } => {
  const find = finderOf(payments.filter(isSent));
  const matched: Matched[] = [];
  const problems: RowProblem[] = [];
  for (const { row, batch, payment: reference, amount, result, reason } of rows) {
    const problem = (because: string) => problems.push({ row, because });
    const payment = find(reference);
    if (!isSameId(batch, batchId)) problem(`“${batch.slice(0, 40)}” is not this batch.`);
    else if (!payment) problem(`Payment “${reference.slice(0, 40)}” is not in this batch.`);
    else if (payment.amount !== amount) problem(`The amount is not that of payment ${payment.paymentId}.`);
    else if (payment.results.some((one) => one.result === result)) continue;
    else if (payment.state === "rejected") problem(`Payment ${payment.paymentId} was rejected before. Ask the bank.`);
    else matched.push({ payment, result, reason, row });
  }
  return { matched, problems };
};
