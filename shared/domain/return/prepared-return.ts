import type { Actor } from "../principal.ts";
import type { SchemeCode } from "../scheme/scheme.ts";
import type { Part } from "../separation.ts";
import type { Adjustment } from "./adjustment.ts";
import type { CheckFailure } from "./check-failure.ts";
import type { Window } from "./line-book.ts";

export const returnStates = {
  counting: "Being counted",
  prepared: "Waiting for its certificate",
  certified: "Certified, not yet sent to the department",
  filed: "Filed",
  sentBack: "Sent back to finance",
  replaced: "Prepared again since",
} as const;
export type ReturnState = keyof typeof returnStates;

/** A return for its days, as of one instant. Its figures are a second record, which never changes. */
export type PreparedReturn = {
  readonly returnId: string;
  readonly scheme: SchemeCode;
  readonly schemeVersion: number;
  /** The return in the scheme's document. */
  readonly code: string;
  /** Only entries up to its `asOf` count, for ever. */
  readonly window: Window;
  /** 1 is the first return for its days. A correction of a filed one is the next number. */
  readonly number: number;
  /** Why a filed return is corrected. */
  readonly why?: string;
  readonly state: ReturnState;
  readonly version: number;
  readonly preparedBy: Actor;
  readonly preparedAt: string;
  /** What finance typed, by table and field. */
  readonly typed: Readonly<Record<string, string>>;
  readonly typedBy: readonly Actor[];
  readonly certificate?: Certificate;
  readonly filing?: Filing;
  readonly sentBack?: { readonly by: Actor; readonly at: string; readonly why: string };
};

/** The hash is of all that the officer saw: figures, corrections of earlier returns and what finance typed. */
export type Certificate = { readonly by: Actor; readonly at: string; readonly name: string; readonly hash: string };

/** How finance sent the return, and under which reference of the department. */
export type Filing = { readonly by: Actor; readonly at: string; readonly reference: string };

/** The counted figures of a prepared return. */
export type ReturnFigures = {
  readonly returnId: string;
  /** The canonical text of the figures. */
  readonly bytes: string;
  readonly countedAt: string;
  /** Corrections of returns filed earlier, to be carried into this one. */
  readonly carried: readonly Adjustment[];
  /** Faults of single awards, found while they were counted. */
  readonly failures: readonly CheckFailure[];
};

/** A filed return counted again later, and every cell that differs from what was filed. */
export type Recount = {
  readonly returnId: string;
  readonly asOf: string;
  readonly by: Actor;
  readonly at: string;
  readonly adjustments: readonly Adjustment[];
};

/** Asks for a return's figures, or to count a filed return again. */
export type CountAsked = {
  readonly scheme: SchemeCode;
  readonly returnId: string;
  readonly asOf: string;
  readonly what: "prepare" | "recount";
  readonly by: Actor;
};

/** The newest return for its days, which every preparation of the same days passes through. */
export type ReturnPeriod = { readonly returnId: string; readonly number: number };

export const partsOfReturn = ({ preparedBy, typedBy }: Pick<PreparedReturn, "preparedBy" | "typedBy">): readonly Part[] => [
  { did: "prepareReturn", by: preparedBy.id },
  ...typedBy.map(({ id }): Part => ({ did: "fillReturn", by: id })),
];

/** All that a certificate covers, in one order of its members. */
export const documentOf = (
  { typed }: Pick<PreparedReturn, "typed">,
  { bytes, carried }: Pick<ReturnFigures, "bytes" | "carried">,
): string => {
  const answers = Object.entries(typed).sort(([a], [b]) => (a < b ? -1 : 1));
  const rows = carried.map(({ returnId, cell, filed, now }) => [returnId, cell, filed, now]);
  return JSON.stringify({ figures: bytes, carried: rows, typed: answers });
};
