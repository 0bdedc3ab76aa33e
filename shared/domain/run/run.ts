import type { Encoding } from "../csv/decode-text.ts";
import type { Pence } from "../money.ts";
import type { Actor } from "../principal.ts";
import type { EvidenceGiven } from "../rules/facts.ts";
import type { Delivery, SchemeCode } from "../scheme/scheme.ts";
import type { Part } from "../separation.ts";

export const runStates = {
  checking: "Being checked",
  ready: "Ready to approve",
  running: "Running",
  done: "Finished",
  cancelled: "Cancelled",
} as const;
export type RunState = keyof typeof runStates;

export const runSources = { list: "A list of households", cases: "Cases chosen from the case list" } as const;
export type RunSource = keyof typeof runSources;

/** Said once for all rows; a row's own item, delivery or amount counts before them. */
export type RunTerms = {
  readonly title: string;
  readonly item: string;
  readonly delivery: Delivery;
  /** Without it, each household gets the scheme's usual amount for its size. */
  readonly amount?: Pence;
  readonly evidence: readonly EvidenceGiven[];
  readonly reason: string;
};

/** The first pass over the rows is the check; later passes award. */
export const checkPass = 0;

/** Outcomes that need no look-up, such as unreadable rows, stand as part 0. */
export const filePart = 0;
export const firstPart = 1;

export type Run = RunTerms & {
  readonly runId: string;
  readonly from: RunSource;
  readonly state: RunState;
  readonly version: number;
  readonly scheme: SchemeCode;
  readonly rows: number;
  readonly parts: number;
  readonly readAs?: Encoding;
  /** The first rows of the list in which letters were read in another way than the file's. */
  readonly mended?: readonly number[];
  /** Columns of the list that a run does not read, as they are called there. */
  readonly ignored?: readonly string[];
  readonly preparedBy: Actor;
  readonly preparedAt: string;
  readonly pass: number;
  /** The start of the pass. Each award is committed at the time at which it is made, which may be another day. */
  readonly passAt: string;
  readonly approvedBy?: Actor;
  readonly approvedAt?: string;
  readonly cancelledBy?: Actor;
};

export const partsOfRun = ({ preparedBy }: Pick<Run, "preparedBy">): readonly Part[] => [{ did: "prepareRun", by: preparedBy.id }];

/** A run spends the money of no other scheme than the one that its approver saw. */
export const schemeOverWords = "The scheme of this run is over: decide this again in the scheme that is open now";

/** One asking for a part of a run, which the stream carries to the function that decides it. */
export type RunPart = {
  readonly runId: string;
  readonly pass: number;
  readonly part: number;
  readonly attempt: number;
  readonly askedAt: string;
};
