import { type Award, type AwardLine, drawnBy } from "../award/award.ts";
import type { Payee } from "../bank/payee.ts";
import type { Day } from "../dates.ts";
import type { EnvelopeId } from "../ledger/envelope.ts";
import type { EntryKind } from "../ledger/ledger.ts";
import type { Actor } from "../principal.ts";
import type { Delivery } from "../scheme/scheme.ts";
import type { Part } from "../separation.ts";
import { type Fulfiller, wayOf } from "./fulfiller.ts";

export const lineStates = {
  reserved: "Waiting for a second approval",
  approved: "Approved",
  issued: "Sent out",
  delivered: "Delivered",
  activated: "In use",
  redeemed: "Used",
  expired: "Expired",
  recycled: "Expired, money back",
  cancelled: "Cancelled",
  returned: "Returned, money back",
} as const;
export type LineState = keyof typeof lineStates;

export const lineSteps = {
  approve: { from: ["reserved"], to: "approved" },
  decline: { from: ["reserved"], to: "cancelled" },
  issue: { from: ["approved"], to: "issued" },
  /** The bank or the provider rejected it. The money stays committed, and somebody has to look. */
  reopen: { from: ["issued", "delivered"], to: "approved" },
  deliver: { from: ["issued"], to: "delivered" },
  activate: { from: ["delivered"], to: "activated" },
  redeem: { from: ["delivered", "activated"], to: "redeemed" },
  expire: { from: ["delivered", "activated"], to: "expired" },
  recycle: { from: ["expired"], to: "recycled" },
  /** Nobody was given the code before its last day: it was never spent, so its money only stops being committed. */
  lapse: { from: ["issued"], to: "recycled" },
  cancel: { from: ["approved", "issued"], to: "cancelled" },
  return: { from: ["delivered", "activated", "redeemed"], to: "returned" },
} as const satisfies Record<string, { from: readonly LineState[]; to: LineState }>;
export type LineStepName = keyof typeof lineSteps;

export const mayStep = (state: LineState, step: LineStepName): boolean => (lineSteps[step].from as readonly LineState[]).includes(state);

export const isSettled = (state: LineState): boolean => ["redeemed", "recycled", "cancelled", "returned"].includes(state);

export const lineStages = {
  trouble: "Needs somebody",
  approved: "To send out",
  issued: "Sent out",
  delivered: "With the household",
  watched: "Cancelled codes, watched",
} as const;
export type LineStage = keyof typeof lineStages;

type OnList = Pick<Line, "state" | "trouble" | "fulfiller" | "usedLate" | "takingBack" | "watchedUntil">;

/** The list that a line is on; none where nothing is left to do or to watch. */
export const stageOf = ({ state, trouble, fulfiller, ...of }: OnList): LineStage | undefined => {
  // A late use, and the money of a used code that somebody wants back, are work although the line is settled.
  if (trouble && (!isSettled(state) || of.usedLate === "open" || of.takingBack)) return "trouble";
  if (of.watchedUntil && isSettled(state)) return "watched";
  if (state === "approved" || state === "issued") return state;
  // Paid money and delivered goods need nobody. A code may expire, and a partner has yet to spend the money.
  const isWatched = fulfiller !== undefined && ["provider", "partner"].includes(wayOf(fulfiller));
  return isWatched && (state === "delivered" || state === "activated") ? "delivered" : undefined;
};

/** The state from which a line counts as spend. A partner's line is spend only once the partner has spent the money. */
export const spendFrom = (delivery: Delivery): "delivered" | "redeemed" => (delivery === "THIRD_PARTY" ? "redeemed" : "delivered");

const spentStates: Readonly<Record<"delivered" | "redeemed", readonly LineState[]>> = {
  delivered: ["delivered", "activated", "redeemed", "expired"],
  redeemed: ["redeemed"],
};

export const isSpent = (delivery: Delivery, state: LineState): boolean => spentStates[spendFrom(delivery)].includes(state);

