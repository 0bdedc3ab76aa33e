import type { Encoding } from "../csv/decode-text.ts";
import type { Pence } from "../money.ts";
import type { Actor } from "../principal.ts";
import type { EvidenceGiven } from "../rules/facts.ts";
import type { Delivery, SchemeCode } from "../scheme/scheme.ts";

/** Where a run stands. Nothing is awarded before somebody other than its preparer has approved it. */
export const runStates = {
  checking: "Being checked",
  ready: "Ready to approve",
  running: "Running",
  done: "Finished",
  cancelled: "Cancelled",
} as const;
export type RunState = keyof typeof runStates;

export const runSources = { list: "A list of households", cases: "Cases chosen from the queue" } as const;
export type RunSource = keyof typeof runSources;

/** What is awarded where a row does not say otherwise, and on what grounds. */
export type RunTerms = {
  readonly title: string;
  readonly item: string;
  readonly delivery: Delivery;
  /** The same for everyone; without it, the scheme's usual amount for the size of the household. */
  readonly amount?: Pence;
  readonly evidence: readonly EvidenceGiven[];
  readonly reason: string;
};

/** The check is the first pass over the rows; each further one awards. */
export const checkPass = 0;

/** What a file itself says of its rows, before anybody is looked up, stands as part 0. */
export const filePart = 0;
export const firstPart = 1;

/** A run of many awards at once. Its rows and what they came to stand beside it. */
export type Run = RunTerms & {
  readonly runId: string;
  readonly from: RunSource;
  readonly state: RunState;
  readonly version: number;
  readonly scheme: SchemeCode;
  /** How many rows the file has, or how many cases were chosen. */
  readonly rows: number;
  /** In how many parts its rows are decided. */
  readonly parts: number;
  readonly readAs?: Encoding;
  readonly preparedBy: Actor;
  readonly preparedAt: string;
  /** The pass that is being made, or was made last. */
  readonly pass: number;
  /** When that pass was begun: the moment at which all of its money is committed. */
  readonly passAt: string;
  readonly approvedBy?: Actor;
  readonly approvedAt?: string;
  readonly cancelledBy?: Actor;
};

/** The next part of a run that the stream brings to be decided. */
export type RunPart = {
  readonly runId: string;
  readonly pass: number;
  readonly part: number;
  readonly attempt: number;
  readonly askedAt: string;
};