export const entryKindFor = (delivery: Delivery, before: LineState, step: LineStepName): EntryKind | undefined => {
  const was = isSpent(delivery, before);
  const is = isSpent(delivery, lineSteps[step].to);
  switch (step) {
    case "approve":
      return "approval";
    case "decline":
      return "decline";
    case "cancel":
    case "lapse":
      return "cancellation";
    case "recycle":
    case "return":
      // A partner's line that expired or came back before it was spent never left what is committed.
      return was ? "repayment" : "cancellation";
    case "reopen":
      return was ? "reopening" : undefined;
    default:
      return !was && is ? "payment" : undefined;
  }
};

export type LineStep = {
  readonly step: LineStepName;
  readonly at: string;
  readonly by: Actor;
  /** The sender's own id of the step: the same step again changes nothing. */
  readonly key: string;
  readonly why?: string;
};

/** A phone or email, by its keyed hash, that is another household's too. */
export type HeldDestination = {
  readonly hash: string;
  /** The other households, and lines that name them, as they were when the line was held. */
  readonly households: readonly string[];
  readonly lineIds: readonly string[];
  readonly confirmed?: { readonly at: string; readonly by: Actor; readonly why: string };
};

/** Whether its code waits until somebody who took part in neither household's line confirms where it goes. */
export const isHeld = ({ destination }: Pick<Line, "destination">): boolean => destination !== undefined && !destination.confirmed;

/** A payment of the line that the bank rejected, and who loaded that result. */
export type SentBefore = {
  readonly batchId: string;
  readonly paymentId: string;
  readonly payTo: string;
  readonly releasedAt?: string;
  readonly rejectedAt: string;
  readonly reason: string;
  readonly loadedBy: Actor;
};

/**
 * Somebody wants the money of a code back. It waits for the provider, which alone knows whether the code can still be
 * used. It is kept with the line before the provider is asked, so that a crash in between loses nothing.
 */
export type TakingBack = {
  readonly how: "expire" | "return";
  readonly at: string;
  readonly by: Actor;
  /** The sender's own id of the step. */
  readonly key: string;
  readonly why?: string;
};

/** Events of a line that do not change its state. */
export const lineNotes = {
  saidBack: "A file said that it came back",
  saidNotBack: "It did not come back, whatever the file said",
  usedLate: "Its code was used after its money had come back",
  settledLate: "The late use was settled with the provider",
} as const;
export type LineNoteName = keyof typeof lineNotes;
export type LineNote = Omit<LineStep, "step"> & { readonly what: LineNoteName };

export type Line = AwardLine & {
  readonly lineId: string;
  readonly awardId: string;
  readonly caseId: string;
  readonly householdId: string;
  readonly line: number;
  /** The shard that the line drew on: all its money moves there. */
  readonly drawnOn: EnvelopeId & { readonly shard: number };
  readonly state: LineState;
  readonly version: number;
  readonly steps: readonly LineStep[];
  readonly awardedAt: string;
  /** The people who decided and approved. None of them releases its payment. */
  readonly decidedBy: readonly string[];
  /** The assessor or partner who entered the application. */
  readonly enteredBy?: string;
  /** The preparer of the run that made the award. They prepare no payment for it. */
  readonly runPreparedBy?: string;
  /** Absent until the line is started. */
  readonly fulfiller?: Fulfiller;
  /** A run has no application: the award names the recipient. */
  readonly isOfRun?: true;
  /** Orders sent to the provider. The next is only made once the provider has refused the last for good. */
  readonly orders?: number;
  readonly provided?: { readonly reference: string; readonly code?: string; readonly expiresOn?: string };
  readonly payment?: { readonly batchId: string; readonly paymentId: string };
  /** Another way to pay it, as one person recorded it. Nothing goes there until a second person confirms it. */
  readonly newPayee?: {
    readonly payee: Payee;
    readonly by: string;
    readonly name?: string;
    readonly at?: string;
    readonly why?: string;
  };
  /** Other households at the phone or email of its code. Nothing is sent there until somebody confirms that it may be. */
  readonly destination?: HeldDestination;
  /** The masked account, phone or email that the money or code really went to. */
  readonly paidTo?: string;
  /** Each time that the bank was to pay it and rejected it. */
  readonly sentBefore?: readonly SentBefore[];
  readonly trouble?: { readonly because: string; readonly at: string };
  /** Somebody wants its money back, and the provider has not yet said that its code is useless. */
  readonly takingBack?: TakingBack;
  /** A file alone says that it came back. A second person confirms it before its money moves. */
  readonly saidBack?: { readonly state: SaidBackState; readonly by: Actor; readonly at: string };
  /** Its money is back. Until this day its provider is asked whether somebody has used the code all the same. */
  readonly watchedUntil?: Day;
  /** Its code was used after its money had come back. */
  readonly usedLate?: "open" | "settled";
  readonly notes?: readonly LineNote[];
};

/** The states in which a file brings money back. */
export const saidBackStates = ["expired", "returned", "cancelled"] as const;
export type SaidBackState = (typeof saidBackStates)[number];

export const lineIdOf = (awardId: string, line: number): string => `${awardId}.${line + 1}`;

export const lineFrom = (award: Award, index: number): Line => {
  const line = award.lines[index];
  if (!line) throw new RangeError("An award has the line.");
  const { awardId, caseId, householdId, committedAt, by, run, enteredBy } = award;
  return {
    ...line,
    lineId: lineIdOf(awardId, index),
    awardId,
    caseId,
    householdId,
    line: index,
    drawnOn: drawnBy(award, line),
    state: award.awaitsApproval ? "reserved" : "approved",
    version: 0,
    steps: [],
    awardedAt: committedAt,
    decidedBy: run ? [by.id, run.preparedBy.id] : [by.id],
    ...(enteredBy !== undefined && { enteredBy }),
    ...(run && { runPreparedBy: run.preparedBy.id }),
  };
};

/** The steps by which people order goods, and say that they arrived. */
const orderSteps: readonly LineStepName[] = ["issue", "deliver", "activate", "redeem"];
const isGoods = ({ fulfiller }: Pick<Line, "fulfiller">): boolean =>
  fulfiller !== undefined && ["supplier", "partner"].includes(wayOf(fulfiller));

type HandedOn = Pick<
  Line,
  "decidedBy" | "enteredBy" | "newPayee" | "sentBefore" | "runPreparedBy" | "isOfRun" | "fulfiller" | "steps" | "notes"
>;

/** The parts that people had in the line and its award. */
export const partsOfLine = (line: HandedOn): readonly Part[] => {
  const { decidedBy, enteredBy, newPayee, sentBefore = [], runPreparedBy, isOfRun, steps, notes = [] } = line;
  const ordered = isGoods(line) ? steps.filter(({ step }) => orderSteps.includes(step)) : [];
  // A line from before its preparer was kept by name has them behind the approver of its run.
  const preparer = runPreparedBy ?? (isOfRun && decidedBy[1]);
  return [
    ...(enteredBy === undefined ? [] : [{ did: "apply", by: enteredBy } as const]),
    ...decidedBy.map((by): Part => ({ did: "award", by })),
    ...(newPayee ? [{ did: "recordPayee", by: newPayee.by } as const] : []),
    ...sentBefore.map(({ loadedBy }): Part => ({ did: "importBankResults", by: loadedBy.id })),
    ...ordered.map(({ by }): Part => ({ did: "orderGoods", by: by.id })),
    ...notes.filter(({ what }) => what === "saidBack").map(({ by }): Part => ({ did: "sayBack", by: by.id })),
    ...(preparer ? [{ did: "prepareRun", by: preparer } as const] : []),
  ];
};

export const linesOf = (award: Award): readonly Line[] => award.lines.map((_, index) => lineFrom(award, index));
